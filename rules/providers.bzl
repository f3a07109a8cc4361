"""Providers that the rules hand to each other. One noun of docs/file-formats.md each; all of them flat.

A field's documentation begins with its type, and the constructor checks it.
"""

load("//rules/private:typed_provider.bzl", "typed_provider")

EvalCheckpointInfo = typed_provider(
    name = "EvalCheckpointInfo",
    doc = "A model's files after their bytes were checked.",
    fields = {
        "data": "dict of File: name of an external data file, as the model spells it -> the file",
        "manifest": "File: checkpoint.json with the digest over all files",
        "model": "File: the ONNX model",
    },
)

EvalCommandInfo = typed_provider(
    name = "EvalCommandInfo",
    doc = "A program that predicts.",
    fields = {
        "data": "dict of File: name that the program knows it by -> the file",
        "executable": "FilesToRunProvider: the program, built for where actions run, with its runfiles",
        "timeout_seconds": "int: how long it may take for a shard",
    },
)

EvalBackendInfo = typed_provider(
    name = "EvalBackendInfo",
    doc = "A checkpoint with its whole processing chain, as one declared object.",
    fields = {
        "checkpoint": "EvalCheckpointInfo or None: the model; none for one that is not made of one checkpoint",
        "command": "EvalCommandInfo or None: the program; none for one that is not a program",
        "config": "File: backend.json with kind, name, source and every declared attribute",
        "files": "dict of File: key by which infer knows a file of the source -> the file",
        "provider": "string: execution provider of a backend that runs a model; else empty",
        "resources": "string: what one of its actions takes of a machine: small, medium, large or gpu",
        "source": "string: what it is made of: checkpoint, folds, command or imported",
    },
)

EvalCorpusInfo = typed_provider(
    name = "EvalCorpusInfo",
    doc = "Samples with ground truth and slices, in files that keep apart what each stage may know.",
    fields = {
        "images": "depset of File: all pictures",
        "manifest": "File: corpus.json, the summary with the dataset digest",
        "name": "string: the corpus's own name",
        "shards": "list of struct(rows, truth, images, packs): inputs of the shard, its truth, list of picture Files, list of struct(pack, index) with pictures in tar archives",
        "slices": "File: slices.ndjson",
    },
)

EvalMetricLibraryInfo = typed_provider(
    name = "EvalMetricLibraryInfo",
    doc = "Metrics that a user wrote.",
    fields = {
        "definitions": "File: metric_library.json, all but the functions",
        "src": "File: the module",
    },
)

EvalCriteriaInfo = typed_provider(
    name = "EvalCriteriaInfo",
    doc = "A promotion policy, split so that a changed limit repeats no measurement.",
    fields = {
        "libraries": "list of EvalMetricLibraryInfo: metrics of the user's that the criteria may name",
        "measure": "File: measurement.json, what tabulate must know",
        "policy": "File: policy.json, what decide must know",
        "src": "File: what people wrote, for messages that say where something stands",
    },
)

EvalPredictionsInfo = typed_provider(
    name = "EvalPredictionsInfo",
    doc = "What one backend says about one corpus.",
    fields = {
        "backend": "EvalBackendInfo: what predicted",
        "corpus": "EvalCorpusInfo: what was predicted on",
        "shards": "list of File: predictions-<shard>.rows",
    },
)

EvalScoresInfo = typed_provider(
    name = "EvalScoresInfo",
    doc = "One backend on one corpus, scored sample by sample.",
    fields = {
        "corpus": "EvalCorpusInfo: whose truth it was held against",
        "libraries": "list of EvalMetricLibraryInfo: metrics of the user's that were measured",
        "predictions": "EvalPredictionsInfo: what was scored",
        "samples": "list of File: samples-<shard>.rows",
    },
)

EvalExternalMetricsInfo = typed_provider(
    name = "EvalExternalMetricsInfo",
    doc = "Numbers that came from outside, with their origin.",
    fields = {
        "external_metrics": "File: external_metrics.json",
        "name": "string: their own name",
    },
)

EvalTableInfo = typed_provider(
    name = "EvalTableInfo",
    doc = "The metrics table of an evaluation.",
    fields = {
        "candidate": "EvalBackendInfo or None: what wants promotion; none where all numbers are external metrics",
        "corpora": "dict of EvalCorpusInfo: the evaluation's name of a corpus -> the corpus",
        "criteria": "EvalCriteriaInfo: whose measuring part the table was made with",
        "csv": "File: metrics.csv",
        "external_metrics": "dict of EvalExternalMetricsInfo: the evaluation's name of external metrics -> these",
        "metrics": "File: metrics.json",
        "pairs": "File: pairs.ndjson, each sample next to every backend",
        "samples": "File: samples.csv",
        "scores": "list of struct(role, corpus, info): role, the evaluation's name of the corpus, EvalScoresInfo",
    },
)

EvalDecisionInfo = typed_provider(
    name = "EvalDecisionInfo",
    doc = "The verdict, and all that it rests on.",
    fields = {
        "attestation": "list of File: test_result.intoto.json and test_result.predicate.json; none where no checkpoint was judged",
        "candidate": "EvalBackendInfo or None: what was judged; none where all numbers are external metrics",
        "corpora": "dict of EvalCorpusInfo: the evaluation's name of a corpus -> the corpus",
        "criteria": "EvalCriteriaInfo: what it was judged by",
        "decision": "File: decision.json",
        "table": "EvalTableInfo: what was judged",
    },
)

EvalReportInfo = typed_provider(
    name = "EvalReportInfo",
    doc = "What people read, made only of the decision and the table.",
    fields = {
        "decision": "File: decision.json",
        "files": "list of File: report.json, report.md, report.html, metrics.csv, samples.csv, pairs.ndjson",
        "gallery": "File: folder of the pictures that report.md shows",
        "report": "File: report.json",
    },
)
