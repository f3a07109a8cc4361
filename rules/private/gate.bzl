"""eval_gate_test: the promotion gate as a test."""

load("//rules:providers.bzl", "EvalReportInfo")
load(":attributes.bzl", "label_text")
load(":program.bzl", "program")

def gate_environment(report, expect, path):
    """What the program behind the gate is told.

    Args:
        report: EvalReportInfo
        expect: the verdict that passes
        path: function from a File to the path that the program finds it at
    Returns:
        dict for the program's environment
    """
    return {
        "MODEL_EVAL_DECISION": path(report.decision),
        "MODEL_EVAL_EXPECT": expect,
        "MODEL_EVAL_REPORT": "\n".join([path(f) for f in report.files + [report.gallery]]),
    }

def _runfiles_path(file):
    return file.short_path

def _eval_gate_test_impl(ctx):
    report = ctx.attr.report[EvalReportInfo]
    return program(ctx, ctx.attr._gate, report.files + [report.gallery, report.decision], gate_environment(report, ctx.attr.expect, _runfiles_path) | {
        "MODEL_EVAL_REPORT_TARGET": label_text(ctx.attr.report.label),
    })

eval_gate_test = rule(
    doc = """Passes when the recommendation is go. It reads the decision and runs nothing: what CI calls before a promotion.

The log says the verdict, what failed with expected, found and n, and where the report is; the report is in the test's
outputs; the JUnit file has one case a criterion.""",
    implementation = _eval_gate_test_impl,
    test = True,
    attrs = {
        "expect": attr.string(
            default = "go",
            doc = "The verdict that passes: `go`, `no-go`, `inconclusive` or `void`. Anything but `go` is for examples and tests of a policy: a test that asserts a no-go.",
            values = ["go", "no-go", "inconclusive", "void"],
        ),
        "report": attr.label(doc = "The report of the evaluation.", mandatory = True, providers = [EvalReportInfo]),
        "_gate": attr.label(default = Label("//eval/gate"), cfg = "target", executable = True),
    },
)
