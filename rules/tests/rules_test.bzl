"""Analysis tests: which action each rule registers, what it may see, what it must not see, and how it refuses."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
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
load(
    "//rules:providers.bzl",
    "EvalBackendInfo",
    "EvalCheckpointInfo",
    "EvalCorpusInfo",
    "EvalCriteriaInfo",
    "EvalDecisionInfo",
    "EvalPredictionsInfo",
    "EvalReportInfo",
    "EvalScoresInfo",
    "EvalTableInfo",
)

# ---- what an action sees -----------------------------------------------------------------------------------------

def _names(depset_of_files):
    "Base names without the tool's own files."
    return sorted([
        f.basename
        for f in depset_of_files.to_list()
        if "/eval/" not in "/" + f.short_path and "node_modules" not in f.short_path and not f.short_path.startswith("../")
    ])

def _actions(env, mnemonic):
    return [a for a in analysistest.target_actions(env) if a.mnemonic == mnemonic]

def _stage_test_impl(ctx):
    env = analysistest.begin(ctx)
    actions = _actions(env, ctx.attr.mnemonic)
    asserts.equals(env, ctx.attr.count, len(actions), "number of {} actions".format(ctx.attr.mnemonic))
    seen = []
    for action in actions:
        names = _names(action.inputs)
        seen += names
        asserts.equals(env, ".", action.env.get("BAZEL_BINDIR"), "an action stays in the execution root")
        asserts.equals(env, ["BAZEL_BINDIR"], action.env.keys(), "nothing else is in an action's environment")
        asserts.true(env, ctx.attr.mnemonic.startswith("Eval"), "mnemonics start with Eval")
        for name in ctx.attr.forbidden:
            asserts.false(env, name in names, "{} must not see {}; it sees {}".format(ctx.attr.mnemonic, name, names))
    for name in ctx.attr.needed:
        asserts.true(env, name in seen, "{} must see {}; it sees {}".format(ctx.attr.mnemonic, name, seen))
    outputs = sorted([f.basename for action in actions for f in action.outputs.to_list()])
    asserts.equals(env, sorted(ctx.attr.outputs), outputs, "outputs of {}".format(ctx.attr.mnemonic))
    return analysistest.end(env)

_stage_test = analysistest.make(_stage_test_impl, attrs = {
    "count": attr.int(default = 1),
    "forbidden": attr.string_list(),
    "mnemonic": attr.string(),
    "needed": attr.string_list(),
    "outputs": attr.string_list(),
})

def _shards_test_impl(ctx):
    "Every picture is in exactly one inference action, and an action sees no picture of another shard."
    env = analysistest.begin(ctx)
    pictures = [n for a in _actions(env, "EvalInfer") for n in _names(a.inputs) if n.endswith(".jpg")]
    asserts.equals(env, ["a.jpg", "b.jpg", "c.jpg", "d.jpg"], sorted(pictures))
    return analysistest.end(env)

_shards_test = analysistest.make(_shards_test_impl)

def _config_test_impl(ctx):
    "What a backend declares is written down whole: its digest is made of it."
    env = analysistest.begin(ctx)
    content = json.decode([a.content for a in _actions(env, "FileWrite")][0])
    asserts.equals(env, json.decode(ctx.attr.content), content)
    return analysistest.end(env)

_config_test = analysistest.make(_config_test_impl, attrs = {"content": attr.string()})

_PROVIDERS = {
    "backend": EvalBackendInfo,
    "checkpoint": EvalCheckpointInfo,
    "corpus": EvalCorpusInfo,
    "criteria": EvalCriteriaInfo,
    "decision": EvalDecisionInfo,
    "predictions": EvalPredictionsInfo,
    "report": EvalReportInfo,
    "scores": EvalScoresInfo,
    "table": EvalTableInfo,
}

def _provider_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    asserts.true(env, _PROVIDERS[ctx.attr.noun] in target, "provides {}".format(ctx.attr.noun))
    asserts.equals(env, sorted(ctx.attr.files), sorted([f.basename for f in target[DefaultInfo].files.to_list()]))
    return analysistest.end(env)

_provider_test = analysistest.make(_provider_test_impl, attrs = {"files": attr.string_list(), "noun": attr.string()})

def _gate_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    names = [f.basename for f in target[DefaultInfo].default_runfiles.files.to_list()]
    for name in ["decision.json", "report.html", "report.md", "report.json", "metrics.csv", "gallery"]:
        asserts.true(env, name in names, "{} is in the gate's runfiles".format(name))
    asserts.equals(env, [], _actions(env, "EvalDecide"), "the gate decides nothing itself")
    environment = target[RunEnvironmentInfo].environment
    asserts.equals(env, "go", environment["MODEL_EVAL_EXPECT"])
    asserts.true(env, environment["MODEL_EVAL_DECISION"].endswith("decision.json"))
    return analysistest.end(env)

_gate_test = analysistest.make(_gate_test_impl)

def _promote_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    words = target[RunEnvironmentInfo].environment["MODEL_EVAL_EVIDENCE"].split("\n")
    evidence = {words[i]: words[i + 1].split("/")[-1] for i in range(0, len(words), 2)}
    asserts.equals(env, ctx.attr.evidence, evidence)
    names = [f.basename for f in target[DefaultInfo].default_runfiles.files.to_list()]
    for flag, name in evidence.items():
        asserts.true(env, flag == "--evaluation" or name in names, "{} is in the runfiles".format(name))
    return analysistest.end(env)

_promote_test = analysistest.make(_promote_test_impl, attrs = {"evidence": attr.string_dict()})

def _bundle_test_impl(ctx):
    "The plan is complete and in an order in which it can run, and the gate of the archive is told what that of Bazel is told."
    env = analysistest.begin(ctx)
    request = json.decode([a.content for a in _actions(env, "FileWrite")][0])
    plan = request["plan"]
    there = {f["path"].removeprefix("inputs/"): True for f in request["files"]}
    for step in plan["steps"]:
        for path in step["inputs"]:
            asserts.true(env, path in there, "{} of {} is given, or made before".format(path, step["label"]))
        there |= {path: True for path in step["outputs"] + step["folders"]}
        asserts.true(env, step["program"] in there, "{} is in the archive".format(step["program"]))
    asserts.equals(env, sorted(ctx.attr.steps), sorted([step["mnemonic"] for step in plan["steps"]]))
    artefacts = {a["path"]: a["from"] for a in plan["artefacts"]}
    for path in plan["report"] + [plan["gate"]["environment"]["MODEL_EVAL_DECISION"]]:
        asserts.true(env, artefacts.get(path) in there, "{} is made".format(path))
    asserts.equals(env, "go", plan["gate"]["environment"]["MODEL_EVAL_EXPECT"])
    return analysistest.end(env)

_bundle_test = analysistest.make(_bundle_test_impl, attrs = {"steps": attr.string_list()})

# ---- how a rule refuses ------------------------------------------------------------------------------------------

def _refusal_test_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, ctx.attr.says)
    return analysistest.end(env)

_refusal_test = analysistest.make(_refusal_test_impl, attrs = {"says": attr.string()}, expect_failure = True)

# ---- the targets that are looked at; none of them is ever built ----------------------------------------------------

def _subjects():
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

_TRUTH = ["truth.ndjson", "slices.ndjson", "corpus.json", "a.png", "b.png", "c.png", "d.png"]

def rules_test_suite(name):
    """All analysis tests.

    Args:
        name: of the test suite
    """
    _subjects()
    _stage_test(
        name = "checkpoint_test",
        target_under_test = ":checkpoint",
        mnemonic = "EvalCheckpoint",
        needed = ["model.onnx", "model.data"],
        outputs = ["checkpoint.json"],
    )
    _stage_test(
        name = "index_test",
        target_under_test = ":corpus",
        mnemonic = "EvalIndex",
        needed = ["a.jpg", "a.png", "files.json", "importer.json"],
        outputs = ["corpus.json", "truth.ndjson", "slices.ndjson", "inputs-0.ndjson", "inputs-1.ndjson", "inputs-2.ndjson"],
    )
    _stage_test(
        name = "crop_index_test",
        target_under_test = ":crops",
        mnemonic = "EvalIndex",
        needed = ["runs.json", "annotations.json", "taxonomy.yaml"],
        outputs = ["corpus.json", "truth.ndjson", "slices.ndjson", "inputs-0.ndjson"],
    )
    _stage_test(
        name = "infer_sees_pictures_only_test",
        target_under_test = ":candidate_predictions",
        count = 3,
        forbidden = _TRUTH,
        mnemonic = "EvalInfer",
        needed = ["model.onnx", "model.data", "checkpoint.json", "backend.json"],
        outputs = ["predictions-0.ndjson", "predictions-1.ndjson", "predictions-2.ndjson"],
    )
    _shards_test(name = "shards_partition_pictures_test", target_under_test = ":candidate_predictions")
    _stage_test(
        name = "file_of_predictions_is_read_once_test",
        target_under_test = ":elsewhere_predictions",
        forbidden = _TRUTH + ["model.onnx"],
        mnemonic = "EvalInfer",
        needed = ["rows.ndjson", "inputs-0.ndjson", "inputs-1.ndjson", "inputs-2.ndjson"],
        outputs = ["predictions.ndjson"],
    )
    _stage_test(
        name = "score_sees_no_slices_test",
        target_under_test = ":candidate_scores",
        forbidden = ["slices.ndjson", "corpus.json", "policy.json", "measure.json", "a.jpg", "model.onnx"],
        mnemonic = "EvalScore",
        needed = ["truth.ndjson", "predictions-0.ndjson"],
        outputs = ["samples.ndjson"],
    )
    _stage_test(
        name = "tabulate_sees_no_limits_test",
        target_under_test = ":table",
        forbidden = ["policy.json", "truth.ndjson", "predictions-0.ndjson", "a.jpg"],
        mnemonic = "EvalTabulate",
        needed = ["measure.json", "samples.ndjson", "slices.ndjson", "corpus.json"],
        outputs = ["metrics.json", "metrics.csv"],
    )
    _stage_test(
        name = "decide_sees_table_and_policy_test",
        target_under_test = ":decision",
        forbidden = ["measure.json", "samples.ndjson", "slices.ndjson", "a.jpg", "model.onnx"],
        mnemonic = "EvalDecide",
        needed = ["metrics.json", "policy.json"],
        outputs = ["decision.json"],
    )
    _stage_test(
        name = "gallery_does_not_wait_for_the_verdict_test",
        target_under_test = ":report",
        forbidden = ["decision.json", "policy.json"],
        mnemonic = "EvalGallery",
        needed = ["a.jpg", "truth.ndjson", "metrics.json"],
        outputs = ["gallery.json", "gallery"],
    )
    _stage_test(
        name = "render_quotes_only_test",
        target_under_test = ":report",
        forbidden = ["a.jpg", "truth.ndjson", "samples.ndjson", "policy.json"],
        mnemonic = "EvalRender",
        needed = ["metrics.json", "decision.json", "gallery.json"],
        outputs = ["report.json", "report.md", "report.html"],
    )
    _gate_test(name = "gate_test", target_under_test = ":gate")
    _stage_test(
        name = "bundle_has_nothing_that_bazel_computed_test",
        target_under_test = ":bundle",
        forbidden = [
            "checkpoint.json",
            "decision.json",
            "measure.json",
            "metrics.json",
            "policy.json",
            "predictions-0.ndjson",
            "samples.ndjson",
            "truth.ndjson",
        ],
        mnemonic = "EvalBundle",
        needed = ["model.onnx", "model.data", "a.jpg", "a.png", "bundle_request.json", "pnpm-lock.yaml"],
        outputs = ["bundle.tar"],
    )
    _bundle_test(
        name = "bundle_plan_test",
        target_under_test = ":bundle",
        steps = ["EvalCheckpoint", "EvalCriteria", "EvalDecide", "EvalGallery", "EvalIndex", "EvalRender", "EvalTabulate"] +
                ["EvalInfer"] * 6 + ["EvalScore"] * 2,
    )
    judged = {
        "--corpus": "corpus.json",
        "--decision": "decision.json",
        "--evaluation": "tests:report",
        "--measure": "measure.json",
        "--metrics": "metrics.json",
        "--policy": "policy.json",
    }
    files = {"--checkpoint": "checkpoint.json", "--data": "model.data", "--model": "model.onnx"}
    _promote_test(name = "promote_backend_test", target_under_test = ":promote_yolo", evidence = judged | files)
    _promote_test(name = "promote_checkpoint_test", target_under_test = ":promote_checkpoint", evidence = judged | files)
    _promote_test(name = "promote_predictions_test", target_under_test = ":promote_made_elsewhere", evidence = judged)
    _config_test(
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
        }),
    )
    _config_test(
        name = "saliency_config_test",
        target_under_test = ":saliency",
        content = json.encode({
            "config": {"edge_limit": 1600, "family": "u2net", "threshold": 128},
            "kind": "saliency",
            "name": "rembg",
        }),
    )
    for noun, (target, files) in {
        "backend": (":yolo", ["backend.json"]),
        "checkpoint": (":checkpoint", ["checkpoint.json"]),
        "criteria": ("//criteria/pottery:success_criteria", ["measure.json", "policy.json"]),
        "decision": (":decision", ["decision.json"]),
        "report": (":report", ["gallery", "metrics.csv", "report.html", "report.json", "report.md"]),
        "scores": (":candidate_scores", ["samples.ndjson"]),
        "table": (":table", ["metrics.csv", "metrics.json"]),
    }.items():
        _provider_test(name = "provider_{}_test".format(noun), target_under_test = target, files = files, noun = noun)
    for test, (target, says) in {
        "refuses_no_shards_test": (":no_shards", "shards: expected 1 or more, got 0"),
        "refuses_no_number_test": (":no_number", "confidence: expected a number, got \"high\""),
        "refuses_no_role_test": (":no_role", "expected \"role:corpus\""),
    }.items():
        _refusal_test(name = test, target_under_test = target, says = says)
    native.test_suite(name = name)
