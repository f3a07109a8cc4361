"""Providers whose fields have types: a rule that hands over the wrong thing is told at its own target, not at a consumer's."""

_NAMED = ["File", "FilesToRunProvider", "depset", "dict", "function", "int", "list", "string", "struct"]

def _type_of(doc):
    "The type of a field: what its documentation says before the colon, as (container or None, type, whether None is legal)."
    words = doc.partition(":")[0].partition("(")[0]
    optional = words.endswith(" or None")
    container, of, item = words.removesuffix(" or None").rpartition(" of ")

    # An instance of a provider is a struct.
    item = "struct" if item.startswith("Eval") and item.endswith("Info") else item
    if item not in _NAMED or container not in ["", "depset", "dict", "list"]:
        fail("\"{}\" does not begin with a type".format(doc))
    return container if of else None, item, optional

def _fits(value, container, item):
    if not container:
        return type(value) == item
    if type(value) != container:
        return False

    # A depset stays one: to look into it would cost every rule a pass over all files.
    items = {"depset": lambda: [], "dict": lambda: value.values(), "list": lambda: value}[container]()
    return all([type(v) == item for v in items])

def field_problems(fields, given):
    """What is wrong with the values that a provider is made of.

    Args:
        fields: dict: name of a field -> its documentation, `<type>: <meaning>`, where a type is `File`, `string`, `int`, `struct`,
            the name of a provider …, may have `list of`, `dict of` or `depset of` in front, and `or None` behind
        given: dict: name of a field -> value
    Returns:
        list of sentences
    """
    problems = ["there is no field \"{}\"; expected {}".format(name, ", ".join(fields)) for name in given if name not in fields]
    for name, doc in fields.items():
        container, item, optional = _type_of(doc)
        value = given.get(name)
        if value == None:
            if not optional:
                problems.append("field \"{}\" is missing; expected {}".format(name, doc))
        elif not _fits(value, container, item):
            problems.append("field \"{}\": expected {}, got {} {}".format(name, doc, type(value), repr(value)))
    return problems

def typed_provider(name, doc, fields):
    """A provider that checks what it is made of.

    Args:
        name: of the provider, for messages
        doc: what it says
        fields: see `field_problems`
    Returns:
        the provider; the constructor that checks nothing goes to nobody
    """

    def init(**given):
        problems = field_problems(fields, given)
        if problems:
            fail("{}: {}. Correct the rule that makes it".format(name, "; ".join(problems)))
        return {field: given.get(field) for field in fields}

    checked, _unchecked = provider(doc = doc, fields = fields, init = init)
    return checked
