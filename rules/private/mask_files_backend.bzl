"""mask_files_backend: predictions that are picture files."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":attributes.bzl", "picked")
load(":backend.bzl", "backend")
load(":corpus_actions.bzl", "corpus_actions")
load(":mask_values.bzl", "REGION_FILES", "region_files", "written")
load(":node_action.bzl", "node_action")

def _mask_files_impl(ctx):
    config = region_files(ctx) | picked(ctx, ["mask_suffix", "predicts"])
    declaration = node_action.write_json(ctx, "mask_files.json", config)
    rows = node_action.run(
        ctx,
        tool = ctx.attr._mask_files,
        arguments = [("config", declaration), ("mask", node_action.keyed(ctx.files.masks))],
        outputs = {"out": "masks.ndjson"},
        mnemonic = "EvalMaskFiles",
        progress_message = "Reading predicted masks %{label}",
    )
    return backend.of_predictions(ctx, "mask_files", config, rows)

mask_files_backend_rule = rule(
    doc = """Predictions made elsewhere, as a folder of mask files that are called like the pictures (docs/converters.md): what rembg, a
segmentation script or an annotation tool wrote. Where pictures share a name the folders above decide, as for the masks of a corpus. A picture
without a file counts as failed.""",
    implementation = _mask_files_impl,
    attrs = backend.common | REGION_FILES | {
        "mask_suffix": attr.string(doc = "What a file's stem has after the picture's, `_mask` say."),
        "masks": attr.label_list(doc = "The files.", allow_files = corpus_actions.pictures, mandatory = True),
        "predicts": attr.string(
            default = "foreground",
            doc = "What a file says: one mask of the foreground, or regions (`regions`), for a corpus of regions.",
            values = ["foreground", "regions"],
        ),
        "_mask_files": node_action.tool("//eval/infer/mask_files"),
    },
    provides = [EvalBackendInfo],
)

def mask_files_backend(name, mask_values = None, **kwargs):
    """Predictions that are a folder of mask files: `mask_files_backend_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of the files mean, as for `image_corpus`; {"threshold": 128} for soft maps and cut-outs
        **kwargs: `masks`, `mask_suffix`, `predicts` and further attributes of `mask_files_backend_rule`
    """
    mask_files_backend_rule(name = name, mask_values = written(mask_values), **kwargs)
