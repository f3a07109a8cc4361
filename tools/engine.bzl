"""Native libraries of npm packages, as programs that are one file open them: a folder of the few files that are opened."""

_COPY = """set -o errexit
out=$1
shift
while (($#)); do
    to=$1 from=$2 patterns=$3
    shift 3
    for kept in $patterns; do
        for file in "$from"/$kept; do
            [[ -e $file ]] || continue
            mkdir -p "$out/$to"
            if [[ -d $file ]]; then cp -RL "$file/." "$out/$to"; else cp -L "$file" "$out/$to"; fi
        done
    done
done
"""

def _matches(name, pattern):
    start, star, _ = pattern.partition("*")
    return name.startswith(start) if star else name == pattern

def _engine_impl(ctx):
    npm = ctx.attr.npm[DefaultInfo]
    out = ctx.actions.declare_directory(ctx.label.name)
    args = ctx.actions.args()
    args.add_all([out], expand_directories = False)
    trees = []
    for file in depset(transitive = [npm.files, npm.default_runfiles.files]).to_list():
        _, is_package, package = file.short_path.rpartition("node_modules/")
        if not is_package or not file.is_directory:
            continue
        for pattern in sorted(ctx.attr.files, reverse = True):
            if _matches(package, pattern):
                # Libraries find each other by the names of their folders.
                kept = ctx.attr.files[pattern]
                trees.append(file)
                args.add_all([file], before_each = package + "/lib" if package.startswith("@") else ".", expand_directories = False)
                args.add(kept)
                break
    if not trees:
        fail("{}: none of the packages {} is in {}".format(ctx.label, sorted(ctx.attr.files), ctx.attr.npm.label))
    ctx.actions.run_shell(
        arguments = [args],
        command = _COPY,
        inputs = trees,
        mnemonic = "Engine",
        outputs = [out],
        progress_message = "Copying what is opened of %{label}",
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

engine = rule(
    doc = "What is opened of an npm package with native libraries.",
    implementation = _engine_impl,
    attrs = {
        "files": attr.string_dict(doc = "Package, or the beginning of its name and a *, to files or a folder in it.", mandatory = True),
        "npm": attr.label(doc = "The package, or one that depends on it.", mandatory = True),
    },
)
