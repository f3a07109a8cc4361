"""Backends of foreground masks, and predictions made elsewhere."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":backend.bzl", "backend")
load(":json_attribute.bzl", "decoded")

_YOLO_EXPORT = {
    "layout": attr.string(
        doc = "How the export lays detections out. Empty: told from its metadata and its shapes, which must leave one. `anchors`: boxes and scores " +
              "(YOLOv8 and later). `rows`: corners, score, class (end to end, or suppression inside). `objectness`: a detection's score is objectness times " +
              "class score (YOLOv5, YOLOv6, YOLOv7). `objectness_only`: objectness alone (YOLOv7 with one class).",
        values = ["", "anchors", "rows", "objectness", "objectness_only"],
    ),
    "padding": attr.string(
        doc = "How far the grey border goes: to the model's size (`full`) or to the next multiple of its stride (`smallest`). Empty: what Ultralytics does, " +
              "`smallest` for an export that takes pictures of any size (`dynamic=True`), else `full`.",
        values = ["", "full", "smallest"],
    ),
}

def _yolo_export(ctx):
    return {name: value for name, value in [("layout", ctx.attr.layout), ("padding", ctx.attr.padding)] if value}

def _yolo_seg_impl(ctx):
    config = {
        "class_agnostic": ctx.attr.class_agnostic,
        "classes": ctx.attr.classes,
        "confidence": decoded("confidence", ctx.attr.confidence, "float"),
        "foreground": ctx.attr.foreground,
        "image_size": ctx.attr.image_size,
        "iou": decoded("iou", ctx.attr.iou, "float"),
        "mask_path": ctx.attr.mask_path,
        "max_detections": ctx.attr.max_detections,
        "names": ctx.attr.names,
    }
    return backend.of_checkpoint(ctx, "yolo_seg", config | _yolo_export(ctx))

yolo_seg_backend_rule = rule(
    doc = """A YOLO segmentation model of any generation, exported to ONNX, as a foreground model.

Class names, input size and task come from the model's metadata, the layout of detections from metadata and shapes together; an export
that fits none, or several, is refused by name. The picture is letterboxed as Ultralytics does it. See the page on checkpoints of
detectors for what was tried.""",
    implementation = _yolo_seg_impl,
    attrs = backend.common | backend.checkpoint | _YOLO_EXPORT | {
        "class_agnostic": attr.bool(doc = "Whether a box can suppress a box of another class."),
        "classes": attr.string_list(doc = "Names of the classes to keep. Empty: all. An unknown name is an error."),
        "confidence": attr.string(default = "0.25", doc = "A detection is kept when its best class score is greater. 0 to 1."),
        "foreground": attr.string(
            default = "union",
            doc = "What the predicted foreground is: all instances (`union`), the one with the best score (`best`), or the one with the most pixels (`largest`).",
            values = ["union", "best", "largest"],
        ),
        "image_size": attr.int_list(doc = "Height and width of the input in pixels, for an export without metadata. Empty: the model's own."),
        "iou": attr.string(default = "0.7", doc = "A box is suppressed when it overlaps a better one by more. 0 to 1."),
        "mask_path": attr.string(
            default = "exact",
            doc = "How mask logits become pixels of the photo. `exact`: enlarged to the letterbox, border cut off, enlarged to the " +
                  "photo, cut by the box with real-valued bounds. `native`: border cut off on the prototype grid, then enlarged once " +
                  "(Ultralytics' retina masks). `letterbox`: cut by the box on the prototype grid, thresholded in the letterbox, then " +
                  "resized (Ultralytics' default). The path moves the numbers: keep it the same on both sides of a comparison.",
            values = ["exact", "native", "letterbox"],
        ),
        "max_detections": attr.int(default = 300, doc = "The best so many detections remain."),
        "names": attr.string_list(doc = "Class names by index, for an export without metadata. Empty: the model's own."),
    },
    provides = [EvalBackendInfo],
)

def _saliency_impl(ctx):
    config = {
        "edge_limit": ctx.attr.edge_limit,
        "family": ctx.attr.family,
        "threshold": ctx.attr.threshold,
    }
    return backend.of_checkpoint(ctx, "saliency", config)

saliency_backend = rule(
    doc = """A salient-object model with rembg's exact chain: Pillow's Lanczos to the model's size, divided by the largest value
found, min-max over the map, 8 bits, Lanczos back. No matting, no morphology.""",
    implementation = _saliency_impl,
    attrs = backend.common | backend.checkpoint | {
        "edge_limit": attr.int(
            default = 0,
            doc = "The picture's longer edge in pixels is shrunk to this before the chain, as a service in front of rembg may do. 0: never.",
        ),
        "family": attr.string(
            default = "u2net",
            doc = "Which of rembg's models, for input size, mean and deviation: `u2net`, `u2netp`, `silueta` (320 x 320) or `isnet-general-use` (1024 x 1024).",
            values = ["u2net", "u2netp", "silueta", "isnet-general-use"],
        ),
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
