"Rule that makes a Node.js binary a toolchain."

def _nodejs_toolchain_impl(ctx):
    node = ctx.file.node
    return [
        DefaultInfo(files = depset([node]), runfiles = ctx.runfiles(files = [node])),
        platform_common.ToolchainInfo(nodeinfo = struct(node = node)),
    ]

nodejs_toolchain = rule(
    doc = "A Node.js binary; rules read it as `ctx.toolchains[…].nodeinfo.node`.",
    implementation = _nodejs_toolchain_impl,
    attrs = {
        "node": attr.label(
            doc = "The binary.",
            allow_single_file = True,
            mandatory = True,
        ),
    },
)
