"""What fetching says when it cannot go on, in the form of every error of these rules (docs/errors.md)."""

def place_of(kind, name):
    "How messages call a tag."
    return "model_eval.{}(name = \"{}\")".format(kind, name)

def problem(code, place, message, do, got = None, expected = None):
    """One problem as text.

    Args:
        code: EV80…, see eval/errors/data_codes.ts
        place: the tag, see place_of
        message: what is wrong
        do: what the user can do about it
        got: what there was, where that says more than the message
        expected: what there should have been

    Returns:
        string
    """
    lines = ["error {}  {}".format(code, place), "  " + message]
    lines += ["  got: " + got] if got else []
    lines += ["  expected: " + expected] if expected else []
    return "\n".join(lines + ["  do: " + do])

def fail_with(problems):
    "Stops with all problems, if there are any."
    if problems:
        fail("\n" + "\n".join(problems))
