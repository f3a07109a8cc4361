"""region_files_corpus: labelled regions that mask files show."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")
load(":mask_values.bzl", "REGION_FILES", "region_files", "written")

def _region_files_impl(ctx):
    config = region_files(ctx) | picked(ctx, ["mask_suffix", "missing_parts", "missing_truth", "regions"])
    mask_values = config.pop("mask_values", None)
    suffix = None if ctx.attr.part_suffixes else ctx.attr.mask_suffix
    return corpus_actions.run(ctx, "region_files", config, {}, masks = ctx.files.masks, mask_suffix = suffix, mask_values = mask_values)

region_files_corpus_rule = rule(
    doc = """Labelled regions that mask files show, with a declared role for each: one file a region (CelebAMask-HQ), or maps whose values are
regions (LaPa). Files may be smaller or larger than the pictures; what is measured is measured on their grid.""",
    implementation = _region_files_impl,
    attrs = corpus_actions.common | corpus_actions.optional_images | corpus_actions.missing_truth | REGION_FILES | {
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

def region_files_corpus(name, mask_values = None, **kwargs):
    """Labelled regions that mask files show: `region_files_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: dict with `parts`, value -> region, and `background` as for `image_corpus`; None where `part_suffixes` tell the regions
        **kwargs: `masks`, `regions`, `part_suffixes` and further attributes of `region_files_corpus_rule`
    """
    region_files_corpus_rule(name = name, mask_values = written(mask_values), **kwargs)
