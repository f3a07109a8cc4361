"""ultralytics_corpus: a data set of Ultralytics."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")

def _ultralytics_impl(ctx):
    config = picked(ctx, ["classes", "missing_truth", "split", "truth"])
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
