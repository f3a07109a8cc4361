"""eval_bundle: an evaluation as one archive, for machines that have Node.js and no Bazel."""

load("//rules:providers.bzl", "EvalReportInfo")
load(":attributes.bzl", "label_text")
load(":bundle_aspect.bzl", "EvalActionsInfo", "collect_actions")
load(":gate.bzl", "gate_environment")
load(":node_action.bzl", "node_action")

# Bazel's own inputs of an action, which stand for the runfiles of its program.
_RUNFILES = ("-runfiles", ".runfiles")

def _below(folder, workspace, file):
    "Where a file of a program stands in the archive: as in runfiles."
    path = file.short_path
    return folder + "/" + (path[len("../"):] if path.startswith("../") else workspace + "/" + path)

def _artefact(file):
    "An output's path below bazel-bin."
    return file.path.removeprefix(file.root.path + "/")

def _programs(ctx, infos, used):
    """The programs of stages as one tree of files.

    Args:
        ctx: of the rule
        infos: list of EvalActionsInfo
        used: dict whose keys are the paths of the programs that are started; a compiler is below the evaluation, too
    Returns:
        dict: path of a program's launcher -> {entry, environment}; dict: path in the archive -> File
    """
    started, files = {}, {}
    for program in depset(transitive = [info.programs for info in infos]).to_list():
        if program.executable.path not in used:
            continue
        started[program.executable.path] = {
            "entry": _below("programs", ctx.workspace_name, program.entry),
            "environment": dict(program.env),
        }

        # What is another module's is how the rules of Node.js start a program, and Node.js itself.
        owner = program.entry.owner.repo_name
        for file in program.files.to_list():
            if file.owner.repo_name == owner and file != program.executable:
                files[_below("programs", ctx.workspace_name, file)] = file
    return started, files

def _commands(ctx, infos):
    """The users' programs, each with its runfiles as Bazel lays them out beside it.

    Returns:
        dict: path of a program -> path of its runfiles, or None; dict: path -> File
    """
    runfiles, files = {}, {}
    for command in depset(transitive = [info.commands for info in infos]).to_list():
        path = command.executable.path
        files[path] = command.executable
        runfiles[path] = path + ".runfiles" if command.runfiles else None
        for file in command.runfiles.to_list() if command.runfiles else []:
            files[_below(runfiles[path], ctx.workspace_name, file)] = file
    return runfiles, files

def _step(action, program, inputs):
    outputs = action.outputs.to_list()
    return {
        "arguments": action.argv[1:],
        "environment": program["environment"] | dict(action.env),
        "folders": [f.path for f in outputs if f.is_directory],
        "inputs": inputs,
        "label": label_text(action.label),
        "mnemonic": action.mnemonic,
        "outputs": [f.path for f in outputs if not f.is_directory],
        "program": program["entry"],
    }

def _steps(ctx, actions, links, programs, commands):
    """The actions as a runner knows them.

    Args:
        ctx: of the rule
        actions: list of actions, see EvalActionsInfo
        links: list of links, see EvalActionsInfo
        programs: first result of `_programs`
        commands: first result of `_commands`
    Returns:
        list of steps; dict: path -> File that no step makes
    """
    made = {file: True for action in actions for file in action.outputs.to_list()}
    linked = {link.file: True for link in links}
    steps, given = [], {}
    for action in actions:
        inputs = {}
        for file in action.inputs.to_list():
            if file.path == action.argv[0] or (file.path.endswith(_RUNFILES) and not file.is_source):
                continue
            if file in linked:
                fail("{}: {} is an input of {} and a link, which a bundle does not follow".format(ctx.label, file, action.label))
            inputs[file.path] = True
            if commands.get(file.path):
                inputs[commands[file.path]] = True
            if file not in made:
                given[file.path] = file
        steps.append(_step(action, programs[action.argv[0]], inputs.keys()))
    return steps, given

def _artefacts(ctx, actions, links):
    """Everything that a run makes.

    Returns:
        list of {from, path}; list of File
    """
    outputs = [file for action in actions for file in action.outputs.to_list()]
    artefacts = [{"from": file.path, "path": _artefact(file)} for file in outputs]
    artefacts += [{"from": link.target.path, "path": _artefact(link.file)} for link in links]
    if len({a["path"]: True for a in artefacts}) != len(artefacts):
        fail("{}: two stages were built for different configurations, and both make one file".format(ctx.label))
    return artefacts, outputs + [link.file for link in links]

def _eval_bundle_impl(ctx):
    evaluation, report = ctx.attr.evaluation.label, ctx.attr.evaluation[EvalReportInfo]
    infos = [target[EvalActionsInfo] for target in [ctx.attr.evaluation] + ctx.attr.results]
    actions = depset(transitive = [info.actions for info in infos], order = "postorder").to_list()
    links = depset(transitive = [info.links for info in infos]).to_list()
    gate, runner = ctx.executable._gate.path, ctx.executable._runner.path
    programs, program_files = _programs(
        ctx,
        infos + [ctx.attr._gate[EvalActionsInfo], ctx.attr._runner[EvalActionsInfo]],
        {path: True for path in [gate, runner] + [action.argv[0] for action in actions]},
    )
    commands, command_files = _commands(ctx, infos)
    steps, given = _steps(ctx, actions, links, programs, commands)
    artefacts, made = _artefacts(ctx, actions, links)

    content = {"inputs/" + path: file for path, file in (given | command_files).items()}
    content |= program_files | {_below("programs", ctx.workspace_name, ctx.file._lock): ctx.file._lock}
    request = {
        "executables": ["inputs/" + path for path in command_files],
        "files": content.keys(),
        "plan": {
            "artefacts": artefacts,
            "evaluation": label_text(evaluation),
            "gate": {
                "environment": programs[gate]["environment"] | gate_environment(report, ctx.attr.expect, _artefact),
                "program": programs[gate]["entry"],
            },
            "report": [_artefact(file) for file in report.files],
            "steps": steps,
        },
        "runner": programs[runner]["entry"],
    }
    [archive] = node_action.run(
        ctx,
        tool = ctx.attr._pack,
        arguments = [
            ("request", node_action.json_lines(request)),
            ("source", content.values()),
            ("name", ctx.label.name),
            ("start", ctx.file._start),
        ],
        outputs = {"out": ctx.actions.declare_file(ctx.label.name + ".tar")},
        mnemonic = "EvalBundle",
        progress_message = "Packing %{label}",
    )
    return [
        DefaultInfo(files = depset([archive])),
        # What a run of the bundle makes, as Bazel makes it.
        OutputGroupInfo(artefacts = depset(made)),
    ]

eval_bundle = rule(
    doc = """An evaluation as one archive that runs wherever there is Node.js: `tar xf bundle.tar && node bundle/run.mjs`.

It holds the programs of all stages with their npm packages, all inputs, and the command line of each action as Bazel has it. A
run makes the same bytes, and ends with what the gate says. See docs/bundle.md.""",
    implementation = _eval_bundle_impl,
    attrs = {
        "evaluation": attr.label(
            doc = "The report of the evaluation.",
            aspects = [collect_actions],
            mandatory = True,
            providers = [EvalReportInfo],
        ),
        "expect": attr.string(
            default = "go",
            doc = "The verdict that a run ends well with, as in `eval_gate_test`.",
            values = ["go", "no-go", "inconclusive", "void"],
        ),
        "results": attr.label_list(
            doc = "What else a run makes of the evaluation: a scorecard, say.",
            aspects = [collect_actions],
        ),
        "_gate": attr.label(default = Label("//eval/gate"), aspects = [collect_actions], cfg = "exec", executable = True),
        "_lock": attr.label(default = Label("//:pnpm-lock.yaml"), allow_single_file = True),
        "_pack": node_action.tool("//eval/bundle"),
        "_runner": attr.label(default = Label("//eval/runner"), aspects = [collect_actions], cfg = "exec", executable = True),
        "_start": attr.label(default = Label("//eval/bundle/start:start.js"), allow_single_file = True),
    },
)
