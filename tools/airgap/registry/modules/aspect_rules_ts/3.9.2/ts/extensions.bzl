"Module extension that fetches the TypeScript compiler from the npm registry."

load("@rules_nodejs//nodejs/private:registry.bzl", "fetch_package")
load("//ts/private:versions.bzl", "TYPESCRIPT_INTEGRITY")

_BUILD = """\
load("@aspect_rules_js//js:defs.bzl", "js_binary")
load("@aspect_rules_js//js/private:js_binary.bzl", "file_in_package")

file_in_package(
    name = "tsc_entrypoint",
    src = "node_modules/typescript/lib/tsc.js",
)

js_binary(
    name = "tsc",
    copy_data_to_bin = False,
    data = glob(["node_modules/**"]),
    entry_point = ":tsc_entrypoint",
    visibility = ["//visibility:public"],
)
"""

def _typescript_repo_impl(rctx):
    package = json.decode(rctx.read(rctx.attr.version_from))
    version = package.get("devDependencies", {}).get("typescript") or package.get("dependencies", {}).get("typescript")
    if version not in TYPESCRIPT_INTEGRITY:
        fail("TypeScript {} ({}) is not in the air-gapped stand-in; it has {}. Add it to {}.".format(
            version,
            rctx.attr.version_from,
            ", ".join(TYPESCRIPT_INTEGRITY.keys()),
            "tools/airgap/registry/modules/aspect_rules_ts/*/ts/private/versions.bzl",
        ))
    other = "-x64" if rctx.os.arch == "aarch64" else "-arm64"
    for package, integrity in TYPESCRIPT_INTEGRITY[version].items():
        if not package.endswith(other):
            fetch_package(rctx, package, version, integrity, output = "node_modules/" + package)
    rctx.file("BUILD.bazel", _BUILD)

_typescript_repo = repository_rule(
    implementation = _typescript_repo_impl,
    attrs = {"version_from": attr.label(mandatory = True)},
)

_DEPS_ATTRS = {
    "name": attr.string(default = "npm_typescript"),
    "ts_version_from": attr.label(mandatory = True),
}

def _ext_impl(mctx):
    chosen = {}
    for mod in mctx.modules:  # breadth first: the root module's word counts
        for tag in mod.tags.deps:
            chosen.setdefault(tag.name, tag)
    for name, tag in chosen.items():
        _typescript_repo(name = name, version_from = tag.ts_version_from)
    return mctx.extension_metadata(reproducible = True)

ext = module_extension(
    doc = "The compiler, as `@<name>//:tsc`.",
    implementation = _ext_impl,
    tag_classes = {"deps": tag_class(attrs = _DEPS_ATTRS)},
)
