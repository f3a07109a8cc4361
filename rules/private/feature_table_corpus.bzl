"""feature_table_corpus: clips with features and a target for each frame."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")

def _feature_table_impl(ctx):
    if len([given for given in [ctx.file.table, ctx.files.clips, ctx.files.logs] if given]) != 1:
        fail("give either table, clips or logs")
    config = {"features": ctx.attr.feature_names, "units": ctx.attr.units}
    if ctx.files.clips:
        return corpus_actions.run(ctx, "feature_table", config | {"format": "clip_json"}, {}, labels = ctx.files.clips)
    if ctx.files.logs:
        config |= {"format": "libvmaf"} | ({"target": ctx.attr.target} if ctx.attr.target else {})
        return corpus_actions.run(ctx, "feature_table", config, {}, labels = ctx.files.logs)
    config |= picked(ctx, ["clip", "decimal", "delimiter", "frame", "slices", "source"]) | {
        "format": "csv" if ctx.file.table.extension == "csv" else "ndjson",
        "target": ctx.attr.target or "target",
    }
    return corpus_actions.run(ctx, "feature_table", config, {"table": ctx.file.table})

feature_table_corpus = rule(
    doc = """Clips with features and a target for each frame, from a table, or from caches or logs of libvmaf of one file a clip. A sample is a clip; samples
of one source are related, and `source` is a slice dimension.""",
    implementation = _feature_table_impl,
    attrs = corpus_actions.common | {
        "clip": attr.string(default = "clip", doc = "Column that names the clip."),
        "clips": attr.label_list(doc = "Caches `<source>/<clip>.json` in place of a table.", allow_files = [".json"]),
        "decimal": attr.string(default = ".", doc = "What stands before the fraction of a number in a CSV file: a point or a comma.", values = [".", ","]),
        "delimiter": attr.string(
            default = ",",
            doc = "What stands between the cells of a CSV file: a comma, a semicolon or a tab. Excel writes semicolons where numbers have decimal commas.",
            values = [",", ";", "\t"],
        ),
        "feature_names": attr.string_list(doc = "Names of the features. Their order means nothing: backends find them by name.", mandatory = True),
        "frame": attr.string(default = "frame", doc = "Column that numbers the frames of a clip."),
        "logs": attr.label_list(
            doc = "Logs of libvmaf in place of a table, `<source>/<clip>.json`, .csv or .xml; features are named as there.",
            allow_files = [".json", ".csv", ".xml"],
        ),
        "slices": attr.string_list(doc = "Further columns, equal in all frames of a clip, that become slice dimensions."),
        "source": attr.string(default = "source", doc = "Column that names what the clip was made from."),
        "table": attr.label(doc = "CSV or NDJSON, one row a frame.", allow_single_file = [".csv", ".ndjson", ".jsonl"]),
        "target": attr.string(doc = "Column of the number to predict: `target`, or `vmaf` in logs, if it is left out."),
        "units": attr.string_dict(doc = "Unit of a feature, or of the target, for readers."),
    },
    provides = [EvalCorpusInfo],
)
