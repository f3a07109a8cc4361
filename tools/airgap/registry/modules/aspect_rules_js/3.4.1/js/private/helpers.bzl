"What the rules share: copying sources to the output tree, collecting JsInfo."

load(":js_info.bzl", "JsInfo")

_FOREIGN = """{file} is a source file of //{package}, not of {target}.
Programs run in the output tree, so sources are copied there, and only the file's own package can do that.
Wrap it in a js_library in //{package} and depend on that, or list it in no_copy_to_bin."""

def copy_to_bin(ctx, files, keep = []):
    """Copies source files of the target's own package into the output tree; generated files pass through.

    Args:
        ctx: the rule's context
        files: list of File
        keep: source files to leave where they are
    Returns:
        list of File, in the same order
    """
    result = []
    for file in files:
        if not file.is_source or file in keep:
            result.append(file)
            continue
        if file.owner.package != ctx.label.package or file.owner.repo_name != ctx.label.repo_name:
            fail(_FOREIGN.format(file = file.basename, package = file.owner.package, target = ctx.label))
        copy = ctx.actions.declare_file(file.owner.name)
        ctx.actions.run_shell(
            inputs = [file],
            outputs = [copy],
            command = "cp -f \"$1\" \"$2\"",
            arguments = [file.path, copy.path],
            execution_requirements = {"no-sandbox": "1"},  # hundreds of copies; setting up a sandbox takes longer than each
            mnemonic = "CopyFile",
            progress_message = "Copying %{input}",
        )
        result.append(copy)
    return result

def _infos(targets):
    return [t[JsInfo] for t in targets if JsInfo in t]

def transitive_sources(sources, targets):
    """Collects JavaScript sources.

    Args:
        sources: list of File, of this target
        targets: those it depends on
    Returns:
        depset of File
    """
    return depset(sources, transitive = [i.transitive_sources for i in _infos(targets)])

def transitive_types(types, targets):
    """Collects typings.

    Args:
        types: list of File, of this target
        targets: those it depends on
    Returns:
        depset of File
    """
    return depset(types, transitive = [i.transitive_types for i in _infos(targets)])

def npm_sources(targets):
    """Collects npm packages.

    Args:
        targets: those that the target depends on
    Returns:
        depset of File
    """
    return depset(transitive = [i.npm_sources for i in _infos(targets)])

def runfiles_of(ctx, files, targets):
    """Runfiles of a target: its own, and those of what it depends on. Only a js_binary adds what JsInfo alone names, as `srcs` of a js_library.

    Args:
        ctx: the rule's context
        files: list of File
        targets: those it depends on, for source or data
    Returns:
        runfiles
    """
    return ctx.runfiles(files = files).merge_all([t[DefaultInfo].default_runfiles for t in targets])
