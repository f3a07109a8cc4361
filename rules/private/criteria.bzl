"""criteria: a promotion policy."""

load("//rules:providers.bzl", "EvalCriteriaInfo")
load(":metric_library.bzl", "metric_libraries")
load(":node_action.bzl", "node_action")
load(":settings.bzl", "SettingInfo")

def _tier(ctx):
    """The flag replaces the attribute, where there is one: criteria without tiers are not touched by it."""
    return (ctx.attr._tier[SettingInfo].value or ctx.attr.tier) if ctx.attr.tier else None

def _criteria_impl(ctx):
    libraries = metric_libraries.infos(ctx)
    measure, policy = node_action.run(
        ctx,
        tool = ctx.attr._policy,
        arguments = [
            ("criteria", ctx.file.src),
            ("sanity", ctx.file.sanity),
            ("tier", _tier(ctx)),
            ("library", [library.definitions for library in libraries]),
        ],
        outputs = {"measure-out": "measurement.json", "policy-out": "policy.json"},
        mnemonic = "EvalCriteria",
        progress_message = "Reading criteria %{label}",
    )
    return [
        DefaultInfo(files = depset([measure, policy])),
        EvalCriteriaInfo(libraries = libraries, measure = measure, policy = policy, src = ctx.file.src),
        # A mistake in the criteria fails the build of everything that names them, also where only one of the files is needed.
        OutputGroupInfo(_validation = depset([policy])),
    ]

criteria = rule(
    doc = """A promotion policy: a YAML file that its owners edit. No limit lives anywhere else.

Mistakes in it are all told at once, with file, line and column, whenever anything that depends on it is built.""",
    implementation = _criteria_impl,
    attrs = metric_libraries.attribute("Metrics of your own that the file names.") | {
        "sanity": attr.label(
            default = Label("//criteria:sanity.yaml"),
            doc = "YAML: level and limit of each sanity check. Your own file replaces the shipped one; single checks can be " +
                  "overridden in `src`.",
            allow_single_file = [".yaml", ".yml"],
        ),
        "src": attr.label(doc = "The criteria, see docs/criteria.md.", allow_single_file = [".yaml", ".yml"], mandatory = True),
        "tier": attr.string(
            doc = "Which of the file's tiers is judged by; `--@rules_model_eval//rules/settings:tier` replaces it. Only for files with tiers.",
        ),
        "_policy": node_action.tool("//eval/criteria"),
        "_tier": attr.label(default = Label("//rules/settings:tier")),
    },
    provides = [EvalCriteriaInfo],
)
