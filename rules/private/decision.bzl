"""eval_decision: the decide stage, a table and a policy to a verdict."""

load("//rules:providers.bzl", "EvalDecisionInfo", "EvalTableInfo")
load(":node_action.bzl", "node_action")
load(":settings.bzl", "SettingInfo")

def _enforced(ctx, decision):
    "Nothing, unless the command line asks that a build fails on anything but a go."
    if not ctx.attr._enforced[SettingInfo].value:
        return []
    return node_action.run(
        ctx,
        tool = ctx.attr._enforce,
        arguments = [("decision", decision)],
        outputs = {"out": "enforced.txt"},
        mnemonic = "EvalEnforce",
        progress_message = "Enforcing %{label}",
    )

def _attestation(ctx, table, decision):
    "The verdict as an in-toto statement about the files of the checkpoint; nothing where what was judged is no checkpoint."
    checkpoint = table.candidate.checkpoint if table.candidate else None
    if not checkpoint:
        return []
    made_of = {
        "decision.json": decision,
        "measurement.json": table.criteria.measure,
        "metrics.json": table.metrics,
        "policy.json": table.criteria.policy,
    } | {"corpora/{}.json".format(name): corpus.manifest for name, corpus in table.corpora.items()}
    return node_action.run(
        ctx,
        tool = ctx.attr._attest,
        arguments = [
            ("decision", decision),
            ("checkpoint", checkpoint.manifest),
            ("made-of", made_of),
        ],
        outputs = {"statement-out": "test_result.intoto.json", "predicate-out": "test_result.predicate.json"},
        mnemonic = "EvalAttest",
        progress_message = "Attesting %{label}",
    )

def _eval_decision_impl(ctx):
    table = ctx.attr.table[EvalTableInfo]
    [decision] = node_action.run(
        ctx,
        tool = ctx.attr._decide,
        arguments = [
            ("metrics", table.metrics),
            ("policy", table.criteria.policy),
            ("candidates", str(ctx.attr.candidates) if ctx.attr.candidates > 1 else None),
        ],
        outputs = {"out": "decision.json"},
        mnemonic = "EvalDecide",
        progress_message = "Deciding %{label}",
    )
    attestation = _attestation(ctx, table, decision)
    return [
        DefaultInfo(files = depset([decision])),
        EvalDecisionInfo(
            attestation = attestation,
            candidate = table.candidate,
            corpora = table.corpora,
            criteria = table.criteria,
            decision = decision,
            table = table,
        ),
        OutputGroupInfo(attestation = depset(attestation), _validation = depset(_enforced(ctx, decision))),
    ]

eval_decision = rule(
    doc = """Judges the table by its criteria. A verdict is a file: this never fails over a no-go, only over wrong input.

The output group `attestation` has the verdict as an in-toto statement with the predicate test-result, for `gh attestation` and other verifiers (docs/promotion.md).

With `--@rules_model_eval//rules/settings:enforce` the build of a decision, and of everything made of it, fails unless the verdict is go.""",
    implementation = _eval_decision_impl,
    attrs = {
        "candidates": attr.int(
            default = 1,
            doc = "How many candidates are judged on the same corpora at the same time: reports say so, and `reuse` counts the others.",
        ),
        "table": attr.label(doc = "What is judged, by the criteria it was made with.", mandatory = True, providers = [EvalTableInfo]),
        "_attest": node_action.tool("//eval/attest"),
        "_decide": node_action.tool("//eval/decide"),
        "_enforce": node_action.tool("//eval/gate/enforce"),
        "_enforced": attr.label(default = Label("//rules/settings:enforce")),
    },
    provides = [EvalDecisionInfo],
)
