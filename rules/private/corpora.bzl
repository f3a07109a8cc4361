"""Corpora: one rule for each source format, one index action behind all of them."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":node_action.bzl", "node_action")

_PICTURES = [".jpg", ".jpeg", ".png", ".webp", ".JPG", ".JPEG", ".PNG"]

_COMMON = {
    "dataset_version": attr.string(
        doc = "What the owner calls this version. If it starts with `sha256:` the build fails unless it is the corpus's digest: " +
              "pin it so that nobody moves the measuring stick unnoticed.",
    ),
    "images": attr.label_list(doc = "The pictures.", allow_files = _PICTURES, mandatory = True),
    "shards": attr.int(
        default = 1,
        doc = "Into how many inference actions a backend's work is cut. A changed picture repeats its own shard only; take so many " +
              "that one takes some seconds.",
    ),
    "statements": attr.string_list(doc = "Sentences that every report about this corpus prints: synthetic data, licences."),
    "_index": node_action.tool("//eval/index"),
}

_MISSING_TRUTH = {
    "missing_truth": attr.string(
        default = "error",
        doc = "What a picture without ground truth is: a mistake that stops the build, or an exclusion that is counted and listed.",
        values = ["error", "exclude"],
    ),
}

_MASK_THRESHOLD = {
    "mask_threshold": attr.int(default = 128, doc = "A pixel of a mask file is foreground when its 8-bit value reaches this."),
}

def _shard_of(key, shards):
    # By name, not by position: a picture that is added or removed does not move the others.
    return hash(key) % shards

def _listed(files):
    return [{"key": node_action.key(f), "path": f.path} for f in files]

def _index(ctx, importer, config, sources, masks = [], labels = []):
    shards = ctx.attr.shards
    if shards < 1:
        fail("shards: expected 1 or more, got {}".format(shards))
    images = ctx.files.images
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
    rows = [node_action.declare(ctx, "images-{}.ndjson".format(k)) for k in range(shards)]
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
            shards = [_shard(ctx, k, rows[k], keys) for k in range(shards)],
            slices = slices,
            truth = truth,
        ),
    ]

def _shard(ctx, k, rows, keys):
    mine = {key: f for key, f in keys.items() if _shard_of(key, ctx.attr.shards) == k}
    return struct(
        files = node_action.write_json(ctx, "images-{}.json".format(k), {"images": _listed(mine.values())}),
        images = mine.values(),
        rows = rows,
    )

def _image_impl(ctx):
    if ctx.files.masks and ctx.file.manifest and not ctx.attr.mask_suffix == "":
        fail("mask_suffix: with a manifest, masks are named there")
    config = {
        "mask_suffix": ctx.attr.mask_suffix,
        "mask_threshold": ctx.attr.mask_threshold,
        "missing_truth": ctx.attr.missing_truth,
    }
    sources = {"manifest": ctx.file.manifest} if ctx.file.manifest else {}
    return _index(ctx, "image", config, sources, masks = ctx.files.masks)

image_corpus = rule(
    doc = """Pictures with mask files: matched by file stem, or listed in a native manifest with slices, groups and notes.""",
    implementation = _image_impl,
    attrs = _COMMON | _MISSING_TRUTH | _MASK_THRESHOLD | {
        "manifest": attr.label(
            doc = "NDJSON, one sample a line (see docs/formats). Without one, a picture and a mask of the same file stem are a sample.",
            allow_single_file = [".ndjson", ".jsonl"],
        ),
        "mask_suffix": attr.string(doc = "What a mask's file stem has after the picture's, `_mask` say."),
        "masks": attr.label_list(doc = "The mask files.", allow_files = _PICTURES),
    },
    provides = [EvalCorpusInfo],
)

def _ultralytics_impl(ctx):
    config = {
        "classes": ctx.attr.classes,
        "missing_truth": ctx.attr.missing_truth,
        "split": ctx.attr.split,
    }
    return _index(ctx, "ultralytics", config, {"dataset": ctx.file.dataset}, labels = ctx.files.labels)

ultralytics_corpus = rule(
    doc = """An Ultralytics segmentation dataset: dataset.yaml with polygons in label files. Foreground is the union of the polygons.""",
    implementation = _ultralytics_impl,
    attrs = _COMMON | _MISSING_TRUTH | {
        "classes": attr.string_list(doc = "Names of the classes that are foreground. Empty: all."),
        "dataset": attr.label(doc = "The dataset.yaml.", allow_single_file = [".yaml", ".yml"], mandatory = True),
        "labels": attr.label_list(doc = "The label files.", allow_files = [".txt"], mandatory = True),
        "split": attr.string(default = "test", doc = "Which split of dataset.yaml."),
    },
    provides = [EvalCorpusInfo],
)

def _coco_impl(ctx):
    config = {
        "categories": ctx.attr.categories,
        "crowds": ctx.attr.crowds,
        "missing_truth": ctx.attr.missing_truth,
        "unannotated": ctx.attr.unannotated,
    }
    return _index(ctx, "coco", config, {"instances": ctx.file.instances})

coco_corpus = rule(
    doc = """A COCO instances JSON with run lengths or polygons. Foreground is the union of the annotations.""",
    implementation = _coco_impl,
    attrs = _COMMON | _MISSING_TRUTH | {
        "categories": attr.string_list(doc = "Names of the categories that are foreground. Empty: all."),
        "crowds": attr.string(
            default = "include",
            doc = "Whether crowd annotations are foreground.",
            values = ["include", "exclude"],
        ),
        "instances": attr.label(doc = "The instances JSON.", allow_single_file = [".json"], mandatory = True),
        "unannotated": attr.string(
            default = "empty",
            doc = "What a listed picture without annotation is: a picture of nothing, or an exclusion that is counted and listed.",
            values = ["empty", "exclude"],
        ),
    },
    provides = [EvalCorpusInfo],
)

def _crop_run_impl(ctx):
    config = {
        "dimension": ctx.attr.dimension,
        "mask_threshold": ctx.attr.mask_threshold,
    }
    sources = {
        "annotations": ctx.file.annotations,
        "crop_runs": ctx.file.crop_runs,
        "taxonomy": ctx.file.taxonomy,
    }
    return _index(ctx, "crop_run", config, sources, masks = ctx.files.masks)

crop_run_corpus = rule(
    doc = """Pictures that people reported: rows of a crop service with source.type human and a ground-truth mask, one sample a picture.

A taxonomy maps notes and source to failure classes, which become slices. Rows of machines and rows without a mask are
excluded, counted and listed.""",
    implementation = _crop_run_impl,
    attrs = _COMMON | _MASK_THRESHOLD | {
        "annotations": attr.label(doc = "JSON list of CropAnnotation rows.", allow_single_file = [".json"], mandatory = True),
        "crop_runs": attr.label(doc = "JSON list of CropRun rows.", allow_single_file = [".json"], mandatory = True),
        "dimension": attr.string(default = "failure_class", doc = "Name of the slice dimension that the taxonomy fills."),
        "masks": attr.label_list(doc = "The mask files that annotations name.", allow_files = _PICTURES, mandatory = True),
        "taxonomy": attr.label(doc = "YAML: classes with keywords and sources.", allow_single_file = [".yaml", ".yml"], mandatory = True),
    },
    provides = [EvalCorpusInfo],
)
