"js_library: sources, typings, npm packages and data under one name."

load(":helpers.bzl", "copy_to_bin", "npm_sources", "runfiles_of", "transitive_sources", "transitive_types")
load(":js_info.bzl", "js_info")

_TYPINGS = (".d.ts", ".d.mts", ".d.cts", ".d.ts.map", ".d.mts.map", ".d.cts.map")

def _js_library_impl(ctx):
    keep = ctx.files.no_copy_to_bin
    srcs = copy_to_bin(ctx, ctx.files.srcs, keep)
    data = copy_to_bin(ctx, ctx.files.data, keep) if ctx.attr.copy_data_to_bin else ctx.files.data
    sources = [f for f in srcs if not f.path.endswith(_TYPINGS)]
    types = [f for f in srcs if f.path.endswith(_TYPINGS) or f.extension == "json"]
    targets = ctx.attr.srcs + ctx.attr.deps
    return [
        DefaultInfo(
            files = depset(sources or types),
            runfiles = runfiles_of(ctx, data, targets + ctx.attr.data),
        ),
        js_info(
            target = ctx.label,
            npm_sources = npm_sources(targets),
            sources = depset(sources),
            transitive_sources = transitive_sources(sources, targets),
            transitive_types = transitive_types(types, targets),
            types = depset(types),
        ),
    ]

LIBRARY_ATTRS = {
    "copy_data_to_bin": attr.bool(
        doc = "Whether source files in data are copied to the output tree.",
        default = True,
    ),
    "data": attr.label_list(
        doc = "Files that programs need when they run.",
        allow_files = True,
    ),
    "deps": attr.label_list(doc = "Further libraries and npm packages."),
    "no_copy_to_bin": attr.label_list(
        doc = "Source files that stay where they are.",
        allow_files = True,
    ),
    "srcs": attr.label_list(
        doc = "JavaScript, JSON and typings.",
        allow_files = True,
    ),
}

js_library = rule(
    doc = "JavaScript sources with what they need.",
    implementation = _js_library_impl,
    attrs = LIBRARY_ATTRS,
)
