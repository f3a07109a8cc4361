"""coco_corpus: an instances JSON of COCO."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")

def _coco_impl(ctx):
    config = picked(ctx, ["categories", "crowds", "missing_truth", "unannotated"])
    return corpus_actions.run(ctx, "coco", config, {"instances": ctx.file.instances})

coco_corpus = rule(
    doc = """A COCO instances JSON with run lengths or polygons. Foreground is the union of the annotations.""",
    implementation = _coco_impl,
    attrs = corpus_actions.common | corpus_actions.images | corpus_actions.missing_truth | {
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
