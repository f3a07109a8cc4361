"""image_corpus and packed_corpus: pictures with masks, as files or in tar archives."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")
load(":inner_targets.bzl", "check_renamed")
load(":mask_values.bzl", "declared", "written", MASK_VALUES = "ATTRIBUTE")

def _image_impl(ctx):
    if ctx.files.masks and ctx.file.manifest and not ctx.attr.mask_suffix == "":
        fail("mask_suffix: with a manifest, masks are named there")
    return _run(ctx, masks = ctx.files.masks, mask_suffix = None if ctx.file.manifest else ctx.attr.mask_suffix)

def _run(ctx, **files):
    config = picked(ctx, ["mask_suffix", "missing_truth"])
    sources = {"manifest": ctx.file.manifest} if ctx.file.manifest else {}
    return corpus_actions.run(ctx, "image", config, sources, mask_values = declared(ctx.attr.mask_values), **files)

image_corpus_rule = rule(
    doc = """Pictures with mask files: matched by file stem, or listed in a native manifest with slices, groups and notes.""",
    implementation = _image_impl,
    attrs = corpus_actions.common | corpus_actions.images | corpus_actions.taxonomy | corpus_actions.missing_truth | MASK_VALUES | {
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

def _packed_impl(ctx):
    return _run(ctx, packs = ctx.files.packs)

packed_corpus_rule = rule(
    doc = """Pictures and masks in tar archives, one shard each, as WebDataset and other loaders have them: for corpora of more files than a
build should look at one by one. Matching and manifest are those of `image_corpus`; a picture's key is its name in the archive.""",
    implementation = _packed_impl,
    attrs = corpus_actions.packed | corpus_actions.taxonomy | corpus_actions.missing_truth | MASK_VALUES | {
        "manifest": attr.label(
            doc = "NDJSON, one sample a line, as for `image_corpus`. Without it, a picture and a mask of the same file stem are a sample.",
            allow_single_file = [".ndjson", ".jsonl"],
        ),
        "mask_suffix": attr.string(doc = "What a mask's file stem has after the picture's, `.mask` say; a file of a pack that has it is a mask."),
    },
    provides = [EvalCorpusInfo],
)

def image_corpus(name, mask_values = None, **kwargs):
    """Pictures with mask files: `image_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean (docs/corpora.md): "nonzero"; {"threshold": 128}; or a dict with `parts` (value, or
            colour "#rrggbb" -> name), and as wanted `background` (values that show nothing; 0 when left out), `ignore` (values of pixels
            that nobody judged) and `foreground` (names of the parts that are foreground; all when left out). None: a mask is black and one other value, and anything else is an error
        **kwargs: `images`, `masks`, `manifest` and further attributes of `image_corpus_rule`
    """
    check_renamed("image_corpus " + name, kwargs)
    image_corpus_rule(name = name, mask_values = written(mask_values), **kwargs)

def packed_corpus(name, mask_values = None, **kwargs):
    """Pictures and masks in tar archives: `packed_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        **kwargs: `packs`, `manifest` and further attributes of `packed_corpus_rule`
    """
    packed_corpus_rule(name = name, mask_values = written(mask_values), **kwargs)
