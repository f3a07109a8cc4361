"""eval_predictions: the infer stage, one backend on one corpus."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCorpusInfo", "EvalPredictionsInfo")
load(":node_action.bzl", "node_action")
load(":resources.bzl", "resources")

def _program(attr, backend):
    "The program that has what the backend needs, and no library beyond that."
    if backend.source == "imported":
        return attr._imported
    return attr._infer_web if backend.provider == "wasm" else attr._infer

def _infer(ctx, shards):
    "Predicts some shards of the corpus, given by their numbers, in one action."
    backend = ctx.attr.backend[EvalBackendInfo]
    command = backend.command
    runfiles = {}
    if command and command.executable.runfiles_manifest:
        # A plain file has none.
        runfiles = {"runfiles": node_action.runfiles(command.executable.executable)}
    corpus = ctx.attr.corpus[EvalCorpusInfo]
    pictures = [] if backend.source == "imported" else corpus.shards[shards[0]].images
    packs = [] if backend.source == "imported" else corpus.shards[shards[0]].packs
    [predictions] = node_action.run(
        ctx,
        tool = _program(ctx.attr, backend),
        arguments = [
            ("backend", backend.config),
            ("file", backend.files | runfiles),
            ("inputs", [corpus.shards[k].rows for k in shards]),
            ("picture", node_action.keyed(pictures) if pictures else None),
            ("pack", [p.pack for p in packs]),
            ("pack-index", [p.index for p in packs]),
            ("corpus", corpus.name),
        ],
        tools = [command.executable] if command else [],
        outputs = {"out": ["predictions-{}.rows".format(k) for k in shards]},
        mnemonic = "EvalInfer",
        progress_message = "Inferring %{label} (" + (str(shards[0]) if len(shards) == 1 else "all shards") + ")",
        resources = backend.resources,
    )
    return predictions

def _eval_predictions_impl(ctx):
    corpus = ctx.attr.corpus[EvalCorpusInfo]
    backend = ctx.attr.backend[EvalBackendInfo]
    every = range(len(corpus.shards))

    # A file of predictions is read once, against all samples, so that a row about an unknown sample is noticed.
    work = [every] if backend.source == "imported" else [[k] for k in every]
    shards = [out for numbers in work for out in _infer(ctx, numbers)]
    return [
        DefaultInfo(files = depset(shards)),
        EvalPredictionsInfo(backend = backend, corpus = corpus, shards = shards),
    ]

eval_predictions = rule(
    doc = """Runs a backend over a corpus, one action a shard; one action cuts predictions made elsewhere by the corpus's shards. It
sees pictures and nothing else: no truth, no slices, no notes.""",
    implementation = _eval_predictions_impl,
    exec_groups = resources.groups(),
    attrs = {
        "backend": attr.label(doc = "What predicts.", mandatory = True, providers = [EvalBackendInfo]),
        "corpus": attr.label(doc = "What it predicts on.", mandatory = True, providers = [EvalCorpusInfo]),
        # Apart, so that what runs no model has no library of models among its inputs.
        "_imported": node_action.tool("//eval/infer/imported"),
        "_infer": node_action.tool("//eval/infer"),
        "_infer_web": node_action.tool("//eval/infer:web"),
    },
    provides = [EvalPredictionsInfo],
)
