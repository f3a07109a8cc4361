"""How much of a machine a backend's actions take: one word for Bazel's own bookkeeping and for the machines of a cluster."""

# Functions of `resource_set` are global and close over nothing, hence one for each word.
def _small(_os, _inputs):
    return {"cpu": 1, "memory": 1024}

def _medium(_os, _inputs):
    return {"cpu": 2, "memory": 4096}

def _large(_os, _inputs):
    return {"cpu": 4, "memory": 16384}

def _gpu(_os, _inputs):
    return {"cpu": 1, "memory": 4096}

_SETS = {"gpu": _gpu, "large": _large, "medium": _medium, "small": _small}

_ATTRIBUTE = {
    "resources": attr.string(
        default = "small",
        doc = "What one action of the backend takes: `small` 1 processor and 1 GB, `medium` 2 and 4 GB, `large` 4 and 16 GB, `gpu` 1 " +
              "processor, 4 GB and a card. Bazel starts no more at once than fit; a hint, not a limit. On a cluster the word is an " +
              "execution group: a platform's `exec_properties` say where it runs, `{\"gpu.Pool\": \"cards\"}` (docs/ci.md).",
        values = ["small", "medium", "large", "gpu"],
    ),
}

def _groups():
    "For a rule whose actions take what a backend takes."
    return {word: exec_group() for word in _SETS}

def without_groups(kwargs):
    """Arguments of a target that runs no backend: Bazel refuses properties of an execution group that a rule does not have.

    Args:
        kwargs: dict of what a user gave for all targets
    Returns:
        dict
    """
    properties = kwargs.get("exec_properties", {})
    if type(properties) != "dict":
        return kwargs
    kept = {key: value for key, value in properties.items() if key.partition(".")[0] not in _SETS}
    return kwargs if kept == properties else kwargs | {"exec_properties": kept}

resources = struct(
    attribute = _ATTRIBUTE,
    groups = _groups,
    sets = _SETS,
)
