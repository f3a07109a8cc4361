"""Attributes of backends with families: what a model does other than its family. Real numbers are text, because Bazel has none."""

load(":attributes.bzl", "decoded")

_ATTRS = {
    "activation": attr.string(doc = "What makes a score of what the model gives: `none` or `sigmoid`. Empty: what the family does.", values = ["", "none", "sigmoid"]),
    "deviation": attr.string_list(doc = "What red, green and blue are divided by, after the mean. Empty: what the family does."),
    "mean": attr.string_list(doc = "What is subtracted from red, green and blue in 0 to 1. Empty: what the family does."),
}

def _chosen(ctx, names):
    """The attributes that are not empty.

    Args:
        ctx: of a rule with these attributes
        names: list of those that are no numbers
    Returns:
        dict for the backend's configuration
    """
    numbers = {name: [decoded(name, text, "float") for text in getattr(ctx.attr, name)] for name in ["deviation", "mean"]}
    all = numbers | {name: getattr(ctx.attr, name) for name in names}
    return {name: value for name, value in all.items() if value}

def _written(mean, deviation):
    """Attributes for the rule, from numbers.

    Args:
        mean: list of three numbers, or an empty one
        deviation: the same

    Returns:
        dict of the two attributes
    """
    return {"deviation": [json.encode(number) for number in deviation], "mean": [json.encode(number) for number in mean]}

own_chain = struct(
    attrs = _ATTRS,
    chosen = _chosen,
    written = _written,
)
