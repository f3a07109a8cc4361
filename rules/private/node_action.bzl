"""The one door from Starlark to Node: what every action of these rules shares."""

load(":resources.bzl", sizes = "resources")

def _tool(label):
    "A private attribute that names the program of a stage."
    return attr.label(default = Label(label), cfg = "exec", executable = True)

def _key_format(key):
    "Format of `key=<value>`. What parts the two, and what Bazel's formats start with, are written in another way inside a key."
    return key.replace("%", "%%25").replace("=", "%%3D") + "=%s"

def _parts(value):
    "What a flag is given with, as pairs: the format of each value, and a list of them or what `keyed`, `keys` or `runfiles` returns."
    parts = [(_key_format(key), items) for key, items in value.items()] if type(value) == "dict" else [("%s", value)]
    return [(format, items if type(items) in ["list", "struct"] else [items]) for format, items in parts if items != None]

def _add(args, flag, value):
    "Adds the flag in front of each of its values. A folder is one value, never the files in it."
    for format, items in _parts(value):
        if type(items) == "struct":
            format, items, word = format.replace("%s", items.format), items.files, items.word
        else:
            word = None
        args.add_all(items, before_each = "--" + flag, expand_directories = False, format_each = format, map_each = word)

def _opened(value):
    "The files that a program is told the paths of, as depsets."
    return [
        items.opened if type(items) == "struct" else depset([item for item in items if type(item) == "File"])
        for _, items in _parts(value)
    ]

def _declared(ctx, names):
    "Outputs by their names: a name, or a list or dict of names. What is a File is declared already."
    if type(names) == "list":
        return [_declare(ctx, name) for name in names]
    if type(names) == "dict":
        return {key: _declare(ctx, name) for key, name in names.items()}
    return _declare(ctx, names) if type(names) == "string" else names

def _run(ctx, tool, arguments, outputs, mnemonic, progress_message, tools = [], resources = None, unused_inputs = None):
    """Runs a stage's program on declared inputs: the files that it is told of, and no others.

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
        outputs: dict, flag -> name of the file that it is given with, see `_declare`; or a list or dict of names; or a File that the rule declared
        mnemonic: Eval…, one for each stage: users filter and log by it
        progress_message: what the terminal shows
        tools: programs that the program runs, list of FilesToRunProvider
        resources: what it takes of a machine, as a word of resources.bzl, for a rule with its execution groups
        unused_inputs: flag of the output with the paths of inputs that the program did not need, which then repeat nothing
    Returns:
        list: for each flag of `outputs` its File, or list or dict of File
    """
    made = {flag: _declared(ctx, names) for flag, names in outputs.items()}
    args = ctx.actions.args()
    args.use_param_file("@%s", use_always = True)
    args.set_param_file_format("multiline")
    for flag, value in arguments + made.items():
        _add(args, flag, value)
    ctx.actions.run(
        executable = tool[DefaultInfo].files_to_run,
        arguments = [args],
        inputs = depset(transitive = [files for _, value in arguments for files in _opened(value)]),
        outputs = [file for value in made.values() for files in _opened(value) for file in files.to_list()],
        tools = tools,
        env = {"BAZEL_BINDIR": "."},
        execution_requirements = {"block-network": "1", "supports-path-mapping": ""},
        mnemonic = mnemonic,
        progress_message = progress_message,
        unused_inputs_list = made[unused_inputs] if unused_inputs else None,
        exec_group = resources,
        resource_set = sizes.sets[resources] if resources else None,
    )
    return made.values()

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
    return struct(files = files, format = "%s", opened = files if type(files) == "depset" else depset(files), word = _key_and_path)

def _keys(files, prefix = ""):
    "The value of a flag that is given once for each file, as its key alone: for a program that does not open it."
    return struct(files = files, format = prefix.replace("%", "%%") + "%s", opened = depset(), word = _key)

def _runfiles(file):
    "The value of a flag for the runfiles of a program. They are a folder beside it and no File."
    return struct(files = [file], format = "%s.runfiles", opened = depset(), word = None)

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
