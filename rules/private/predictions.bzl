"""eval_predictions: the infer stage, one backend on one corpus."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCorpusInfo", "EvalPredictionsInfo")
load(":command_backend.bzl", "command_arguments")
load(":node_action.bzl", "node_action")

def _infer(ctx, name, shards):
    backend = ctx.attr.backend[EvalBackendInfo]
    checkpoint = backend.checkpoint
    out = node_action.declare(ctx, name)
    inputs = [backend.config] + backend.predictions
    files, images = [], []
    for shard in shards:
        inputs += [shard.rows, shard.files]
        files.append(shard.files)
        images.append(shard.images)
    for info in ([checkpoint] if checkpoint else []) + backend.folds.values():
        inputs += [info.manifest, info.model] + info.data.values()
    if backend.plan:
        inputs.append(backend.plan)
    command = backend.command
    node_action.run(
        ctx,
        tool = ctx.attr._infer,
        arguments = [
            ("backend", backend.config),
            ("checkpoint", checkpoint.manifest if checkpoint else None),
            ("model", checkpoint.model if checkpoint else None),
            ("data", checkpoint.data if checkpoint else {}),
            ("plan", backend.plan),
            ("fold", {fold: info.manifest for fold, info in backend.folds.items()}),
            ("fold-model", {fold: info.model for fold, info in backend.folds.items()}),
            ("fold-data", {fold + "/" + name: file for fold, info in backend.folds.items() for name, file in info.data.items()}),
        ] + (command_arguments(command) if command else []) + [
            ("inputs", [shard.rows for shard in shards]),
            ("files", files),
            ("predictions-file", backend.predictions),
            ("corpus", ctx.attr.corpus[EvalCorpusInfo].name),
            ("out", out),
        ],
        inputs = inputs + (command.data.values() if command else []),
        transitive = [depset(i) for i in images],
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
    if backend.checkpoint or backend.folds or backend.command:
        shards = [_infer(ctx, "predictions-{}.ndjson".format(k), [shard]) for k, shard in enumerate(corpus.shards)]
    else:
        # A file of predictions is read once, against all samples, so that a row about an unknown sample is noticed.
        shards = [_infer(ctx, "predictions.ndjson", corpus.shards)]
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
