"""The workspace's own BUILD, .bzl and settings files as data of tests.

A glob ends where the next package begins, so a test that reads all BUILD files cannot get them from a rule. A repository
can: it watches the files it reads and is made again when one changes.

Folders below the root are listed but not watched, since Bazel 7 fails for good when a watched one is deleted ("Inconsistent
filesystem operations"). So a package in a new folder is seen as soon as any of the files changes, and always in a fresh server.
"""

_SETTINGS = [".bazelrc", ".bazelversion", "bazelw", "package.json"]

_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(["files.json", "supported.bzl"])
"""

def _is_folder_of_ours(path):
    return path.is_dir and not path.basename.startswith((".", "bazel-")) and path.basename != "node_modules"

def _is_starlark(path):
    return not path.is_dir and (path.basename in ["BUILD", "BUILD.bazel", "MODULE.bazel"] or path.basename.endswith(".bzl"))

def _workspace_files_impl(rctx):
    root = str(rctx.workspace_root) + "/"
    files = {}
    folders = [rctx.workspace_root]
    for _ in range(100):  # deeper than any folder; Starlark has no "while"
        inner = []
        for folder in folders:
            for path in folder.readdir(watch = "auto" if folder == rctx.workspace_root else "no"):
                name = str(path).removeprefix(root)
                if _is_folder_of_ours(path):
                    inner.append(path)
                elif _is_starlark(path) or name in _SETTINGS:
                    files[name] = rctx.read(path)
        folders = inner
    rctx.file("BUILD.bazel", _BUILD)
    rctx.file("files.json", json.encode(files))
    rctx.file("supported.bzl", [text for name, text in files.items() if name.endswith("/js/private/supported.bzl")][0])

_workspace_files = repository_rule(implementation = _workspace_files_impl)

def _extension_impl(mctx):
    _workspace_files(name = "workspace_files")
    return mctx.extension_metadata(reproducible = True)

workspace_files = module_extension(
    doc = "@workspace_files//:files.json, path -> text, and the stand-ins' supported.bzl, in either profile.",
    implementation = _extension_impl,
)
