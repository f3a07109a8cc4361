"""scorecard_evidence: artefacts of other systems as numbers with an origin."""

load("//rules:providers.bzl", "EvalExternalMetricsInfo")
load(":attributes.bzl", "decoded")
load(":node_action.bzl", "node_action")

def _scorecard_evidence_impl(ctx):
    subject = {
        "baseline": ctx.attr.baseline or None,
        "candidate": ctx.attr.candidate,
        "checkpoint": ctx.attr.checkpoint_digest or None,
    }
    config = {"name": ctx.label.name, "overrides": [decoded("overrides", o) for o in ctx.attr.overrides], "subject": subject}
    if ctx.attr.champion:
        config["champion"] = decoded("champion", ctx.attr.champion)
    declared = node_action.write_json(ctx, "external_metrics_config.json", config)
    artefacts = {
        "baseline-report": ctx.file.baseline_report,
        "challenger-scores": ctx.file.challenger_scores,
        "champion-scores": ctx.file.champion_scores,
        "eval-report": ctx.file.eval_report,
        "shadow-summary": ctx.file.shadow_summary,
    }
    out = node_action.declare(ctx, "external_metrics.json")
    node_action.run(
        ctx,
        tool = ctx.attr._external_metrics,
        arguments = [("config", declared)] +
                    [(flag, file) for flag, file in artefacts.items()] +
                    [("trace", {node_action.key(f): f for f in ctx.files.traces}), ("out", out)],
        inputs = [declared] + [f for f in artefacts.values() if f] + ctx.files.traces,
        outputs = [out],
        mnemonic = "EvalExternalMetrics",
        progress_message = "Reading external metrics %{label}",
    )
    return [
        DefaultInfo(files = depset([out])),
        EvalExternalMetricsInfo(external_metrics = out, name = ctx.label.name),
    ]

_JSON = [".json"]

scorecard_evidence_rule = rule(
    doc = """Artefacts of an agent's evaluation (report, shadow summary, labelled traces, champion and challenger) and explicit
overrides, as rows that criteria judge like measured ones. What an artefact does not say is not measured, never passed.""",
    implementation = _scorecard_evidence_impl,
    attrs = {
        "baseline": attr.string(doc = "What the candidate is held against."),
        "baseline_report": attr.label(doc = "The baseline's eval report.", allow_single_file = _JSON),
        "candidate": attr.string(doc = "What wants promotion.", mandatory = True),
        "challenger_scores": attr.label(doc = "The candidate's score of each task.", allow_single_file = _JSON),
        "champion": attr.string(doc = "Settings of the comparison, as JSON {regression_tolerance, resamples, seed}. Empty: no comparison."),
        "champion_scores": attr.label(doc = "The baseline's score of each task.", allow_single_file = _JSON),
        "checkpoint_digest": attr.string(
            doc = "Digest of the checkpoint that the numbers were collected with. In an evaluation with a candidate the two must be equal.",
        ),
        "eval_report": attr.label(doc = "The candidate's eval report.", allow_single_file = _JSON),
        "overrides": attr.string_list(
            doc = "Values that somebody vouches for, as JSON {metric, value, n, who, why} or {metric, numerator, denominator, who, why}.",
        ),
        "shadow_summary": attr.label(doc = "Rates of both variants in shadow traffic.", allow_single_file = _JSON),
        "traces": attr.label_list(doc = "Labelled traces.", allow_files = _JSON),
        "_external_metrics": node_action.tool("//eval/external_metrics"),
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
