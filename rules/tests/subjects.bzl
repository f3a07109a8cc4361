"""The targets that analysis tests look at; none of them is ever built."""

load(
    "//rules:defs.bzl",
    "crop_run_corpus",
    "eval_bundle",
    "eval_decision",
    "eval_gate_test",
    "eval_predictions",
    "eval_promote",
    "eval_report",
    "eval_scores",
    "eval_table",
    "image_corpus",
    "model_checkpoint",
    "predictions_backend",
    "saliency_backend",
    "yolo_seg_backend",
    "yolo_seg_backend_rule",
)

def subjects():
    "One target of each rule, and some that are wrong."
    kwargs = {"tags": ["manual"]}
    native.genrule(
        name = "sources",
        outs = [p + e for p in ["a", "b", "c", "d"] for e in [".jpg", ".png"]] +
               ["model.onnx", "model.data", "runs.json", "annotations.json", "taxonomy.yaml", "rows.ndjson", "other/a.jpg"],
        cmd = "false",
        **kwargs
    )
    model_checkpoint(name = "checkpoint", src = "model.onnx", data = ["model.data"], sha256 = "0" * 64, **kwargs)
    yolo_seg_backend(name = "yolo", checkpoint = ":checkpoint", confidence = 0.5, classes = ["mug"], **kwargs)
    saliency_backend(name = "saliency", checkpoint = ":checkpoint", backend_name = "rembg", edge_limit = 1600, **kwargs)
    predictions_backend(name = "made_elsewhere", predictions = ["rows.ndjson"], **kwargs)
    image_corpus(
        name = "corpus",
        images = ["a.jpg", "b.jpg", "c.jpg", "d.jpg"],
        masks = ["a.png", "b.png", "c.png", "d.png"],
        shards = 3,
        **kwargs
    )
    crop_run_corpus(
        name = "crops",
        annotations = "annotations.json",
        crop_runs = "runs.json",
        images = ["a.jpg"],
        masks = ["a.png"],
        taxonomy = "taxonomy.yaml",
        **kwargs
    )
    for role, backend in {"candidate": ":yolo", "baseline": ":saliency", "elsewhere": ":made_elsewhere"}.items():
        eval_predictions(name = role + "_predictions", backend = backend, corpus = ":corpus", **kwargs)
        eval_scores(name = role + "_scores", predictions = role + "_predictions", **kwargs)
    eval_table(
        name = "table",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate:test", ":baseline_scores": "baseline:test"},
        **kwargs
    )
    eval_decision(name = "decision", table = ":table", **kwargs)
    eval_report(name = "report", decision = ":decision", **kwargs)
    eval_gate_test(name = "gate", report = ":report", **kwargs)
    eval_bundle(name = "bundle", evaluation = ":report", **kwargs)
    for candidate in ["yolo", "checkpoint", "made_elsewhere"]:
        eval_promote(
            name = "promote_" + candidate,
            candidate = candidate,
            decision = ":decision",
            evaluation = "//rules/tests:report",
            **kwargs
        )

    image_corpus(name = "no_shards", images = ["a.jpg"], masks = ["a.png"], shards = 0, **kwargs)
    yolo_seg_backend_rule(name = "no_number", checkpoint = ":checkpoint", confidence = "high", **kwargs)
    eval_table(
        name = "no_role",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate"},
        **kwargs
    )
