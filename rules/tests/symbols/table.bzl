"""What the tests of this folder make: a row a symbol, with what it must write and what its actions may see; and what is refused."""

load(
    "//rules:defs.bzl",
    "coco_corpus",
    "eval_candidates",
    "feature_table_corpus",
    "fold_backend",
    "fold_checkpoints",
    "gold_label_corpus",
    "gold_label_predictions",
    "huggingface_corpus",
    "huggingface_corpus_rule",
    "image_corpus",
    "image_corpus_rule",
    "leaderboard",
    "mask_files_backend",
    "model_checkpoint",
    "naive_backend",
    "naive_backend_rule",
    "packed_corpus",
    "packed_corpus_rule",
    "record_corpus",
    "record_corpus_rule",
    "region_files_corpus",
    "region_predictions_backend",
    "region_predictions_backend_rule",
    "regressor_backend",
    "saliency_backend",
    "saliency_backend_rule",
    "scorecard_evidence_rule",
    "ultralytics_corpus",
    "yolo_results_backend",
)

_RUNTIME = {"precision": "float32", "provider": "cpu", "threads": 1}

def _row(make, attributes, written = {}, seen = [], unseen = []):
    return struct(make = make, attributes = attributes, written = written, seen = seen, unseen = unseen)

def _refused(make, attributes, says):
    return struct(make = make, attributes = attributes, says = says)

def _fold_backend(name, **kwargs):
    checkpoints = fold_checkpoints(
        name = "folds",
        data = ["fold_y.onnx.data"],
        data_sha256 = {"fold_y.onnx.data": "0" * 64},
        models = ["fold_x.onnx", "fold_y.onnx"],
        sha256 = {"fold_x.onnx": "0" * 64},
        tags = ["manual"],
    )
    fold_backend(name = name, checkpoints = checkpoints, **kwargs)

def _regressor_backend(name, **kwargs):
    model_checkpoint(name = "regressor", src = "fold_x.onnx", tags = ["manual"])
    regressor_backend(name = name, checkpoint = ":regressor", **kwargs)

_SPOKEN = ["Made for a test."]

# Of every corpus.
_OPTIONS = {"background": [], "statements": []}
_REGIONS = {"grid": 64, "strong": ["nose"], "weak": ["brow"], "whole": {"face": "face_mask"}}
_REGION_CONFIG = _REGIONS | {"qa_statuses": ["approved"], "refuse_qc": ["QC_FAIL"]}

_POTS = {"background": ["0", "255"], "foreground": ["mug"], "parts": {"1-9": "mug", "10": "bowl"}}

_NOSE = {"mask_suffix": "", "mask_values": {"parts": {"1": "nose"}}, "part_suffixes": {}, "predicts": "regions"}

CORPORA = {
    "coco_corpus": _row(
        coco_corpus,
        {"categories": ["mug"], "images": ["a.jpg"], "instances": "instances.json", "statements": _SPOKEN},
        {"importer.json": _OPTIONS | {"categories": ["mug"], "crowds": "include", "missing_truth": "error", "statements": _SPOKEN, "unannotated": "empty"}},
        ["instances.json", "a.jpg"],
    ),
    "feature_table_corpus": _row(
        feature_table_corpus,
        {"feature_names": ["x"], "table": "frames.csv", "units": {"x": "px"}},
        {"importer.json": _OPTIONS | {
            "clip": "clip",
            "decimal": ".",
            "delimiter": ",",
            "features": ["x"],
            "format": "csv",
            "frame": "frame",
            "slices": [],
            "source": "source",
            "target": "target",
            "units": {"x": "px"},
        }},
        ["frames.csv"],
    ),
    "gold_label_corpus": _row(
        gold_label_corpus,
        _REGIONS | {"gold": "gold.ndjson", "surround": {"hair": "hair_mask"}},
        {"importer.json": _OPTIONS | _REGION_CONFIG | {"group_field": "", "surround": {"hair": "hair_mask"}}},
        ["gold.ndjson"],
    ),
    "huggingface_corpus": _row(
        huggingface_corpus,
        {"classes": ["mug"], "images": ["a.jpg"], "labels": ["site"], "metadata": "metadata.jsonl", "objects": "objects"},
        {"importer.json": _OPTIONS | {"classes": ["mug"], "labels": ["site"], "objects": "objects"}},
        ["metadata.jsonl", "a.jpg"],
    ),
    "image_corpus": _row(
        image_corpus,
        {"images": ["a.jpg"], "mask_values": {"background": [0, 255], "foreground": ["mug"], "parts": {"1-9": "mug", 10: "bowl"}}, "masks": ["a.png"]},
        {"importer.json": _OPTIONS | {"mask_suffix": "", "mask_values": _POTS, "missing_truth": "error"}, "mask_values.json": _POTS},
        ["mask_values.json", "a.png"],
    ),
    "image_corpus_of_soft_masks": _row(
        image_corpus,
        {"images": ["a.jpg"], "mask_values": {"threshold": 100}, "masks": ["a.png"]},
        {"mask_values.json": {"threshold": 100}},
    ),
    "image_corpus_undeclared": _row(
        image_corpus,
        {"background": ["kind=nothing"], "images": ["a.jpg"], "masks": ["a.png"]},
        {"importer.json": _OPTIONS | {"background": ["kind=nothing"], "mask_suffix": "", "missing_truth": "error"}},
        unseen = ["mask_values.json"],
    ),
    "packed_corpus": _row(
        packed_corpus,
        {"mask_values": "nonzero", "packs": ["a.tar", "a.masks.tar", "b.tar"]},
        {"importer.json": _OPTIONS | {"mask_suffix": "", "mask_values": "nonzero", "missing_truth": "error"}},
        ["a.tar", "a.masks.tar", "b.tar", "keys-0.txt", "keys-1.txt", "keys-masks-0.txt", "index-0.ndjson", "index-masks-0.ndjson"],
    ),
    "record_corpus": _row(
        record_corpus,
        {"importer": "text_lines", "options": {"nested": {"depth": 2}}, "sources": {"lines.ndjson": "lines"}},
        {"importer.json": _OPTIONS | {"nested": {"depth": 2}}},
        ["lines.ndjson"],
    ),
    "region_files_corpus": _row(
        region_files_corpus,
        {"masks": ["a.png"], "part_suffixes": {"_nose": "nose"}, "regions": {"nose": "strong"}},
        {"importer.json": _OPTIONS | {
            "mask_suffix": "",
            "missing_parts": "unlabelled",
            "missing_truth": "error",
            "part_suffixes": {"_nose": "nose"},
            "regions": {"nose": "strong"},
        }},
        ["a.png"],
    ),
    "ultralytics_corpus": _row(
        ultralytics_corpus,
        {"dataset": "dataset.yaml", "images": ["a.jpg"], "labels": ["a.txt"]},
        {"importer.json": _OPTIONS | {"classes": [], "missing_truth": "error", "split": "test", "truth": "foreground"}},
        ["dataset.yaml", "a.jpg", "a.txt"],
    ),
}

BACKENDS = {
    "fold_backend": _row(
        _fold_backend,
        {"feature_names": ["x"], "plan": "plan.json"},
        {"backend.json": {"config": {"features": ["x"]}, "kind": "fold_regressor", "name": "fold_backend", "source": {"folds": ["x", "y"], "kind": "folds", "runtime": _RUNTIME}}},
    ),
    "gold_label_predictions": _row(
        gold_label_predictions,
        _REGIONS | {"gold": "other.ndjson"},
        {"backend.json": {"config": _REGION_CONFIG, "kind": "gold_label_predictions", "name": "gold_label_predictions", "source": {"kind": "imported"}}},
    ),
    "mask_files_backend": _row(
        mask_files_backend,
        {"mask_values": {"parts": {1: "nose"}}, "masks": ["a.png"], "predicts": "regions"},
        {
            "backend.json": {"config": _NOSE, "kind": "mask_files", "name": "mask_files_backend", "source": {"kind": "imported"}},
            "mask_files.json": _NOSE,
        },
        ["mask_files.json", "a.png"],
    ),
    "naive_backend": _row(
        naive_backend,
        {"config": {"boxes": {"nose": [0, 0, 1, 1]}}, "corpora": [":gold_label_corpus"], "kind": "template"},
        {"backend.json": {"config": {}, "kind": "predictions", "name": "naive_backend", "source": {"kind": "imported"}}, "naive.json": {"boxes": {"nose": [0, 0, 1, 1]}}},
        ["naive.json", "slices.ndjson"],
        ["a.jpg", "gold.ndjson"],
    ),
    "region_predictions_backend": _row(
        region_predictions_backend,
        {"grid": 64, "minimum_coverage": [{"of": "face", "region": "nose", "share": 0.1}], "predictions": ["rows.ndjson"]},
        {"backend.json": {
            "config": {
                "clips": [],
                "grid": 64,
                "minimum_coverage": [{"of": "face", "region": "nose", "share": 0.1}],
                "modules": [],
                "points": {},
                "runs": {},
                "written_grid": 0,
            },
            "kind": "region_predictions",
            "name": "region_predictions_backend",
            "source": {"kind": "imported"},
        }},
    ),
    "regressor_backend": _row(
        _regressor_backend,
        {"backend_name": "small", "feature_names": ["x", "y"]},
        {"backend.json": {"config": {"features": ["x", "y"]}, "kind": "regressor", "name": "small", "source": {"kind": "checkpoint", "runtime": _RUNTIME}}},
    ),
    "saliency_backend": _row(
        saliency_backend,
        {"activation": "sigmoid", "checkpoint": ":regressor", "deviation": [1, 1, 1], "family": "birefnet", "image_size": [512, 768]},
        {"backend.json": {
            "config": {
                "activation": "sigmoid",
                "deviation": [1, 1, 1],
                "edge_limit": 0,
                "family": "birefnet",
                "image_size": [512, 768],
                "threshold": 128,
            },
            "kind": "saliency",
            "name": "saliency_backend",
            "source": {"kind": "checkpoint", "runtime": _RUNTIME},
        }},
    ),
    "yolo_results_backend": _row(
        yolo_results_backend,
        {"classes": ["mug", "bowl"], "labels": ["a.txt"]},
        {"backend.json": {"config": {"classes": ["mug", "bowl"]}, "kind": "yolo_results", "name": "yolo_results_backend", "source": {"kind": "imported"}}},
    ),
}

REFUSED = {
    "bad_deviation": _refused(
        saliency_backend_rule,
        {"checkpoint": ":regressor", "deviation": ["a", "1", "1"]},
        "deviation: expected a number, got \"a\"",
    ),
    "bad_mask_values": _refused(
        image_corpus_rule,
        {"images": ["a.jpg"], "mask_values": "128", "masks": ["a.png"]},
        "mask_values: expected \"nonzero\" or a JSON object, got \"128\"",
    ),
    "bad_boxes": _refused(
        naive_backend_rule,
        {"config": "{boxes}", "corpora": [":gold_label_corpus"], "kind": "template"},
        "config: expected a JSON object, got \"{boxes}\"",
    ),
    "no_column_of_truth": _refused(
        huggingface_corpus_rule,
        {"images": ["a.jpg"], "metadata": "metadata.jsonl"},
        "name the column of the truth: either mask or objects",
    ),
    "masks_without_pictures": _refused(
        packed_corpus_rule,
        {"packs": ["a.tar", "b.masks.tar"]},
        "b.masks.tar holds masks of",
    ),
    "bad_champion": _refused(
        scorecard_evidence_rule,
        {"candidate": "v2", "champion": "yes"},
        "champion: expected a JSON object, got \"yes\"",
    ),
    "bad_options": _refused(
        record_corpus_rule,
        {"importer": "text_lines", "options": "[1]", "sources": {"lines.ndjson": "lines"}},
        "options: expected a JSON object, got \"[1]\"",
    ),
    "bad_step": _refused(
        region_predictions_backend_rule,
        {"grid": 64, "minimum_coverage": ["nose"], "predictions": ["rows.ndjson"]},
        "minimum_coverage: expected a JSON object, got \"nose\"",
    ),
    "no_table": _refused(feature_table_corpus, {"feature_names": ["x"]}, "give either table, clips or logs"),
    "bad_term": _refused(
        leaderboard,
        {"reports": {":evaluation": "ada"}, "score": {"ms": {"corpus": "numbers", "metrik": "latency", "one": 50}}},
        "\n".join([
            "score: term \"ms\": unknown key \"metrik\" (nearest: metric)",
            "score: term \"ms\": expected a metric",
            "score: term \"ms\": zero and one are given together, or neither is",
        ]),
    ),
    "one_candidate_twice": _refused(
        eval_candidates,
        {"reports": {":evaluation": "ada", ":evaluation_as_well": "ada"}},
        "reports: //rules/tests/symbols:evaluation and //rules/tests/symbols:evaluation_as_well are both named \"ada\"",
    ),
    "one_role_twice": _refused(
        record_corpus,
        {"importer": "text_lines", "sources": {"lines.ndjson": "lines", "rows.ndjson": "lines"}},
        "are both named \"lines\"",
    ),
    "one_source_twice": _refused(
        fold_backend,
        {"checkpoints": {":folds.fold_x": "x", ":folds.fold_y": "x"}, "feature_names": ["x"], "plan": "plan.json"},
        "checkpoints: //rules/tests/symbols:folds.fold_x and //rules/tests/symbols:folds.fold_y are both named \"x\"",
    ),
}
