"""Native libraries of npm packages, as programs that are one file open them: the few files that are opened."""

def _matches(name, pattern):
    start, star, _ = pattern.partition("*")
    return name.startswith(start) if star else name == pattern

def _engine_impl(ctx):
    npm = ctx.attr.npm[DefaultInfo]
    if ctx.attr.packed:
        out = ctx.actions.declare_file(ctx.label.name + ".packed")
    else:
        out = ctx.actions.declare_directory(ctx.label.name)
    args = ctx.actions.args()
    args.add_all([out], before_each = "--packed" if ctx.attr.packed else "--folder", expand_directories = False)
    trees = []
    for file in depset(transitive = [npm.files, npm.default_runfiles.files]).to_list():
        _, is_package, package = file.short_path.rpartition("node_modules/")
        kept = [files for pattern, files in ctx.attr.files.items() if _matches(package, pattern)]
        if not is_package or not file.is_directory or not kept:
            continue
        trees.append(file)

        # Libraries of several packages find each other by the names of their folders.
        args.add("--to", package + "/lib" if package.startswith("@") else ".")
        args.add_all([file], before_each = "--tree", expand_directories = False)
        args.add("--kept", " ".join(kept))
    if not trees:
        fail("{}: none of the packages {} is in {}".format(ctx.label, sorted(ctx.attr.files), ctx.attr.npm.label))
    ctx.actions.run(
        executable = ctx.executable._engine,
        arguments = [args],
        env = {"BAZEL_BINDIR": "."},
        execution_requirements = {"supports-path-mapping": ""},
        inputs = trees,
        mnemonic = "NodeEngine",
        outputs = [out],
        progress_message = "Taking what is opened of %{label}",
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

engine = rule(
    doc = "What is opened of an npm package with native libraries.",
    implementation = _engine_impl,
    attrs = {
        "files": attr.string_dict(doc = "Package, or the beginning of its name and a *, to names of files in it: patterns, with blanks between.", mandatory = True),
        "npm": attr.label(doc = "The package, or one that depends on it.", mandatory = True),
        "packed": attr.bool(doc = "Whether it is one file, which `eval/engines/open.ts` unpacks.", default = True),
        "_engine": attr.label(cfg = "exec", default = Label("//tools/engine"), executable = True),
    },
)
