"""What all backends of YOLO models declare: how the export is read, and which of its detections remain."""

load(":json_attribute.bzl", "decoded")

_ATTRS = {
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

def _config(ctx):
    chosen = {"layout": ctx.attr.layout, "padding": ctx.attr.padding}
    return {name: value for name, value in chosen.items() if value} | {
        "class_agnostic": ctx.attr.class_agnostic,
        "classes": ctx.attr.classes,
        "image_size": ctx.attr.image_size,
        "iou": decoded("iou", ctx.attr.iou, "float"),
        "max_detections": ctx.attr.max_detections,
        "names": ctx.attr.names,
    }

yolo_export = struct(
    attrs = _ATTRS,
    config = _config,
)
