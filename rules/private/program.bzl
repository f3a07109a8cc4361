"""A target that runs a program of ours: `bazel run` of it, or `bazel test`."""

def program(ctx, tool, files, environment):
    """The providers of such a target: what the program may read, and what it is told in variables.

    A rule cannot give its program arguments of its own in front of what people type behind `--`.

    Args:
        ctx: of the rule
        tool: target of the program, built for the machine that people are at
        files: list of File that it may read
        environment: dict of variables
    Returns:
        list of providers
    """

    # In a folder of its own: a target may have the name of a package below it, as //eval:gate has.
    executable = ctx.actions.declare_file("{0}_/{0}".format(ctx.label.name))
    ctx.actions.symlink(output = executable, target_file = tool[DefaultInfo].files_to_run.executable, is_executable = True)
    return [
        DefaultInfo(
            executable = executable,
            runfiles = ctx.runfiles(files = files).merge(tool[DefaultInfo].default_runfiles),
        ),
        RunEnvironmentInfo(environment = environment),
    ]
