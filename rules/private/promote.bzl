"""eval_promote and eval_verify: a promotion store, moved on a go and held against its audit trail."""

load("//rules:providers.bzl", "EvalBackendInfo", "EvalCheckpointInfo", "EvalDecisionInfo")

def _program(ctx, tool, files, environment):
    """The providers of a target that runs a program of ours: what it may read, and what it is told in variables.

    A rule cannot give its program arguments of its own in front of what people type behind `--`.
    """

    # In a folder of its own: a target may have the name of a package below it.
    program = ctx.actions.declare_file("{0}_/{0}".format(ctx.label.name))
    ctx.actions.symlink(output = program, target_file = tool[DefaultInfo].files_to_run.executable, is_executable = True)
    return [
        DefaultInfo(
            executable = program,
            runfiles = ctx.runfiles(files = files).merge(tool[DefaultInfo].default_runfiles),
        ),
        RunEnvironmentInfo(environment = environment),
    ]

def _checkpoint(target):
    "The EvalCheckpointInfo of a checkpoint, or of a backend that runs one; None for every other backend."
    if EvalCheckpointInfo in target:
        return target[EvalCheckpointInfo]
    return target[EvalBackendInfo].checkpoint

def _eval_promote_impl(ctx):
    info = ctx.attr.decision[EvalDecisionInfo]
    table = info.table
    corpora = {s.corpus: s.info.corpus.manifest for s in table.scores}
    files = [info.decision, table.metrics, table.criteria.policy, table.criteria.measure] + corpora.values()
    arguments = [
        ("evaluation", ctx.attr.evaluation),
        ("decision", info.decision.short_path),
        ("metrics", table.metrics.short_path),
        ("policy", table.criteria.policy.short_path),
        ("measure", table.criteria.measure.short_path),
    ] + [("corpus", "{}={}".format(name, file.short_path)) for name, file in corpora.items()]

    checkpoint = _checkpoint(ctx.attr.candidate)
    if checkpoint:
        files += [checkpoint.manifest, checkpoint.model] + checkpoint.data.values()
        arguments += [("checkpoint", checkpoint.manifest.short_path), ("model", checkpoint.model.short_path)]
        arguments += [("data", "{}={}".format(name, file.short_path)) for name, file in checkpoint.data.items()]

    evidence = "\n".join(["--{}\n{}".format(flag, value) for flag, value in arguments])
    return _program(ctx, ctx.attr._promote, files, {"MODEL_EVAL_EVIDENCE": evidence})

eval_promote = rule(
    doc = """Moves a channel of a promotion store to the candidate: `bazel run :promote -- --store <folder> --actor <name>`.

Only on a go, and only if the decision, the table, the criteria, the corpora and every byte of the checkpoint are those that
were judged: all of it is computed again. A refusal is written down with its reasons. `rollback` and `status` are commands of
the same target. See docs/promotion.md.""",
    implementation = _eval_promote_impl,
    executable = True,
    attrs = {
        "candidate": attr.label(
            doc = "The backend that the evaluation judged, or its `model_checkpoint` where the numbers came as evidence. One that " +
                  "runs no single checkpoint (predictions, a program, folds) is refused when it is promoted.",
            mandatory = True,
            providers = [[EvalBackendInfo], [EvalCheckpointInfo]],
        ),
        "decision": attr.label(doc = "The decision about the candidate.", mandatory = True, providers = [EvalDecisionInfo]),
        "evaluation": attr.string(
            doc = "What the table calls the evaluation. The decision of another one is refused.",
            mandatory = True,
        ),
        "_promote": attr.label(default = Label("//eval/promote"), cfg = "target", executable = True),
    },
)

def _eval_verify_impl(ctx):
    keys = ctx.files.public_keys
    return _program(ctx, ctx.attr._verify, keys, {"MODEL_EVAL_PUBLIC_KEYS": "\n".join([f.short_path for f in keys])})

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
