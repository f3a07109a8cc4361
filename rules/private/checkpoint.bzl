"""model_checkpoint: a model's files, pinned by SHA-256."""

load("//rules:providers.bzl", "EvalCheckpointInfo")
load(":node_action.bzl", "node_action")

def _model_checkpoint_impl(ctx):
    model = ctx.file.src
    data = {}
    for file in ctx.files.data:
        # External data is named relative to the model's own folder.
        folder = model.short_path.rpartition("/")[0] + "/"
        name = file.short_path[len(folder):] if file.short_path.startswith(folder) else file.basename
        if name in data:
            fail("data: two files are called {}".format(name))
        data[name] = file
    [manifest] = node_action.run(
        ctx,
        tool = ctx.attr._checkpoint,
        arguments = [
            ("model", model),
            ("model-name", model.basename),
            ("data", data),
            ("sha256", ctx.attr.sha256 or None),
            ("data-sha256", ctx.attr.data_sha256),
        ],
        outputs = {"out": "checkpoint.json"},
        mnemonic = "EvalCheckpoint",
        progress_message = "Checking checkpoint %{label}",
    )
    return [
        DefaultInfo(files = depset([manifest])),
        EvalCheckpointInfo(data = data, manifest = manifest, model = model),
        # A backend's own file does not need the checkpoint: its build tells of a wrong one all the same.
        OutputGroupInfo(_validation = depset([manifest])),
    ]

model_checkpoint = rule(
    doc = """A model's files, pinned by SHA-256.

Every other rule knows a checkpoint by the digest over all of its files: the model and its external data. The model's
external references are checked before anything runs: each file declared, inside the bundle, long enough, not
overlapping, none left over.""",
    implementation = _model_checkpoint_impl,
    attrs = {
        "data": attr.label_list(
            doc = "External data files of the model. They are found by their path below the model's folder, else by their base name.",
            allow_files = True,
        ),
        "data_sha256": attr.string_dict(
            doc = "Name of an external data file, as the model spells it -> its SHA-256. The graph does not tell whose weights stand " +
                  "in a file of the right length: only a pin does.",
        ),
        "sha256": attr.string(
            doc = "SHA-256 of `src` in hexadecimal. The build fails when the bytes differ. Empty: not pinned; the digest is " +
                  "computed and reported all the same, but nobody is told when the file changes.",
        ),
        "src": attr.label(
            doc = "The ONNX model.",
            allow_single_file = True,
            mandatory = True,
        ),
        "_checkpoint": node_action.tool("//eval/checkpoint"),
    },
    provides = [EvalCheckpointInfo],
)
