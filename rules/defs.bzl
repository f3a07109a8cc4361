"""Public rules of rules_model_eval. Users write one load of this file.

Sources: `model_checkpoint`; backends of masks `yolo_seg_backend`, `saliency_backend`, of instances `yolo_backend`, `detr_backend`, `coco_results_backend`, `yolo_results_backend`, of numbers `regressor_backend`,
`fold_backend`, of regions `region_predictions_backend`, `gold_label_predictions`, of anything `predictions_backend`,
`mask_files_backend` (foreground or regions), `command_backend` (with `backend_conformance_test`), `naive_backend`; corpora `image_corpus`, `huggingface_corpus`, `region_files_corpus`, `packed_corpus`, `ultralytics_corpus`, `coco_corpus`, `crop_run_corpus`, `gold_label_corpus`,
`feature_table_corpus`, `record_corpus`; `external_metrics`, `scorecard_evidence`; `criteria`, `metric_library`. All stages at once: `model_evaluation`. One rule a stage: `eval_predictions`, `eval_scores`, `eval_table`, `eval_decision`, `eval_report`,
`eval_gate_test`. Several reports: `eval_candidates`, `leaderboard`. Promotion: `eval_promote`, `eval_verify`. For machines without Bazel: `eval_bundle`.
"""

load(
    "//rules/private:backends.bzl",
    _coco_results_backend = "coco_results_backend",
    _predictions_backend = "predictions_backend",
    _saliency_backend_rule = "saliency_backend_rule",
    _yolo_results_backend = "yolo_results_backend",
    _yolo_seg_backend_rule = "yolo_seg_backend_rule",
)
load("//rules/private:bundle.bzl", _eval_bundle = "eval_bundle")
load("//rules/private:candidates.bzl", _eval_candidates = "eval_candidates")
load("//rules/private:checkpoint.bzl", _model_checkpoint = "model_checkpoint")
load(
    "//rules/private:command_backend.bzl",
    _backend_conformance_test = "backend_conformance_test",
    _command_backend_rule = "command_backend_rule",
)
load("//rules/private:criteria.bzl", _criteria = "criteria")
load("//rules/private:decision.bzl", _eval_decision = "eval_decision")
load("//rules/private:external_metrics.bzl", _external_metrics_rule = "external_metrics_rule")
load("//rules/private:feature_table_corpus.bzl", _feature_table_corpus = "feature_table_corpus")
load("//rules/private:gate.bzl", _eval_gate_test = "eval_gate_test")
load("//rules/private:gold_label_corpus.bzl", _gold_label_corpus = "gold_label_corpus")
load(
    "//rules/private:image_corpora.bzl",
    _coco_corpus = "coco_corpus",
    _crop_run_corpus_rule = "crop_run_corpus_rule",
    _huggingface_corpus_rule = "huggingface_corpus_rule",
    _image_corpus_rule = "image_corpus_rule",
    _packed_corpus_rule = "packed_corpus_rule",
    _region_files_corpus_rule = "region_files_corpus_rule",
    _ultralytics_corpus = "ultralytics_corpus",
)
load(
    "//rules/private:instance_backends.bzl",
    _detr_backend_rule = "detr_backend_rule",
    _yolo_backend_rule = "yolo_backend_rule",
)
load("//rules/private:leaderboard.bzl", _leaderboard_rule = "leaderboard_rule")
load("//rules/private:mask_files_backend.bzl", _mask_files_backend_rule = "mask_files_backend_rule")
load("//rules/private:mask_values.bzl", "written")
load("//rules/private:metric_library.bzl", _metric_library = "metric_library")
load(
    "//rules/private:model_evaluation.bzl",
    _backend_scores = "backend_scores",
    _model_evaluation = "model_evaluation",
)
load("//rules/private:naive_backend.bzl", _naive_backend_rule = "naive_backend_rule")
load("//rules/private:own_chain.bzl", "own_chain")
load("//rules/private:predictions.bzl", _eval_predictions = "eval_predictions")
load("//rules/private:promote.bzl", _eval_promote = "eval_promote", _eval_verify = "eval_verify")
load("//rules/private:record_corpus.bzl", _record_corpus_rule = "record_corpus_rule")
load(
    "//rules/private:region_backends.bzl",
    _gold_label_predictions = "gold_label_predictions",
    _region_predictions_backend_rule = "region_predictions_backend_rule",
)
load(
    "//rules/private:regressor_backends.bzl",
    _fold_backend = "fold_backend",
    _fold_checkpoints = "fold_checkpoints",
    _regressor_backend = "regressor_backend",
)
load("//rules/private:report.bzl", _eval_report = "eval_report")
load("//rules/private:scorecard.bzl", _eval_scorecard = "eval_scorecard")
load("//rules/private:scorecard_evidence.bzl", _scorecard_evidence_rule = "scorecard_evidence_rule")
load("//rules/private:scores.bzl", _eval_scores = "eval_scores")
load("//rules/private:table.bzl", _eval_table = "eval_table")

backend_conformance_test = _backend_conformance_test
backend_scores = _backend_scores
coco_corpus = _coco_corpus
coco_results_backend = _coco_results_backend
command_backend_rule = _command_backend_rule
criteria = _criteria
crop_run_corpus_rule = _crop_run_corpus_rule
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
external_metrics_rule = _external_metrics_rule
feature_table_corpus = _feature_table_corpus
fold_backend = _fold_backend
fold_checkpoints = _fold_checkpoints
gold_label_corpus = _gold_label_corpus
gold_label_predictions = _gold_label_predictions
huggingface_corpus_rule = _huggingface_corpus_rule
image_corpus_rule = _image_corpus_rule
packed_corpus_rule = _packed_corpus_rule
leaderboard_rule = _leaderboard_rule
mask_files_backend_rule = _mask_files_backend_rule
metric_library = _metric_library
model_checkpoint = _model_checkpoint
model_evaluation = _model_evaluation
naive_backend_rule = _naive_backend_rule
predictions_backend = _predictions_backend
record_corpus_rule = _record_corpus_rule
region_files_corpus_rule = _region_files_corpus_rule
region_predictions_backend_rule = _region_predictions_backend_rule
regressor_backend = _regressor_backend
saliency_backend_rule = _saliency_backend_rule
scorecard_evidence_rule = _scorecard_evidence_rule
ultralytics_corpus = _ultralytics_corpus
yolo_backend_rule = _yolo_backend_rule
yolo_results_backend = _yolo_results_backend
yolo_seg_backend_rule = _yolo_seg_backend_rule

def command_backend(name, command, config = {}, size = None, **kwargs):
    """Any program as a backend: a client in production, Python with a package of its own, another runtime.

    `command_backend_rule` says what it is held to; this macro takes the configuration as a dict.

    Args:
        name: name of the target
        command: label of the program
        config: dict that the program finds in its request; part of the backend's identity
        size: the former name of `resources`, which goes away
        **kwargs: `args`, `data`, `pictures`, `resources`, `timeout_seconds` and further attributes of `command_backend_rule`
    """
    taken = {"resources": size} if size else {}
    _command_backend_rule(name = name, command = command, config = json.encode(config), **(taken | kwargs))

def crop_run_corpus(name, mask_values = None, mask_threshold = None, **kwargs):
    """Pictures that people reported to a crop service: `crop_run_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        mask_threshold: former name of `mask_values = {"threshold": …}`
        **kwargs: `crop_runs`, `annotations`, `taxonomy` and further attributes of `crop_run_corpus_rule`
    """
    _crop_run_corpus_rule(name = name, mask_values = written(mask_values, mask_threshold), **kwargs)

def external_metrics(name, src, candidate, metrics = {}, row = None, overrides = [], **kwargs):
    """Numbers of a file of any system as rows that criteria judge: `external_metrics_rule`, with structures as dicts.

    Args:
        name: name of the target
        src: the file, `.json`, `.ndjson`, `.jsonl` or `.csv`
        candidate: what wants promotion
        metrics: dict, metric -> JSON pointer or column, or dict {at, n, n_at}; empty: the file has rows {metric, value, n, role, detail}
        row: which row of a CSV file: "first", "last" or a dict {by: column, pick: "highest" or "lowest"}
        overrides: list of dicts {metric, value, n, who, why} or {metric, numerator, denominator, who, why}
        **kwargs: `baseline`, `role`, `checkpoint_digest` and further attributes of `external_metrics_rule`
    """
    places = {metric: {"at": place} if type(place) == "string" else place for metric, place in metrics.items()}
    _external_metrics_rule(
        name = name,
        src = src,
        candidate = candidate,
        metrics = json.encode(places) if places else "",
        overrides = [json.encode(override) for override in overrides],
        row = json.encode(row) if type(row) == "dict" else row or "",
        **kwargs
    )

def leaderboard(name, reports, score, **kwargs):
    """Models by the best report of each: `leaderboard_rule`, with the score as a dict.

    Args:
        name: name of the target
        reports: dict, label of a report -> name of its model
        score: dict, name of a term -> dict {metric, corpus, slice, part, weight, zero, one}
        **kwargs: what every rule has
    """
    leaderboard_rule(name = name, reports = reports, score = json.encode(score), **kwargs)

def image_corpus(name, mask_values = None, mask_threshold = None, **kwargs):
    """Pictures with mask files: `image_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean (docs/corpora.md): "nonzero"; {"threshold": 128}; or a dict with `parts` (value, or
            colour "#rrggbb" -> name), and as wanted `background` (values that show nothing; 0 when left out), `ignore` (values of pixels
            that nobody judged) and `foreground` (names of the parts that are foreground; all when left out). None: a mask is black and one other value, and anything else is an error
        mask_threshold: former name of `mask_values = {"threshold": …}`
        **kwargs: `images`, `masks`, `manifest` and further attributes of `image_corpus_rule`
    """
    _image_corpus_rule(name = name, mask_values = written(mask_values, mask_threshold), **kwargs)

def huggingface_corpus(name, mask_values = None, **kwargs):
    """Pictures with Hugging Face's `metadata.jsonl`: `huggingface_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        **kwargs: `images`, `metadata`, `mask` or `objects`, and further attributes of `huggingface_corpus_rule`
    """
    _huggingface_corpus_rule(name = name, mask_values = written(mask_values, None), **kwargs)

def region_files_corpus(name, mask_values = None, **kwargs):
    """Labelled regions that mask files show: `region_files_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: dict with `parts`, value -> region, and `background` as for `image_corpus`; None where `part_suffixes` tell the regions
        **kwargs: `masks`, `regions`, `part_suffixes` and further attributes of `region_files_corpus_rule`
    """
    _region_files_corpus_rule(name = name, mask_values = written(mask_values, None), **kwargs)

def packed_corpus(name, mask_values = None, **kwargs):
    """Pictures and masks in tar archives: `packed_corpus_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of mask files mean, as for `image_corpus`
        **kwargs: `packs`, `manifest` and further attributes of `packed_corpus_rule`
    """
    _packed_corpus_rule(name = name, mask_values = written(mask_values, None), **kwargs)

def mask_files_backend(name, mask_values = None, **kwargs):
    """Predictions that are a folder of mask files: `mask_files_backend_rule`, with `mask_values` as a dict.

    Args:
        name: name of the target
        mask_values: what the values of the files mean, as for `image_corpus`; {"threshold": 128} for soft maps and cut-outs
        **kwargs: `masks`, `mask_suffix`, `predicts` and further attributes of `mask_files_backend_rule`
    """
    _mask_files_backend_rule(name = name, mask_values = written(mask_values, None), **kwargs)

def naive_backend(name, kind, corpora, config = {}, **kwargs):
    """A baseline without skill, for `references`: a model that does not beat it has learnt nothing.

    `naive_backend_rule` says how it is made; this macro takes the configuration as a dict.

    Args:
        name: name of the target
        kind: `linear` (least squares on the other sources), `mean_mask` (where most others have the region) or `template`
        corpora: labels of the corpora that it is made for
        config: dict, what the kind declares: `boxes` of a template, say
        **kwargs: `backend_name`, and what every rule has
    """
    _naive_backend_rule(name = name, kind = kind, corpora = corpora, config = json.encode(config), **kwargs)

def floor_backend(name, **kwargs):
    """The former name of `naive_backend`, which goes away: a floor is a limit now, and nothing else.

    Args:
        name: name of the target
        **kwargs: all else that `naive_backend` takes
    """
    naive_backend(name = name, **({"deprecation": "floor_backend is called naive_backend; the former name goes away"} | kwargs))

def record_corpus(name, importer, sources, options = {}, **kwargs):
    """Samples of any task: `record_corpus_rule`, with the importer's options as a dict.

    Args:
        name: name of the target
        importer: name of the importer
        sources: dict: file -> the role that the importer knows it by
        options: dict, the importer's own options; JSON as text is taken, too
        **kwargs: `images`, `shards`, `dataset_version` and further attributes of `record_corpus_rule`
    """
    text = options if type(options) == "string" else json.encode(options)
    _record_corpus_rule(name = name, importer = importer, sources = sources, options = text, **kwargs)

def region_predictions_backend(name, predictions, grid, minimum_coverage = [], **kwargs):
    """Predicted regions from files: `region_predictions_backend_rule`, with its steps as dicts.

    Args:
        name: name of the target
        predictions: NDJSON files
        grid: cells along each side of the grid of the corpus
        minimum_coverage: list of dicts {region, of, share}: a region that covers less than this share of another is taken back
        **kwargs: further attributes of `region_predictions_backend_rule`
    """
    _region_predictions_backend_rule(
        name = name,
        grid = grid,
        minimum_coverage = [json.encode(step) for step in minimum_coverage],
        predictions = predictions,
        **kwargs
    )

def scorecard_evidence(name, candidate, overrides = [], champion = None, **kwargs):
    """Numbers of other systems as rows that criteria judge: `scorecard_evidence_rule`, with overrides and settings as dicts.

    Args:
        name: name of the target
        candidate: what wants promotion
        overrides: list of dicts {metric, value, n, who, why} or {metric, numerator, denominator, who, why}
        champion: dict {regression_tolerance, resamples, seed}, which asks for the comparison of champion and challenger
        **kwargs: further attributes of `scorecard_evidence_rule`
    """
    _scorecard_evidence_rule(
        name = name,
        candidate = candidate,
        champion = json.encode(champion) if champion else "",
        overrides = [json.encode(override) for override in overrides],
        **kwargs
    )

def yolo_backend(name, checkpoint, confidence = 0.001, iou = 0.7, **kwargs):
    """A YOLO model for detection or segmentation as a model of instances: `yolo_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        confidence: a detection is kept when its score is greater, 0 to 1
        iou: a box is suppressed when it overlaps a better one by more, 0 to 1
        **kwargs: further attributes of `yolo_backend_rule`
    """
    _yolo_backend_rule(name = name, checkpoint = checkpoint, confidence = json.encode(confidence), iou = json.encode(iou), **kwargs)

def detr_backend(name, checkpoint, family, confidence = 0.001, mean = [], deviation = [], **kwargs):
    """A detection transformer as a model of instances: `detr_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        family: whose export it is: `rtdetr`, `dfine`, `rtdetr_ultralytics` or `rfdetr`
        confidence: a detection is kept when its score is greater, 0 to 1
        mean: three numbers that are subtracted from red, green and blue in 0 to 1; empty: what the family does
        deviation: three numbers that they are divided by after that; empty: what the family does
        **kwargs: further attributes of `detr_backend_rule`
    """
    _detr_backend_rule(
        name = name,
        checkpoint = checkpoint,
        confidence = json.encode(confidence),
        family = family,
        **(own_chain.written(mean, deviation) | kwargs)
    )

def saliency_backend(name, checkpoint, mean = [], deviation = [], **kwargs):
    """A salient-object model with rembg's exact chain: `saliency_backend_rule`, with real numbers as numbers.

    Args:
        name: name of the target
        checkpoint: label of the `model_checkpoint`
        mean: three numbers that are subtracted from red, green and blue in 0 to 1; empty: what the family does
        deviation: three numbers that they are divided by after that; empty: what the family does
        **kwargs: `family`, `threshold` and further attributes of `saliency_backend_rule`
    """
    _saliency_backend_rule(name = name, checkpoint = checkpoint, **(own_chain.written(mean, deviation) | kwargs))

def yolo_seg_backend(name, checkpoint, confidence = 0.25, iou = 0.7, **kwargs):
    """A YOLO segmentation model as a foreground model: `yolo_seg_backend_rule`, with real numbers as numbers.

    Bazel has no attribute type for real numbers, so the rule takes them as text.

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
