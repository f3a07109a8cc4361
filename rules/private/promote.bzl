"""eval_promote and eval_verify: a promotion store, moved on a go and held against its audit trail."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo", "EvalDecisionInfo")
load(":program.bzl", "program")

def _checkpoint(ctx, info):
    """The EvalCheckpointInfo of what was judged, or None where no single checkpoint was.

    An evaluation knows its candidate. Where all numbers are external metrics, only the target can say what the numbers are about.
    """
    judged, given = info.candidate, ctx.attr.candidate
    if not given:
        return judged.checkpoint if judged else None
    checkpoint = given[EvalCheckpointInfo] if EvalCheckpointInfo in given else given[EvalBackendInfo].checkpoint
    if judged and (checkpoint != judged.checkpoint or (EvalBackendInfo in given and given[EvalBackendInfo].config != judged.config)):
        fail("candidate: {} was not judged by {}. Leave `candidate` out: the decision knows its own".format(given.label, ctx.attr.decision.label))
    return checkpoint

def _eval_promote_impl(ctx):
    info = ctx.attr.decision[EvalDecisionInfo]
    manifests = {name: corpus.manifest for name, corpus in info.corpora.items()}
    files = [info.decision, info.table.metrics, info.criteria.policy, info.criteria.measure] + manifests.values()
    arguments = [
        ("decision", info.decision.short_path),
        ("metrics", info.table.metrics.short_path),
        ("policy", info.criteria.policy.short_path),
        ("measure", info.criteria.measure.short_path),
    ] + [("corpus", "{}={}".format(name, file.short_path)) for name, file in manifests.items()]

    checkpoint = _checkpoint(ctx, info)
    if checkpoint:
        files += [checkpoint.manifest, checkpoint.model] + checkpoint.data.values()
        arguments += [("checkpoint", checkpoint.manifest.short_path), ("model", checkpoint.model.short_path)]
        arguments += [("data", "{}={}".format(name, file.short_path)) for name, file in checkpoint.data.items()]

    inputs = "\n".join(["--{}\n{}".format(flag, value) for flag, value in arguments])
    return program(ctx, ctx.attr._promote, files, {"MODEL_EVAL_INPUTS": inputs})

eval_promote = rule(
    doc = """Moves a channel of a promotion store to the candidate: `bazel run :promote -- --store <folder> --actor <name>`.

Only on a go, and only if the decision, the table, the criteria, the corpora and every byte of the checkpoint are those that
were judged: all of it is computed again. A refusal is written down with its reasons. `rollback` and `status` are commands of
the same target. See docs/promotion.md.""",
    implementation = _eval_promote_impl,
    executable = True,
    attrs = {
        "candidate": attr.label(
            doc = "Only where all numbers are external metrics: the `model_checkpoint` that they are about. Else the decision knows what was " +
                  "judged, and another candidate is refused. One that runs no single checkpoint (predictions, a program, folds) is " +
                  "refused when it is promoted.",
            providers = [[EvalBackendInfo], [EvalCheckpointInfo]],
        ),
        "decision": attr.label(
            doc = "The decision. It knows its table, criteria, corpora and candidate.",
            mandatory = True,
            providers = [EvalDecisionInfo],
        ),
        "_promote": attr.label(default = Label("//eval/promote"), cfg = "target", executable = True),
    },
)

def _eval_verify_impl(ctx):
    keys = ctx.files.public_keys
    return program(ctx, ctx.attr._verify, keys, {"MODEL_EVAL_PUBLIC_KEYS": "\n".join([f.short_path for f in keys])})

eval_verify = rule(
    doc = """Holds a promotion store against its audit trail: `bazel run :verify -- --store <folder>`.

It looks at every byte of every version, the pointers, the chain of the trail and the signatures, and changes nothing. It needs
no evaluation to be built.""",
    implementation = _eval_verify_impl,
    executable = True,
    attrs = {
        "public_keys": attr.label_list(
            doc = "Ed25519 public keys in PEM. Every version must be signed by one of them. Empty: signatures are only held " +
                  "against their statements, unless `--public-key` names some.",
            allow_files = [".pem"],
        ),
        "_verify": attr.label(default = Label("//eval/promote/verify"), cfg = "target", executable = True),
    },
)
