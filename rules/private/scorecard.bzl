"""eval_scorecard: a decision in the shape of a promotion scorecard, for programs that read that."""

load("//rules:providers.bzl", "EvalDecisionInfo")
load(":node_action.bzl", "node_action")

def _eval_scorecard_impl(ctx):
    info = ctx.attr.decision[EvalDecisionInfo]
    external = {name: e.external_metrics for name, e in info.table.external_metrics.items()}
    made = node_action.run(
        ctx,
        tool = ctx.attr._scorecard,
        arguments = [("decision", info.decision), ("external", external)],
        outputs = {"out": "scorecard.json"},
        mnemonic = "EvalScorecard",
        progress_message = "Rendering scorecard %{label}",
    )
    return [DefaultInfo(files = depset(made))]

eval_scorecard = rule(
    doc = """Renders scorecard.json: tier, overall_passed, and each gate with value, threshold, direction and whether it passed.
`overall_passed` is true on a go and on nothing else.""",
    implementation = _eval_scorecard_impl,
    attrs = {
        "decision": attr.label(doc = "What to render.", mandatory = True, providers = [EvalDecisionInfo]),
        "_scorecard": node_action.tool("//eval/scorecard"),
    },
)
