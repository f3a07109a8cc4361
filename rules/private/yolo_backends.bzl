"""YOLO models, exported to ONNX: how an export is read and which of its detections remain, and the two kinds of prediction made of them."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":attributes.bzl", "decoded", "picked")
load(":backend.bzl", "backend")

_EXPORT = {
    "class_agnostic": attr.bool(doc = "Whether a box can suppress a box of another class."),
    "classes": attr.string_list(doc = "Names of the classes to keep. Empty: all. An unknown name is an error."),
    "image_size": attr.int_list(doc = "Height and width of the input in pixels, for an export without metadata. Empty: the model's own."),
    "iou": attr.string(default = "0.7", doc = "A box is suppressed when it overlaps a better one by more. 0 to 1."),
    "layout": attr.string(
        doc = "How the export lays detections out. Empty: told from its metadata and its shapes, which must leave one. `anchors`: boxes and scores " +
              "(YOLOv8 and later). `rows`: corners, score, class (end to end, or suppression inside). `objectness`: a detection's score is objectness times " +
              "class score (YOLOv5, YOLOv6, YOLOv7). `objectness_only`: objectness alone (YOLOv7 with one class).",
        values = ["", "anchors", "rows", "objectness", "objectness_only"],
    ),
    "max_detections": attr.int(default = 300, doc = "The best so many detections remain."),
    "names": attr.string_list(doc = "Class names by index, for an export without metadata. Empty: the model's own."),
    "padding": attr.string(
        doc = "How far the grey border goes: to the model's size (`full`) or to the next multiple of its stride (`smallest`). Empty: what Ultralytics does, " +
              "`smallest` for an export that takes pictures of any size (`dynamic=True`), else `full`.",
        values = ["", "full", "smallest"],
    ),
}

def _config(ctx, own):
    "What the rule declares; of texts that are empty the model says itself what is meant."
    config = {name: value for name, value in picked(ctx, _EXPORT.keys() + own).items() if value != ""}
    return config | {name: decoded(name, getattr(ctx.attr, name), "float") for name in ["confidence", "iou"]}

def _yolo_seg_impl(ctx):
    return backend.of_checkpoint(ctx, "yolo_seg", _config(ctx, ["foreground", "mask_path"]))

yolo_seg_backend_rule = rule(
    doc = """A YOLO segmentation model of any generation, exported to ONNX, as a foreground model.

Class names, input size and task come from the model's metadata, the layout of detections from metadata and shapes together; an export
that fits none, or several, is refused by name. The picture is letterboxed as Ultralytics does it. See the page on checkpoints of
detectors for what was tried.""",
    implementation = _yolo_seg_impl,
    attrs = backend.common | backend.checkpoint | _EXPORT | {
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

def _yolo_impl(ctx):
    return backend.of_checkpoint(ctx, "yolo", _config(ctx, ["foreground", "mask_path", "multi_label"]))

yolo_backend_rule = rule(
    doc = """A YOLO model for detection or segmentation of any generation, exported to ONNX, as a model of instances.

Class names, input size and task come from the model's metadata, the layout of detections from metadata and shapes together; an export
that fits none, or several, is refused by name. Defaults are those of Ultralytics' validation. See docs/detectors.md for what was tried.""",
    implementation = _yolo_impl,
    attrs = backend.common | backend.checkpoint | _EXPORT | {
        "confidence": attr.string(
            default = "0.001",
            doc = "A detection is kept when its score is greater. 0 to 1. A curve of precision and recall needs the weak ones too.",
        ),
        "foreground": attr.string(
            doc = "Empty: instances are predicted. Else one mask is: of all instances (`union`), of the one with the best score (`best`), or of the one " +
                  "with the most pixels (`largest`).",
            values = ["", "union", "best", "largest"],
        ),
        "mask_path": attr.string(
            default = "exact",
            doc = "How mask logits become pixels of the photo, as in `yolo_seg_backend`; `none`: boxes only. Without effect on a model without masks.",
            values = ["exact", "native", "letterbox", "none"],
        ),
        "multi_label": attr.bool(
            default = True,
            doc = "Whether each class whose score is great enough makes a detection of its own, as in Ultralytics' validation; else the best class alone, as " +
                  "in its prediction. Without effect on models that choose inside.",
        ),
    },
    provides = [EvalBackendInfo],
)

def yolo_seg_backend(name, checkpoint, confidence = 0.25, iou = 0.7, **kwargs):
    """A YOLO segmentation model as a foreground model: `yolo_seg_backend_rule`, with real numbers as numbers.

    Bazel has no attribute type for real numbers, so the rule takes them as text.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        confidence: a detection is kept when its best class score is greater, 0 to 1
        iou: a box is suppressed when it overlaps a better one by more, 0 to 1
        **kwargs: further attributes of `yolo_seg_backend_rule`
    """
    yolo_seg_backend_rule(
        name = name,
        checkpoint = checkpoint,
        confidence = json.encode(confidence),
        iou = json.encode(iou),
        **kwargs
    )

def yolo_backend(name, checkpoint, confidence = 0.001, iou = 0.7, **kwargs):
    """A YOLO model for detection or segmentation as a model of instances: `yolo_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        confidence: a detection is kept when its score is greater, 0 to 1
        iou: a box is suppressed when it overlaps a better one by more, 0 to 1
        **kwargs: further attributes of `yolo_backend_rule`
    """
    yolo_backend_rule(name = name, checkpoint = checkpoint, confidence = json.encode(confidence), iou = json.encode(iou), **kwargs)
