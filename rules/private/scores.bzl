"""eval_scores: the score stage, predictions against truth, sample by sample."""

load("//rules:providers.bzl", "EvalPredictionsInfo", "EvalScoresInfo")
load(":metric_library.bzl", "metric_libraries")
load(":node_action.bzl", "node_action")

def _score(ctx, k, predictions, truth, reference, libraries):
    [samples] = node_action.run(
        ctx,
        tool = ctx.attr._score,
        arguments = [
            ("predictions", predictions),
            ("truth", truth),
            ("reference", reference),
            ("metric", ctx.attr.metrics),
            ("library", libraries),
        ],
        outputs = {"out": "samples-{}.rows".format(k)},
        mnemonic = "EvalScore",
        progress_message = "Scoring %{label} (" + str(k) + ")",
    )
    return samples

def _eval_scores_impl(ctx):
    predictions = ctx.attr.predictions[EvalPredictionsInfo]
    reference = ctx.attr.baseline[EvalScoresInfo].predictions if ctx.attr.baseline else None
    if reference and reference.corpus.manifest != predictions.corpus.manifest:
        fail("baseline: it was scored on another corpus ({}) than {}".format(reference.corpus.name, predictions.corpus.name))
    libraries = metric_libraries.infos(ctx)
    samples = [
        _score(ctx, k, rows, predictions.corpus.shards[k].truth, reference.shards[k] if reference else None, [library.src for library in libraries])
        for k, rows in enumerate(predictions.shards)
    ]
    return [
        DefaultInfo(files = depset(samples)),
        EvalScoresInfo(corpus = predictions.corpus, libraries = libraries, predictions = predictions, samples = samples),
    ]

eval_scores = rule(
    doc = """Compares predictions with the truth. Slices and notes are not among its inputs: they cannot move a number.""",
    implementation = _eval_scores_impl,
    attrs = metric_libraries.attribute("Metrics of your own that are measured too.") | {
        "baseline": attr.label(
            doc = "Scores of the backend that parity is measured with: how far the two predict the same. Empty: it is not measured.",
            providers = [EvalScoresInfo],
        ),
        "metrics": attr.string_list(doc = "Ids of the metrics. Empty: all that fit the corpus's kind of truth, those of `metric_libraries` among them."),
        "predictions": attr.label(doc = "What to score.", mandatory = True, providers = [EvalPredictionsInfo]),
        "_score": node_action.tool("//eval/score"),
    },
    provides = [EvalScoresInfo],
)
