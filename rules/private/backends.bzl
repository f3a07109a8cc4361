"""Backends of foreground masks, and predictions made elsewhere."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":backend.bzl", "backend")
load(":json_attribute.bzl", "decoded")
load(":own_chain.bzl", "own_chain")
load(":yolo_export.bzl", "yolo_export")

def _yolo_seg_impl(ctx):
    config = {
        "confidence": decoded("confidence", ctx.attr.confidence, "float"),
        "foreground": ctx.attr.foreground,
        "mask_path": ctx.attr.mask_path,
    }
    return backend.of_checkpoint(ctx, "yolo_seg", config | yolo_export.config(ctx))

yolo_seg_backend_rule = rule(
    doc = """A YOLO segmentation model of any generation, exported to ONNX, as a foreground model.

Class names, input size and task come from the model's metadata, the layout of detections from metadata and shapes together; an export
that fits none, or several, is refused by name. The picture is letterboxed as Ultralytics does it. See the page on checkpoints of
detectors for what was tried.""",
    implementation = _yolo_seg_impl,
    attrs = backend.common | backend.checkpoint | yolo_export.attrs | {
        "confidence": attr.string(default = "0.25", doc = "A detection is kept when its best class score is greater. 0 to 1."),
        "foreground": attr.string(
            default = "union",
            doc = "What the predicted foreground is: all instances (`union`), the one with the best score (`best`), or the one with the most pixels (`largest`).",
            values = ["union", "best", "largest"],
        ),
        "mask_path": attr.string(
            default = "exact",
            doc = "How mask logits become pixels of the photo. `exact`: enlarged to the letterbox, border cut off, enlarged to the " +
                  "photo, cut by the box with real-valued bounds. `native`: border cut off on the prototype grid, then enlarged once " +
                  "(Ultralytics' retina masks). `letterbox`: cut by the box on the prototype grid, thresholded in the letterbox, then " +
                  "resized (Ultralytics' default). The path moves the numbers: keep it the same on both sides of a comparison.",
            values = ["exact", "native", "letterbox"],
        ),
    },
    provides = [EvalBackendInfo],
)

def _saliency_impl(ctx):
    config = {
        "edge_limit": ctx.attr.edge_limit,
        "family": ctx.attr.family,
        "threshold": ctx.attr.threshold,
    }
    return backend.of_checkpoint(ctx, "saliency", config | own_chain.chosen(ctx, ["activation", "image_size"]))

saliency_backend_rule = rule(
    doc = """A salient-object model with rembg's exact chain: Pillow's Lanczos to the model's size, divided by the largest value
found, less mean, by deviation; of the first output the activation, min-max over the map, 8 bits, Lanczos back. No matting, no morphology.

| family | size | mean, deviation | activation |
|---|---|---|---|
| `u2net`, `u2netp`, `u2net_human_seg`, `silueta` | 320 x 320 | ImageNet's | none |
| `isnet-general-use` | 1024 x 1024 | 0.5, 1 | none |
| `isnet-anime` | 1024 x 1024 | ImageNet's, 1 | none |
| `birefnet` (all of rembg's) | 1024 x 1024 | ImageNet's | sigmoid |
| `bria-rmbg` | 1024 x 1024 | ImageNet's | none |

`image_size`, `mean`, `deviation` and `activation` declare what a model does otherwise.""",
    implementation = _saliency_impl,
    attrs = backend.common | backend.checkpoint | own_chain.attrs | {
        "edge_limit": attr.int(
            default = 0,
            doc = "The picture's longer edge in pixels is shrunk to this before the chain, as a service in front of rembg may do. 0: never.",
        ),
        "family": attr.string(
            default = "u2net",
            doc = "Which of rembg's models it is.",
            values = ["u2net", "u2netp", "u2net_human_seg", "silueta", "isnet-general-use", "isnet-anime", "birefnet", "bria-rmbg"],
        ),
        "image_size": attr.int_list(doc = "Height and width of the input in pixels. Empty: what the family does."),
        "threshold": attr.int(
            default = 128,
            doc = "A pixel is foreground when its 8-bit value reaches this. Part of the measurement: rembg itself returns a soft map.",
        ),
    },
    provides = [EvalBackendInfo],
)

def _predictions_impl(ctx):
    return backend.of_predictions(ctx, "predictions", {}, ctx.files.predictions)

predictions_backend = rule(
    doc = """Predictions made elsewhere, as NDJSON files: a row names a sample and gives its mask as COCO run lengths, or says
that it failed; other kinds of prediction likewise. A sample without a row counts as failed; it is never left out.""",
    implementation = _predictions_impl,
    attrs = backend.common | {
        "predictions": attr.label_list(
            doc = "NDJSON files, see docs/migrating.md. A row may name its `corpus`, so that one file can serve several.",
            allow_files = [".ndjson", ".jsonl"],
            mandatory = True,
        ),
    },
    provides = [EvalBackendInfo],
)

def _coco_results_impl(ctx):
    return backend.of_predictions(ctx, "coco_results", {"classes": ctx.attr.classes}, [ctx.file.results])

coco_results_backend = rule(
    doc = """Detections made elsewhere, as a result file of COCO's tools: rows of image_id, category_id, score and bbox or run lengths.
A picture without a row is one where nothing was found. Its corpus is made by the importer `coco_instances`.""",
    implementation = _coco_results_impl,
    attrs = backend.common | {
        "classes": attr.string_dict(
            doc = "Names of the classes by category id, as the corpus names them.",
            mandatory = True,
        ),
        "results": attr.label(
            doc = "The result file, one list.",
            allow_single_file = [".json"],
            mandatory = True,
        ),
    },
    provides = [EvalBackendInfo],
)

def _yolo_results_impl(ctx):
    return backend.of_predictions(ctx, "yolo_results", {"classes": ctx.attr.classes}, ctx.files.labels)

yolo_results_backend = rule(
    doc = """Detections made elsewhere, as Ultralytics writes them with save_txt=True save_conf=True: a text a picture, called like the picture.
A picture without a text is one where nothing was found. Boxes and outlines are read.""",
    implementation = _yolo_results_impl,
    attrs = backend.common | {
        "classes": attr.string_list(doc = "Names of the classes by their index, as the corpus names them.", mandatory = True),
        "labels": attr.label_list(doc = "The texts.", allow_files = [".txt"], mandatory = True),
    },
    provides = [EvalBackendInfo],
)
