"""Backends of instances: detections with class, score and box, and masks where the model has them."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":backend.bzl", "backend")
load(":json_attribute.bzl", "decoded")
load(":own_chain.bzl", "own_chain")
load(":yolo_export.bzl", "yolo_export")

def _yolo_impl(ctx):
    config = yolo_export.config(ctx) | {
        "confidence": decoded("confidence", ctx.attr.confidence, "float"),
        "mask_path": ctx.attr.mask_path,
        "multi_label": ctx.attr.multi_label,
    }
    if ctx.attr.foreground:
        config["foreground"] = ctx.attr.foreground
    return backend.of_checkpoint(ctx, "yolo", config)

yolo_backend_rule = rule(
    doc = """A YOLO model for detection or segmentation of any generation, exported to ONNX, as a model of instances.

Class names, input size and task come from the model's metadata, the layout of detections from metadata and shapes together; an export
that fits none, or several, is refused by name. Defaults are those of Ultralytics' validation. See docs/detectors.md for what was tried.""",
    implementation = _yolo_impl,
    attrs = backend.common | backend.checkpoint | yolo_export.attrs | {
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

def _detr_impl(ctx):
    config = {
        "classes": ctx.attr.classes,
        "confidence": decoded("confidence", ctx.attr.confidence, "float"),
        "family": ctx.attr.family,
        "image_size": ctx.attr.image_size,
        "names": ctx.attr.names,
        "top_k": ctx.attr.top_k,
    }
    return backend.of_checkpoint(ctx, "detr", config | own_chain.chosen(ctx, ["activation", "resize"]))

detr_backend_rule = rule(
    doc = """A detection transformer, exported to ONNX, as a model of instances: RT-DETR, D-FINE, RF-DETR. The picture is stretched to the model's
size, and nothing is suppressed.

| family | resize | mean, deviation | outputs | activation |
|---|---|---|---|---|
| `rtdetr`, `dfine` | Pillow bilinear | none | labels, boxes, scores; a second input has the photo's size | none |
| `rtdetr_ultralytics` | OpenCV linear | none | rows of box, then score and class or the scores of the classes | none |
| `rfdetr` | Pillow bilinear | ImageNet's | boxes, and the scores of all classes | sigmoid |""",
    implementation = _detr_impl,
    attrs = backend.common | backend.checkpoint | own_chain.attrs | {
        "classes": attr.string_list(doc = "Names of the classes to keep. Empty: all. An unknown name is an error."),
        "confidence": attr.string(default = "0.001", doc = "A detection is kept when its score is greater. 0 to 1."),
        "family": attr.string(
            doc = "Whose export it is.",
            mandatory = True,
            values = ["rtdetr", "dfine", "rtdetr_ultralytics", "rfdetr"],
        ),
        "image_size": attr.int_list(doc = "Height and width of the input in pixels, where the model leaves them open. Empty: the model's own."),
        "names": attr.string_list(
            doc = "Class names by index; exports other than Ultralytics' do not have them. An index that is no class has an empty name. Empty: the model's own.",
        ),
        "resize": attr.string(
            doc = "How the picture is stretched to the model's size. Empty: what the family does.",
            values = ["", "pillow_bilinear", "opencv_linear"],
        ),
        "top_k": attr.int(default = 300, doc = "The best so many detections remain."),
    },
    provides = [EvalBackendInfo],
)
