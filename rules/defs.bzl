"""Public rules of rules_model_eval. Users write one load of this file.

Sources: `model_checkpoint`; backends `yolo_seg_backend`, `saliency_backend`, `predictions_backend`; corpora
`image_corpus`, `ultralytics_corpus`, `coco_corpus`, `crop_run_corpus`; `criteria`. All stages at once:
`model_evaluation`. One rule a stage: `eval_predictions`, `eval_scores`, `eval_table`, `eval_decision`, `eval_report`,
`eval_gate_test`.
"""

load(
    "//rules/private:backends.bzl",
    _predictions_backend = "predictions_backend",
    _saliency_backend = "saliency_backend",
    _yolo_seg_backend_rule = "yolo_seg_backend_rule",
)
load("//rules/private:checkpoint.bzl", _model_checkpoint = "model_checkpoint")
load(
    "//rules/private:corpora.bzl",
    _coco_corpus = "coco_corpus",
    _crop_run_corpus = "crop_run_corpus",
    _image_corpus = "image_corpus",
    _ultralytics_corpus = "ultralytics_corpus",
)
load("//rules/private:criteria.bzl", _criteria = "criteria")
load("//rules/private:decision.bzl", _eval_decision = "eval_decision")
load("//rules/private:gate.bzl", _eval_gate_test = "eval_gate_test")
load(
    "//rules/private:model_evaluation.bzl",
    _backend_scores = "backend_scores",
    _model_evaluation = "model_evaluation",
)
load("//rules/private:predictions.bzl", _eval_predictions = "eval_predictions")
load("//rules/private:report.bzl", _eval_report = "eval_report")
load("//rules/private:scores.bzl", _eval_scores = "eval_scores")
load("//rules/private:table.bzl", _eval_table = "eval_table")

backend_scores = _backend_scores
coco_corpus = _coco_corpus
criteria = _criteria
crop_run_corpus = _crop_run_corpus
eval_decision = _eval_decision
eval_gate_test = _eval_gate_test
eval_predictions = _eval_predictions
eval_report = _eval_report
eval_scores = _eval_scores
eval_table = _eval_table
image_corpus = _image_corpus
model_checkpoint = _model_checkpoint
model_evaluation = _model_evaluation
predictions_backend = _predictions_backend
saliency_backend = _saliency_backend
ultralytics_corpus = _ultralytics_corpus
yolo_seg_backend_rule = _yolo_seg_backend_rule

def yolo_seg_backend(name, checkpoint, confidence = 0.25, iou = 0.7, **kwargs):
    """`yolo_seg_backend_rule` with real numbers as numbers: Bazel has no attribute type for them.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        confidence: a detection is kept when its best class score is greater, 0 to 1
        iou: a box is suppressed when it overlaps a better one by more, 0 to 1
        **kwargs: further attributes of `yolo_seg_backend_rule`
    """
    _yolo_seg_backend_rule(
        name = name,
        checkpoint = checkpoint,
        confidence = json.encode(confidence),
        iou = json.encode(iou),
        **kwargs
    )
