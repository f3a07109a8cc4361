"""What BUILD files may use of these stand-ins, and how they are told that they used more.

A macro that stands in for one of the real modules lists its attributes and lets `check` compare.
"""

# Bazel's own attributes of every rule, of tests, and of binaries.
COMMON = [
    "args",
    "compatible_with",
    "deprecation",
    "env_inherit",
    "exec_compatible_with",
    "exec_properties",
    "features",
    "flaky",
    "local",
    "name",
    "restricted_to",
    "shard_count",
    "size",
    "tags",
    "target_compatible_with",
    "testonly",
    "timeout",
    "toolchains",
    "visibility",
]

_HOW = "The air-gapped stand-in {}; tools/airgap/README.md says how to extend it. The real module is in the normal profile."

def problem(symbol, given, supported):
    """Compares the attributes of a call with those that the stand-in knows.

    Args:
        symbol: name of the macro, "js_binary"
        given: names of the attributes in the call
        supported: names that the stand-in knows, beside Bazel's common ones
    Returns:
        the message of a failure, or None
    """
    unknown = sorted([name for name in given if name not in supported and name not in COMMON])
    if not unknown:
        return None
    return "{}({}): ".format(symbol, ", ".join(unknown)) + _HOW.format("has only {}".format(", ".join(sorted(supported))))

def check(symbol, given, supported):
    """Fails if a call has attributes that the stand-in does not know.

    Args:
        symbol: name of the macro
        given: its **kwargs
        supported: names that the stand-in knows
    """
    message = problem(symbol, given, supported)
    if message:
        fail(message)

def missing(symbol):
    """A macro in place of one that the stand-in does not have.

    Args:
        symbol: its name in the real module
    Returns:
        a function that fails and says so
    """
    return lambda **_kwargs: fail(symbol + ": " + _HOW.format("does not have it"))
