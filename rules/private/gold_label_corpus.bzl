"""gold_label_corpus: regions that people drew, each with a declared role."""

load("//rules:providers.bzl", "EvalCorpusInfo")
load(":attributes.bzl", "picked")
load(":corpus_actions.bzl", "corpus_actions")

# What a region is for, in the words of the importer and of the backend that reads a second set of labels.
REGION_ATTRS = {
    "grid": attr.int(doc = "Cells along each side of the square grid that everything is measured on.", mandatory = True),
    "qa_statuses": attr.string_list(default = ["approved"], doc = "Review states of labels that count."),
    "refuse_qc": attr.string_list(default = ["QC_FAIL"], doc = "States of the automatic quality check whose labels do not count."),
    "strong": attr.string_list(doc = "Regions drawn exactly: scored by overlap."),
    "weak": attr.string_list(doc = "Regions drawn as rough bands: only coverage and leakage are measured."),
    "whole": attr.string_dict(doc = "Whole objects that regions are parts of -> the field of a row that holds the mask."),
}

def _gold_label_impl(ctx):
    config = picked(ctx, REGION_ATTRS.keys() + ["group_field", "surround"])
    return corpus_actions.run(ctx, "gold_label", config, {"gold": ctx.file.gold})

gold_label_corpus = rule(
    doc = """Gold labels (NDJSON with polygons or run lengths by region), with a declared role for each region.

No name of a region is built in: teeth, organs and parts of a car are declared as faces are. Labels whose review did not
end well are excluded, counted and listed.""",
    implementation = _gold_label_impl,
    attrs = corpus_actions.common | corpus_actions.optional_images | REGION_ATTRS | {
        "gold": attr.label(doc = "The labels.", allow_single_file = [".ndjson", ".jsonl"], mandatory = True),
        "group_field": attr.string(doc = "Field of a row that names what related samples share (a person, a recording). Empty: none does."),
        "surround": attr.string_dict(
            doc = "What predictions must not leak into (background, hair) -> the field of a row that holds the mask.",
        ),
    },
    provides = [EvalCorpusInfo],
)
