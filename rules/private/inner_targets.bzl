"""What a macro hands on to the targets that it makes, and how it names an argument that it does not know."""

# What every rule has. A macro's own parameters come on top.
_EVERY_RULE = [
    "compatible_with",
    "deprecation",
    "exec_compatible_with",
    "exec_properties",
    "features",
    "package_metadata",
    "restricted_to",
    "tags",
    "target_compatible_with",
    "testonly",
    "toolchains",
    "visibility",
]

# Arguments that have another name now.
_RENAMED = {
    "evidence": "external_metrics",
    "mask_threshold": "mask_values = {\"threshold\": …}",
    "size": "resources",
}

# Tags that say how an action runs. All others are for people and filters, and would list targets that nobody asked for.
_EXECUTION_TAGS = ["block-network", "exclusive", "exclusive-if-local", "external", "local"]
_EXECUTION_PREFIXES = ["cpu:", "no-", "requires-", "resources:", "supports-"]

def inner_tags(tags):
    """Tags of a target that a macro makes on the way to those that its user named.

    Args:
        tags: list of tags that the user gave
    Returns:
        list: those that say how an action runs, and `manual`: what needs the target builds it, patterns do not list it
    """
    kept = [t for t in tags if t in _EXECUTION_TAGS or any([t.startswith(p) for p in _EXECUTION_PREFIXES])]
    return kept + ["manual"]

def inner(kwargs):
    """Arguments of a target that a macro makes on the way: private, `manual`, and run as the user said.

    Args:
        kwargs: dict of what the user gave for all targets
    Returns:
        dict
    """
    return kwargs | {"tags": inner_tags(kwargs.get("tags", [])), "visibility": ["//visibility:private"]}

def _distance(a, b):
    "How many letters must be put in, taken out or exchanged (Levenshtein)."
    row = list(range(len(b) + 1))
    for i in range(len(a)):
        last, row = row, [i + 1]
        for j in range(len(b)):
            row.append(min(last[j + 1] + 1, row[j] + 1, last[j] + (0 if a[i] == b[j] else 1)))
    return row[-1]

def unknown_names(owner, noun, given, known):
    """Which names are not among those that are known, each with the nearest one.

    Args:
        owner: whose names these are, as messages call it
        noun: what messages call such a name
        given: names
        known: names
    Returns:
        list of sentences
    """
    problems = []
    for name in [n for n in given if n not in known]:
        distance, nearest = min([(_distance(name, k), k) for k in known])
        hint = " (nearest: {})".format(nearest) if distance <= max(2, len(name) // 3) else ""
        if name in _RENAMED:
            hint = " (now: {})".format(_RENAMED[name])
        problems.append("{}: unknown {} \"{}\"{}".format(owner, noun, name, hint))
    return problems

def check_renamed(owner, given):
    """Stops at arguments that have another name now, where the rule behind a macro knows all others.

    Args:
        owner: macro and target, as messages call them
        given: dict of the further arguments
    """
    problems = ["{}: {} is called {} now".format(owner, name, _RENAMED[name]) for name in given if name in _RENAMED]
    if problems:
        fail("\n".join(problems))

def check_arguments(owner, given, known, problems = []):
    """Stops at arguments that a macro does not know, before one of its rules says so about a target that nobody wrote.

    Args:
        owner: macro and target, as messages call them
        given: dict of the further arguments
        known: names of the macro's own parameters
        problems: list of sentences: what else is wrong
    """
    problems = unknown_names(owner, "argument", given, known + _EVERY_RULE) + ["{}: {}".format(owner, p) for p in problems]
    if problems:
        fail("\n".join(problems))
