"""Attributes that hold JSON, because Bazel has none for values of any shape. The macros in defs.bzl take dicts and write it."""

_WORDS = {"dict": "a JSON object", "float": "a number"}

def decoded(attribute, text, kind = "dict"):
    """The value of such an attribute.

    Args:
        attribute: its name, for the message
        text: what stands in it
        kind: `dict` or `float`
    Returns:
        the value; anything else than the kind stops with the name of the attribute and what it should be
    """
    value = json.decode(text, None)
    if type(value) != kind and not (kind == "float" and type(value) == "int"):
        fail("{}: expected {}, got {}".format(attribute, _WORDS[kind], repr(text)))
    return value
