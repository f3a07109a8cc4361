"""Backends of numbers: one regressor, or one for each fold."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo")
load(":attributes.bzl", "by_name")
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
    folds = {fold: target[EvalCheckpointInfo] for fold, target in by_name("checkpoints", ctx.attr.checkpoints).items()}
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

def fold_checkpoints(name, models, data = [], prefix = "fold_", sha256 = {}, data_sha256 = {}, **kwargs):
    """A `model_checkpoint` for each file of a set of folds.

    Args:
        name: prefix of the targets
        models: list of ONNX files, each called prefix, held-out source, ".onnx"
        data: their external data, each called like its model with ".data" behind
        prefix: what stands before the source in a file's name
        sha256: dict, file name of a model -> its SHA-256 in hexadecimal; the build fails when the bytes differ
        data_sha256: dict, file name of external data -> its SHA-256. Weights that were exchanged between folds are told by
            nothing else. Data without a pin is a finding of every report (`unpinned_data`).
        **kwargs: visibility, tags of the made targets

    Returns:
        dict for `fold_backend`: label -> held-out source
    """
    _check_pins(name, "sha256", sha256, models)
    _check_pins(name, "data_sha256", data_sha256, data)
    orphans = [file for file in data if file.removesuffix(".data") not in models]
    if orphans:
        fail("fold_checkpoints {}: {} would be read by no model; external data lies beside its model and is called like it with .data behind".format(
            name,
            ", ".join(orphans),
        ))
    checkpoints = {}
    for model in models:
        base = model.rpartition("/")[2]
        if not base.startswith(prefix) or not base.endswith(".onnx"):
            fail("fold_checkpoints {}: {} is not called {}<source>.onnx".format(name, model, prefix))
        source = base.removeprefix(prefix).removesuffix(".onnx")
        target = "{}.{}{}".format(name, prefix, source)
        weights = base + ".data"
        model_checkpoint(
            name = target,
            src = model,
            data = [f for f in data if f == model + ".data"],
            data_sha256 = {weights: data_sha256[weights]} if weights in data_sha256 else {},
            sha256 = sha256.get(base, ""),
            **kwargs
        )
        checkpoints[native.package_relative_label(target)] = source
    return checkpoints

def _check_pins(name, attribute, pins, files):
    known = [file.rpartition("/")[2] for file in files]
    unknown = [pinned for pinned in pins if pinned not in known]
    if unknown:
        fail("fold_checkpoints {}: {} names {}, which none of the files is called: {}".format(
            name,
            attribute,
            ", ".join(unknown),
            ", ".join(known) or "there is none",
        ))
    empty = [pinned for pinned, pin in pins.items() if not pin]
    if empty:
        fail("fold_checkpoints {}: {} pins nothing for {}; leave out what is not pinned".format(name, attribute, ", ".join(empty)))
