"""eval_decision: the decide stage, a table and a policy to a verdict."""

load("//rules:providers.bzl", "EvalDecisionInfo", "EvalTableInfo")
load(":node_action.bzl", "node_action")

def _eval_decision_impl(ctx):
    table = ctx.attr.table[EvalTableInfo]
    decision = node_action.declare(ctx, "decision.json")
    node_action.run(
        ctx,
        tool = ctx.attr._decide,
        arguments = [
            ("metrics", table.metrics),
            ("policy", table.criteria.policy),
            ("out", decision),
        ],
        inputs = [table.metrics, table.criteria.policy],
        outputs = [decision],
        mnemonic = "EvalDecide",
        progress_message = "Deciding %{label}",
    )
    return [
        DefaultInfo(files = depset([decision])),
        EvalDecisionInfo(
            candidate = table.candidate,
            corpora = table.corpora,
            criteria = table.criteria,
            decision = decision,
            table = table,
        ),
    ]

eval_decision = rule(
    doc = """Judges the table by its criteria. A verdict is a file: this never fails over a no-go, only over wrong input.""",
    implementation = _eval_decision_impl,
    attrs = {
        "table": attr.label(doc = "What is judged, by the criteria it was made with.", mandatory = True, providers = [EvalTableInfo]),
        "_decide": node_action.tool("//eval/decide"),
    },
    provides = [EvalDecisionInfo],
)
