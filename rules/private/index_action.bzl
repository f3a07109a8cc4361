"""The index stage: what all rules for corpora share. Sources of one format in, the files of a corpus out."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":node_action.bzl", "node_action")

_PICTURES = [".jpg", ".jpeg", ".png", ".webp", ".JPG", ".JPEG", ".PNG"]

_COMMON = {
    "dataset_version": attr.string(
        doc = "What the owner calls this version. If it starts with `sha256:` the build fails unless it is the corpus's digest: " +
              "pin it so that nobody moves the measuring stick unnoticed.",
    ),
    "statements": attr.string_list(doc = "Sentences that every report about this corpus prints: synthetic data, licences."),
    "_index": node_action.tool("//eval/index"),
}

_SHARDS = {
    "shards": attr.int(
        default = 1,
        doc = "Into how many inference actions a backend's work is cut. A changed picture repeats its own shard only; take so many " +
              "that one takes some seconds.",
    ),
}

_IMAGES = _SHARDS | {
    "images": attr.label_list(doc = "The pictures.", allow_files = _PICTURES, mandatory = True),
}

_OPTIONAL_IMAGES = _SHARDS | {
    "images": attr.label_list(doc = "The pictures, where the corpus has them.", allow_files = _PICTURES),
}

def _shard_of(key, shards):
    # By name, not by position: a picture that is added or removed does not move the others.
    return hash(key) % shards

def _listed(files):
    return [{"key": node_action.key(f), "path": f.path} for f in files]

def _index(ctx, importer, config, sources, masks = [], labels = []):
    """Registers the index action.

    Args:
        ctx: of a rule with the common attributes; `images` and `shards` where it has pictures
        importer: name of the importer
        config: dict, the importer's own options
        sources: dict, role -> File
        masks: list of File
        labels: list of File

    Returns:
        the rule's providers
    """
    shards = getattr(ctx.attr, "shards", 1)
    if shards < 1:
        fail("shards: expected 1 or more, got {}".format(shards))
    images = getattr(ctx.files, "images", [])
    keys = {}
    for file in images:
        key = node_action.key(file)
        if key in keys:
            fail("images: {} and {} have the same path {} below their packages".format(keys[key], file, key))
        keys[key] = file

    files = node_action.write_json(ctx, "files.json", {
        "images": [{"key": k, "path": f.path, "shard": _shard_of(k, shards)} for k, f in keys.items()],
        "labels": _listed(labels),
        "masks": _listed(masks),
    })
    options = node_action.write_json(ctx, "importer.json", config | {"statements": ctx.attr.statements})
    manifest = node_action.declare(ctx, "corpus.json")
    truth = node_action.declare(ctx, "truth.ndjson")
    slices = node_action.declare(ctx, "slices.ndjson")
    rows = [node_action.declare(ctx, "inputs-{}.ndjson".format(k)) for k in range(shards)]
    node_action.run(
        ctx,
        tool = ctx.attr._index,
        arguments = [
            ("importer", importer),
            ("config", options),
            ("files", files),
            ("source", sources),
            ("name", ctx.label.name),
            ("dataset-version", ctx.attr.dataset_version or "unversioned"),
            ("shards", str(shards)),
            ("corpus-out", manifest),
            ("truth-out", truth),
            ("slices-out", slices),
            ("shard-out", {str(k): file for k, file in enumerate(rows)}),
        ],
        inputs = [files, options] + sources.values() + images + masks + labels,
        outputs = [manifest, truth, slices] + rows,
        mnemonic = "EvalIndex",
        progress_message = "Indexing corpus %{label}",
    )
    return [
        DefaultInfo(files = depset([manifest, truth, slices] + rows)),
        EvalCorpusInfo(
            name = ctx.label.name,
            files = node_action.write_json(ctx, "images.json", {"images": _listed(images)}),
            images = depset(images),
            manifest = manifest,
            shards = [_shard(ctx, k, rows[k], keys, shards) for k in range(shards)],
            slices = slices,
            truth = truth,
        ),
    ]

def _shard(ctx, k, rows, keys, shards):
    mine = {key: f for key, f in keys.items() if _shard_of(key, shards) == k}
    return struct(
        files = node_action.write_json(ctx, "images-{}.json".format(k), {"images": _listed(mine.values())}),
        images = mine.values(),
        rows = rows,
    )

index_action = struct(
    common = _COMMON,
    images = _IMAGES,
    optional_images = _OPTIONAL_IMAGES,
    pictures = _PICTURES,
    run = _index,
)
