"""eval_scores: the score stage, predictions against truth, sample by sample."""

load("//rules:providers.bzl", "EvalPredictionsInfo", "EvalScoresInfo")
load(":node_action.bzl", "node_action")

def _eval_scores_impl(ctx):
    predictions = ctx.attr.predictions[EvalPredictionsInfo]
    corpus = predictions.corpus
    samples = node_action.declare(ctx, "samples.ndjson")
    node_action.run(
        ctx,
        tool = ctx.attr._score,
        arguments = [
            ("predictions", predictions.shards),
            ("truth", corpus.truth),
            ("metric", ctx.attr.metrics),
            ("out", samples),
        ],
        inputs = predictions.shards + [corpus.truth],
        outputs = [samples],
        mnemonic = "EvalScore",
        progress_message = "Scoring %{label}",
    )
    return [
        DefaultInfo(files = depset([samples])),
        EvalScoresInfo(corpus = corpus, predictions = predictions, samples = samples),
    ]

eval_scores = rule(
    doc = """Compares predictions with the truth. Slices and notes are not among its inputs: they cannot move a number.""",
    implementation = _eval_scores_impl,
    attrs = {
        "metrics": attr.string_list(doc = "Ids of the metrics. Empty: all that fit the corpus's kind of truth."),
        "predictions": attr.label(doc = "What to score.", mandatory = True, providers = [EvalPredictionsInfo]),
        "_score": node_action.tool("//eval/score"),
    },
    provides = [EvalScoresInfo],
)
