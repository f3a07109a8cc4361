"""Public rules of rules_model_eval. Users write one load of this file.

A macro takes dicts and numbers where its rule, `<macro>_rule`, takes text: Bazel's attributes have neither.

- All stages at once: `model_evaluation`, with `criteria` and `metric_library`. Several reports: `eval_candidates`, `leaderboard`.
- Backends: of masks `yolo_seg_backend`, `saliency_backend`; of instances `yolo_backend`, `detr_backend`, `coco_results_backend`,
  `yolo_results_backend`; of numbers `regressor_backend`, `fold_backend`; of regions `region_predictions_backend`,
  `gold_label_predictions`; of anything `predictions_backend`, `mask_files_backend`, `command_backend` (with
  `backend_conformance_test`), `naive_backend`. What they run: `model_checkpoint`, `fold_checkpoints`.
- Corpora: `image_corpus`, `packed_corpus`, `huggingface_corpus`, `region_files_corpus`, `ultralytics_corpus`, `coco_corpus`,
  `crop_run_corpus`, `gold_label_corpus`, `feature_table_corpus`, `record_corpus`.
- Numbers of other systems: `external_metrics`, `scorecard_evidence`.
- One rule a stage: `eval_predictions`, `eval_scores`, `eval_table`, `eval_decision`, `eval_report`, `eval_gate_test`, `eval_scorecard`.
- Promotion: `eval_promote`, `eval_verify`. For machines without Bazel: `eval_bundle`.
"""

load("//rules/private:bundle.bzl", _eval_bundle = "eval_bundle")
load("//rules/private:candidates.bzl", _eval_candidates = "eval_candidates")
load("//rules/private:checkpoint.bzl", _model_checkpoint = "model_checkpoint")
load("//rules/private:coco_corpus.bzl", _coco_corpus = "coco_corpus")
load(
    "//rules/private:command_backend.bzl",
    _backend_conformance_test = "backend_conformance_test",
    _command_backend = "command_backend",
    _command_backend_rule = "command_backend_rule",
)
load("//rules/private:criteria.bzl", _criteria = "criteria")
load("//rules/private:crop_run_corpus.bzl", _crop_run_corpus = "crop_run_corpus", _crop_run_corpus_rule = "crop_run_corpus_rule")
load("//rules/private:decision.bzl", _eval_decision = "eval_decision")
load("//rules/private:detr_backend.bzl", _detr_backend = "detr_backend", _detr_backend_rule = "detr_backend_rule")
load("//rules/private:external_metrics.bzl", _external_metrics = "external_metrics", _external_metrics_rule = "external_metrics_rule")
load("//rules/private:feature_table_corpus.bzl", _feature_table_corpus = "feature_table_corpus")
load("//rules/private:gate.bzl", _eval_gate_test = "eval_gate_test")
load("//rules/private:gold_label_corpus.bzl", _gold_label_corpus = "gold_label_corpus")
load(
    "//rules/private:huggingface_corpus.bzl",
    _huggingface_corpus = "huggingface_corpus",
    _huggingface_corpus_rule = "huggingface_corpus_rule",
)
load(
    "//rules/private:image_corpus.bzl",
    _image_corpus = "image_corpus",
    _image_corpus_rule = "image_corpus_rule",
    _packed_corpus = "packed_corpus",
    _packed_corpus_rule = "packed_corpus_rule",
)
load(
    "//rules/private:imported_backends.bzl",
    _coco_results_backend = "coco_results_backend",
    _predictions_backend = "predictions_backend",
    _yolo_results_backend = "yolo_results_backend",
)
load("//rules/private:leaderboard.bzl", _leaderboard = "leaderboard", _leaderboard_rule = "leaderboard_rule")
load(
    "//rules/private:mask_files_backend.bzl",
    _mask_files_backend = "mask_files_backend",
    _mask_files_backend_rule = "mask_files_backend_rule",
)
load("//rules/private:metric_library.bzl", _metric_library = "metric_library")
load("//rules/private:model_evaluation.bzl", _backend_scores = "backend_scores", _model_evaluation = "model_evaluation")
load(
    "//rules/private:naive_backend.bzl",
    _naive_backend = "naive_backend",
    _naive_backend_rule = "naive_backend_rule",
)
load("//rules/private:predictions.bzl", _eval_predictions = "eval_predictions")
load("//rules/private:promote.bzl", _eval_promote = "eval_promote", _eval_verify = "eval_verify")
load("//rules/private:record_corpus.bzl", _record_corpus = "record_corpus", _record_corpus_rule = "record_corpus_rule")
load(
    "//rules/private:region_backends.bzl",
    _gold_label_predictions = "gold_label_predictions",
    _region_predictions_backend = "region_predictions_backend",
    _region_predictions_backend_rule = "region_predictions_backend_rule",
)
load(
    "//rules/private:region_files_corpus.bzl",
    _region_files_corpus = "region_files_corpus",
    _region_files_corpus_rule = "region_files_corpus_rule",
)
load(
    "//rules/private:regressor_backends.bzl",
    _fold_backend = "fold_backend",
    _fold_checkpoints = "fold_checkpoints",
    _regressor_backend = "regressor_backend",
)
load("//rules/private:report.bzl", _eval_report = "eval_report")
load("//rules/private:saliency_backend.bzl", _saliency_backend = "saliency_backend", _saliency_backend_rule = "saliency_backend_rule")
load("//rules/private:scorecard.bzl", _eval_scorecard = "eval_scorecard")
load(
    "//rules/private:scorecard_evidence.bzl",
    _scorecard_evidence = "scorecard_evidence",
    _scorecard_evidence_rule = "scorecard_evidence_rule",
)
load("//rules/private:scores.bzl", _eval_scores = "eval_scores")
load("//rules/private:table.bzl", _eval_table = "eval_table")
load("//rules/private:ultralytics_corpus.bzl", _ultralytics_corpus = "ultralytics_corpus")
load(
    "//rules/private:yolo_backends.bzl",
    _yolo_backend = "yolo_backend",
    _yolo_backend_rule = "yolo_backend_rule",
    _yolo_seg_backend = "yolo_seg_backend",
    _yolo_seg_backend_rule = "yolo_seg_backend_rule",
)

backend_conformance_test = _backend_conformance_test
backend_scores = _backend_scores
coco_corpus = _coco_corpus
coco_results_backend = _coco_results_backend
command_backend = _command_backend
command_backend_rule = _command_backend_rule
criteria = _criteria
crop_run_corpus = _crop_run_corpus
crop_run_corpus_rule = _crop_run_corpus_rule
detr_backend = _detr_backend
detr_backend_rule = _detr_backend_rule
eval_bundle = _eval_bundle
eval_candidates = _eval_candidates
eval_decision = _eval_decision
eval_gate_test = _eval_gate_test
eval_predictions = _eval_predictions
eval_promote = _eval_promote
eval_report = _eval_report
eval_scorecard = _eval_scorecard
eval_scores = _eval_scores
eval_table = _eval_table
eval_verify = _eval_verify
external_metrics = _external_metrics
external_metrics_rule = _external_metrics_rule
feature_table_corpus = _feature_table_corpus
fold_backend = _fold_backend
fold_checkpoints = _fold_checkpoints
gold_label_corpus = _gold_label_corpus
gold_label_predictions = _gold_label_predictions
huggingface_corpus = _huggingface_corpus
huggingface_corpus_rule = _huggingface_corpus_rule
image_corpus = _image_corpus
image_corpus_rule = _image_corpus_rule
leaderboard = _leaderboard
leaderboard_rule = _leaderboard_rule
mask_files_backend = _mask_files_backend
mask_files_backend_rule = _mask_files_backend_rule
metric_library = _metric_library
model_checkpoint = _model_checkpoint
model_evaluation = _model_evaluation
naive_backend = _naive_backend
naive_backend_rule = _naive_backend_rule
packed_corpus = _packed_corpus
packed_corpus_rule = _packed_corpus_rule
predictions_backend = _predictions_backend
record_corpus = _record_corpus
record_corpus_rule = _record_corpus_rule
region_files_corpus = _region_files_corpus
region_files_corpus_rule = _region_files_corpus_rule
region_predictions_backend = _region_predictions_backend
region_predictions_backend_rule = _region_predictions_backend_rule
regressor_backend = _regressor_backend
saliency_backend = _saliency_backend
saliency_backend_rule = _saliency_backend_rule
scorecard_evidence = _scorecard_evidence
scorecard_evidence_rule = _scorecard_evidence_rule
ultralytics_corpus = _ultralytics_corpus
yolo_backend = _yolo_backend
yolo_backend_rule = _yolo_backend_rule
yolo_results_backend = _yolo_results_backend
yolo_seg_backend = _yolo_seg_backend
yolo_seg_backend_rule = _yolo_seg_backend_rule
