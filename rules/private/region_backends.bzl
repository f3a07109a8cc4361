"""Predictions of labelled regions made elsewhere, and a second set of labels as an upper reference."""

load("//rules:providers.bzl", "EvalBackendInfo")
load(":attributes.bzl", "decoded", "picked")
load(":backend.bzl", "backend")
load(":gold_label_corpus.bzl", "REGION_ATTRS")

def _region_predictions_impl(ctx):
    steps = {
        "clips": [{"occluder": occluder, "region": region} for region, occluder in ctx.attr.clips.items()],
        "minimum_coverage": [decoded("minimum_coverage", step) for step in ctx.attr.minimum_coverage],
    }
    config = picked(ctx, ["grid", "modules", "points", "runs", "written_grid"])
    return backend.of_predictions(ctx, "region_predictions", config | steps, ctx.files.predictions)

region_predictions_backend_rule = rule(
    doc = """Predicted regions from a file (JSON lines with masks by module). Nothing stands in for a region that a row does not have.

Steps after the model are declared here, so that a variant is a backend of its own, with a name and a digest. They see
predictions only: no step can read the labels.""",
    implementation = _region_predictions_impl,
    attrs = backend.common | {
        "clips": attr.string_dict(doc = "Region -> a predicted occluder that is taken out of it."),
        "grid": attr.int(doc = "Cells along each side of the grid that predictions are brought to; that of the corpus.", mandatory = True),
        "minimum_coverage": attr.string_list(
            doc = "Steps as JSON {region, of, share}: a region that covers less than this share of another predicted one is taken back.",
        ),
        "modules": attr.string_list(doc = "Regions that stand in a row's map or list of modules."),
        "points": attr.string_list_dict(doc = "Region -> fields with an outline, for regions without run lengths; the first that is there counts."),
        "predictions": attr.label_list(doc = "The files.", allow_files = [".ndjson", ".jsonl"], mandatory = True),
        "runs": attr.string_dict(doc = "Region -> the field of a row that holds its run lengths."),
        "written_grid": attr.int(doc = "Grid of run lengths that do not name their own. 0: `grid`."),
    },
    provides = [EvalBackendInfo],
)

def _gold_label_predictions_impl(ctx):
    return backend.of_predictions(ctx, "gold_label_predictions", picked(ctx, REGION_ATTRS), [ctx.file.gold])

gold_label_predictions = rule(
    doc = """The labels of another annotator as predictions: how well people agree is what a model can be expected to reach. For
`references`, where it is shown and not judged.""",
    implementation = _gold_label_predictions_impl,
    attrs = backend.common | REGION_ATTRS | {
        "gold": attr.label(doc = "The other labels.", allow_single_file = [".ndjson", ".jsonl"], mandatory = True),
    },
    provides = [EvalBackendInfo],
)

def region_predictions_backend(name, predictions, grid, minimum_coverage = [], **kwargs):
    """Predicted regions from files: `region_predictions_backend_rule`, with its steps as dicts.

    Args:
        name: name of the target
        predictions: NDJSON files
        grid: cells along each side of the grid of the corpus
        minimum_coverage: list of dicts {region, of, share}: a region that covers less than this share of another is taken back
        **kwargs: further attributes of `region_predictions_backend_rule`
    """
    region_predictions_backend_rule(
        name = name,
        grid = grid,
        minimum_coverage = [json.encode(step) for step in minimum_coverage],
        predictions = predictions,
        **kwargs
    )
