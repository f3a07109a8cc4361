"Lays out node_modules as pnpm does: a store of extracted packages, symbolic links between them and into it."

load("//js/private:js_info.bzl", "JsInfo", "js_info")
load("//js/private:supported.bzl", "check")

LINK_ATTRS = ["name"]

_NODE = Label("@rules_nodejs//nodejs:toolchain_type")
_STORE = "node_modules/.aspect_rules_js"

def _symlink(ctx, path, target):
    link = ctx.actions.declare_symlink(path)
    ctx.actions.symlink(output = link, target_path = target)
    return link

def _up(levels):
    return "../" * levels

def _store_entry_impl(ctx):
    base = "{}/{}/node_modules/".format(_STORE, ctx.attr.key)
    tree = ctx.actions.declare_directory(base + ctx.attr.package)
    args = ctx.actions.args()
    args.add(ctx.file._extract)
    args.add(ctx.file.src)
    args.add(tree.path)
    args.add_all(ctx.attr.exclude)
    ctx.actions.run(
        executable = ctx.toolchains[_NODE].nodeinfo.node,
        inputs = [ctx.file.src, ctx.file._extract],
        outputs = [tree],
        arguments = [args],
        mnemonic = "NpmPackageExtract",
        toolchain = _NODE,
        progress_message = "Extracting npm package %{label}",
    )
    links = [
        _symlink(ctx, base + alias, _up(2 + alias.count("/")) + target)
        for alias, target in ctx.attr.dep_links.items()
    ]
    return [DefaultInfo(files = depset([tree] + links))]

_store_entry = rule(
    doc = "One package of the lock file: its files, and links to its own dependencies.",
    implementation = _store_entry_impl,
    attrs = {
        "dep_links": attr.string_dict(doc = "alias -> path below the store"),
        "exclude": attr.string_list(doc = "globs, relative to the package"),
        "key": attr.string(doc = "name of its folder in the store", mandatory = True),
        "package": attr.string(doc = "name on npm", mandatory = True),
        "src": attr.label(doc = "the tarball", allow_single_file = True, mandatory = True),
        "_extract": attr.label(default = ":extract.mjs", allow_single_file = True),
    },
    toolchains = [_NODE],
)

def _provide(ctx, files):
    return [
        DefaultInfo(files = files, runfiles = ctx.runfiles(transitive_files = files)),
        js_info(target = ctx.label, npm_sources = files),
    ]

def _link_impl(ctx):
    # node_modules/zod -> .aspect_rules_js/zod@4.6.7/node_modules/zod, one level further up for each / in the alias
    target = _up(ctx.attr.alias.count("/")) + _STORE.removeprefix("node_modules/") + "/" + ctx.attr.target
    link = _symlink(ctx, "node_modules/" + ctx.attr.alias, target)
    return _provide(ctx, depset([link], transitive = [e[DefaultInfo].files for e in ctx.attr.entries]))

_link = rule(
    doc = "A package that package.json names, with all that it needs.",
    implementation = _link_impl,
    attrs = {
        "alias": attr.string(doc = "name in package.json", mandatory = True),
        "entries": attr.label_list(doc = "the package and its closure"),
        "target": attr.string(doc = "path below the store", mandatory = True),
    },
)

def _all_impl(ctx):
    return _provide(ctx, depset(transitive = [d[JsInfo].npm_sources for d in ctx.attr.deps]))

_all = rule(
    doc = "All packages that package.json names.",
    implementation = _all_impl,
    attrs = {"deps": attr.label_list(providers = [JsInfo])},
)

def link_packages(given, links, packages, sources, root_package):
    """Body of the generated npm_link_all_packages().

    Args:
        given: its attributes
        links: alias -> key of a package
        packages: key -> {package, exclude, closure: keys, deps: alias -> key}
        sources: key -> Label of the tarball
        root_package: package of the lock file
    """
    check("npm_link_all_packages", given, LINK_ATTRS)
    if given.get("name", "node_modules") != "node_modules":
        fail("npm_link_all_packages: the name is node_modules")
    if native.package_name() != root_package:
        fail("npm_link_all_packages: the air-gapped stand-in links one package.json, that of //{}".format(root_package))

    def path(key):
        return "{}/node_modules/{}".format(key, packages[key]["package"])

    for key, info in packages.items():
        _store_entry(
            name = ".aspect_rules_js/" + key,
            src = sources[key],
            dep_links = {alias: path(dep) for alias, dep in info["deps"].items()},
            exclude = info["exclude"],
            key = key,
            package = info["package"],
            tags = ["manual"],
            visibility = ["//visibility:private"],
        )
    for alias, key in links.items():
        _link(
            name = "node_modules/" + alias,
            alias = alias,
            entries = [":.aspect_rules_js/" + k for k in packages[key]["closure"]],
            target = path(key),
            visibility = ["//visibility:public"],
        )
    _all(
        name = "node_modules",
        deps = [":node_modules/" + alias for alias in links],
        visibility = ["//visibility:public"],
    )
