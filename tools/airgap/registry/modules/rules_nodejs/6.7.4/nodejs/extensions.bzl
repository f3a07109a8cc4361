"Module extension that fetches Node.js from the npm registry."

load("//nodejs/private:registry.bzl", "fetch_package")
load("//nodejs/private:versions.bzl", "DEFAULT_NODE_VERSION", "NODE_BUILDS", "PLATFORMS")

_NODE_BUILD = """\
load("@rules_nodejs//nodejs:toolchain.bzl", "nodejs_toolchain")

package(default_visibility = ["//visibility:public"])

nodejs_toolchain(
    name = "toolchain",
    node = "bin/nodejs/bin/node",
)
"""

_TOOLCHAIN = """\
toolchain(
    name = "{platform}_{name}",
    {where} = {constraints},
    toolchain = "@{prefix}_{platform}//:toolchain",
    toolchain_type = "@rules_nodejs//nodejs:{kind}",
)
"""

def _node_repo_impl(rctx):
    version, platform = rctx.attr.version, rctx.attr.platform
    builds = NODE_BUILDS.get(version, {})
    if platform not in builds:
        fail("Node.js {} for {} is not in the air-gapped stand-in; it has {}. Add it to {}.".format(
            version,
            platform,
            ", ".join(NODE_BUILDS.keys()),
            "tools/airgap/registry/modules/rules_nodejs/*/nodejs/private/versions.bzl",
        ))
    package, published, integrity = builds[platform]
    fetch_package(rctx, package, published, integrity, output = "bin/nodejs")
    rctx.file("BUILD.bazel", _NODE_BUILD)

_node_repo = repository_rule(
    implementation = _node_repo_impl,
    attrs = {
        "platform": attr.string(mandatory = True),
        "version": attr.string(mandatory = True),
    },
)

def _toolchains_repo_impl(rctx):
    rctx.file("BUILD.bazel", "\n".join([
        _TOOLCHAIN.format(
            constraints = constraints,
            kind = kind,
            name = name,
            platform = platform,
            prefix = rctx.attr.prefix,
            where = where,
        )
        for platform, constraints in PLATFORMS.items()
        for name, kind, where in [
            ("runtime_toolchain", "runtime_toolchain_type", "target_compatible_with"),
            ("toolchain", "toolchain_type", "exec_compatible_with"),
        ]
    ]))

_toolchains_repo = repository_rule(
    implementation = _toolchains_repo_impl,
    attrs = {"prefix": attr.string(mandatory = True)},
)

_TOOLCHAIN_ATTRS = {"node_version": attr.string(default = DEFAULT_NODE_VERSION)}

def _node_impl(mctx):
    # Breadth first: the root module's word counts, else ours, since it comes before this module's own default.
    tags = [tag for mod in mctx.modules for tag in mod.tags.toolchain]
    for platform in PLATFORMS:
        _node_repo(
            name = "nodejs_" + platform,
            platform = platform,
            version = tags[0].node_version,
        )
    _toolchains_repo(name = "nodejs_toolchains", prefix = "nodejs")
    return mctx.extension_metadata(reproducible = True)

node = module_extension(
    doc = "Node.js, as `@nodejs_toolchains`.",
    implementation = _node_impl,
    tag_classes = {"toolchain": tag_class(attrs = _TOOLCHAIN_ATTRS)},
)
