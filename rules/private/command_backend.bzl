"""command_backend: any program as a backend, and the test that it keeps the protocol."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCommandInfo")
load(":attributes.bzl", "decoded", "files_by_name")
load(":backend.bzl", "backend")
load(":inner_targets.bzl", "check_renamed")
load(":node_action.bzl", "node_action")
load(":resources.bzl", "resources")

_NodeProgramInfo = provider(
    doc = "How a program of rules_js is started.",
    fields = {"declared": "dict: what its target declares, in place of the launcher that is made of it"},
)

def _node_program_impl(_target, ctx):
    if ctx.rule.kind != "js_binary":
        return []
    declared = {name: getattr(ctx.rule.attr, name, None) for name in ["chdir", "env", "fixed_args", "node_options"]}
    entry = [file.short_path for file in ctx.rule.files.entry_point] or [str(ctx.rule.attr.entry_point.label)]
    return [_NodeProgramInfo(declared = {name: value for name, value in declared.items() if value} | {"entry_point": entry[0]})]

_node_program = aspect(
    doc = "What a js_binary declares: its launcher says the same in other words in each version of rules_js.",
    implementation = _node_program_impl,
)

def _command_backend_impl(ctx):
    if ctx.attr.timeout_seconds <= 0:
        fail("timeout_seconds: expected a positive number, got {}".format(ctx.attr.timeout_seconds))
    command = EvalCommandInfo(
        data = files_by_name("data", ctx.attr.data),
        executable = ctx.attr.command[DefaultInfo].files_to_run,
        timeout_seconds = ctx.attr.timeout_seconds,
    )
    config = {
        "args": ctx.attr.args,
        "config": decoded("config", ctx.attr.config),
        "pictures": ctx.attr.pictures,
    }
    source = {
        "kind": "command",
        "node": ctx.attr.command[_NodeProgramInfo].declared if _NodeProgramInfo in ctx.attr.command else None,
        "timeout_seconds": ctx.attr.timeout_seconds,
    }
    files = {"data/" + name: file for name, file in command.data.items()} | {"program": command.executable.executable}
    return backend.declare(ctx, "command", config, source, files, command = command)

command_backend_rule = rule(
    doc = """Any program as a backend: a client in production, Python with a package of its own, another runtime.

It is run once for each shard of a corpus, `<command> <arguments> --request request.json --response response.ndjson`, in the
sandbox, without network and without the user's environment. See docs/tasks/command-backend.md for what it reads and writes;
`backend_conformance_test` checks that it keeps to it. What it says is taken for its prediction only if it ends well: a crash,
too long a run or a malformed row is an error of the build, never a score.""",
    implementation = _command_backend_impl,
    attrs = backend.common | {
        "args": attr.string_list(
            doc = "Arguments that come before `--request`. Part of the backend's identity.",
        ),
        "command": attr.label(
            doc = "The program: an executable target with its runfiles, or a file with its executable bit set. It is built for " +
                  "the machine that actions run on. Its bytes and those of its runfiles are part of the backend's identity; an " +
                  "interpreter or libraries of the machine are not, so prefer a program that brings its own.",
            allow_files = True,
            aspects = [_node_program],
            cfg = "exec",
            executable = True,
            mandatory = True,
        ),
        "config": attr.string(default = "{}", doc = "JSON object that the program finds in its request. Part of the backend's identity."),
        "data": attr.label_keyed_string_dict(
            doc = "Files that the program needs beside its runfiles (weights, say), and the name by which its request tells where each is.",
            allow_files = True,
            cfg = "exec",
        ),
        "pictures": attr.string(
            default = "file",
            doc = "`file`: the program decodes the pictures of the corpus itself, as in production. `ppm`: the request also has " +
                  "them decoded, upright and as plain RGB, for programs without a decoder; that takes 3 bytes a pixel of disk.",
            values = ["file", "ppm"],
        ),
        "timeout_seconds": attr.int(
            default = 600,
            doc = "How long one run, which is one shard, may take. It is then ended with everything that it started, and the build fails.",
        ),
    },
    provides = [EvalBackendInfo],
)

def _backend_conformance_test_impl(ctx):
    backend_info = ctx.attr.backend[EvalBackendInfo]
    command = backend_info.command
    if not command:
        fail("backend: {} is no command_backend; only programs of yours are checked".format(ctx.attr.backend.label))
    [result] = node_action.run(
        ctx,
        tool = ctx.attr._conformance,
        arguments = [
            ("command", command.executable.executable),
            ("data", command.data),
            ("seconds", command.timeout_seconds),
            ("backend", backend_info.config),
            ("feature", ctx.attr.features_read),
        ],
        tools = [command.executable],
        outputs = {"out": "conformance.txt"},
        mnemonic = "EvalConformance",
        progress_message = "Checking %{label}",
        resources = backend_info.resources,
    )
    test = node_action.declare(ctx, "test.sh")
    ctx.actions.write(test, "#!/bin/sh\ncat \"$RESULT\" && tail -n 1 \"$RESULT\" | grep -q ' 0 failed$'\n", is_executable = True)
    return [
        DefaultInfo(executable = test, runfiles = ctx.runfiles(files = [result])),
        RunEnvironmentInfo(environment = {"RESULT": result.short_path}),
    ]

backend_conformance_test = rule(
    doc = """Checks that the program of a `command_backend` keeps the protocol, on pictures made for the purpose.

All samples are answered, in the right sizes; order and company of samples change nothing, nor does running it again; a bad
request is refused; nothing is written but the response. It runs where the backend's inference does: in the sandbox.""",
    implementation = _backend_conformance_test_impl,
    test = True,
    exec_groups = resources.groups(),
    attrs = {
        "backend": attr.label(doc = "The `command_backend`.", mandatory = True, providers = [EvalBackendInfo]),
        "features_read": attr.string_list(doc = "Names of the features that it reads, for a backend of feature tables. Empty: it reads pictures."),
        "_conformance": node_action.tool("//eval/conformance"),
    },
)

def command_backend(name, command, config = {}, **kwargs):
    """Any program as a backend: a client in production, Python with a package of its own, another runtime.

    `command_backend_rule` says what it is held to; this macro takes the configuration as a dict.

    Args:
        name: name of the target
        command: label of the program
        config: dict that the program finds in its request; part of the backend's identity
        **kwargs: `args`, `data`, `pictures`, `resources`, `timeout_seconds` and further attributes of `command_backend_rule`
    """
    check_renamed("command_backend " + name, kwargs)
    command_backend_rule(name = name, command = command, config = json.encode(config), **kwargs)
