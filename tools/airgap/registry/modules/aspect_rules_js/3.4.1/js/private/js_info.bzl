"The provider that JavaScript and TypeScript rules hand to each other."

JsInfo = provider(
    doc = "JavaScript sources, typings and npm packages of a target.",
    fields = {
        "npm_sources": "depset of File: linked npm packages, transitive",
        "sources": "depset of File: JavaScript and data of this target",
        "target": "Label of the target",
        "transitive_sources": "depset of File: sources, transitive",
        "transitive_types": "depset of File: types, transitive",
        "types": "depset of File: typings of this target",
    },
)

def js_info(
        target,
        sources = depset(),
        types = depset(),
        npm_sources = depset(),
        transitive_sources = depset(),
        transitive_types = depset()):
    """Makes a JsInfo.

    Args:
        target: Label of the target
        sources: see the provider
        types: see the provider
        npm_sources: see the provider
        transitive_sources: see the provider
        transitive_types: see the provider
    Returns:
        JsInfo
    """
    return JsInfo(
        npm_sources = npm_sources,
        sources = sources,
        target = target,
        transitive_sources = transitive_sources,
        transitive_types = transitive_types,
        types = types,
    )
