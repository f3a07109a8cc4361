"Module extensions: the npm packages of a pnpm lock file, each its own repository, from the npm registry."

load("@rules_nodejs//nodejs/private:registry.bzl", "fetch_package")
load("//npm/private:lockfile.bzl", "closure", "read_lock")

# ---- one package -------------------------------------------------------------------------------------------------

def _package_repo_impl(rctx):
    attr = rctx.attr
    fetch_package(rctx, attr.package, attr.version, attr.integrity, output = "package.tgz", extract = False)
    rctx.file("BUILD.bazel", "exports_files([\"package.tgz\"])\n")

_package_repo = repository_rule(
    implementation = _package_repo_impl,
    attrs = {
        "integrity": attr.string(mandatory = True),
        "package": attr.string(mandatory = True),
        "version": attr.string(mandatory = True),
    },
)

# ---- the hub that BUILD files load -------------------------------------------------------------------------------

def _hub_repo_impl(rctx):
    rctx.file("BUILD.bazel", "")
    rctx.file("defs.bzl", rctx.attr.text)

_hub_repo = repository_rule(
    implementation = _hub_repo_impl,
    attrs = {"text": attr.string(mandatory = True)},
)

_HUB = """\
"Links of the packages in {lock}"

load("@aspect_rules_js//js/private:supported.bzl", "missing")
load("@aspect_rules_js//npm/private:link.bzl", "link_packages")

_LINKS = {links}

_PACKAGES = {packages}

_SOURCES = {{
{sources}
}}

def npm_link_all_packages(**kwargs):
    link_packages(kwargs, _LINKS, _PACKAGES, _SOURCES, {root})

npm_link_targets = missing("npm_link_targets")
"""

def _store_key(key):
    "@types/node@24.19.2 and sharp@0.35.5(@types/node@24.19.2), as one folder's name."
    return key.replace("/", "+").replace("(", "_").replace(")", "")

def _repo_name(hub, key):
    return "{}__{}".format(hub, _store_key(key).replace("@", "_at_").replace("+", "_"))

def _platform(mctx):
    "The host, in npm's words."
    cpu = {"aarch64": "arm64", "amd64": "x64", "x86_64": "x64"}.get(mctx.os.arch, mctx.os.arch)
    return mctx.os.name.lower(), cpu

def _exclusions(mctx):
    result = {}
    for mod in mctx.modules:
        for tag in mod.tags.npm_exclude_package_contents:
            if tag.presets:
                fail("npm_exclude_package_contents({}): presets are not in the air-gapped stand-in; set presets = []".format(tag.package))
            result[tag.package] = tag.patterns
    return result

def _translate(mctx, tag, exclusions):
    "Declares the repositories of one npm_translate_lock."
    mctx.watch(tag.pnpm_lock)
    os, cpu = _platform(mctx)
    lock = read_lock(mctx.read(tag.pnpm_lock), os, cpu, "glibc")
    packages, sources = {}, []
    for key, package in lock.packages.items():
        repo = _repo_name(tag.name, key)
        _package_repo(
            name = repo,
            integrity = package.integrity,
            package = package.name,
            version = package.version,
        )
        sources.append("    %r: Label(%r)," % (_store_key(key), "@{}//:package.tgz".format(repo)))
        packages[_store_key(key)] = {
            "closure": [_store_key(k) for k in closure(lock.packages, key)],
            "deps": {alias: _store_key(dep) for alias, dep in package.deps.items()},
            "exclude": exclusions.get(package.name) or exclusions.get("{}@{}".format(package.name, package.version), []),
            "package": package.name,
        }
    _hub_repo(
        name = tag.name,
        text = _HUB.format(
            links = json.encode_indent({alias: _store_key(key) for alias, key in lock.links.items()}),
            lock = tag.pnpm_lock,
            packages = json.encode_indent(packages),
            root = repr(tag.pnpm_lock.package),
            sources = "\n".join(sources),
        ),
    )

_EXCLUDE_ATTRS = {
    "package": attr.string(mandatory = True),
    "patterns": attr.string_list(),
    "presets": attr.string_list(default = ["basic"]),
}

_LOCK_ATTRS = {
    "name": attr.string(mandatory = True),
    "pnpm_lock": attr.label(mandatory = True),
}

def _npm_impl(mctx):
    exclusions = _exclusions(mctx)
    for mod in mctx.modules:
        for tag in mod.tags.npm_translate_lock:
            _translate(mctx, tag, exclusions)
    return mctx.extension_metadata(reproducible = True)

npm = module_extension(
    doc = "The packages of a lock file, as `@<name>//:defs.bzl`.",
    implementation = _npm_impl,
    arch_dependent = True,
    os_dependent = True,
    tag_classes = {
        "npm_exclude_package_contents": tag_class(attrs = _EXCLUDE_ATTRS),
        "npm_translate_lock": tag_class(attrs = _LOCK_ATTRS),
    },
)

# ---- pnpm itself: nothing in a build needs it; the tag is accepted so that MODULE.bazel files stay as they are ------

def _pnpm_repo_impl(rctx):
    rctx.file("BUILD.bazel", "# pnpm is not in the air-gapped stand-in: use the machine's own to change the lock file.\n")

_pnpm_repo = repository_rule(implementation = _pnpm_repo_impl)

_PNPM_ATTRS = {"pnpm_version_from": attr.label()}

def _pnpm_impl(mctx):
    _pnpm_repo(name = "pnpm")
    return mctx.extension_metadata(reproducible = True)

pnpm = module_extension(
    implementation = _pnpm_impl,
    tag_classes = {"pnpm": tag_class(attrs = _PNPM_ATTRS)},
)
