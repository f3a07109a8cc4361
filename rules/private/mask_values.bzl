"""`mask_values`: what the pixels of mask files mean, from a dict in BUILD files to the JSON that import and verify read."""

ATTRIBUTE = {
    "mask_values": attr.string(
        doc = "What the values of mask files mean, as JSON: `\"nonzero\"`, `{\"threshold\": 128}`, or a map of values or colours to parts " +
              "(see docs/corpora.md). Empty: a mask is black and one other value, and anything else is an error.",
    ),
}

def written(mask_values):
    """The attribute as JSON.

    Args:
        mask_values: "nonzero", a dict, or None

    Returns:
        JSON as text; empty where nothing is declared
    """
    if mask_values == None:
        return ""
    if type(mask_values) == "dict":
        mask_values = {key: _texts(value) for key, value in mask_values.items()}
    elif mask_values != "nonzero":
        fail("mask_values: expected \"nonzero\" or a dict, got {}".format(repr(mask_values)))
    return json.encode(mask_values)

def _texts(value):
    "JSON has no whole numbers as keys; values stand as text in lists, too."
    if type(value) == "dict":
        return {str(key): name for key, name in value.items()}
    if type(value) == "list":
        return [str(item) for item in value]
    return value

def declared(text):
    """What the attribute says.

    Args:
        text: JSON as text, or empty

    Returns:
        the value; None where nothing is declared
    """
    if text == "":
        return None
    value = json.decode(text, None)
    if value != "nonzero" and type(value) != "dict":
        fail("mask_values: expected \"nonzero\" or a JSON object, got {}".format(repr(text)))
    return value

# How files tell regions, in the words of the backend and of the corpus of such files.
REGION_FILES = ATTRIBUTE | {
    "part_suffixes": attr.string_dict(
        doc = "Of files that show one region each: what a file's stem has after the picture's, `_skin` say -> the region. Empty: the " +
              "values of a file tell its regions.",
    ),
}

def region_files(ctx):
    """The declaration of files with regions as the programs read it.

    Args:
        ctx: of a rule with these attributes

    Returns:
        dict
    """
    values = declared(ctx.attr.mask_values)
    return {"part_suffixes": ctx.attr.part_suffixes} | ({"mask_values": values} if values != None else {})
