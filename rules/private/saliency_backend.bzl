"""saliency_backend: a salient-object model, as rembg runs it."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":attributes.bzl", "picked")
load(":backend.bzl", "backend")
load(":own_chain.bzl", "own_chain")

def _saliency_impl(ctx):
    config = picked(ctx, ["edge_limit", "family", "threshold"])
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

def saliency_backend(name, checkpoint, mean = [], deviation = [], **kwargs):
    """A salient-object model with rembg's exact chain: `saliency_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        mean: three numbers that are subtracted from red, green and blue in 0 to 1; empty: what the family does
        deviation: three numbers that they are divided by after that; empty: what the family does
        **kwargs: `family`, `threshold` and further attributes of `saliency_backend_rule`
    """
    saliency_backend_rule(name = name, checkpoint = checkpoint, **(own_chain.written(mean, deviation) | kwargs))
