"""scorecard_evidence: artefacts of other systems as numbers with an origin."""

load("//rules:providers.bzl", "EvalExternalMetricsInfo")
load(":attributes.bzl", "decoded")
load(":external_metrics.bzl", "EXTERNAL_ATTRS", "read_external")
load(":node_action.bzl", "node_action")

def _scorecard_evidence_impl(ctx):
    return read_external(ctx, {"champion": decoded("champion", ctx.attr.champion)} if ctx.attr.champion else {}, [
        ("baseline-report", ctx.file.baseline_report),
        ("challenger-scores", ctx.file.challenger_scores),
        ("champion-scores", ctx.file.champion_scores),
        ("eval-report", ctx.file.eval_report),
        ("shadow-summary", ctx.file.shadow_summary),
        ("trace", {node_action.key(f): f for f in ctx.files.traces}),
    ])

_JSON = [".json"]

scorecard_evidence_rule = rule(
    doc = """Artefacts of an agent's evaluation (report, shadow summary, labelled traces, champion and challenger) and explicit
overrides, as rows that criteria judge like measured ones. What an artefact does not say is not measured, never passed.""",
    implementation = _scorecard_evidence_impl,
    attrs = EXTERNAL_ATTRS | {
        "baseline_report": attr.label(doc = "The baseline's eval report.", allow_single_file = _JSON),
        "challenger_scores": attr.label(doc = "The candidate's score of each task.", allow_single_file = _JSON),
        "champion": attr.string(doc = "Settings of the comparison, as JSON {regression_tolerance, resamples, seed}. Empty: no comparison."),
        "champion_scores": attr.label(doc = "The baseline's score of each task.", allow_single_file = _JSON),
        "eval_report": attr.label(doc = "The candidate's eval report.", allow_single_file = _JSON),
        "shadow_summary": attr.label(doc = "Rates of both variants in shadow traffic.", allow_single_file = _JSON),
        "traces": attr.label_list(doc = "Labelled traces.", allow_files = _JSON),
    },
    provides = [EvalExternalMetricsInfo],
)

def scorecard_evidence(name, candidate, overrides = [], champion = None, **kwargs):
    """Numbers of other systems as rows that criteria judge: `scorecard_evidence_rule`, with overrides and settings as dicts.

    Args:
        name: name of the target
        candidate: what wants promotion
        overrides: list of dicts {metric, value, n, who, why} or {metric, numerator, denominator, who, why}
        champion: dict {regression_tolerance, resamples, seed}, which asks for the comparison of champion and challenger
        **kwargs: further attributes of `scorecard_evidence_rule`
    """
    scorecard_evidence_rule(
        name = name,
        candidate = candidate,
        champion = json.encode(champion) if champion else "",
        overrides = [json.encode(override) for override in overrides],
        **kwargs
    )
