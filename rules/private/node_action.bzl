"""The one door from Starlark to Node: what every action of these rules shares."""

# Stages that are given paths by `Args` and in no other way: Bazel may write them without the name of the configuration, so that
# one cache entry serves all of them (`--experimental_output_paths=strip`). The others read paths in JSON or in flags of text.
_MAPPED = [
    "EvalAssemble",
    "EvalCheckpoint",
    "EvalCriteria",
    "EvalDecide",
    "EvalEnforce",
    "EvalEvidence",
    "EvalFloor",
    "EvalImport",
    "EvalRender",
    "EvalScore",
    "EvalScorecard",
    "EvalTabulate",
]

def _memory_hungry(_os, _inputs):
    return {"cpu": 1, "memory": 1024}

def _tool(label):
    "A private attribute that names the program of a stage."
    return attr.label(default = Label(label), cfg = "exec", executable = True)

def _run(ctx, tool, arguments, inputs, outputs, mnemonic, progress_message, transitive = [], tools = [], heavy = False, resources = None, unused_inputs_list = None):
    """Runs a stage's program on declared inputs.

    The launcher of a js_binary changes to BAZEL_BINDIR; "." keeps it in the execution root, where File.path means
    what it says, for source files too. Nothing is inherited from the user's environment and the network is closed.

    Args:
        ctx: the rule's context
        tool: a target made with `node_action.tool`
        arguments: list of (flag, value): value is a File, string, int, or None, which leaves the flag out; a dict gives
            the flag once per key as key=value, or once for each of a list; what `keyed` or `keys` returns gives it once per file
        inputs: list of File
        outputs: list of File
        mnemonic: Eval…, one for each stage: users filter and log by it
        progress_message: what the terminal shows
        transitive: further inputs, list of depset
        tools: programs that the program runs, list of FilesToRunProvider
        heavy: whether the program holds a model in memory
        resources: what else it needs, as a function for `resource_set`
        unused_inputs_list: an output with the paths of inputs that the program did not need, which then repeat nothing
    """
    args = ctx.actions.args()
    args.use_param_file("@%s", use_always = True)
    args.set_param_file_format("multiline")
    for flag, value in arguments:
        if type(value) == "dict":
            for key, items in value.items():
                for item in items if type(items) == "list" else [items]:
                    args.add("--" + flag)
                    args.add(item, format = key.replace("%", "%%25").replace("=", "%%3D") + "=%s")
        elif type(value) == "list":
            for item in value:
                args.add("--" + flag)
                args.add(item)
        elif type(value) == "struct":
            args.add_all(value.files, before_each = "--" + flag, format_each = value.format, map_each = value.word)
        elif value != None:
            args.add("--" + flag)
            args.add(value)
    ctx.actions.run(
        executable = tool[DefaultInfo].files_to_run,
        arguments = [args],
        inputs = depset(inputs, transitive = transitive),
        outputs = outputs,
        tools = tools,
        env = {"BAZEL_BINDIR": "."},
        execution_requirements = {"block-network": "1"} | ({"supports-path-mapping": ""} if mnemonic in _MAPPED else {}),
        mnemonic = mnemonic,
        progress_message = progress_message,
        unused_inputs_list = unused_inputs_list,
        resource_set = resources or (_memory_hungry if heavy else None),
    )

def _key(file):
    "A file's name that does not change with the workspace or the output folder: its path below its package."
    package = file.owner.package
    path = file.short_path
    if path.startswith("../"):
        path = path.split("/", 2)[2]
    return path[len(package) + 1:] if package and path.startswith(package + "/") else path

def _key_and_path(file):
    return "{}={}".format(_key(file).replace("%", "%25").replace("=", "%3D"), file.path)

def _keyed(files):
    "The value of a flag that is given once for each file, as key=path."
    return struct(files = files, format = "%s", word = _key_and_path)

def _keys(files, prefix = ""):
    "The value of a flag that is given once for each file, as its key alone: for a program that does not open it."
    return struct(files = files, format = prefix.replace("%", "%%") + "%s", word = _key)

def _write_json(ctx, name, value):
    file = ctx.actions.declare_file("{}/{}".format(ctx.label.name, name))
    ctx.actions.write(file, json.encode(value) + "\n")
    return file

def _declare(ctx, name):
    "Outputs stand in a folder named after the target, so that their own names can be the ones the documents use."
    return ctx.actions.declare_file("{}/{}".format(ctx.label.name, name))

node_action = struct(
    declare = _declare,
    key = _key,
    keyed = _keyed,
    keys = _keys,
    run = _run,
    tool = _tool,
    write_json = _write_json,
)
