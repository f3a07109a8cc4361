"""crop_run_corpus: pictures that people reported to a crop service."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":corpus_actions.bzl", "corpus_actions")
load(":inner_targets.bzl", "check_renamed")
load(":mask_values.bzl", "declared", "written", MASK_VALUES = "ATTRIBUTE")

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

def crop_run_corpus(name, mask_values = None, **kwargs):
    """Pictures that people reported to a crop service: `crop_run_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        **kwargs: `crop_runs`, `annotations`, `taxonomy` and further attributes of `crop_run_corpus_rule`
    """
    check_renamed("crop_run_corpus " + name, kwargs)
    crop_run_corpus_rule(name = name, mask_values = written(mask_values), **kwargs)
