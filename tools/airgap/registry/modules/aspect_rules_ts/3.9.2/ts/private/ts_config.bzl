"tsconfig.json files and what they extend."

load("@aspect_rules_js//js:providers.bzl", "js_info")
load("@aspect_rules_js//js/private:helpers.bzl", "copy_to_bin")

TsConfigInfo = provider(
    doc = "A tsconfig.json with the files that it extends.",
    fields = {"deps": "depset of File"},
)

def _ts_config_impl(ctx):
    files = copy_to_bin(ctx, [ctx.file.src])
    return [
        DefaultInfo(files = depset(files)),
        TsConfigInfo(deps = depset(files, transitive = [d[TsConfigInfo].deps for d in ctx.attr.deps])),
        js_info(target = ctx.label),
    ]

CONFIG_ATTRS = {
    "deps": attr.label_list(
        doc = "Those that it extends.",
        providers = [TsConfigInfo],
    ),
    "src": attr.label(
        doc = "The file.",
        allow_single_file = [".json"],
        mandatory = True,
    ),
}

ts_config = rule(
    doc = "A tsconfig.json that other packages may use.",
    implementation = _ts_config_impl,
    attrs = CONFIG_ATTRS,
)
