"""huggingface_corpus: a folder as Hugging Face's ImageFolder has it."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":corpus_actions.bzl", "corpus_actions")
load(":mask_values.bzl", "declared", "written", MASK_VALUES = "ATTRIBUTE")

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

def huggingface_corpus(name, mask_values = None, **kwargs):
    """Pictures with Hugging Face's `metadata.jsonl`: `huggingface_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        **kwargs: `images`, `metadata`, `mask` or `objects`, and further attributes of `huggingface_corpus_rule`
    """
    huggingface_corpus_rule(name = name, mask_values = written(mask_values), **kwargs)
