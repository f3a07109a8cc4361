"""external_metrics: numbers of any file, each with its origin."""

load("//rules:providers.bzl", "EvalExternalMetricsInfo")
load(":attributes.bzl", "decoded")
load(":node_action.bzl", "node_action")

# What every rule says about numbers that were not measured here.
EXTERNAL_ATTRS = {
    "baseline": attr.string(doc = "What the candidate is held against, where there are numbers of it."),
    "candidate": attr.string(doc = "What wants promotion.", mandatory = True),
    "checkpoint_digest": attr.string(
        doc = "Digest of the checkpoint that the numbers were measured with. In an evaluation with a candidate the two must be equal.",
    ),
    "overrides": attr.string_list(
        doc = "Values that somebody vouches for, as JSON {metric, value, n, who, why} or {metric, numerator, denominator, who, why}.",
    ),
    "_external_metrics": node_action.tool("//eval/external_metrics"),
}

def read_external(ctx, config, files):
    """Registers the action that makes rows with an origin of files of other systems.

    Args:
        ctx: of a rule with `EXTERNAL_ATTRS`
        config: dict: how the files are read
        files: list of (flag, value): File, None, or dict of File
    Returns:
        the rule's providers
    """
    declared = node_action.write_json(ctx, "external_metrics_config.json", config | {
        "name": ctx.label.name,
        "overrides": [decoded("overrides", o) for o in ctx.attr.overrides],
        "subject": {
            "baseline": ctx.attr.baseline or None,
            "candidate": ctx.attr.candidate,
            "checkpoint": ctx.attr.checkpoint_digest or None,
        },
    })
    [out] = node_action.run(
        ctx,
        tool = ctx.attr._external_metrics,
        arguments = [("config", declared)] + files,
        outputs = {"out": "external_metrics.json"},
        mnemonic = "EvalExternalMetrics",
        progress_message = "Reading external metrics %{label}",
    )
    return [
        DefaultInfo(files = depset([out])),
        EvalExternalMetricsInfo(external_metrics = out, name = ctx.label.name),
    ]

_NAMED_ROWS = ["first", "last"]

def _external_metrics_impl(ctx):
    file = ctx.file.src
    external = {"form": "rows", "role": ctx.attr.role}
    if ctx.attr.metrics:
        external["metrics"] = decoded("metrics", ctx.attr.metrics)
        external["form"] = "csv" if file.extension == "csv" else "json"
        if ctx.attr.row:
            external["row"] = ctx.attr.row if ctx.attr.row in _NAMED_ROWS else decoded("row", ctx.attr.row)
    elif ctx.attr.row:
        fail("{}: row: it chooses a row for the columns that metrics name, and there are none".format(ctx.label))
    if external["form"] == "json" and ctx.attr.row:
        fail("{}: row: {} is no CSV file".format(ctx.label, file.basename))
    return read_external(ctx, {"external": external}, [("external", file)])

external_metrics_rule = rule(
    doc = """Numbers of a file of any system (latency, size, a trainer's results), as rows that criteria judge like measured ones.
A place that is declared and does not hold a number is an error, never "not measured".""",
    implementation = _external_metrics_impl,
    attrs = EXTERNAL_ATTRS | {
        "metrics": attr.string(
            doc = "JSON object: metric -> {at, n, n_at}. `at` is a JSON pointer, or a column of CSV; `n` is what the number rests on " +
                  "(1 where nothing is said), `n_at` where that stands. Empty: the file has rows {metric, value, n, role, detail}.",
        ),
        "role": attr.string(default = "candidate", doc = "Whose numbers these are, where rows do not say it.", values = ["candidate", "baseline"]),
        "row": attr.string(doc = "Which row of a CSV file: `first`, `last` (the default), or JSON {by: column, pick: highest or lowest}."),
        "src": attr.label(doc = "The file.", allow_single_file = [".json", ".ndjson", ".jsonl", ".csv"], mandatory = True),
    },
    provides = [EvalExternalMetricsInfo],
)

def external_metrics(name, src, candidate, metrics = {}, row = None, overrides = [], **kwargs):
    """Numbers of a file of any system as rows that criteria judge: `external_metrics_rule`, with structures as dicts.

    Args:
        name: name of the target
        src: the file, `.json`, `.ndjson`, `.jsonl` or `.csv`
        candidate: what wants promotion
        metrics: dict, metric -> JSON pointer or column, or dict {at, n, n_at}; empty: the file has rows {metric, value, n, role, detail}
        row: which row of a CSV file: "first", "last" or a dict {by: column, pick: "highest" or "lowest"}
        overrides: list of dicts {metric, value, n, who, why} or {metric, numerator, denominator, who, why}
        **kwargs: `baseline`, `role`, `checkpoint_digest` and further attributes of `external_metrics_rule`
    """
    places = {metric: {"at": place} if type(place) == "string" else place for metric, place in metrics.items()}
    external_metrics_rule(
        name = name,
        src = src,
        candidate = candidate,
        metrics = json.encode(places) if places else "",
        overrides = [json.encode(override) for override in overrides],
        row = json.encode(row) if type(row) == "dict" else row or "",
        **kwargs
    )
