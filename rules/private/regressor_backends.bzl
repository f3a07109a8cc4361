"""Backends of numbers: one regressor, or one for each fold."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo")
load(":backend.bzl", "backend")
load(":checkpoint.bzl", "model_checkpoint")

_FEATURES = {
    "feature_names": attr.string_list(
        doc = "Names of the features in the order of the model's input. Corpora are asked for them by name.",
        mandatory = True,
    ),
}

def _regressor_impl(ctx):
    return backend.of_checkpoint(ctx, "regressor", {"features": ctx.attr.feature_names})

regressor_backend = rule(
    doc = """An ONNX model with one float32 input [frames, features] and one output [frames] or [frames, 1]: a number a frame.""",
    implementation = _regressor_impl,
    attrs = backend.common | backend.checkpoint | _FEATURES,
    provides = [EvalBackendInfo],
)

def _fold_impl(ctx):
    folds = {fold: target[EvalCheckpointInfo] for target, fold in ctx.attr.checkpoints.items()}
    if len(folds) != len(ctx.attr.checkpoints):
        fail("checkpoints: two of them hold out the same source")
    return backend.of_folds(ctx, "fold_regressor", {"features": ctx.attr.feature_names}, folds, ctx.file.plan)

fold_backend = rule(
    doc = """One regressor for each fold. A sample is predicted by the one that held out its source, and by no other.

The plan is checked before anything runs: each source held out once, and not in its own training list; a checkpoint for
each fold and none left over; numbers of rows as in the data.""",
    implementation = _fold_impl,
    attrs = backend.common | backend.runtime | _FEATURES | {
        "checkpoints": attr.label_keyed_string_dict(
            doc = "model_checkpoint -> the source that it held out.",
            mandatory = True,
            providers = [EvalCheckpointInfo],
        ),
        "plan": attr.label(doc = "The fold plan as JSON, see docs/tasks/regression.md.", allow_single_file = [".json"], mandatory = True),
    },
    provides = [EvalBackendInfo],
)

def fold_checkpoints(name, models, data = [], prefix = "fold_", **kwargs):
    """A `model_checkpoint` for each file of a set of folds.

    Args:
        name: prefix of the targets
        models: list of ONNX files, each called prefix, held-out source, ".onnx"
        data: their external data, each called like its model with ".data" behind
        prefix: what stands before the source in a file's name
        **kwargs: visibility, tags of the made targets

    Returns:
        dict for `fold_backend`: label -> held-out source
    """
    checkpoints = {}
    for model in models:
        base = model.rpartition("/")[2]
        if not base.startswith(prefix) or not base.endswith(".onnx"):
            fail("fold_checkpoints {}: {} is not called {}<source>.onnx".format(name, model, prefix))
        source = base.removeprefix(prefix).removesuffix(".onnx")
        target = "{}.{}{}".format(name, prefix, source)
        model_checkpoint(name = target, src = model, data = [f for f in data if f == model + ".data"], **kwargs)
        checkpoints[native.package_relative_label(target)] = source
    return checkpoints
