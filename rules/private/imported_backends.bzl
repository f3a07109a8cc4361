"""Backends that are files of predictions made elsewhere, each in a format that programs write."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":backend.bzl", "backend")

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
A picture without a row is one where nothing was found. Its corpus is a `record_corpus` with the importer `coco_instances`.""",
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
