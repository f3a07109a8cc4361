"""eval_report: the gallery and render stages, a decision to what people read."""

load("//rules:providers.bzl", "EvalCheckpointInfo", "EvalDecisionInfo", "EvalReportInfo")
load(":attributes.bzl", "label_text")
load(":node_action.bzl", "node_action")

def _by_corpus(scores, role):
    return [s for s in scores if s.role == role]

def _packs(scores):
    return [pack for shard in scores.info.corpus.shards for pack in shard.packs]

def _gallery(ctx, table):
    """Pictures of the best improvements and worst regressions.

    Chosen from the table, not from the decision: a changed limit draws nothing again.
    """
    candidate, baseline = _by_corpus(table.scores, "candidate"), _by_corpus(table.scores, "baseline")
    return node_action.run(
        ctx,
        tool = ctx.attr._gallery,
        arguments = [
            ("metrics", table.metrics),
            ("pairs", table.pairs),
            ("corpus-slices", {s.corpus: s.info.corpus.slices for s in candidate}),
            ("picture", {s.corpus: node_action.keyed(s.info.corpus.images) for s in candidate}),
            ("pack", {s.corpus: [p.pack for p in _packs(s)] for s in candidate}),
            ("pack-index", {s.corpus: [p.index for p in _packs(s)] for s in candidate}),
            ("truth", {s.corpus: [shard.truth for shard in s.info.corpus.shards] for s in candidate}),
            ("candidate", {s.corpus: s.info.predictions.shards for s in candidate}),
            ("baseline", {s.corpus: s.info.predictions.shards for s in baseline}),
            ("metric", ctx.attr.metric or None),
            ("count", str(ctx.attr.gallery)),
        ],
        outputs = {"out": "gallery.json", "strips-dir": ctx.actions.declare_directory(ctx.label.name + "/gallery")},
        mnemonic = "EvalGallery",
        progress_message = "Drawing the gallery of %{label}",
    )

def _eval_report_impl(ctx):
    info = ctx.attr.decision[EvalDecisionInfo]
    table = info.table
    items, strips = _gallery(ctx, table)
    report, markdown, html = node_action.run(
        ctx,
        tool = ctx.attr._render,
        arguments = [
            ("metrics", table.metrics),
            ("pairs", table.pairs),
            ("decision", info.decision),
            ("gallery", items),
            # Name of the flag, and the checkpoint that it stands for in this build.
            ("flag", {ctx.attr.flag_name: label_text(ctx.attr.flag.label)} if ctx.attr.flag_name else None),
        ],
        outputs = {"json-out": "report.json", "markdown-out": "report.md", "html-out": "report.html"},
        mnemonic = "EvalRender",
        progress_message = "Rendering %{label}",
    )
    beside = []
    for file in [table.csv, table.samples, table.pairs]:
        beside.append(node_action.declare(ctx, file.basename))
        ctx.actions.symlink(output = beside[-1], target_file = file)
    files = [html, markdown, report] + beside
    return [
        DefaultInfo(files = depset(files + [strips])),
        EvalReportInfo(decision = info.decision, files = files, gallery = strips, report = report),
        OutputGroupInfo(
            attestation = depset(info.attestation),
            decision = depset([info.decision]),
            gallery = depset([strips]),
            metrics = depset([table.metrics, table.csv]),
            samples = depset([f for s in table.scores for f in s.info.samples]),
        ),
    ]

eval_report = rule(
    doc = """Renders report.html, report.md and report.json from a decision, and puts metrics.csv, samples.csv and pairs.ndjson beside them.

`--output_groups=gallery` brings the overlays of the best improvements and worst regressions alone.
`--output_groups=attestation` makes test_result.intoto.json and test_result.predicate.json of the decision (docs/promotion.md).""",
    implementation = _eval_report_impl,
    attrs = {
        "decision": attr.label(doc = "What to report.", mandatory = True, providers = [EvalDecisionInfo]),
        "flag": attr.label(doc = "The label_flag that swaps the candidate's checkpoint, where there is one.", providers = [EvalCheckpointInfo]),
        "flag_name": attr.string(doc = "What the command line calls `flag`. With both, reports say which checkpoint it stood for."),
        "gallery": attr.int(default = 6, doc = "How many best improvements and how many worst regressions are shown."),
        "metric": attr.string(doc = "Which metric ranks the gallery. Empty: the one that makes a pass, else the first."),
        "_gallery": node_action.tool("//eval/gallery"),
        "_render": node_action.tool("//eval/render"),
    },
    provides = [EvalReportInfo],
)
