"""Corpora of pictures: one rule for each source format, the same actions behind all of them."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":corpus_actions.bzl", "corpus_actions")
load(":mask_values.bzl", "REGION_FILES", "declared", "region_files", MASK_VALUES = "ATTRIBUTE")

_MISSING_TRUTH = {
    "missing_truth": attr.string(
        default = "error",
        doc = "What a picture without ground truth is: a mistake that stops the build (`error`), or an exclusion that is counted and listed (`exclude`).",
        values = ["error", "exclude"],
    ),
}

def _image_impl(ctx):
    if ctx.files.masks and ctx.file.manifest and not ctx.attr.mask_suffix == "":
        fail("mask_suffix: with a manifest, masks are named there")
    config = {
        "mask_suffix": ctx.attr.mask_suffix,
        "missing_truth": ctx.attr.missing_truth,
    }
    mask_values = declared(ctx.attr.mask_values)
    if ctx.file.manifest:
        return corpus_actions.run(ctx, "image", config, {"manifest": ctx.file.manifest}, masks = ctx.files.masks, mask_values = mask_values)
    return corpus_actions.run(ctx, "image", config, {}, masks = ctx.files.masks, mask_suffix = ctx.attr.mask_suffix, mask_values = mask_values)

image_corpus_rule = rule(
    doc = """Pictures with mask files: matched by file stem, or listed in a native manifest with slices, groups and notes.""",
    implementation = _image_impl,
    attrs = corpus_actions.common | corpus_actions.images | corpus_actions.taxonomy | _MISSING_TRUTH | MASK_VALUES | {
        "manifest": attr.label(
            doc = "NDJSON, one sample a line: `id`, `image`, one of `mask`, `polygons` and `rle`, and as wanted `slices`, `group`, `notes` " +
                  "and `sha256` (see docs/start.md). Without it, a picture and a mask of the same file stem are a sample.",
            allow_single_file = [".ndjson", ".jsonl"],
        ),
        "mask_suffix": attr.string(doc = "What a mask's file stem has after the picture's, `_mask` say."),
        "masks": attr.label_list(doc = "The mask files.", allow_files = corpus_actions.pictures),
    },
    provides = [EvalCorpusInfo],
)

def _huggingface_impl(ctx):
    if bool(ctx.attr.mask) == bool(ctx.attr.objects):
        fail("name the column of the truth: either mask or objects")
    chosen = {"group": ctx.attr.group, "mask": ctx.attr.mask, "objects": ctx.attr.objects}
    config = {"classes": ctx.attr.classes, "labels": ctx.attr.labels} | {name: value for name, value in chosen.items() if value}
    sources = {"metadata": ctx.file.metadata}
    return corpus_actions.run(ctx, "huggingface", config, sources, masks = ctx.files.masks, mask_values = declared(ctx.attr.mask_values))

huggingface_corpus_rule = rule(
    doc = """A folder of pictures as Hugging Face's ImageFolder has it: `metadata.jsonl` with `file_name`, and columns for the rest. Truth is a mask
file of a column (one foreground a picture), or the boxes of a column (objects, each class a part).""",
    implementation = _huggingface_impl,
    attrs = corpus_actions.common | corpus_actions.images | MASK_VALUES | {
        "classes": attr.string_list(doc = "Names of the categories by their index. Empty: the file writes names."),
        "group": attr.string(doc = "Column that names what related samples share (a patient, a recording). Empty: none does."),
        "labels": attr.string_list(doc = "Columns that become slice dimensions."),
        "mask": attr.string(doc = "Column with the path of the mask file, `mask_file_name` say."),
        "masks": attr.label_list(doc = "The mask files.", allow_files = corpus_actions.pictures),
        "metadata": attr.label(doc = "The metadata.jsonl.", allow_single_file = [".jsonl", ".ndjson"], mandatory = True),
        "objects": attr.string(
            doc = "Column with the objects, `objects` in most data sets: `bbox` (x, y, width, height in pixels), `category` or `categories`, and " +
                  "`area` where it is known; lists side by side, or a list of structures.",
        ),
    },
    provides = [EvalCorpusInfo],
)

def _region_files_impl(ctx):
    config = region_files(ctx) | {
        "mask_suffix": ctx.attr.mask_suffix,
        "missing_parts": ctx.attr.missing_parts,
        "missing_truth": ctx.attr.missing_truth,
        "regions": ctx.attr.regions,
    }
    mask_values = config.pop("mask_values", None)
    suffix = None if ctx.attr.part_suffixes else ctx.attr.mask_suffix
    return corpus_actions.run(ctx, "region_files", config, {}, masks = ctx.files.masks, mask_suffix = suffix, mask_values = mask_values)

region_files_corpus_rule = rule(
    doc = """Labelled regions that mask files show, with a declared role for each: one file a region (CelebAMask-HQ), or maps whose values are
regions (LaPa). Files may be smaller or larger than the pictures; what is measured is measured on their grid.""",
    implementation = _region_files_impl,
    attrs = corpus_actions.common | corpus_actions.optional_images | _MISSING_TRUTH | REGION_FILES | {
        "mask_suffix": attr.string(doc = "What a file's stem has after the picture's, where its values tell the regions."),
        "masks": attr.label_list(doc = "The files.", allow_files = corpus_actions.pictures, mandatory = True),
        "missing_parts": attr.string(
            default = "unlabelled",
            doc = "What a region without a file is: one that nobody annotated, which has no number (`unlabelled`), or one that the picture does not " +
                  "show (`empty`): what is predicted of it is wrong.",
            values = ["unlabelled", "empty"],
        ),
        "regions": attr.string_dict(
            doc = "Region -> what it is for: `strong`, `weak`, `whole` or `surround`, as for `gold_label_corpus`. Others that files show are not judged.",
            mandatory = True,
        ),
    },
    provides = [EvalCorpusInfo],
)

def _packed_impl(ctx):
    config = {
        "mask_suffix": ctx.attr.mask_suffix,
        "missing_truth": ctx.attr.missing_truth,
    }
    sources = {"manifest": ctx.file.manifest} if ctx.file.manifest else {}
    return corpus_actions.run(ctx, "image", config, sources, mask_values = declared(ctx.attr.mask_values), packs = ctx.files.packs)

packed_corpus_rule = rule(
    doc = """Pictures and masks in tar archives, one shard each, as WebDataset and other loaders have them: for corpora of more files than a
build should look at one by one. Matching and manifest are those of `image_corpus`; a picture's key is its name in the archive.""",
    implementation = _packed_impl,
    attrs = corpus_actions.packed | corpus_actions.taxonomy | _MISSING_TRUTH | MASK_VALUES | {
        "manifest": attr.label(
            doc = "NDJSON, one sample a line, as for `image_corpus`. Without it, a picture and a mask of the same file stem are a sample.",
            allow_single_file = [".ndjson", ".jsonl"],
        ),
        "mask_suffix": attr.string(doc = "What a mask's file stem has after the picture's, `.mask` say; a file of a pack that has it is a mask."),
    },
    provides = [EvalCorpusInfo],
)

def _ultralytics_impl(ctx):
    config = {
        "classes": ctx.attr.classes,
        "missing_truth": ctx.attr.missing_truth,
        "split": ctx.attr.split,
        "truth": ctx.attr.truth,
    }
    return corpus_actions.run(ctx, "ultralytics", config, {"dataset": ctx.file.dataset}, labels = ctx.files.labels)

ultralytics_corpus = rule(
    doc = """An Ultralytics dataset: dataset.yaml with outlines or boxes in label files.""",
    implementation = _ultralytics_impl,
    attrs = corpus_actions.common | corpus_actions.images | {
        "classes": attr.string_list(doc = "Names of the classes that are foreground, or whose objects are judged. Empty: all."),
        "dataset": attr.label(doc = "The dataset.yaml.", allow_single_file = [".yaml", ".yml"], mandatory = True),
        "labels": attr.label_list(doc = "The label files.", allow_files = [".txt"], mandatory = True),
        "missing_truth": attr.string(
            default = "error",
            doc = "What a picture without a label file is: a mistake that stops the build (`error`), an exclusion that is counted and listed " +
                  "(`exclude`), or a picture of nothing, as Ultralytics takes it (`background`).",
            values = ["error", "exclude", "background"],
        ),
        "split": attr.string(default = "test", doc = "Which split of dataset.yaml."),
        "truth": attr.string(
            default = "foreground",
            doc = "What is judged: one mask a picture, the union of the outlines (`foreground`), or objects with boxes and, where there are " +
                  "outlines, pixels, each class a part (`instances`).",
            values = ["foreground", "instances"],
        ),
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
    return corpus_actions.run(ctx, "coco", config, {"instances": ctx.file.instances})

coco_corpus = rule(
    doc = """A COCO instances JSON with run lengths or polygons. Foreground is the union of the annotations.""",
    implementation = _coco_impl,
    attrs = corpus_actions.common | corpus_actions.images | _MISSING_TRUTH | {
        "categories": attr.string_list(doc = "Names of the categories that are foreground. Empty: all."),
        "crowds": attr.string(
            default = "include",
            doc = "Whether crowd annotations are foreground (`include`) or nothing (`exclude`).",
            values = ["include", "exclude"],
        ),
        "instances": attr.label(doc = "The instances JSON.", allow_single_file = [".json"], mandatory = True),
        "unannotated": attr.string(
            default = "empty",
            doc = "What a listed picture without annotation is: a picture of nothing (`empty`), or an exclusion that is counted and listed (`exclude`).",
            values = ["empty", "exclude"],
        ),
    },
    provides = [EvalCorpusInfo],
)

def _crop_run_impl(ctx):
    sources = {
        "annotations": ctx.file.annotations,
        "crop_runs": ctx.file.crop_runs,
    }
    if bool(ctx.files.packs) == bool(ctx.files.images or ctx.files.masks):
        fail("{}: pictures and masks are either files, in images and masks, or in packs".format(ctx.label))
    return corpus_actions.run(
        ctx,
        "crop_run",
        {},
        sources,
        masks = ctx.files.masks,
        mask_values = declared(ctx.attr.mask_values),
        packs = ctx.files.packs,
    )

crop_run_corpus_rule = rule(
    doc = """Pictures that people reported: rows of a crop service with source.type human and a ground-truth mask, one sample a picture.

A taxonomy maps notes and source to failure classes, which become slices. Rows of machines and rows without a mask are
excluded, counted and listed.""",
    implementation = _crop_run_impl,
    attrs = corpus_actions.common | corpus_actions.optional_images | corpus_actions.optional_packs | corpus_actions.taxonomy | MASK_VALUES | {
        "annotations": attr.label(doc = "JSON list of the annotations: which mask of which row, by whom, in which review state (see docs/data.md).", allow_single_file = [".json"], mandatory = True),
        "crop_runs": attr.label(doc = "JSON list of the service's rows: picture, source, notes (see docs/data.md).", allow_single_file = [".json"], mandatory = True),
        "masks": attr.label_list(doc = "The mask files that annotations name.", allow_files = corpus_actions.pictures),
        "taxonomy": attr.label(doc = "YAML: classes with keywords and sources.", allow_single_file = [".yaml", ".yml"], mandatory = True),
    },
    provides = [EvalCorpusInfo],
)
