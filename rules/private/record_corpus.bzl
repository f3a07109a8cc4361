"""record_corpus: samples of any task whose importer is a line in the table of importers."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":corpus_actions.bzl", "corpus_actions")
load(":json_attribute.bzl", "decoded")

def _record_corpus_impl(ctx):
    sources = {}
    for target, role in ctx.attr.sources.items():
        files = target[DefaultInfo].files.to_list()
        if len(files) != 1:
            fail("sources: {} has {} files; a source is one file".format(target.label, len(files)))
        sources[role] = files[0]
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
