"""eval_table: the tabulate stage, scores of several backends on several corpora to one table."""

load("//rules:providers.bzl", "EvalCriteriaInfo", "EvalExternalMetricsInfo", "EvalScoresInfo", "EvalTableInfo")
load(":attributes.bzl", "by_name")
load(":node_action.bzl", "node_action")
load(":settings.bzl", "SettingInfo")

def _candidate(scores):
    "The backend that wants promotion: one on all corpora, or None where all numbers are external metrics."
    backends = {s.info.predictions.backend.config: s.info.predictions.backend for s in scores if s.role == "candidate"}
    if len(backends) > 1:
        fail("scores: the candidate is {}; expected one backend on all corpora".format(" and ".join([str(f.owner) for f in backends])))
    return backends.values()[0] if backends else None

def _check_libraries(criteria, scores):
    "Fails where criteria and scores were given other metrics of the user's: what one names, the other measures."
    judged = {library.src: None for library in criteria.libraries}
    for s in scores:
        measured = {library.src: None for library in s.info.libraries}
        for here, there, sentence in [
            (judged, measured, "the criteria have the metric library {}, and {}:{} was scored without it"),
            (measured, judged, "the metric library {} was scored for {}:{}, and the criteria do not have it"),
        ]:
            for src in here:
                if src not in there:
                    fail((sentence + ". Name it in metric_libraries of criteria and of model_evaluation (or backend_scores)").format(src.short_path, s.role, s.corpus))

def _left_out(ctx):
    "Names of corpora that the command line leaves out of this build."
    wanted = ctx.attr._corpora[SettingInfo].value
    known = {key.partition(":")[2]: None for key in ctx.attr.scores.values()}.keys()
    if not wanted or not known:
        return []
    if not [name for name in known if name in wanted]:
        fail("{}: none of its corpora ({}) is among those that the command line names: {}".format(ctx.label, ", ".join(known), ", ".join(wanted)))
    return sorted([name for name in known if name not in wanted])

def _checked_names(ctx, criteria, corpora, left_out, external, roles):
    """Fails the build where criteria name what the evaluation does not have, with file and line.

    It needs the summaries of the corpora alone and so is done long before the last inference; nothing is made of its output."""
    return node_action.run(
        ctx,
        tool = ctx.attr._names,
        arguments = [
            ("criteria", criteria.src),
            ("policy", criteria.policy),
            ("measure", criteria.measure),
            ("corpus", {name: corpus.manifest for name, corpus in corpora.items()}),
            ("left-out", left_out),
            ("external", external.keys()),
            ("role", roles),
        ],
        outputs = {"out": "names.txt"},
        mnemonic = "EvalNames",
        progress_message = "Checking the names in the criteria of %{label}",
    )

def _eval_table_impl(ctx):
    criteria = ctx.attr.criteria[EvalCriteriaInfo]
    corpora, scores = {}, []
    left_out = _left_out(ctx)
    for key, target in by_name("scores", ctx.attr.scores).items():
        role, found, corpus = key.partition(":")
        if not found:
            fail("scores: expected \"role:corpus\" for {}, got \"{}\"".format(target.label, key))
        if corpus in left_out:
            continue
        info = target[EvalScoresInfo]
        if corpus in corpora and corpora[corpus].manifest != info.corpus.manifest:
            fail("scores: corpus \"{}\" is {} for one backend and {} for another".format(corpus, corpora[corpus].name, info.corpus.name))
        corpora[corpus] = info.corpus
        scores.append(struct(role = role, corpus = corpus, info = info))
    _check_libraries(criteria, scores)
    declared = by_name("external_metrics", ctx.attr.external_metrics)
    external = {name: target[EvalExternalMetricsInfo] for name, target in declared.items()}
    metrics, csv, pairs, samples = node_action.run(
        ctx,
        tool = ctx.attr._tabulate,
        arguments = [
            ("evaluation", ctx.attr.evaluation or ctx.label.name),
            ("measure", criteria.measure),
            ("corpus", {name: corpus.manifest for name, corpus in corpora.items()}),
            ("left-out", left_out),
            ("slices", {name: corpus.slices for name, corpus in corpora.items()}),
            ("scores", {"{}:{}".format(s.role, s.corpus): s.info.samples for s in scores}),
            ("library", [library.src for library in criteria.libraries]),
            ("external", {name: info.external_metrics for name, info in external.items()}),
            ("training", ctx.file.training),
        ],
        outputs = {"out": "metrics.json", "csv": "metrics.csv", "pairs": "pairs.ndjson", "samples": "samples.csv"},
        mnemonic = "EvalTabulate",
        progress_message = "Tabulating %{label}",
    )
    return [
        DefaultInfo(files = depset([metrics, csv, samples])),
        EvalTableInfo(
            candidate = _candidate(scores),
            corpora = corpora,
            criteria = criteria,
            csv = csv,
            external_metrics = external,
            metrics = metrics,
            pairs = pairs,
            samples = samples,
            scores = scores,
        ),
        OutputGroupInfo(_validation = depset(
            # Where all numbers are external metrics, only their rows know whether there is a baseline: decide looks there.
            _checked_names(ctx, criteria, corpora, left_out, external, sorted({s.role: None for s in scores}) or ["baseline"]),
        )),
    ]

eval_table = rule(
    doc = """Aggregates scores per corpus and slice, pairs candidate with baseline, and measures what the sanity checks judge.""",
    implementation = _eval_table_impl,
    attrs = {
        "criteria": attr.label(
            doc = "The policy whose measuring part (pass limit, seed, resamples) is used. Its limits are not read.",
            mandatory = True,
            providers = [EvalCriteriaInfo],
        ),
        "evaluation": attr.string(doc = "What reports call the evaluation. Default: the target's name."),
        "external_metrics": attr.label_keyed_string_dict(
            doc = "external_metrics or scorecard_evidence target -> what criteria call it in `where: {corpus: …}`.",
            providers = [EvalExternalMetricsInfo],
        ),
        "scores": attr.label_keyed_string_dict(
            doc = "eval_scores target -> `role:corpus`, where role is `candidate`, `baseline` or `reference.<name>`. " +
                  "Empty where all numbers are external metrics.",
            providers = [EvalScoresInfo],
        ),
        "training": attr.label(
            doc = "JSON list of the pictures and groups that the candidate was trained on. Without it the overlap with the training " +
                  "set is reported as not measured.",
            allow_single_file = [".json"],
        ),
        "_corpora": attr.label(default = Label("//rules/settings:corpora")),
        "_names": node_action.tool("//eval/criteria/names"),
        "_tabulate": node_action.tool("//eval/tabulate"),
    },
    provides = [EvalTableInfo],
)
