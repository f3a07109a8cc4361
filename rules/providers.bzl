"""Providers that the rules hand to each other. One noun of docs/file-formats.md each; all of them flat."""

EvalCheckpointInfo = provider(
    doc = "A model's files after their bytes were checked.",
    fields = {
        "data": "dict: name of an external data file, as the model spells it -> File",
        "manifest": "File: checkpoint.json with the digest over all files",
        "model": "File: the ONNX model",
    },
)

EvalCommandInfo = provider(
    doc = "A program that predicts.",
    fields = {
        "data": "dict: name that the program knows it by -> File",
        "executable": "FilesToRunProvider: the program, built for where actions run, with its runfiles",
        "resources": "function for `resource_set` of its actions",
        "timeout_seconds": "int: how long it may take for a shard",
    },
)

EvalBackendInfo = provider(
    doc = "A checkpoint with its whole processing chain, as one declared object.",
    fields = {
        "checkpoint": "EvalCheckpointInfo, or None for one that is made of folds, of a program or of predictions",
        "command": "EvalCommandInfo, or None for one that is not a program",
        "config": "File: JSON with kind, name and every declared attribute",
        "folds": "dict: what a fold holds out -> EvalCheckpointInfo; empty for a backend that is not made of folds",
        "plan": "File: the fold plan, or None",
        "predictions": "list of File: predictions made elsewhere; empty for a backend that infers",
    },
)

EvalCorpusInfo = provider(
    doc = "Samples with ground truth and slices, in files that keep apart what each stage may know.",
    fields = {
        "files": "File: JSON that maps every picture's key to its path",
        "images": "depset of File: all pictures",
        "manifest": "File: corpus.json, the summary with the dataset digest",
        "name": "string: the corpus's own name",
        "shards": "list of struct(rows, files, images): inputs of the shard, key-to-path JSON, list of picture Files",
        "slices": "File: slices.ndjson",
        "truth": "File: truth.ndjson",
    },
)

EvalCriteriaInfo = provider(
    doc = "A promotion policy, split so that a changed limit repeats no measurement.",
    fields = {
        "measure": "File: measurement.json, what tabulate must know",
        "policy": "File: policy.json, what decide must know",
    },
)

EvalPredictionsInfo = provider(
    doc = "What one backend says about one corpus.",
    fields = {
        "corpus": "EvalCorpusInfo",
        "shards": "list of File: predictions-<shard>.ndjson",
    },
)

EvalScoresInfo = provider(
    doc = "One backend on one corpus, scored sample by sample.",
    fields = {
        "corpus": "EvalCorpusInfo",
        "predictions": "EvalPredictionsInfo",
        "samples": "File: samples.ndjson",
    },
)

EvalEvidenceInfo = provider(
    doc = "Numbers that came from outside, with their origin.",
    fields = {
        "evidence": "File: evidence.json",
        "name": "string: the evidence's own name",
    },
)

EvalTableInfo = provider(
    doc = "The metrics table of an evaluation.",
    fields = {
        "criteria": "EvalCriteriaInfo whose measuring part the table was made with",
        "csv": "File: metrics.csv",
        "evidence": "dict: the evaluation's name of the evidence -> EvalEvidenceInfo",
        "metrics": "File: metrics.json",
        "scores": "list of struct(role, corpus, info): role, the evaluation's name of the corpus, EvalScoresInfo",
    },
)

EvalDecisionInfo = provider(
    doc = "The verdict.",
    fields = {
        "decision": "File: decision.json",
        "table": "EvalTableInfo",
    },
)

EvalReportInfo = provider(
    doc = "What people read, made only of the decision and the table.",
    fields = {
        "decision": "File: decision.json",
        "files": "list of File: report.json, report.md, report.html, metrics.csv",
        "gallery": "File: directory of the pictures that report.md shows",
    },
)
