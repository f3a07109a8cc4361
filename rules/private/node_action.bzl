"""The one door from Starlark to Node: what every action of these rules shares."""

load(":resources.bzl", sizes = "resources")

def _tool(label):
    "A private attribute that names the program of a stage."
    return attr.label(default = Label(label), cfg = "exec", executable = True)

def _key_format(key):
    "Format of `key=<value>`. What parts the two, and what Bazel's formats start with, are written in another way inside a key."
    return key.replace("%", "%%25").replace("=", "%%3D") + "=%s"

def _add_each(args, flag, value, format):
    "Adds the flag in front of a value, or of each value of a list, written in a format. A folder is one value, never the files in it."
    if type(value) == "struct":
        args.add_all(
            value.files,
            before_each = "--" + flag,
            expand_directories = False,
            format_each = format.replace("%s", value.format),
            map_each = value.word,
        )
    else:
        args.add_all(value if type(value) == "list" else [value], before_each = "--" + flag, expand_directories = False, format_each = format)

def _run(ctx, tool, arguments, inputs, outputs, mnemonic, progress_message, transitive = [], tools = [], resources = None, unused_inputs_list = None):
    """Runs a stage's program on declared inputs.

    The launcher of a js_binary changes to BAZEL_BINDIR; "." keeps it in the execution root, where File.path means
    what it says, for source files too. Nothing is inherited from the user's environment and the network is closed.

    Programs are told paths by `Args` alone: Bazel may then leave out the name of the configuration, so that one cache entry serves
    all of them (`--experimental_output_paths=strip`). A path in a file that is written at analysis would be neither short nor
    always right: Bazel 7 writes names of files as Latin-1 there.

    Args:
        ctx: the rule's context
        tool: a target made with `node_action.tool`
        arguments: list of (flag, value): value is a File, string, int, or None, which leaves the flag out; a list gives the flag
            once for each; a dict gives it once per key as key=value, or once for each of a list; what `keyed`, `keys` or `runfiles`
            returns gives it as they say
        inputs: list of File
        outputs: list of File
        mnemonic: Eval…, one for each stage: users filter and log by it
        progress_message: what the terminal shows
        transitive: further inputs, list of depset
        tools: programs that the program runs, list of FilesToRunProvider
        resources: what it takes of a machine, as a word of resources.bzl, for a rule with its execution groups
        unused_inputs_list: an output with the paths of inputs that the program did not need, which then repeat nothing
    """
    args = ctx.actions.args()
    args.use_param_file("@%s", use_always = True)
    args.set_param_file_format("multiline")
    for flag, value in arguments:
        if type(value) == "dict":
            for key, items in value.items():
                _add_each(args, flag, items, _key_format(key))
        elif value != None:
            _add_each(args, flag, value, "%s")
    ctx.actions.run(
        executable = tool[DefaultInfo].files_to_run,
        arguments = [args],
        inputs = depset(inputs, transitive = transitive),
        outputs = outputs,
        tools = tools,
        env = {"BAZEL_BINDIR": "."},
        execution_requirements = {"block-network": "1", "supports-path-mapping": ""},
        mnemonic = mnemonic,
        progress_message = progress_message,
        unused_inputs_list = unused_inputs_list,
        exec_group = resources,
        resource_set = sizes.sets[resources] if resources else None,
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

def _runfiles(file):
    "The value of a flag for the runfiles of a program. They are a folder beside it and no File."
    return struct(files = [file], format = "%s.runfiles", word = None)

def _json_lines(value):
    "The value of a flag that is given once for each line of a JSON text: for what holds names of files, see `_run`."
    return json.encode_indent(value, indent = "").split("\n")

def _write_json(ctx, name, value):
    "A file of what was declared in BUILD files. No name of a file may stand in it, see `_run`."
    file = _declare(ctx, name)
    ctx.actions.write(file, json.encode(value) + "\n")
    return file

def _declare(ctx, name):
    "Outputs stand in a folder named after the target, so that their own names can be the ones the documents use."
    return ctx.actions.declare_file("{}/{}".format(ctx.label.name, name))

node_action = struct(
    declare = _declare,
    json_lines = _json_lines,
    key = _key,
    keyed = _keyed,
    keys = _keys,
    run = _run,
    runfiles = _runfiles,
    tool = _tool,
    write_json = _write_json,
)
