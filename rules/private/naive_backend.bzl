"""naive_backend: what anybody could predict who never saw the sample."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCorpusInfo")
load(":attributes.bzl", "decoded")
load(":backend.bzl", "backend")
load(":node_action.bzl", "node_action")

def _naive_impl(ctx):
    config = node_action.write_json(ctx, "naive.json", decoded("config", ctx.attr.config))
    predictions = []
    for target in ctx.attr.corpora:
        corpus = target[EvalCorpusInfo]
        predictions += node_action.run(
            ctx,
            tool = ctx.attr._naive,
            arguments = [
                ("kind", ctx.attr.kind),
                ("config", config),
                ("corpus", corpus.name),
                ("truth", [shard.truth for shard in corpus.shards]),
                ("slices", corpus.slices),
                ("inputs", [shard.rows for shard in corpus.shards]),
            ],
            outputs = {"out": "{}.ndjson".format(corpus.name)},
            mnemonic = "EvalNaive",
            progress_message = "Making the naive baseline %{label}",
        )
    return backend.of_predictions(ctx, "predictions", {}, predictions)

naive_backend_rule = rule(
    doc = """A naive baseline, without skill, for `references`: a model that does not beat it has learnt nothing.

It is made from the truth of the corpus, each sample without the truth of its own group. It is the one backend that sees
truth, which is why its predictions come from a stage of their own and why it can only be shown or compared with.""",
    implementation = _naive_impl,
    attrs = backend.common | {
        "config": attr.string(default = "{}", doc = "What the kind declares, as JSON."),
        "corpora": attr.label_list(doc = "For which corpora.", mandatory = True, providers = [EvalCorpusInfo]),
        "kind": attr.string(
            doc = "`linear`: least squares on the frames of the other sources. `mean_mask`: where most of the others have the " +
                  "region. `template`: declared boxes.",
            mandatory = True,
            values = ["linear", "mean_mask", "template"],
        ),
        "_naive": node_action.tool("//eval/naive"),
    },
    provides = [EvalBackendInfo],
)

def naive_backend(name, kind, corpora, config = {}, **kwargs):
    """A baseline without skill, for `references`: a model that does not beat it has learnt nothing.

    `naive_backend_rule` says how it is made; this macro takes the configuration as a dict.

    Args:
        name: name of the target
        kind: `linear` (least squares on the other sources), `mean_mask` (where most others have the region) or `template`
        corpora: labels of the corpora that it is made for
        config: dict, what the kind declares: `boxes` of a template, say
        **kwargs: `backend_name`, and what every rule has
    """
    naive_backend_rule(name = name, kind = kind, corpora = corpora, config = json.encode(config), **kwargs)
