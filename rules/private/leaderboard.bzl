"""leaderboard: models by the best report of each, on one suite."""

load("//rules:providers.bzl", "EvalReportInfo")
load(":attributes.bzl", "decoded")
load(":inner_targets.bzl", "unknown_names")
load(":node_action.bzl", "node_action")

_NEEDED = ["corpus", "metric"]
_OPTIONAL = ["one", "part", "slice", "weight", "zero"]

def _term(name, term):
    owner = "score: term \"{}\"".format(name)
    problems = unknown_names(owner, "key", term, _NEEDED + _OPTIONAL)
    problems += ["{}: expected a {}".format(owner, key) for key in _NEEDED if key not in term]
    if ("one" in term) != ("zero" in term):
        problems.append(owner + ": zero and one are given together, or neither is")
    if "slice" in term and len(term["slice"]) != 1:
        problems.append("{}: slice: expected one dimension with its value, got {}".format(owner, term["slice"]))
    if problems:
        fail("\n".join(problems))
    place = {"corpus": term["corpus"], "slice": None}
    for dimension, value in term.get("slice", {}).items():
        place["slice"] = {"dimension": dimension, "value": value}
    if "part" in term:
        place["part"] = term["part"]
    scale = {"scale": {"one": term["one"], "zero": term["zero"]}} if "one" in term else {}
    return {"metric": term["metric"], "name": name, "weight": term.get("weight", 1), "where": place} | scale

def _leaderboard_impl(ctx):
    scoring = node_action.write_json(ctx, "scoring.json", {
        "terms": [_term(name, term) for name, term in decoded("score", ctx.attr.score).items()],
    })
    reports = {}
    for target, model in ctx.attr.reports.items():
        reports.setdefault(model, []).append(target[EvalReportInfo].report)
    made = node_action.run(
        ctx,
        tool = ctx.attr._leaderboard,
        arguments = [("scoring", scoring), ("report", reports)],
        outputs = {"json-out": "leaderboard.json", "html-out": "leaderboard.html"},
        mnemonic = "EvalLeaderboard",
        progress_message = "Ranking %{label}",
    )
    return [DefaultInfo(files = depset(made))]

leaderboard_rule = rule(
    doc = """Ranks models by the best report of each: leaderboard.json and leaderboard.html.

All reports must have measured the same: the same samples, the same measuring part of the criteria, the same versions of
metrics. Equal scores share a rank. A void report, and one without a number that the score needs, has no place and is listed
with the reason.""",
    implementation = _leaderboard_impl,
    attrs = {
        "reports": attr.label_keyed_string_dict(
            doc = "Reports (targets of `eval_report` or `model_evaluation`), each with the name of its model. Several may be about one model.",
            mandatory = True,
            providers = [EvalReportInfo],
        ),
        "score": attr.string(
            doc = "JSON object: name of a term -> {metric, corpus, slice, part, weight, zero, one}. The score is the mean of the terms by weight. " +
                  "`slice` is {dimension: value}; `zero` and `one` are the values that count 0 and 1, linear between them.",
            mandatory = True,
        ),
        "_leaderboard": node_action.tool("//eval/leaderboard"),
    },
)

def leaderboard(name, reports, score, **kwargs):
    """Models by the best report of each: `leaderboard_rule`, with the score as a dict.

    Args:
        name: name of the target
        reports: dict, label of a report -> name of its model
        score: dict, name of a term -> dict {metric, corpus, slice, part, weight, zero, one}
        **kwargs: what every rule has
    """
    leaderboard_rule(name = name, reports = reports, score = json.encode(score), **kwargs)
