"js_binary and js_test: a program run by Node.js, started by a bash launcher."

load(":helpers.bzl", "copy_to_bin", "npm_sources", "runfiles_of", "transitive_sources")

FileInPackageInfo = provider(
    doc = "A program's main module inside of an npm package: no file of a target, as DirectoryPathInfo of the real module.",
    fields = {"file": "File"},
)

def _file_in_package_impl(ctx):
    return [FileInPackageInfo(file = ctx.file.src)]

file_in_package = rule(
    doc = "What the compiler's `entry_point` is; the target has no files.",
    implementation = _file_in_package_impl,
    attrs = {"src": attr.label(doc = "The file.", allow_single_file = True, mandatory = True)},
)

_NODE = "@rules_nodejs//nodejs:runtime_toolchain_type"

BINARY_ATTRS = {
    "chdir": attr.string(doc = "Folder to run in, below the output tree or the runfiles."),
    "copy_data_to_bin": attr.bool(
        doc = "Whether source files in data, and the entry point, are copied to the output tree.",
        default = True,
    ),
    "data": attr.label_list(
        doc = "Libraries, npm packages and files that the program needs.",
        allow_files = True,
    ),
    "entry_point": attr.label(
        doc = "The program's main module, or a `file_in_package`.",
        allow_files = True,
        mandatory = True,
    ),
    "env": attr.string_dict(doc = "Environment variables; locations and make variables are expanded."),
    "fixed_args": attr.string_list(doc = "Arguments that come before all others; expanded like env."),
    "no_copy_to_bin": attr.label_list(
        doc = "Source files that stay where they are.",
        allow_files = True,
    ),
    "node_options": attr.string_list(doc = "Options of Node.js itself; expanded like env."),
}

_PRIVATE_ATTRS = {
    "_bootstrap": attr.label(default = ":bootstrap.cjs", allow_single_file = True),
    "_node": attr.label(default = ":node_bin/node", allow_single_file = True),
    "_template": attr.label(default = ":launcher.sh.tpl", allow_single_file = True),
}

def _expand(ctx, text):
    return ctx.expand_make_variables("attribute", ctx.expand_location(text, ctx.attr.data), {})

def _exports(ctx):
    "Shell lines that set the documented environment; what `chdir` says may be overridden by the caller."
    env = {name: _expand(ctx, value) for name, value in ctx.attr.env.items()} | {
        "JS_BINARY__BINDIR": ctx.bin_dir.path,
        "JS_BINARY__COMPILATION_MODE": ctx.var["COMPILATION_MODE"],
        "JS_BINARY__PACKAGE": ctx.label.package,
        "JS_BINARY__TARGET": str(ctx.label).replace("@@//", "//").replace("@@", "@"),
        "JS_BINARY__TARGET_CPU": ctx.var["TARGET_CPU"],
        "JS_BINARY__TARGET_NAME": ctx.label.name,
        "JS_BINARY__WORKSPACE": ctx.workspace_name,
    }
    lines = ["export {}={}".format(name, json.encode(value)) for name, value in env.items()]
    if ctx.attr.chdir:
        chdir = _expand(ctx, ctx.attr.chdir)
        if ctx.label.repo_name and not chdir.startswith(("external/", "/")):
            chdir = "external/" + ctx.label.repo_name + ("" if chdir == "." else "/" + chdir)
        lines.append("export JS_BINARY__CHDIR=\"${JS_BINARY__CHDIR:-" + chdir + "}\"")
    return "\n".join(lines)

def _js_binary_impl(ctx):
    node = ctx.toolchains[_NODE].nodeinfo.node
    keep = ctx.files.no_copy_to_bin
    data = ctx.files.data
    if FileInPackageInfo in ctx.attr.entry_point:
        entry_point = ctx.attr.entry_point[FileInPackageInfo].file
    elif len(ctx.files.entry_point) == 1:
        entry_point = ctx.files.entry_point[0]
    else:
        fail("entry_point of {}: expected one file".format(ctx.label))
    if ctx.attr.copy_data_to_bin:
        entry_point = copy_to_bin(ctx, [entry_point], keep)[0]
        data = copy_to_bin(ctx, data, keep)

    launcher = ctx.actions.declare_file("{0}_/{0}".format(ctx.label.name))
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = launcher,
        is_executable = True,
        substitutions = {
            "%{bootstrap}": ctx.file._bootstrap.short_path,
            "%{entry_point}": entry_point.short_path,
            "%{env}": _exports(ctx),
            "%{fixed_args}": " ".join([_expand(ctx, a) for a in ctx.attr.fixed_args]),
            "%{node_options}": " ".join(["\"{}\"".format(_expand(ctx, o)) for o in ctx.attr.node_options]),
            "%{node}": node.short_path,
            "%{target}": str(ctx.label),
            "%{workspace}": ctx.workspace_name,
            "%{wrapper}": ctx.file._node.short_path,
        },
    )
    providers = [
        DefaultInfo(
            executable = launcher,
            runfiles = runfiles_of(ctx, data + [entry_point, launcher, ctx.file._bootstrap, ctx.file._node, node], ctx.attr.data).merge(
                ctx.runfiles(transitive_files = depset(transitive = [transitive_sources([], ctx.attr.data), npm_sources(ctx.attr.data)])),
            ),
        ),
        RunEnvironmentInfo(
            environment = {name: _expand(ctx, value) for name, value in ctx.attr.env.items()},
            inherited_environment = getattr(ctx.attr, "env_inherit", []),
        ),
    ]
    if ctx.attr.testonly and ctx.configuration.coverage_enabled:
        providers.append(coverage_common.instrumented_files_info(
            ctx,
            source_attributes = ["data"],
            dependency_attributes = ["data"],
            extensions = ["cjs", "js", "mjs", "ts"],
        ))
    return providers

js_binary = rule(
    doc = "A program run by Node.js.",
    implementation = _js_binary_impl,
    attrs = BINARY_ATTRS | _PRIVATE_ATTRS,
    executable = True,
    toolchains = [_NODE],
)

js_test = rule(
    doc = "A js_binary that `bazel test` runs.",
    implementation = _js_binary_impl,
    attrs = BINARY_ATTRS | _PRIVATE_ATTRS | {
        "env_inherit": attr.string_list(doc = "Variables to take over from the environment of `bazel test`."),
    },
    test = True,
    toolchains = [_NODE],
)
