"""eval_candidates: reports of several candidates on one page."""

load("//rules:providers.bzl", "EvalReportInfo")
load(":attributes.bzl", "by_name")
load(":node_action.bzl", "node_action")

def _eval_candidates_impl(ctx):
    reports = {name: target[EvalReportInfo].report for name, target in by_name("reports", ctx.attr.reports).items()}
    made = node_action.run(
        ctx,
        tool = ctx.attr._candidates,
        arguments = [("report", reports)],
        outputs = {"json-out": "candidates.json", "markdown-out": "candidates.md", "html-out": "candidates.html"},
        mnemonic = "EvalCandidates",
        progress_message = "Comparing the candidates of %{label}",
    )
    return [DefaultInfo(files = depset(made))]

eval_candidates = rule(
    doc = """Candidates side by side: candidates.html, candidates.md and candidates.json, with a verdict each and criteria in rows.

All reports must come from the same criteria, samples and baseline. It quotes and judges nothing; `model_evaluation` makes it where there are `candidates`.""",
    implementation = _eval_candidates_impl,
    attrs = {
        "reports": attr.label_keyed_string_dict(
            doc = "Reports (targets of `eval_report` or `model_evaluation`) in the order of the columns, each with the name of its candidate.",
            mandatory = True,
            providers = [EvalReportInfo],
        ),
        "_candidates": node_action.tool("//eval/candidates"),
    },
)
