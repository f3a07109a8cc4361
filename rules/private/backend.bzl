"""What all rules for backends share: a checkpoint with its whole processing chain, as one declared object with a digest."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo")
load(":node_action.bzl", "node_action")

_COMMON = {
    "backend_name": attr.string(
        doc = "What tables and reports call the backend. Default: the target's name. Not part of its digest.",
    ),
}

_CHECKPOINT = {
    "checkpoint": attr.label(
        doc = "The `model_checkpoint` to run. Point it to a label_flag to swap checkpoints from the command line.",
        mandatory = True,
        providers = [EvalCheckpointInfo],
    ),
}

def _declare(ctx, kind, config, checkpoint = None, command = None, predictions = [], folds = {}, plan = None):
    """Writes backend.json and makes the providers of a backend."""
    file = node_action.write_json(ctx, "backend.json", {
        "config": config,
        "kind": kind,
        "name": ctx.attr.backend_name or ctx.label.name,
    })
    return [
        DefaultInfo(files = depset([file])),
        EvalBackendInfo(checkpoint = checkpoint, command = command, config = file, folds = folds, plan = plan, predictions = predictions),
    ]

backend = struct(checkpoint = _CHECKPOINT, common = _COMMON, declare = _declare)
