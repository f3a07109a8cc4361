"""What all rules for corpora share: the actions from sources of one format to the files of a corpus."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":node_action.bzl", "node_action")
load(":packs.bzl", tar_packs = "packs")

_PICTURES = [e for ending in [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".avif"] for e in [ending, ending.upper()]]

# An action begins with half a second for Node.js and the program; tiny pictures, which nothing else costs, take as long by then.
_PICTURES_OF_A_SHARD = 1000

_COMMON = {
    "dataset_version": attr.string(
        doc = "What the owner calls this version. If it starts with `sha256:` the build fails unless it is the corpus's digest: " +
              "pin it so that nobody moves the measuring stick unnoticed.",
    ),
    "background": attr.string_list(
        doc = "Slices, `dimension=value`, whose pictures show nothing on purpose. Where the masks of another slice have no pixel at all, the check " +
              "`blank_class` blocks.",
    ),
    "statements": attr.string_list(doc = "Sentences that every report about this corpus prints: synthetic data, licences."),
    "shards": attr.int(
        doc = "Into how many actions the work is cut, a backend's and the corpus's own. A changed picture repeats its own shard " +
              "only, and an action holds one shard in memory; choose the number so that an action takes some seconds. 0: one for each " +
              "{} pictures.".format(_PICTURES_OF_A_SHARD),
    ),
    "_assemble": node_action.tool("//eval/assemble"),
    "_import": node_action.tool("//eval/import"),
    "_verify": node_action.tool("//eval/verify"),
}

_IMAGES = {
    "images": attr.label_list(doc = "The pictures.", allow_files = _PICTURES, mandatory = True),
}

_TAXONOMY = {
    "dimension": attr.string(default = "failure_class", doc = "Name of the slice dimension that the taxonomy fills."),
    "taxonomy": attr.label(
        doc = "YAML: failure classes with keywords (docs/data.md). The `notes` of each sample then say which of them it is a case of, as slices.",
        allow_single_file = [".yaml", ".yml"],
    ),
}

_MISSING_TRUTH = {
    "missing_truth": attr.string(
        default = "error",
        doc = "What a picture without ground truth is: a mistake that stops the build (`error`), or an exclusion that is counted and listed (`exclude`).",
        values = ["error", "exclude"],
    ),
}

_OPTIONAL_IMAGES = {
    "images": attr.label_list(doc = "The pictures, where the corpus has them.", allow_files = _PICTURES),
}

def _stem(file):
    head, _, _ = file.basename.rpartition(".")
    return head or file.basename

def _shards(pictures, masks, count, mask_suffix):
    """Pictures and masks of each shard, in one pass over either.

    Args:
        pictures: list of File
        masks: list of File
        count: how many shards
        mask_suffix: what a mask's file stem has after its picture's; None where a source says what belongs together, which
            nobody knows before it is read: then every shard is given every mask

    Returns:
        list of struct(pictures, masks): list and depset of File
    """
    shards = [struct(masks = [], pictures = []) for _ in range(count)]
    keys, of_stem = {}, {}
    for file in pictures:
        key = node_action.key(file)
        if key in keys:
            fail("images: {} and {} have the same path {} below their packages".format(keys[key], file, key))
        keys[key] = file

        # By name, not by position: a picture that is added or removed does not move the others.
        shard = hash(key) % count
        shards[shard].pictures.append(file)
        of_stem.setdefault(_stem(file), {})[shard] = None
    if mask_suffix == None:
        every = depset(masks)
        return [struct(masks = every, pictures = shard.pictures) for shard in shards]
    for file in masks:
        # Folders tell pictures of one stem apart, which import looks at: each of their shards is given the mask.
        for shard in of_stem.get(_stem(file).removesuffix(mask_suffix), {}):
            shards[shard].masks.append(file)
    return [struct(masks = depset(shard.masks), pictures = shard.pictures) for shard in shards]

def _import(ctx, importer, config, sources, shards, masks, labels, packed = []):
    options = node_action.write_json(ctx, "importer.json", config | {"background": ctx.attr.background, "statements": ctx.attr.statements})
    imported, descriptions, drafts = node_action.run(
        ctx,
        tool = ctx.attr._import,
        arguments = [
            ("importer", importer),
            ("config", options),
            ("source", sources),
        ] + [
            ("picture", node_action.keys(shard.pictures, "{}=".format(k)))
            for k, shard in enumerate(shards)
        ] + [
            # Neither pictures nor masks are inputs: a changed one cannot change what the sources say.
            ("mask", node_action.keys(masks)),
            ("picture-keys", {str(k): shard.pack.keys for k, shard in enumerate(packed)}),
            ("mask-keys", [mask.keys for shard in packed for mask in shard.masks if mask != shard.pack]),
            ("mask-suffix", config.get("mask_suffix") or None if packed else None),
            ("label", node_action.keyed(labels)),
            ("name", ctx.label.name),
        ],
        outputs = {
            "imported-out": "imported.json",
            "descriptions-out": "descriptions.ndjson",
            "drafts-out": {str(k): "drafts-{}.ndjson".format(k) for k in range(len(shards))},
        },
        mnemonic = "EvalImport",
        progress_message = "Importing corpus %{label}",
    )
    return imported, descriptions, drafts.values()

def _verify(ctx, k, drafts, shard, mask_values, packed = None):
    packs = [packed.pack] if packed else []
    mask_packs = packed.masks if packed else []
    rows, truth, digests, _ = node_action.run(
        ctx,
        tool = ctx.attr._verify,
        arguments = [
            ("drafts", drafts),
            ("picture", node_action.keyed(shard.pictures)),
            ("mask", node_action.keyed(shard.masks)),
            ("pack", [p.pack for p in packs]),
            ("pack-index", [p.index for p in packs]),
            ("mask-pack", [p.pack for p in mask_packs]),
            ("mask-pack-index", [p.index for p in mask_packs]),
            ("mask-values", mask_values),
        ],
        outputs = {
            "inputs-out": "inputs-{}.ndjson".format(k),
            "truth-out": "truth-{}.ndjson".format(k),
            "digests-out": "digests-{}.ndjson".format(k),
            "unused-out": "unused-{}".format(k),
        },
        unused_inputs = "unused-out",
        mnemonic = "EvalVerify",
        progress_message = "Verifying corpus %{label} (" + str(k) + ")",
    )
    return struct(digests = digests, images = shard.pictures, packs = packs, rows = rows, truth = truth)

def _run(ctx, importer, config, sources, masks = [], labels = [], mask_suffix = None, mask_values = None, packs = []):
    """Registers the actions that make a corpus: import, verify once a shard, assemble.

    Args:
        ctx: of a rule with the common attributes; `images` where it has pictures
        importer: name of the importer
        config: dict, the importer's own options
        sources: dict, role -> File
        masks: list of File
        labels: list of File
        mask_suffix: what a mask's file stem has after its picture's, where stems alone say what belongs together
        mask_values: what the values of mask files mean; None where nothing is declared
        packs: list of File: tar archives in the place of pictures and masks, one shard each

    Returns:
        the rule's providers
    """
    shards = getattr(ctx.attr, "shards", 0)
    if shards < 0:
        fail("shards: expected 0 or more, got {}".format(shards))
    images = getattr(ctx.files, "images", [])
    if getattr(ctx.file, "taxonomy", None):
        sources = sources | {"taxonomy": ctx.file.taxonomy}
        config = config | {"dimension": ctx.attr.dimension}
    packed = tar_packs.shards(ctx, packs, mask_suffix or config.get("mask_suffix"))
    count = len(packed) or shards or max(1, -(-len(images) // _PICTURES_OF_A_SHARD))
    split = _shards(images, masks, count, mask_suffix)
    values = None
    if mask_values != None:
        config = config | {"mask_values": mask_values}
        values = node_action.write_json(ctx, "mask_values.json", mask_values)
    imported, descriptions, drafts = _import(ctx, importer, config, sources, split, masks, labels, packed)
    verified = [_verify(ctx, k, drafts[k], shard, values, packed[k] if packed else None) for k, shard in enumerate(split)]
    manifest, slices = node_action.run(
        ctx,
        tool = ctx.attr._assemble,
        arguments = [
            ("imported", imported),
            ("descriptions", descriptions),
            ("digests", [shard.digests for shard in verified]),
            ("name", ctx.label.name),
            ("dataset-version", ctx.attr.dataset_version or "unversioned"),
        ],
        outputs = {"corpus-out": "corpus.json", "slices-out": "slices.ndjson"},
        mnemonic = "EvalAssemble",
        progress_message = "Assembling corpus %{label}",
    )
    files = [manifest, slices] + [shard.rows for shard in verified] + [shard.truth for shard in verified]
    return [
        DefaultInfo(files = depset(files)),
        EvalCorpusInfo(
            name = ctx.label.name,
            images = depset(images),
            manifest = manifest,
            shards = [struct(rows = s.rows, truth = s.truth, images = s.images, packs = s.packs) for s in verified],
            slices = slices,
        ),
        OutputGroupInfo(_validation = depset([manifest])),
    ]

_PACKED = {key: value for key, value in _COMMON.items() if key != "shards"} | tar_packs.attribute(mandatory = True)

corpus_actions = struct(
    common = _COMMON,
    images = _IMAGES,
    missing_truth = _MISSING_TRUTH,
    optional_images = _OPTIONAL_IMAGES,
    optional_packs = tar_packs.attribute(mandatory = False),
    packed = _PACKED,
    pictures = _PICTURES,
    run = _run,
    taxonomy = _TAXONOMY,
)
