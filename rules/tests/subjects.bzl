"""The targets that analysis tests look at; none of them is ever built."""

load(
    "//rules:defs.bzl",
    "crop_run_corpus",
    "detr_backend",
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
    "model_evaluation",
    "packed_corpus",
    "predictions_backend",
    "saliency_backend",
    "scorecard_evidence",
    "yolo_backend",
    "yolo_seg_backend",
    "yolo_seg_backend_rule",
)

def subjects():
    "One target of each rule, and some that are wrong."
    kwargs = {"tags": ["manual"]}
    native.genrule(
        name = "sources",
        outs = [p + e for p in ["a", "b", "c", "d"] for e in [".jpg", ".png"]] +
               ["model.onnx", "model.data", "runs.json", "annotations.json", "taxonomy.yaml", "rows.ndjson", "other/a.jpg", "a.tar", "a.masks.tar", "b.tar", "b.masks.tar"],
        cmd = "false",
        **kwargs
    )
    model_checkpoint(name = "checkpoint", src = "model.onnx", data = ["model.data"], sha256 = "0" * 64, **kwargs)
    yolo_seg_backend(name = "yolo", checkpoint = ":checkpoint", confidence = 0.5, classes = ["mug"], **kwargs)
    yolo_backend(name = "instances", checkpoint = ":checkpoint", layout = "rows", padding = "full", iou = 0.5, mask_path = "none", **kwargs)
    yolo_backend(name = "largest_instance", checkpoint = ":checkpoint", confidence = 0.25, foreground = "largest", multi_label = False, **kwargs)
    detr_backend(name = "transformer", checkpoint = ":checkpoint", family = "rfdetr", mean = [0.5, 0.5, 0.25], names = ["", "mug"], top_k = 100, **kwargs)
    saliency_backend(name = "saliency", checkpoint = ":checkpoint", backend_name = "rembg", edge_limit = 1600, threads = 4, **kwargs)
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
        mask_values = {"parts": {1: "pot"}},
        taxonomy = "taxonomy.yaml",
        **kwargs
    )
    packed_corpus(name = "packed", packs = ["a.tar", "a.masks.tar", "b.tar", "b.masks.tar"], **kwargs)
    eval_predictions(name = "packed_predictions", backend = ":yolo", corpus = ":packed", **kwargs)
    for role, backend in {"candidate": ":yolo", "baseline": ":saliency", "elsewhere": ":made_elsewhere"}.items():
        eval_predictions(name = role + "_predictions", backend = backend, corpus = ":corpus", **kwargs)
        eval_scores(name = role + "_scores", predictions = role + "_predictions", **kwargs)
    eval_table(
        name = "table",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate:test", ":baseline_scores": "baseline:test"},
        **kwargs
    )
    eval_predictions(name = "crops_predictions", backend = ":yolo", corpus = ":crops", **kwargs)
    eval_scores(name = "crops_scores", predictions = ":crops_predictions", **kwargs)
    eval_table(
        name = "table_of_two_corpora",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate:test", ":crops_scores": "candidate:crops"},
        **kwargs
    )
    eval_decision(name = "decision", table = ":table", **kwargs)
    eval_report(name = "report", decision = ":decision", **kwargs)
    eval_gate_test(name = "gate", report = ":report", **kwargs)
    eval_bundle(name = "bundle", evaluation = ":report", **kwargs)
    eval_promote(name = "promote", decision = ":decision", **kwargs)
    eval_promote(name = "promote_checkpoint", candidate = ":checkpoint", decision = ":decision", **kwargs)
    eval_promote(name = "promote_another", candidate = ":saliency", decision = ":decision", **kwargs)

    model_evaluation(
        name = "several",
        baseline = ":saliency",
        candidates = {"one": ":yolo", "other": ":made_elsewhere"},
        corpora = {"test": ":corpus"},
        criteria = "//criteria/pottery:success_criteria",
        expect = {"other": "no-go"},
        **kwargs
    )

    # Numbers without a backend, and predictions without a model.
    scorecard_evidence(name = "scorecard", candidate = "v2", **kwargs)
    for what, attributes in {
        "numbers": {"external_metrics": {":scorecard": "scorecard"}},
        "predictions": {"scores": {":elsewhere_scores": "candidate:test"}},
    }.items():
        eval_table(name = "table_of_" + what, criteria = "//criteria/pottery:success_criteria", **(kwargs | attributes))
        eval_decision(name = "decision_on_" + what, table = "table_of_" + what, **kwargs)
    eval_promote(name = "promote_numbers", candidate = ":checkpoint", decision = ":decision_on_numbers", **kwargs)
    eval_promote(name = "promote_predictions", decision = ":decision_on_predictions", **kwargs)
    eval_table(
        name = "two_candidates",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate:test", ":baseline_scores": "candidate:other"},
        **kwargs
    )

    eval_table(
        name = "one_role_twice",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate:test", ":baseline_scores": "candidate:test"},
        **kwargs
    )
    image_corpus(name = "no_shards", images = ["a.jpg"], masks = ["a.png"], shards = -1, **kwargs)
    predictions_backend(name = "with_properties", exec_properties = {"Pool": "cards"}, predictions = ["rows.ndjson"], resources = "gpu", **kwargs)
    detr_backend(name = "no_mean", checkpoint = ":checkpoint", family = "rtdetr", mean = ["grey"], **kwargs)
    yolo_seg_backend_rule(name = "no_number", checkpoint = ":checkpoint", confidence = "high", **kwargs)
    eval_table(
        name = "no_role",
        criteria = "//criteria/pottery:success_criteria",
        scores = {":candidate_scores": "candidate"},
        **kwargs
    )
