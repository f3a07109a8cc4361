"""A part of an npm package, below the folder that imports it: Node.js finds it there before the whole one.

`npm_exclude_package_contents` would take the files from every module of a build that has the same version, and knows no platforms.
"""

KeptPackageInfo = provider(
    doc = "A part of an npm package.",
    fields = {"package_name": "Name of the package on npm."},
)

# No program opens type declarations or source maps.
_COPY = """set -o errexit -o noglob
from=$1 to=$2 dropped=$3
shift 3
for kept in "$@"; do
    mkdir -p "$(dirname "$to/$kept")"
    cp -RL "$from/$kept" "$to/$kept"
done
find "$to" -type f \\( -name '*.d.ts' -o -name '*.d.[cm]ts' -o -name '*.map' -o -name "$dropped" \\) -exec rm -f {} +
"""

def _kept_package_impl(ctx):
    name = ctx.attr.package_name
    npm = ctx.attr.npm[DefaultInfo]
    files = depset(transitive = [npm.files, npm.default_runfiles.files]).to_list()
    trees = [file for file in files if file.is_directory and file.short_path.endswith("/node_modules/" + name)]
    if len(trees) != 1:
        fail("{}: expected the package {} once, got {}".format(ctx.attr.npm.label, name, len(trees)))
    out = ctx.actions.declare_directory("node_modules/" + name)
    args = ctx.actions.args()
    args.add_all([trees[0], out], expand_directories = False)
    args.add(ctx.attr.drop)
    args.add_all(ctx.attr.keep)
    ctx.actions.run_shell(
        arguments = [args],
        command = _COPY,
        inputs = trees,
        mnemonic = "KeptPackage",
        outputs = [out],
        progress_message = "Copying what is needed of %{label}",
    )
    return [
        DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out])),
        KeptPackageInfo(package_name = name),
    ]

kept_package = rule(
    doc = "Some files and folders of an npm package, as a package of the same name, without type declarations and source maps.",
    implementation = _kept_package_impl,
    attrs = {
        "drop": attr.string(doc = "Pattern of names of files that are left out."),
        "keep": attr.string_list(doc = "Files and folders, below the package.", mandatory = True),
        "npm": attr.label(doc = "The package, or one that depends on it.", mandatory = True),
        "package_name": attr.string(doc = "Its name on npm.", mandatory = True),
    },
)
