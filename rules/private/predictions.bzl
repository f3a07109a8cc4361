"""eval_predictions: the infer stage, one backend on one corpus."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCorpusInfo", "EvalPredictionsInfo")
load(":node_action.bzl", "node_action")

def _infer(ctx, name, shards):
    backend = ctx.attr.backend[EvalBackendInfo]
    command = backend.command
    runfiles = {}
    if command and command.executable.runfiles_manifest:
        # A plain file has none.
        runfiles = {"runfiles": node_action.runfiles(command.executable.executable)}
    pictures = depset(transitive = [depset(shard.images) for shard in shards])
    out = node_action.declare(ctx, name)
    node_action.run(
        ctx,
        tool = ctx.attr._infer,
        arguments = [
            ("backend", backend.config),
            ("file", backend.files | runfiles),
            ("inputs", [shard.rows for shard in shards]),
            ("picture", node_action.keyed(pictures)),
            ("corpus", ctx.attr.corpus[EvalCorpusInfo].name),
            ("out", out),
        ],
        inputs = [backend.config] + backend.files.values() + [shard.rows for shard in shards],
        transitive = [pictures],
        tools = [command.executable] if command else [],
        outputs = [out],
        mnemonic = "EvalInfer",
        progress_message = "Inferring %{label} (" + name + ")",
        heavy = True,
        resources = command.resources if command else None,
    )
    return out

def _eval_predictions_impl(ctx):
    corpus = ctx.attr.corpus[EvalCorpusInfo]
    backend = ctx.attr.backend[EvalBackendInfo]
    if backend.source == "imported":
        # A file of predictions is read once, against all samples, so that a row about an unknown sample is noticed.
        shards = [_infer(ctx, "predictions.ndjson", corpus.shards)]
    else:
        shards = [_infer(ctx, "predictions-{}.ndjson".format(k), [shard]) for k, shard in enumerate(corpus.shards)]
    return [
        DefaultInfo(files = depset(shards)),
        EvalPredictionsInfo(backend = backend, corpus = corpus, shards = shards),
    ]

eval_predictions = rule(
    doc = """Runs a backend over a corpus, one action a shard. It sees pictures and nothing else: no truth, no slices, no notes.""",
    implementation = _eval_predictions_impl,
    attrs = {
        "backend": attr.label(doc = "What predicts.", mandatory = True, providers = [EvalBackendInfo]),
        "corpus": attr.label(doc = "What it predicts on.", mandatory = True, providers = [EvalCorpusInfo]),
        "_infer": node_action.tool("//eval/infer"),
    },
    provides = [EvalPredictionsInfo],
)
