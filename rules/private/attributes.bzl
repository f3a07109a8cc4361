"""How attributes are read whose shape Bazel cannot check: JSON as text, names for targets, labels as people type them."""

_WORDS = {"dict": "a JSON object", "float": "a number"}

def decoded(attribute, text, kind = "dict"):
    """The value of an attribute that holds JSON. The macros of defs.bzl take dicts and numbers and write it.

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

def picked(ctx, names):
    """Attributes as they stand, for the configuration of a backend or an importer.

    Args:
        ctx: of the rule
        names: of the attributes
    Returns:
        dict: name -> value
    """
    return {name: getattr(ctx.attr, name) for name in names}

def by_name(attribute, targets):
    """The targets of a label_keyed_string_dict by their names. Two of one name would be one without a word.

    Args:
        attribute: its name, for the message
        targets: dict: target -> name
    Returns:
        dict: name -> target
    """
    named = {}
    for target, name in targets.items():
        if name in named:
            fail("{}: {} and {} are both named \"{}\"".format(attribute, label_text(named[name].label), label_text(target.label), name))
        named[name] = target
    return named

def files_by_name(attribute, targets):
    """The same for targets of one file each.

    Args:
        attribute: its name, for the message
        targets: dict: target -> name
    Returns:
        dict: name -> File
    """
    files = {}
    for name, target in by_name(attribute, targets).items():
        found = target[DefaultInfo].files.to_list()
        if len(found) != 1:
            fail("{}: {} has {} files, and \"{}\" must name one".format(attribute, label_text(target.label), len(found), name))
        files[name] = found[0]
    return files

def label_text(label):
    """A label as people type it.

    Args:
        label: Label
    Returns:
        string: `//package:name`; of another module, with its canonical name in front
    """
    return str(label).removeprefix("@@" if not label.repo_name else "")
