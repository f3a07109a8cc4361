"""Analysis tests: which action each rule registers, what it may see, what it must not see, and how it refuses."""

load(":checks.bzl", "bundle_test", "config_test", "enforced_test", "gate_test", "masks_test", "no_corpus_test", "packs_test", "program_test", "promote_test", "provider_test", "refusal_test", "shards_test", "stage_test", "subset_test", "validation_test")
load(":subjects.bzl", "subjects")

_VERIFIED = ["digests-{}.ndjson", "inputs-{}.ndjson", "truth-{}.ndjson", "unused-{}"]
_TRUTH = ["truth-0.ndjson", "truth-1.ndjson", "truth-2.ndjson", "slices.ndjson", "corpus.json", "a.png", "b.png", "c.png", "d.png"]

def rules_test_suite(name):
    """All analysis tests.

    Args:
        name: of the test suite
    """
    subjects()
    stage_test(
        name = "checkpoint_test",
        target_under_test = ":checkpoint",
        mnemonic = "EvalCheckpoint",
        needed = ["model.onnx", "model.data"],
        outputs = ["checkpoint.json"],
    )
    stage_test(
        name = "import_opens_no_picture_test",
        target_under_test = ":crops",
        forbidden = ["a.jpg", "a.png"],
        mnemonic = "EvalImport",
        needed = ["runs.json", "annotations.json", "taxonomy.yaml", "importer.json"],
        outputs = ["descriptions.ndjson", "drafts-0.ndjson", "imported.json"],
    )
    stage_test(
        name = "verify_sees_neither_slices_nor_notes_test",
        target_under_test = ":corpus",
        count = 3,
        forbidden = ["descriptions.ndjson", "imported.json", "importer.json"],
        mnemonic = "EvalVerify",
        needed = ["a.jpg", "a.png", "drafts-0.ndjson", "drafts-1.ndjson", "drafts-2.ndjson"],
        outputs = [name.format(k) for k in range(3) for name in _VERIFIED],
    )
    masks_test(name = "masks_go_with_their_pictures_test", target_under_test = ":corpus")
    stage_test(
        name = "import_of_packs_sees_keys_only_test",
        target_under_test = ":packed",
        forbidden = ["a.tar", "a.masks.tar", "index-0.ndjson"],
        mnemonic = "EvalImport",
        needed = ["keys-0.txt", "keys-1.txt", "keys-masks-0.txt", "keys-masks-1.txt"],
        outputs = ["descriptions.ndjson", "drafts-0.ndjson", "drafts-1.ndjson", "imported.json"],
    )
    stage_test(
        name = "infer_sees_no_masks_of_packs_test",
        target_under_test = ":packed_predictions",
        count = 2,
        forbidden = ["a.masks.tar", "b.masks.tar", "index-masks-0.ndjson"],
        mnemonic = "EvalInfer",
        needed = ["a.tar", "b.tar", "index-0.ndjson", "index-1.ndjson"],
        outputs = ["predictions-0.rows", "predictions-1.rows"],
    )
    packs_test(name = "each_pack_is_a_shard_test", target_under_test = ":packed")
    stage_test(
        name = "assemble_opens_no_truth_test",
        target_under_test = ":corpus",
        forbidden = ["a.jpg", "a.png", "truth-0.ndjson", "drafts-0.ndjson", "inputs-0.ndjson"],
        mnemonic = "EvalAssemble",
        needed = ["imported.json", "descriptions.ndjson", "digests-0.ndjson", "digests-1.ndjson", "digests-2.ndjson"],
        outputs = ["corpus.json", "slices.ndjson"],
    )
    stage_test(
        name = "infer_sees_pictures_only_test",
        target_under_test = ":candidate_predictions",
        count = 3,
        forbidden = _TRUTH,
        mnemonic = "EvalInfer",
        needed = ["model.onnx", "model.data", "checkpoint.json", "backend.json"],
        outputs = ["predictions-0.rows", "predictions-1.rows", "predictions-2.rows"],
    )
    shards_test(name = "shards_partition_pictures_test", target_under_test = ":candidate_predictions")
    stage_test(
        name = "file_of_predictions_is_read_once_test",
        target_under_test = ":elsewhere_predictions",
        forbidden = _TRUTH + ["model.onnx", "a.jpg"],
        mnemonic = "EvalInfer",
        needed = ["rows.ndjson", "inputs-0.ndjson", "inputs-1.ndjson", "inputs-2.ndjson"],
        outputs = ["predictions-0.rows", "predictions-1.rows", "predictions-2.rows"],
        program = "/imported",
    )
    for program, further in {
        "//eval/decide:decide": [],
        "//eval/infer:infer": ["engines/onnxruntime_node.packed", "engines/sharp.packed"],
        "//eval/infer:web": ["engines/onnxruntime_web", "engines/sharp.packed"],
        "//eval/infer/imported:imported": [],
        "//eval/score:score": [],
        "//eval/tabulate:tabulate": ["package.json"],
        "//eval/verify:verify": ["engines/sharp.packed"],
    }.items():
        package, _, name = program.removeprefix("//eval/").partition(":")
        program_test(
            name = "files_of_{}_test".format(name),
            target_under_test = program,
            files = ["{}/{}.mjs{}".format(package, name, ending) for ending in ["", ".map"]] + further,
        )
    stage_test(
        name = "score_sees_no_slices_test",
        target_under_test = ":candidate_scores",
        count = 3,
        forbidden = ["slices.ndjson", "corpus.json", "policy.json", "measurement.json", "a.jpg", "model.onnx"],
        mnemonic = "EvalScore",
        needed = ["truth-0.ndjson", "predictions-0.rows"],
        outputs = ["samples-0.rows", "samples-1.rows", "samples-2.rows"],
    )
    stage_test(
        name = "tabulate_sees_no_limits_test",
        target_under_test = ":table",
        forbidden = ["policy.json", "truth-0.ndjson", "predictions-0.rows", "a.jpg"],
        mnemonic = "EvalTabulate",
        needed = ["measurement.json", "samples-0.rows", "slices.ndjson", "corpus.json"],
        outputs = ["metrics.json", "metrics.csv", "pairs.ndjson", "samples.csv"],
    )
    stage_test(
        name = "decide_sees_table_and_policy_test",
        target_under_test = ":decision",
        forbidden = ["measurement.json", "samples-0.rows", "slices.ndjson", "a.jpg", "model.onnx"],
        mnemonic = "EvalDecide",
        needed = ["metrics.json", "policy.json"],
        outputs = ["decision.json"],
    )
    subset_test(name = "left_out_corpus_is_not_measured_test", target_under_test = ":table_of_two_corpora")
    no_corpus_test(
        name = "refuses_no_corpus_test",
        target_under_test = ":table_of_two_corpora",
        says = "none of its corpora (test, crops) is among those that the command line names: tset",
    )
    validation_test(name = "a_no_go_fails_no_build_test", target_under_test = ":decision", files = ["checkpoint.json", "corpus.json", "names.txt", "policy.json"])
    enforced_test(name = "enforced_test", target_under_test = ":decision", files = ["checkpoint.json", "corpus.json", "enforced.txt", "names.txt", "policy.json"])
    validation_test(name = "checkpoint_is_validated_test", target_under_test = ":checkpoint", files = ["checkpoint.json"])
    validation_test(
        name = "criteria_are_validated_test",
        target_under_test = "//criteria/pottery:success_criteria",
        files = ["policy.json"],
    )
    stage_test(
        name = "gallery_does_not_wait_for_the_verdict_test",
        target_under_test = ":report",
        forbidden = ["decision.json", "policy.json"],
        mnemonic = "EvalGallery",
        needed = ["a.jpg", "truth-0.ndjson", "metrics.json", "pairs.ndjson"],
        outputs = ["gallery.json", "gallery"],
    )
    stage_test(
        name = "render_quotes_only_test",
        target_under_test = ":report",
        forbidden = ["a.jpg", "truth-0.ndjson", "samples-0.rows", "policy.json"],
        mnemonic = "EvalRender",
        needed = ["metrics.json", "pairs.ndjson", "decision.json", "gallery.json"],
        outputs = ["report.json", "report.md", "report.html"],
    )
    stage_test(
        name = "candidates_are_compared_by_their_reports_test",
        target_under_test = ":several",
        forbidden = ["decision.json", "metrics.json", "policy.json", "samples-0.rows"],
        mnemonic = "EvalCandidates",
        needed = ["report.json"],
        outputs = ["candidates.html", "candidates.json", "candidates.md"],
    )
    stage_test(
        name = "a_candidate_infers_nothing_of_another_test",
        target_under_test = ":several.other.candidate.test.predictions",
        forbidden = _TRUTH + ["model.onnx"],
        mnemonic = "EvalInfer",
        needed = ["rows.ndjson"],
        outputs = ["predictions-0.rows", "predictions-1.rows", "predictions-2.rows"],
    )
    gate_test(name = "gate_test", target_under_test = ":gate")
    stage_test(
        name = "bundle_has_nothing_that_bazel_computed_test",
        target_under_test = ":bundle",
        forbidden = [
            "checkpoint.json",
            "decision.json",
            "measurement.json",
            "metrics.json",
            "policy.json",
            "predictions-0.rows",
            "samples-0.rows",
            "truth-0.ndjson",
        ],
        mnemonic = "EvalBundle",
        needed = ["model.onnx", "model.data", "a.jpg", "a.png", "pnpm-lock.yaml"],
        outputs = ["bundle.tar"],
    )
    bundle_test(
        name = "bundle_plan_test",
        target_under_test = ":bundle",
        steps = ["EvalAssemble", "EvalCheckpoint", "EvalCriteria", "EvalDecide", "EvalGallery", "EvalImport", "EvalRender", "EvalTabulate"] +
                ["EvalInfer"] * 6 + ["EvalScore"] * 6 + ["EvalVerify"] * 3,
    )
    judged = {
        "--corpus": "corpus.json",
        "--decision": "decision.json",
        "--measure": "measurement.json",
        "--metrics": "metrics.json",
        "--policy": "policy.json",
    }
    files = {"--checkpoint": "checkpoint.json", "--data": "model.data", "--model": "model.onnx"}
    promote_test(name = "promote_test", target_under_test = ":promote", evidence = judged | files)
    promote_test(name = "promote_checkpoint_test", target_under_test = ":promote_checkpoint", evidence = judged | files)
    promote_test(name = "promote_predictions_test", target_under_test = ":promote_predictions", evidence = judged)
    promote_test(
        name = "promote_numbers_test",
        target_under_test = ":promote_numbers",
        evidence = {flag: name for flag, name in (judged | files).items() if flag != "--corpus"},
    )
    config_test(
        name = "yolo_config_test",
        target_under_test = ":yolo",
        content = json.encode({
            "config": {
                "class_agnostic": False,
                "classes": ["mug"],
                "confidence": 0.5,
                "foreground": "union",
                "image_size": [],
                "iou": 0.7,
                "mask_path": "exact",
                "max_detections": 300,
                "names": [],
            },
            "kind": "yolo_seg",
            "name": "yolo",
            "source": {"kind": "checkpoint", "runtime": {"precision": "float32", "provider": "cpu", "threads": 1}},
        }),
    )
    yolo = {
        "class_agnostic": False,
        "classes": [],
        "confidence": 0.001,
        "image_size": [],
        "iou": 0.7,
        "mask_path": "exact",
        "max_detections": 300,
        "multi_label": True,
        "names": [],
    }
    for subject, kind, config in [
        ("instances", "yolo", yolo | {"iou": 0.5, "layout": "rows", "mask_path": "none", "padding": "full"}),
        ("largest_instance", "yolo", yolo | {"confidence": 0.25, "foreground": "largest", "multi_label": False}),
        ("transformer", "detr", {
            "classes": [],
            "confidence": 0.001,
            "family": "rfdetr",
            "image_size": [],
            "mean": [0.5, 0.5, 0.25],
            "names": ["", "mug"],
            "top_k": 100,
        }),
    ]:
        config_test(
            name = subject + "_config_test",
            target_under_test = ":" + subject,
            content = json.encode({
                "config": config,
                "kind": kind,
                "name": subject,
                "source": {"kind": "checkpoint", "runtime": {"precision": "float32", "provider": "cpu", "threads": 1}},
            }),
        )
    config_test(
        name = "saliency_config_test",
        target_under_test = ":saliency",
        content = json.encode({
            "config": {"edge_limit": 1600, "family": "u2net", "threshold": 128},
            "kind": "saliency",
            "name": "rembg",
            "source": {"kind": "checkpoint", "runtime": {"precision": "float32", "provider": "cpu", "threads": 4}},
        }),
    )
    for noun, (target, files) in {
        "backend": (":yolo", ["backend.json"]),
        "checkpoint": (":checkpoint", ["checkpoint.json"]),
        "criteria": ("//criteria/pottery:success_criteria", ["measurement.json", "policy.json"]),
        "decision": (":decision", ["decision.json"]),
        "report": (":report", ["gallery", "metrics.csv", "pairs.ndjson", "report.html", "report.json", "report.md", "samples.csv"]),
        "scores": (":candidate_scores", ["samples-0.rows", "samples-1.rows", "samples-2.rows"]),
        "table": (":table", ["metrics.csv", "metrics.json", "samples.csv"]),
    }.items():
        provider_test(name = "provider_{}_test".format(noun), target_under_test = target, files = files, noun = noun)
    for test, (target, says) in {
        "refuses_no_shards_test": (":no_shards", "shards: expected 0 or more, got -1"),
        "refuses_properties_of_a_backend_test": (":with_properties", "a backend runs nothing itself. Say `resources`, and give \"gpu.<property>\""),
        "refuses_no_mean_test": (":no_mean", "mean: expected a number, got \"\\\"grey\\\"\""),
        "refuses_no_number_test": (":no_number", "confidence: expected a number, got \"high\""),
        "refuses_one_role_twice_test": (":one_role_twice", "are both named \"candidate:test\""),
        "refuses_no_role_test": (":no_role", "expected \"role:corpus\""),
        "refuses_another_candidate_test": (":promote_another", "//rules/tests:saliency was not judged by @@//rules/tests:decision"),
        "refuses_two_candidates_test": (":two_candidates", "expected one backend on all corpora"),
    }.items():
        refusal_test(name = test, target_under_test = target, says = says)
    native.test_suite(name = name)
