"""model_evaluation: all stages for a candidate against a baseline, in one call."""

load(":attributes.bzl", "label_text")
load(":bundle.bzl", "eval_bundle")
load(":candidates.bzl", "eval_candidates")
load(":decision.bzl", "eval_decision")
load(":gate.bzl", "eval_gate_test")
load(":inner_targets.bzl", "check_arguments", "inner", "inner_tags")
load(":predictions.bzl", "eval_predictions")
load(":promote.bzl", "eval_promote")
load(":report.bzl", "eval_report")
load(":resources.bzl", "without_groups")
load(":scorecard.bzl", "eval_scorecard")
load(":scores.bzl", "eval_scores")
load(":table.bzl", "eval_table")

def backend_scores(name, backend, corpora, baseline_scores = {}, metric_libraries = [], **kwargs):
    """Predictions and scores of one backend on several corpora.

    `model_evaluation` calls it for each backend. Call it yourself, and hand over the result as `baseline_scores`, where
    several evaluations in one workspace share a baseline: it then runs once.

    Args:
        name: prefix; makes `<name>.<corpus>.predictions` and `<name>.<corpus>.scores`
        backend: label of a backend
        corpora: dict, the evaluation's name of a corpus -> label of the corpus
        baseline_scores: dict from `backend_scores` of the backend that parity is measured with, see `parity` of `model_evaluation`
        metric_libraries: labels of `metric_library`, those of the criteria
        **kwargs: tags, testonly and so on of the made targets. They are `manual`, and of the tags they get those that say how an
            action runs (`no-cache`, `requires-gpu`, …)

    Returns:
        dict: name of a corpus -> label of its scores
    """
    check_arguments("backend_scores " + name, kwargs, ["name", "backend", "corpora", "baseline_scores", "metric_libraries"])
    inner_kwargs = kwargs | {"tags": inner_tags(kwargs.get("tags", []))}
    scores = {}
    for corpus, label in corpora.items():
        prefix = "{}.{}".format(name, corpus)
        eval_predictions(name = prefix + ".predictions", backend = backend, corpus = label, **inner_kwargs)
        eval_scores(
            name = prefix + ".scores",
            baseline = baseline_scores.get(corpus),
            metric_libraries = metric_libraries,
            predictions = prefix + ".predictions",
            **without_groups(inner_kwargs)
        )
        scores[corpus] = native.package_relative_label(":{}.scores".format(prefix))
    return scores

_PARAMETERS = [
    "name",
    "criteria",
    "candidate",
    "candidate_flag",
    "candidates",
    "corpora",
    "external_metrics",
    "baseline",
    "baseline_scores",
    "parity",
    "references",
    "metric_libraries",
    "training",
    "expect",
    "gallery",
    "gate",
    "gate_tags",
    "bundle",
    "visibility",
]

def _of(candidate, value):
    "What a dict by candidate says about one of them; anything else is about all."
    return value.get(candidate) if type(value) == "dict" else value

def _evaluation(name, criteria, roles, external_metrics, training, flag, candidates, expect, gallery, gate, gate_tags, bundle, visibility, kwargs):
    "The targets of one candidate's evaluation, from scores on: `roles` is a dict, role -> dict from `backend_scores`."
    inner_kwargs = inner(kwargs)
    eval_table(
        name = name + ".metrics",
        criteria = criteria,
        evaluation = "//{}:{}".format(native.package_name(), name),
        external_metrics = {label: known_as for known_as, label in external_metrics.items()},
        scores = {label: "{}:{}".format(role, corpus) for role, scores in roles.items() for corpus, label in scores.items()},
        training = training,
        **inner_kwargs
    )
    eval_decision(name = name + ".decision", candidates = candidates, table = name + ".metrics", **inner_kwargs)
    eval_report(
        name = name,
        decision = name + ".decision",
        flag = flag,
        flag_name = label_text(flag) if flag else "",
        gallery = gallery,
        visibility = visibility,
        **kwargs
    )
    if external_metrics:
        eval_scorecard(name = name + ".scorecard", decision = name + ".decision", visibility = visibility, **kwargs)
    if "candidate" in roles:
        eval_promote(
            name = name + ".promote",
            decision = name + ".decision",
            visibility = visibility,
            # By hand only: no build of //... makes what moves something.
            **dict(kwargs, tags = kwargs.get("tags", []) + ["manual"])
        )
    eval_gate_test(
        name = gate or name + ".gate",
        size = "small",
        expect = expect,
        report = name,
        visibility = visibility,
        **dict(kwargs, tags = kwargs.get("tags", []) + gate_tags)
    )
    eval_bundle(
        name = bundle or name + ".bundle",
        evaluation = name,
        expect = expect,
        results = [name + ".scorecard"] if external_metrics else [],
        visibility = visibility,
        **dict(kwargs, tags = kwargs.get("tags", []) + ["manual"])
    )

def model_evaluation(
        name,
        criteria,
        candidate = None,
        candidate_flag = None,
        candidates = {},
        corpora = {},
        external_metrics = {},
        baseline = None,
        baseline_scores = None,
        parity = False,
        references = {},
        metric_libraries = [],
        training = None,
        expect = "go",
        gallery = 6,
        gate = None,
        gate_tags = [],
        bundle = None,
        visibility = None,
        **kwargs):
    """Evaluates a candidate and says whether it may be promoted.

    Makes `<name>` (report.html, report.md, report.json, metrics.csv, samples.csv), `<name>.gate` (a test that passes on a go),
    `<name>.promote` (a command that moves what is in service, on a go) where there is a candidate, `<name>.bundle` (all of
    it as an archive for machines without Bazel, made when it is asked for), `<name>.decision`,
    `<name>.metrics`, `<name>.scorecard` where there are external metrics, and for each backend and corpus predictions and scores.

    Args:
        name: name of the report target
        criteria: label of a `criteria` target
        candidate: label of the backend that wants promotion; None where all numbers are external metrics
        candidate_flag: label of the label_flag that swaps the candidate's checkpoint, where there is one: the report then says what it
            stood for, and its line to make it again sets it
        candidates: dict, name -> label of a backend, in place of `candidate`: makes an evaluation `<name>.<candidate>` of each, with report, gate and
            promotion of its own, and `<name>` is the page that shows them side by side. What they are held against runs once, and a further candidate infers
            and scores nothing but itself
        corpora: dict, name -> label of a corpus; criteria speak of these names
        external_metrics: dict, name -> label of `external_metrics` or `scorecard_evidence`; criteria speak of these names like those of corpora.
            With `candidates`, a dict by candidate stands in place of a label that is not about all of them
        baseline: label of the backend it is held against; None where the criteria are absolute
        baseline_scores: dict from `backend_scores` in place of `baseline`, to share its work between evaluations
        parity: whether it is measured how far candidate and references predict the same as the baseline (`parity_…` metrics): for a model in
            another runtime, or an export of other precision, beside its original
        references: dict, name -> label of a further backend that is shown and not judged: other architectures, naive baselines, a second annotator
        metric_libraries: labels of `metric_library`, those that the criteria have
        training: label of the list of training pictures, see `eval_table`
        expect: the verdict that lets the gate pass; anything but "go" is for examples and tests of a policy. With `candidates`, also a dict by candidate
        gallery: how many improvements and regressions the report shows
        gate: name of the gate test, by default `<name>.gate`
        gate_tags: further tags of the gate test
        bundle: name of the archive, by default `<name>.bundle`
        visibility: of the report, the gate and the archive
        **kwargs: tags, testonly and so on of every target. The targets on the way are `manual`, and of the tags they get those that
            say how an action runs (`no-cache`, `requires-gpu`, …)
    """
    judged = candidates or {None: candidate}
    by_candidate = [value for value in [expect] + external_metrics.values() if type(value) == "dict"]
    strangers = {one: None for value in by_candidate for one in value if one not in candidates}
    own_only = candidate_flag or gate or bundle
    check_arguments("model_evaluation " + name, kwargs, _PARAMETERS, [sentence for wrong, sentence in [
        (baseline and baseline_scores, "give baseline or baseline_scores, not both"),
        (candidate and candidates, "give candidate or candidates, not both"),
        (candidates and own_only, "candidate_flag, gate and bundle are about one candidate; with candidates each has targets of its own"),
        (strangers, "{} is no candidate; expected {}".format(", ".join(strangers), ", ".join(candidates) or "none")),
        (not corpora and not external_metrics, "there are neither corpora nor external metrics; nothing would be measured"),
        (bool(candidate or candidates) != bool(corpora), "give a candidate and corpora, or neither where all numbers are external metrics"),
        (parity and not (baseline or baseline_scores), "parity is measured with a baseline; give one"),
        (
            baseline_scores and sorted(baseline_scores) != sorted(corpora),
            "baseline_scores has corpora {}, expected {}".format(", ".join(baseline_scores or {}), ", ".join(corpora)),
        ),
    ] if wrong])
    inner_kwargs = inner(kwargs)
    scored = dict(inner_kwargs, metric_libraries = metric_libraries)
    if baseline:
        baseline_scores = backend_scores(name + ".baseline", baseline, corpora, **scored)
    held_against = dict(scored, baseline_scores = baseline_scores) if parity else scored
    against = {"baseline": baseline_scores} if baseline_scores else {}
    for reference, backend in references.items():
        against["reference." + reference] = backend_scores("{}.{}".format(name, reference), backend, corpora, **held_against)
    flag = native.package_relative_label(candidate_flag) if candidate_flag else None

    # Properties of execution groups are for what runs the backends.
    rest_kwargs = without_groups(kwargs)
    for one, backend in judged.items():
        own = "{}.{}".format(name, one) if one else name
        roles = {"candidate": backend_scores(own + ".candidate", backend, corpora, **held_against)} if backend else {}
        metrics = {known_as: _of(one, label) for known_as, label in external_metrics.items()}
        _evaluation(
            name = own,
            bundle = bundle,
            candidates = len(judged),
            criteria = criteria,
            expect = _of(one, expect) or "go",
            external_metrics = {known_as: label for known_as, label in metrics.items() if label},
            flag = flag,
            gallery = gallery,
            gate = gate,
            gate_tags = gate_tags,
            kwargs = rest_kwargs,
            roles = roles | against,
            training = training,
            visibility = visibility,
        )
    if candidates:
        reports = {"{}.{}".format(name, one): one for one in candidates}
        eval_candidates(name = name, reports = reports, visibility = visibility, **rest_kwargs)
