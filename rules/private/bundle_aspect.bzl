"""What an evaluation is made of, read from the actions that its rules registered: nothing is said twice, so nothing can differ."""

load("//rules:providers.bzl", "EvalBackendInfo")

EvalActionsInfo = provider(
    doc = "The stages that a target and everything below it run.",
    fields = {
        "actions": "depset of struct(label, mnemonic, argv, env, inputs, outputs): the actions of stages",
        "commands": "depset of struct(executable, runfiles): the users' programs that stages start",
        "links": "depset of struct(file, target): outputs that are another output under a second name",
        "programs": "depset of struct(executable, entry, env, files): the programs of stages, in terms of Node.js",
    },
)

def _targets(value):
    if type(value) == "list":
        return [target for target in value if type(target) == "Target"]
    if type(value) == "dict":
        return [target for key in value.items() for target in key if type(target) == "Target"]
    return [value] if type(value) == "Target" else []

# They make nothing that a stage reads.
_CHECKS = ["EvalAttest", "EvalEnforce", "EvalNames"]

def _stages(target):
    """The target's own actions and links; none of either for a target that is no part of an evaluation."""
    actions = [
        struct(
            argv = tuple(action.argv),
            # As pairs: a dict can be changed, which members of a depset cannot.
            env = tuple(action.env.items()),
            inputs = action.inputs,
            label = target.label,
            mnemonic = action.mnemonic,
            outputs = action.outputs,
        )
        for action in target.actions
        if action.mnemonic.startswith("Eval") and action.mnemonic not in _CHECKS
    ]
    links = [
        struct(file = action.outputs.to_list()[0], target = action.inputs.to_list()[0])
        for action in target.actions
        if actions and action.mnemonic == "Symlink"
    ]
    return actions, links

def _program(target, ctx):
    """A js_binary without its launcher and without the Node.js that it brings: those are Bazel's way to start it."""

    # A compiler is a js_binary too, one whose main module lies in a package and is no file of a target; a bundle starts none.
    if ctx.rule.kind != "js_binary" or not ctx.rule.files.entry_point:
        return []
    return [struct(
        entry = ctx.rule.files.entry_point[0],
        env = tuple(ctx.rule.attr.env.items()),
        executable = target[DefaultInfo].files_to_run.executable,
        files = target[DefaultInfo].default_runfiles.files,
    )]

def _command(target, ctx):
    if EvalBackendInfo not in target or not target[EvalBackendInfo].command:
        return []
    executable = target[EvalBackendInfo].command.executable
    runfiles = ctx.rule.attr.command[DefaultInfo].default_runfiles.files if executable.runfiles_manifest else None
    return [struct(executable = executable.executable, runfiles = runfiles)]

def _collect_impl(target, ctx):
    actions, links = _stages(target)
    below = [
        dependency[EvalActionsInfo]
        for name in dir(ctx.rule.attr)
        for dependency in _targets(getattr(ctx.rule.attr, name))
        if EvalActionsInfo in dependency
    ]
    return [EvalActionsInfo(
        # In the order in which they can run.
        actions = depset(actions, transitive = [info.actions for info in below], order = "postorder"),
        commands = depset(_command(target, ctx), transitive = [info.commands for info in below]),
        links = depset(links, transitive = [info.links for info in below]),
        programs = depset(_program(target, ctx), transitive = [info.programs for info in below]),
    )]

collect_actions = aspect(
    doc = """Collects the actions of all stages.

It goes along every attribute, so that a new rule needs nothing to be in a bundle but the one door of node_action.bzl.""",
    implementation = _collect_impl,
    attr_aspects = ["*"],
)
