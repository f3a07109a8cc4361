"""record_corpus: samples of any task whose importer is a line in the table of importers."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "decoded", "files_by_name")
load(":corpus_actions.bzl", "corpus_actions")

def _record_corpus_impl(ctx):
    sources = files_by_name("sources", ctx.attr.sources)
    return corpus_actions.run(ctx, ctx.attr.importer, decoded("options", ctx.attr.options), sources)

record_corpus_rule = rule(
    doc = """Samples of any task. The importer `samples` takes what a program of yours made of your own format: one sample a line, with its truth
(see docs/tasks/add-a-task.md).""",
    implementation = _record_corpus_impl,
    attrs = corpus_actions.common | corpus_actions.optional_images | corpus_actions.taxonomy | {
        "importer": attr.string(doc = "Name of the importer.", mandatory = True),
        "options": attr.string(default = "{}", doc = "The importer's own options, as JSON."),
        "sources": attr.label_keyed_string_dict(
            doc = "File -> the role that the importer knows it by.",
            allow_files = True,
            mandatory = True,
        ),
    },
    provides = [EvalCorpusInfo],
)

def record_corpus(name, importer, sources, options = {}, **kwargs):
    """Samples of any task: `record_corpus_rule`, with the importer's options as a dict.

    Args:
        name: name of the target
        importer: name of the importer
        sources: dict: file -> the role that the importer knows it by
        options: dict, the importer's own options
        **kwargs: `images`, `shards`, `dataset_version` and further attributes of `record_corpus_rule`
    """
    record_corpus_rule(name = name, importer = importer, sources = sources, options = json.encode(options), **kwargs)
