"""Analysis tests of every source: what each rule provides, what it writes down about itself, what its actions see, how it refuses."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load("//rules:defs.bzl", "eval_report", "eval_verify", "leaderboard", "model_evaluation", "scorecard_evidence")
load("//rules:providers.bzl", "EvalBackendInfo", "EvalCorpusInfo", "EvalExternalMetricsInfo", "EvalReportInfo")
load("//rules/tests:checks.bzl", "refusal_test")
load(":table.bzl", "BACKENDS", "CORPORA", "REFUSED")

_PROVIDERS = {"backend": EvalBackendInfo, "corpus": EvalCorpusInfo, "evidence": EvalExternalMetricsInfo, "report": EvalReportInfo}

def _symbol_test_impl(ctx):
    env = analysistest.begin(ctx)
    actions = analysistest.target_actions(env)
    if ctx.attr.noun:
        asserts.true(env, _PROVIDERS[ctx.attr.noun] in analysistest.target_under_test(env), "provides {}".format(ctx.attr.noun))
    for name, content in json.decode(ctx.attr.written).items():
        written = [a.content for a in actions if a.mnemonic == "FileWrite" and a.outputs.to_list()[0].basename == name]
        asserts.equals(env, [content], [json.decode(text) for text in written], "content of {}".format(name))
    seen = {f.basename: None for a in actions if a.mnemonic.startswith("Eval") for f in a.inputs.to_list()}
    for name in ctx.attr.seen:
        asserts.true(env, name in seen, "{} is an input".format(name))
    for name in ctx.attr.unseen:
        asserts.false(env, name in seen, "{} is no input".format(name))
    for action in actions:
        if action.mnemonic.startswith("Eval"):
            asserts.equals(env, ["BAZEL_BINDIR"], action.env.keys(), "nothing of the user's environment")
    return analysistest.end(env)

_symbol_test = analysistest.make(_symbol_test_impl, attrs = {
    "noun": attr.string(),
    "seen": attr.string_list(),
    "unseen": attr.string_list(),
    "written": attr.string(default = "{}"),
})

def _report_test_impl(ctx):
    env = analysistest.begin(ctx)
    files = [f.basename for f in analysistest.target_under_test(env)[DefaultInfo].files.to_list()]
    for name in ["report.html", "report.md", "report.json", "metrics.csv"]:
        asserts.true(env, name in files, "{} is made".format(name))
    return analysistest.end(env)

_report_test = analysistest.make(_report_test_impl)

def _verify_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    keys = target[RunEnvironmentInfo].environment["MODEL_EVAL_PUBLIC_KEYS"].split("\n")
    asserts.equals(env, ["rules/tests/symbols/a.pem", "rules/tests/symbols/b.pem"], keys)
    runfiles = [f.short_path for f in target[DefaultInfo].default_runfiles.files.to_list()]
    for key in keys:
        asserts.true(env, key in runfiles, "{} is in the runfiles".format(key))
    return analysistest.end(env)

_verify_test = analysistest.make(_verify_test_impl)

def symbols_test_suite(name):
    """All tests of this folder.

    Args:
        name: of the test suite
    """
    kwargs = {"tags": ["manual"]}
    files = ["gold.ndjson", "other.ndjson", "rows.ndjson", "frames.csv", "instances.json", "dataset.yaml", "a.jpg", "a.png", "a.txt", "lines.ndjson", "metadata.jsonl", "a.tar", "a.masks.tar", "b.tar", "b.masks.tar"]
    native.genrule(
        name = "sources",
        outs = files + ["plan.json", "fold_x.onnx", "fold_y.onnx", "a.pem", "b.pem", "eval_report.json"],
        cmd = "false",
        **kwargs
    )

    for (noun, table) in {"corpus": CORPORA, "backend": BACKENDS}.items():
        for symbol, row in table.items():
            row.make(name = symbol, **(kwargs | row.attributes))
            _symbol_test(
                name = symbol + "_test",
                target_under_test = symbol,
                noun = noun,
                seen = row.seen,
                unseen = row.unseen,
                written = json.encode(row.written),
            )
    for case, row in REFUSED.items():
        row.make(name = case, **(kwargs | row.attributes))
        refusal_test(name = "refuses_{}_test".format(case), target_under_test = case, says = row.says)

    scorecard_evidence(
        name = "evidence",
        candidate = "v2",
        champion = {"resamples": 100},
        eval_report = "eval_report.json",
        overrides = [{"metric": "accuracy", "value": 1}],
        **kwargs
    )
    _symbol_test(
        name = "scorecard_evidence_test",
        target_under_test = ":evidence",
        noun = "evidence",
        seen = ["eval_report.json", "external_metrics_config.json"],
        written = json.encode({"external_metrics_config.json": {
            "champion": {"resamples": 100},
            "name": "evidence",
            "overrides": [{"metric": "accuracy", "value": 1}],
            "subject": {"baseline": None, "candidate": "v2", "checkpoint": None},
        }}),
    )
    model_evaluation(
        name = "evaluation",
        baseline = ":fold_backend",
        candidate = ":regressor_backend",
        corpora = {"clips": ":feature_table_corpus"},
        criteria = "//criteria/pottery:success_criteria",
        external_metrics = {"numbers": ":evidence"},
        references = {"naive": ":naive_backend"},
        **kwargs
    )
    eval_report(name = "evaluation_as_well", decision = ":evaluation.decision", **kwargs)
    _report_test(name = "model_evaluation_test", target_under_test = ":evaluation")
    leaderboard(
        name = "leaderboard",
        reports = {":evaluation": "ada"},
        score = {"ms": {"corpus": "numbers", "metric": "latency", "one": 50, "slice": {"size": "small"}, "weight": 2, "zero": 500}},
        **kwargs
    )
    _symbol_test(
        name = "leaderboard_test",
        target_under_test = ":leaderboard",
        seen = ["report.json", "scoring.json"],
        unseen = ["metrics.json", "report.html"],
        written = json.encode({"scoring.json": {"terms": [{
            "metric": "latency",
            "name": "ms",
            "scale": {"one": 50, "zero": 500},
            "weight": 2,
            "where": {"corpus": "numbers", "slice": {"dimension": "size", "value": "small"}},
        }]}}),
    )
    eval_verify(name = "verify", public_keys = ["a.pem", "b.pem"], **kwargs)
    _verify_test(name = "eval_verify_test", target_under_test = ":verify")
    native.test_suite(name = name)
