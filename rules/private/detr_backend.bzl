"""detr_backend: detection transformers, as a model of instances."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":attributes.bzl", "decoded", "picked")
load(":backend.bzl", "backend")
load(":own_chain.bzl", "own_chain")

def _detr_impl(ctx):
    config = picked(ctx, ["classes", "family", "image_size", "names", "top_k"])
    config["confidence"] = decoded("confidence", ctx.attr.confidence, "float")
    return backend.of_checkpoint(ctx, "detr", config | own_chain.chosen(ctx, ["activation", "resize"]))

detr_backend_rule = rule(
    doc = """A detection transformer, exported to ONNX, as a model of instances: RT-DETR, D-FINE, RF-DETR. The picture is stretched to the model's
size, and nothing is suppressed.

| family | resize | mean, deviation | outputs | activation |
|---|---|---|---|---|
| `rtdetr`, `dfine` | Pillow bilinear | none | labels, boxes, scores; a second input has the photo's size | none |
| `rtdetr_ultralytics` | OpenCV linear | none | rows of box, then score and class or the scores of the classes | none |
| `rfdetr` | PyTorch linear | ImageNet's | boxes, and the scores of all classes | sigmoid |""",
    implementation = _detr_impl,
    attrs = backend.common | backend.checkpoint | own_chain.attrs | {
        "classes": attr.string_list(doc = "Names of the classes to keep. Empty: all. An unknown name is an error."),
        "confidence": attr.string(default = "0.001", doc = "A detection is kept when its score is greater. 0 to 1."),
        "family": attr.string(
            doc = "Whose export it is: `rtdetr`, `dfine`, `rtdetr_ultralytics` or `rfdetr`.",
            mandatory = True,
            values = ["rtdetr", "dfine", "rtdetr_ultralytics", "rfdetr"],
        ),
        "image_size": attr.int_list(doc = "Height and width of the input in pixels, where the model leaves them open. Empty: the model's own."),
        "names": attr.string_list(
            doc = "Class names by index; exports other than Ultralytics' do not have them. An index that is no class has an empty name. Empty: the model's own.",
        ),
        "resize": attr.string(
            doc = "How the picture is stretched to the model's size: `pillow_bilinear`, `opencv_linear` or `torch_linear`. Empty: what the family does.",
            values = ["", "pillow_bilinear", "opencv_linear", "torch_linear"],
        ),
        "top_k": attr.int(default = 300, doc = "The best so many detections remain."),
    },
    provides = [EvalBackendInfo],
)

def detr_backend(name, checkpoint, family, confidence = 0.001, mean = [], deviation = [], **kwargs):
    """A detection transformer as a model of instances: `detr_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        family: whose export it is: `rtdetr`, `dfine`, `rtdetr_ultralytics` or `rfdetr`
        confidence: a detection is kept when its score is greater, 0 to 1
        mean: three numbers that are subtracted from red, green and blue in 0 to 1; empty: what the family does
        deviation: three numbers that they are divided by after that; empty: what the family does
        **kwargs: further attributes of `detr_backend_rule`
    """
    detr_backend_rule(
        name = name,
        checkpoint = checkpoint,
        confidence = json.encode(confidence),
        family = family,
        **(own_chain.written(mean, deviation) | kwargs)
    )
