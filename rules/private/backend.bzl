"""What all rules for backends share: a model, a program or files of predictions with the whole processing chain, declared as data."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo")
load(":node_action.bzl", "node_action")
load(":resources.bzl", "resources")

_COMMON = resources.attribute | {
    "backend_name": attr.string(
        doc = "What tables and reports call the backend. Default: the target's name. Not part of its digest.",
    ),
}

_RUNTIME = {
    "precision": attr.string(
        default = "float32",
        doc = "Type of the numbers that go into the model and come out of it. Part of the backend's identity.",
        values = ["float32"],
    ),
    "provider": attr.string(
        default = "cpu",
        doc = "Execution provider of ONNX Runtime: the native library on the CPU (`cpu`) or on what the machine has a driver for (`cuda`, `tensorrt`, " +
              "`coreml`, `webgpu`), or the library compiled to WebAssembly (`wasm`), as browsers run it. One that the machine does not have " +
              "is an error; nothing falls back to the CPU. Part of the backend's identity.",
        values = ["cpu", "cuda", "tensorrt", "coreml", "webgpu", "wasm"],
    ),
    "threads": attr.int(
        default = 1,
        doc = "Threads of one operator. With more than one, sums may be made in another order, and last digits may differ from " +
              "run to run. Part of the backend's identity.",
    ),
}

_CHECKPOINT = _RUNTIME | {
    "checkpoint": attr.label(
        doc = "The `model_checkpoint` to run. Point it to a label_flag to swap checkpoints from the command line.",
        mandatory = True,
        providers = [EvalCheckpointInfo],
    ),
}

def _declare(ctx, kind, config, source, files, checkpoint = None, command = None):
    """Writes backend.json and makes the providers of a backend.

    Args:
        ctx: the rule's context
        kind: which of eval/backends
        config: dict of the declared attributes
        source: dict: what it is made of, as eval/contracts/backend.ts has it
        files: dict: key of the program that infers -> File
        checkpoint: EvalCheckpointInfo of a backend of one
        command: EvalCommandInfo of a backend of a program
    Returns:
        list of providers
    """
    if ctx.attr.exec_properties:
        message = "exec_properties: a backend runs nothing itself. Say `resources`, and give \"{}.<property>\" to the platform, or to the " + \
                  "evaluation or predictions that run it"
        fail(message.format(ctx.attr.resources))
    file = node_action.write_json(ctx, "backend.json", {
        "config": config,
        "kind": kind,
        "name": ctx.attr.backend_name or ctx.label.name,
        "source": source,
    })
    return [
        DefaultInfo(files = depset([file])),
        EvalBackendInfo(
            checkpoint = checkpoint,
            command = command,
            config = file,
            files = files,
            provider = source.get("runtime", {}).get("provider", ""),
            resources = ctx.attr.resources,
            source = source["kind"],
        ),
    ]

def _runtime(ctx):
    if ctx.attr.threads < 1:
        fail("threads: expected 1 or more, got {}".format(ctx.attr.threads))
    return {"precision": ctx.attr.precision, "provider": ctx.attr.provider, "threads": ctx.attr.threads}

def _model_files(checkpoint, folder = ""):
    files = {"data/" + name: file for name, file in checkpoint.data.items()} | {"manifest": checkpoint.manifest, "model": checkpoint.model}
    return {folder + key: file for key, file in files.items()}

def _of_checkpoint(ctx, kind, config):
    checkpoint = ctx.attr.checkpoint[EvalCheckpointInfo]
    source = {"kind": "checkpoint", "runtime": _runtime(ctx)}
    return _declare(ctx, kind, config, source, _model_files(checkpoint), checkpoint = checkpoint)

def _of_folds(ctx, kind, config, folds, plan):
    files = {"plan": plan}
    for fold, checkpoint in folds.items():
        files |= _model_files(checkpoint, fold + "/")
    return _declare(ctx, kind, config, {"folds": folds.keys(), "kind": "folds", "runtime": _runtime(ctx)}, files)

def _of_predictions(ctx, kind, config, files):
    return _declare(ctx, kind, config, {"kind": "imported"}, {str(i): file for i, file in enumerate(files)})

backend = struct(
    checkpoint = _CHECKPOINT,
    common = _COMMON,
    declare = _declare,
    of_checkpoint = _of_checkpoint,
    of_folds = _of_folds,
    of_predictions = _of_predictions,
    runtime = _RUNTIME,
)
