"""Analysis tests of command_backend: what the action that runs a program sees, what is written down about it, how it refuses."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
load(
    "//rules:defs.bzl",
    "backend_conformance_test",
    "command_backend",
    "eval_predictions",
    "image_corpus",
    "predictions_backend",
)
load("//rules:providers.bzl", "EvalBackendInfo")

def _program_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(program, "", is_executable = True)
    return [DefaultInfo(executable = program, runfiles = ctx.runfiles(files = ctx.files.data))]

_program = rule(implementation = _program_impl, attrs = {"data": attr.label_list(allow_files = True)}, executable = True)

def _infer_test_impl(ctx):
    "One action a shard; it has the program, what runs with it, and no truth."
    env = analysistest.begin(ctx)
    actions = [a for a in analysistest.target_actions(env) if a.mnemonic == "EvalInfer"]
    asserts.equals(env, 2, len(actions), "one action a shard")
    for action in actions:
        inputs = action.inputs.to_list()
        names = [file.basename for file in inputs]
        for name in ctx.attr.needed:
            asserts.true(env, name in names, "infer must see {}".format(name))
        for name in ["truth-0.ndjson", "slices.ndjson", "corpus.json", "a.png", "b.png"]:
            asserts.false(env, name in names, "infer must not see {}".format(name))
        asserts.equals(env, ["BAZEL_BINDIR"], action.env.keys(), "nothing of the user's environment")
        programs = [file for file in inputs if file.basename == "client" and "-exec" in file.path]
        asserts.equals(env, ctx.attr.built, len(programs), "the program is built for where actions run")
    return analysistest.end(env)

_infer_test = analysistest.make(_infer_test_impl, attrs = {"built": attr.int(), "needed": attr.string_list()})

def _backend_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    info = target[EvalBackendInfo]
    asserts.equals(env, None, info.checkpoint)
    asserts.equals(env, ["weights"], info.command.data.keys())
    asserts.equals(env, 30, info.command.timeout_seconds)
    asserts.true(env, info.command.executable.runfiles_manifest != None, "the program comes with its runfiles")
    asserts.equals(env, "medium", info.resources)
    written = json.decode([a.content for a in analysistest.target_actions(env) if a.mnemonic == "FileWrite"][0])
    config = {"args": ["predict"], "config": {"nested": {"threshold": 0.5}}, "pictures": "ppm"}
    source = {"kind": "command", "node": None, "timeout_seconds": 30}
    asserts.equals(env, {"config": config, "kind": "command", "name": "backend", "source": source}, written, "no path is declared")
    return analysistest.end(env)

_backend_test = analysistest.make(_backend_test_impl)

def _refusal_test_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, ctx.attr.says)
    return analysistest.end(env)

_refusal_test = analysistest.make(_refusal_test_impl, attrs = {"says": attr.string()}, expect_failure = True)

def command_test_suite(name):
    """All tests of command_backend. The targets that are looked at are never built.

    Args:
        name: of the test suite
    """
    kwargs = {"tags": ["manual"]}
    native.genrule(
        name = "sources",
        outs = ["a.jpg", "b.jpg", "a.png", "b.png", "weights.bin", "module.py", "rows.ndjson", "plain"],
        cmd = "false",
        **kwargs
    )
    image_corpus(name = "corpus", images = ["a.jpg", "b.jpg"], masks = ["a.png", "b.png"], shards = 2, **kwargs)
    _program(name = "client", data = ["module.py"], **kwargs)
    command_backend(
        name = "backend",
        args = ["predict"],
        command = ":client",
        config = {"nested": {"threshold": 0.5}},
        data = {"weights.bin": "weights"},
        pictures = "ppm",
        resources = "medium",
        timeout_seconds = 30,
        **kwargs
    )
    command_backend(name = "plain_backend", command = "plain", **kwargs)
    for backend in ["backend", "plain_backend"]:
        eval_predictions(name = backend + "_predictions", backend = backend, corpus = ":corpus", **kwargs)
    _infer_test(
        name = "infer_runs_the_program_test",
        built = 1,
        needed = ["client", "weights.bin", "backend.json"],
        target_under_test = ":backend_predictions",
    )
    _infer_test(name = "a_plain_file_is_a_program_test", needed = ["plain"], target_under_test = ":plain_backend_predictions")
    _backend_test(name = "declaration_test", target_under_test = ":backend")

    command_backend(name = "hasty", command = ":client", timeout_seconds = 0, **kwargs)
    command_backend(name = "no_object", command = ":client", config = ["fast"], **kwargs)
    command_backend(name = "twice", command = ":client", data = {"weights.bin": "model", "module.py": "model"}, **kwargs)
    command_backend(name = "several", command = ":client", data = {":sources": "model"}, **kwargs)
    predictions_backend(name = "made_elsewhere", predictions = ["rows.ndjson"], **kwargs)
    backend_conformance_test(name = "no_program", backend = ":made_elsewhere", **kwargs)
    for target, says in {
        "hasty": "timeout_seconds: expected a positive number, got 0",
        "no_object": "config: expected a JSON object, got",
        "no_program": "is no command_backend; only programs of yours are checked",
        "several": "and \"model\" must name one",
        "twice": "are both named \"model\"",
    }.items():
        _refusal_test(name = "refuses_{}_test".format(target), target_under_test = target, says = says)
