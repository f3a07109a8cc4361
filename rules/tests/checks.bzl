"""What analysis tests look at: an action's inputs, outputs and environment, a target's providers, how a rule refuses."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")
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

def _names(depset_of_files):
    "Base names without the tool's own files."
    return sorted([
        f.basename
        for f in depset_of_files.to_list()
        if "/eval/" not in "/" + f.short_path and "node_modules" not in f.short_path and not f.short_path.startswith("../")
    ])

def _actions(env, mnemonic):
    return [a for a in analysistest.target_actions(env) if a.mnemonic == mnemonic]

def _values(words, flag):
    return [words[i + 1] for i in range(len(words) - 1) if words[i] == flag]

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
        asserts.true(env, action.argv[0].endswith(ctx.attr.program), "runs {}".format(action.argv[0]))
        for name in ctx.attr.forbidden:
            asserts.false(env, name in names, "{} must not see {}; it sees {}".format(ctx.attr.mnemonic, name, names))
    for name in ctx.attr.needed:
        asserts.true(env, name in seen, "{} must see {}; it sees {}".format(ctx.attr.mnemonic, name, seen))
    outputs = sorted([f.basename for action in actions for f in action.outputs.to_list()])
    asserts.equals(env, sorted(ctx.attr.outputs), outputs, "outputs of {}".format(ctx.attr.mnemonic))
    return analysistest.end(env)

stage_test = analysistest.make(_stage_test_impl, attrs = {
    "count": attr.int(default = 1),
    "forbidden": attr.string_list(),
    "mnemonic": attr.string(),
    "needed": attr.string_list(),
    "outputs": attr.string_list(),
    "program": attr.string(doc = "How the program's path ends."),
})

def _subset_test_impl(ctx):
    "Of a corpus that the command line leaves out, tabulate and the check of names know the name and nothing else."
    env = analysistest.begin(ctx)
    for mnemonic in ["EvalTabulate", "EvalNames"]:
        [action] = _actions(env, mnemonic)
        asserts.equals(env, 1, len([name for name in _names(action.inputs) if name == "corpus.json"]), mnemonic + ": corpora")
    [tabulate] = _actions(env, "EvalTabulate")
    asserts.equals(env, ["samples-0.rows"], [name for name in _names(tabulate.inputs) if name.startswith("samples")])
    asserts.equals(env, ["crops"], analysistest.target_under_test(env)[EvalTableInfo].corpora.keys())
    return analysistest.end(env)

subset_test = analysistest.make(_subset_test_impl, config_settings = {str(Label("//rules/settings:corpora")): ["crops", "of_others"]})

def _program_test_impl(ctx):
    "What a program brings along, beside Node.js and its launcher: these files are inputs of every action that runs it."
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    own = target.label.repo_name
    found = [
        file.short_path.removeprefix("eval/")
        for file in target[DefaultInfo].default_runfiles.files.to_list()
        if file.owner.repo_name == own and "_/" not in file.short_path and "_node_bin/" not in file.short_path
    ]
    asserts.equals(env, sorted(ctx.attr.files), sorted(found))
    return analysistest.end(env)

program_test = analysistest.make(_program_test_impl, attrs = {"files": attr.string_list()})

def _validation_test_impl(ctx):
    "What fails a build beside the real work: files that say that an input, or a verdict, is what it should be."
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    found = {f.basename: None for f in target[OutputGroupInfo]._validation.to_list()}
    asserts.equals(env, sorted(ctx.attr.files), sorted(found), "validations of the target and of what it is made of")
    for action in _actions(env, "EvalEnforce"):
        asserts.equals(env, ["decision.json"], [name for name in _names(action.inputs) if name.endswith(".json")])
    return analysistest.end(env)

_VALIDATION = {"files": attr.string_list()}
validation_test = analysistest.make(_validation_test_impl, attrs = _VALIDATION)
enforced_test = analysistest.make(_validation_test_impl, attrs = _VALIDATION, config_settings = {str(Label("//rules/settings:enforce")): True})

def _shards_test_impl(ctx):
    "Every picture is in exactly one inference action, and an action sees no picture of another shard."
    env = analysistest.begin(ctx)
    pictures = [n for a in _actions(env, "EvalInfer") for n in _names(a.inputs) if n.endswith(".jpg")]
    asserts.equals(env, ["a.jpg", "b.jpg", "c.jpg", "d.jpg"], sorted(pictures))
    return analysistest.end(env)

shards_test = analysistest.make(_shards_test_impl)

def _masks_test_impl(ctx):
    "Every mask is where the picture of its name is, and nowhere else."
    env = analysistest.begin(ctx)
    for action in _actions(env, "EvalVerify"):
        names = _names(action.inputs)
        pictures, masks = [[n[:1] for n in names if n.endswith(e)] for e in [".jpg", ".png"]]
        asserts.equals(env, pictures, masks)
    return analysistest.end(env)

masks_test = analysistest.make(_masks_test_impl)

def _packs_test_impl(ctx):
    "A verification sees one pack of pictures and the pack of its masks."
    env = analysistest.begin(ctx)
    seen = [[n for n in _names(a.inputs) if n.endswith(".tar")] for a in _actions(env, "EvalVerify")]
    asserts.equals(env, [["a.masks.tar", "a.tar"], ["b.masks.tar", "b.tar"]], seen)
    return analysistest.end(env)

packs_test = analysistest.make(_packs_test_impl)

def _config_test_impl(ctx):
    "What a backend declares is written down whole: its digest is made of it."
    env = analysistest.begin(ctx)
    content = json.decode([a.content for a in _actions(env, "FileWrite")][0])
    asserts.equals(env, json.decode(ctx.attr.content), content)
    return analysistest.end(env)

config_test = analysistest.make(_config_test_impl, attrs = {"content": attr.string()})

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
    if ctx.attr.noun == "report":
        asserts.equals(env, ["gallery"], [f.basename for f in target[OutputGroupInfo].gallery.to_list()])
    return analysistest.end(env)

provider_test = analysistest.make(_provider_test_impl, attrs = {"files": attr.string_list(), "noun": attr.string()})

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

gate_test = analysistest.make(_gate_test_impl)

def _promote_test_impl(ctx):
    env = analysistest.begin(ctx)
    target = analysistest.target_under_test(env)
    words = target[RunEnvironmentInfo].environment["MODEL_EVAL_INPUTS"].split("\n")
    evidence = {words[i]: words[i + 1].split("/")[-1] for i in range(0, len(words), 2)}
    asserts.equals(env, ctx.attr.evidence, evidence)
    names = [f.basename for f in target[DefaultInfo].default_runfiles.files.to_list()]
    for name in evidence.values():
        asserts.true(env, name in names, "{} is in the runfiles".format(name))
    return analysistest.end(env)

promote_test = analysistest.make(_promote_test_impl, attrs = {"evidence": attr.string_dict()})

def _bundle_test_impl(ctx):
    "The plan is complete and in an order in which it can run, and the gate of the archive is told what that of Bazel is told."
    env = analysistest.begin(ctx)
    words = _actions(env, "EvalBundle")[0].argv
    request = json.decode("\n".join(_values(words, "--request")))
    plan = request["plan"]
    asserts.equals(env, len(request["files"]), len(_values(words, "--source")), "each file has a source")
    there = {path.removeprefix("inputs/"): True for path in request["files"]}
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

bundle_test = analysistest.make(_bundle_test_impl, attrs = {"steps": attr.string_list()})

def _refusal_test_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, ctx.attr.says)
    return analysistest.end(env)

no_corpus_test = analysistest.make(_refusal_test_impl, attrs = {"says": attr.string()}, config_settings = {str(Label("//rules/settings:corpora")): ["tset"]}, expect_failure = True)
refusal_test = analysistest.make(_refusal_test_impl, attrs = {"says": attr.string()}, expect_failure = True)
