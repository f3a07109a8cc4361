"""metric_library: metrics that users write."""

load("//rules:providers.bzl", "EvalMetricLibraryInfo")
load(":node_action.bzl", "node_action")

def _metric_library_impl(ctx):
    [out] = node_action.run(
        ctx,
        tool = ctx.attr._check,
        arguments = [("src", ctx.file.src)],
        outputs = {"out": "metric_library.json"},
        mnemonic = "EvalMetricLibrary",
        progress_message = "Reading metrics %{label}",
    )
    return [
        DefaultInfo(files = depset([out])),
        EvalMetricLibraryInfo(definitions = out, src = ctx.file.src),
    ]

metric_library = rule(
    doc = """Metrics that you write, of samples or of whole slices: a file that exports `metrics`, rows of the same form as those of these rules (docs/tasks/add-a-task.md).

`criteria` and `model_evaluation` name it in `metric_libraries`. The file's digest is a part of what was measured: numbers of another
version of it are never compared. Its functions run in the sandbox, where samples are scored, twice for each sample, and for whole slices where the table is
made: a metric that throws, gives no number, is not deterministic or does not follow its weights is an error of the build.""",
    implementation = _metric_library_impl,
    attrs = {
        "src": attr.label(
            doc = "The module. It imports nothing but what Node.js has: what it needs of other files, a bundler puts into it. Types of TypeScript are " +
                  "taken off, not checked.",
            allow_single_file = [".js", ".mjs", ".ts", ".mts"],
            mandatory = True,
        ),
        "_check": node_action.tool("//eval/metrics/library_check"),
    },
    provides = [EvalMetricLibraryInfo],
)

def _attribute(doc):
    return {"metric_libraries": attr.label_list(doc = doc, providers = [EvalMetricLibraryInfo])}

def _infos(ctx):
    return [target[EvalMetricLibraryInfo] for target in ctx.attr.metric_libraries]

metric_libraries = struct(attribute = _attribute, infos = _infos)
