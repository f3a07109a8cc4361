"""Tests of functions in Starlark: what macros hand on, what they say about arguments, what providers say about fields."""

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//rules:defs.bzl", "model_evaluation")
load("//rules/private:inner_targets.bzl", "inner_tags", "unknown_names")
load("//rules/private:typed_provider.bzl", "field_problems")

def _arguments_impl(ctx):
    env = unittest.begin(ctx)
    known = ["candidate", "corpora", "criteria", "name", "tags"]
    for given, expected in {
        "candidate": [],
        "corpra": ["model_evaluation x: unknown argument \"corpra\" (nearest: corpora)"],
        "evidence": ["model_evaluation x: unknown argument \"evidence\" (now: external_metrics)"],
        "tag": ["model_evaluation x: unknown argument \"tag\" (nearest: tags)"],
        "tags": [],
        "zoology": ["model_evaluation x: unknown argument \"zoology\""],
    }.items():
        asserts.equals(env, expected, unknown_names("model_evaluation x", "argument", [given], known))
    return unittest.end(env)

_arguments_test = unittest.make(_arguments_impl)

def _tags_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, ["manual"], inner_tags([]))
    asserts.equals(
        env,
        ["no-cache", "no-remote", "exclusive", "requires-gpu", "cpu:4", "manual"],
        inner_tags(["no-cache", "nightly", "no-remote", "exclusive", "team", "requires-gpu", "cpu:4"]),
    )
    return unittest.end(env)

_tags_test = unittest.make(_tags_impl)

def _fields_impl(ctx):
    env = unittest.begin(ctx)
    for doc, value, fits in [
        ("string: a name", "a", True),
        ("string: a name", 1, False),
        ("string: a name", None, False),
        ("string or None: a name", None, True),
        ("list of string: names", ["a"], True),
        ("list of string: names", ["a", 1], False),
        ("list of string: names", ("a",), False),
        ("dict of int: numbers by name", {"a": 1}, True),
        ("dict of int: numbers by name", {"a": "1"}, False),
        ("list of struct(role, corpus): scores", [struct(role = "a", corpus = "b")], True),
        ("EvalCorpusInfo: a corpus", struct(), True),
        ("EvalCorpusInfo: a corpus", "//:corpus", False),
        ("depset of File: pictures", depset(), True),
        ("depset of File: pictures", [], False),
    ]:
        asserts.equals(env, fits, field_problems({"field": doc}, {"field": value}) == [], "{} for {}".format(repr(value), doc))
    asserts.equals(
        env,
        ["there is no field \"nam\"; expected name", "field \"name\" is missing; expected string: a name"],
        field_problems({"name": "string: a name"}, {"nam": "a"}),
    )
    return unittest.end(env)

_fields_test = unittest.make(_fields_impl)

def _made_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, json.decode(ctx.attr.expected), json.decode(ctx.attr.made))
    return unittest.end(env)

_made_test = unittest.make(_made_impl, attrs = {"expected": attr.string(), "made": attr.string()})

def units_test_suite(name):
    """Tests of functions.

    Args:
        name: of the test suite
    """
    unittest.suite(name, _arguments_test, _tags_test, _fields_test)

    # A user's tags are for the targets that the user named; what stands between is built where it is needed.
    model_evaluation(
        name = "made",
        candidate = ":yolo",
        corpora = {"test": ":corpus"},
        criteria = "//criteria/pottery:success_criteria",
        gate_tags = ["slow"],
        tags = ["manual", "nightly", "no-cache"],
    )
    inner = ["manual", "no-cache"]
    outer = ["manual", "nightly", "no-cache"]
    _made_test(
        name = "made_test",
        made = json.encode({n: sorted({t: None for t in r["tags"]}) for n, r in native.existing_rules().items() if (n + ".").startswith("made.")}),
        expected = json.encode({
            "made": outer,
            "made.bundle": outer,
            "made.candidate.test.predictions": inner,
            "made.candidate.test.scores": inner,
            "made.decision": inner,
            "made.gate": outer + ["slow"],
            "made.metrics": inner,
            "made.promote": outer,
        }),
    )
