"Compiles TypeScript with tsc, one action for JavaScript and typings."

load("@aspect_rules_js//js:providers.bzl", "JsInfo", "js_info")
load(
    "@aspect_rules_js//js/private:helpers.bzl",
    "copy_to_bin",
    "npm_sources",
    "runfiles_of",
    "transitive_sources",
    "transitive_types",
)
load(":ts_config.bzl", "TsConfigInfo")

def _in_bin(file):
    "A file's path as seen from the root of the output tree, where tsc runs."
    path = file.short_path
    return "external/" + path[3:] if path.startswith("../") else path

def _ts_project_impl(ctx):
    if not ctx.outputs.js_outs:
        fail("nothing to compile: no .ts, .mts or .cts file among srcs")
    srcs = copy_to_bin(ctx, ctx.files.srcs)
    tsconfig = copy_to_bin(ctx, [ctx.file.tsconfig])[0]
    configs = depset(
        [tsconfig],
        transitive = [ctx.attr.tsconfig[TsConfigInfo].deps] if TsConfigInfo in ctx.attr.tsconfig else [],
    )
    js, typings = ctx.outputs.js_outs + ctx.outputs.map_outs, ctx.outputs.typings_outs + ctx.outputs.typing_maps_outs

    root = ctx.label.workspace_root + "/" + ctx.label.package if ctx.label.workspace_root else ctx.label.package
    args = ctx.actions.args()
    args.add("--project", _in_bin(tsconfig))
    args.add("--rootDir", root or ".")

    targets = ctx.attr.srcs + ctx.attr.deps
    infos = [t[JsInfo] for t in targets if JsInfo in t]
    ctx.actions.run(
        executable = ctx.executable.tsc,
        inputs = depset(srcs, transitive = [configs] + [i.transitive_types for i in infos] + [i.npm_sources for i in infos]),
        outputs = js + typings,
        arguments = [args],
        env = {"BAZEL_BINDIR": ctx.bin_dir.path},
        mnemonic = "TsProject",
        progress_message = "Compiling TypeScript %{label}",
    )

    types = typings + [f for f in srcs if f.path.endswith((".d.ts", ".d.mts", ".d.cts"))]
    return [
        DefaultInfo(files = depset(js), runfiles = runfiles_of(ctx, js, targets + ctx.attr.data).merge(ctx.runfiles(ctx.files.data))),
        js_info(
            target = ctx.label,
            npm_sources = npm_sources(targets),
            sources = depset(js),
            transitive_sources = transitive_sources(js, targets),
            transitive_types = transitive_types(types, targets),
            types = depset(types),
        ),
        OutputGroupInfo(types = depset(types)),
        coverage_common.instrumented_files_info(
            ctx,
            source_attributes = ["srcs"],
            dependency_attributes = ["deps"],
            extensions = ["ts"],
        ),
    ]

ts_project_rule = rule(
    doc = "One run of tsc, with the outputs that the macro has worked out.",
    implementation = _ts_project_impl,
    attrs = {
        "data": attr.label_list(doc = "Files that programs need when they run.", allow_files = True),
        "deps": attr.label_list(doc = "Targets with typings, npm packages among them.", providers = [JsInfo]),
        "js_outs": attr.output_list(doc = "JavaScript."),
        "map_outs": attr.output_list(doc = "Source maps."),
        "srcs": attr.label_list(doc = "TypeScript.", allow_files = True, mandatory = True),
        "tsc": attr.label(doc = "The compiler.", executable = True, cfg = "exec", mandatory = True),
        "tsconfig": attr.label(doc = "A file, or a ts_config.", allow_single_file = [".json"], mandatory = True),
        "typing_maps_outs": attr.output_list(doc = "Maps of typings."),
        "typings_outs": attr.output_list(doc = "Typings."),
    },
)
