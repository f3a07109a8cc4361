"""Repositories of checkpoints and corpora that live elsewhere. What is in them is what is pinned, or there is an error."""

load(
    ":fetch_places.bzl",
    "check_digest",
    "check_listed",
    "download",
    "local_path",
    "modal_get",
    "no_such_path",
    "nothing_from_modal",
)
load(":fetch_problem.bzl", "fail_with", "place_of", "problem")
load(":fetch_tags.bzl", "is_inner", "is_sha256")

_COMMON = {
    "modal_client": attr.string(),
    "modal_path": attr.string(),
    "modal_volume": attr.string(),
    "path": attr.string(),
    "sha256": attr.string(mandatory = True),
    "tag": attr.string(mandatory = True),
    "urls": attr.string_list(),
}

# ---- checkpoints -------------------------------------------------------------------------------------------------

_MODEL = "model.onnx"

_CHECKPOINT_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files({files})

alias(
    name = {name},
    actual = {model},
)

filegroup(
    name = "data",
    srcs = {data},
)
"""

def _beside(place, name):
    "The path or address of a file in the folder of another one."
    return place.rpartition("/")[0] + "/" + name

def _fetch_file(rctx, place, name, sha256):
    "Brings the model, or a file beside it, into the repository."
    where = (lambda model: model) if name == _MODEL else (lambda model: _beside(model, name))
    if rctx.attr.urls:
        return download(rctx, place, [where(url) for url in rctx.attr.urls], name, sha256)
    if rctx.attr.path:
        path = where(rctx.attr.path)
        file = local_path(rctx, path)
        if not file.exists or file.is_dir:
            return no_such_path(place, path, "a folder" if file.exists else "nothing is there", "a file")
        rctx.symlink(file, name)
        return check_digest(rctx, place, path, file, sha256)

    remote = where("/" + rctx.attr.modal_path.removeprefix("/"))
    file = rctx.path(name)
    rctx.file(file)
    rctx.delete(file)  # its folder stays
    wrong = modal_get(rctx, place, remote, file)
    if not wrong and (not file.exists or file.is_dir):
        wrong = nothing_from_modal(rctx, place, remote)
    return wrong or check_digest(rctx, place, "{}:{}".format(rctx.attr.modal_volume, remote), file, sha256)

def _checkpoint_repository_impl(rctx):
    place = place_of("checkpoint", rctx.attr.tag)
    wrong = [_fetch_file(rctx, place, name, sha256) for name, sha256 in ({_MODEL: rctx.attr.sha256} | rctx.attr.data).items()]
    fail_with([p for p in wrong if p])
    data = rctx.attr.data.keys()
    rctx.file("BUILD.bazel", _CHECKPOINT_BUILD.format(
        data = json.encode(data),
        files = json.encode([_MODEL] + data),
        model = json.encode(_MODEL),
        name = json.encode(rctx.attr.tag),
    ))

checkpoint_repository = repository_rule(
    doc = "A model and its external data; see the tag `checkpoint` in rules/extensions.bzl.",
    implementation = _checkpoint_repository_impl,
    attrs = _COMMON | {"data": attr.string_dict()},
)

# ---- corpora -----------------------------------------------------------------------------------------------------

_ARCHIVES = [".tar", ".tar.bz2", ".tar.gz", ".tar.xz", ".tar.zst", ".tbz", ".tgz", ".txz", ".tzst", ".zip"]

_CORPUS_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(glob(["**"], exclude = ["BUILD.bazel"]))

alias(
    name = {name},
    actual = "files",
)

filegroup(
    name = "files",
    srcs = glob(["**"], exclude = ["BUILD.bazel", "REPO.bazel"]),
)

filegroup(
    name = "images",
    srcs = glob(["images/**"], allow_empty = True),
)

filegroup(
    name = "masks",
    srcs = glob(["masks/**"], allow_empty = True),
)

filegroup(
    name = "packs",
    srcs = glob(["packs/**"], allow_empty = True),
)
"""

def _neither(place, got):
    return problem(
        "EV8007",
        place,
        "neither an archive nor a snapshot",
        "pack the files into one archive, or write a snapshot with //datasets:snapshot",
        got = got,
        expected = "{}, or a folder with a manifest.json of //datasets:snapshot".format(", ".join(_ARCHIVES)),
    )

def _is_archive(name):
    return bool([suffix for suffix in _ARCHIVES if name.endswith(suffix)])

def _unpack(rctx, place, name, archive):
    "Unpacks a checked archive; Bazel refuses members that leave the folder, and lists prefixes if strip_prefix is none."
    if not _is_archive(name):
        return _neither(place, name)
    rctx.extract(archive, "", rctx.attr.strip_prefix)
    return None

def _listed_files(rctx, place, folder):
    "Path -> SHA-256 of what a snapshot's manifest lists, or a problem."
    manifest = folder.get_child("manifest.json")
    if not manifest.exists:
        return None, _neither(place, "the folder {}, which has no manifest.json".format(folder))
    wrong = check_digest(rctx, place, str(manifest), manifest, rctx.attr.sha256)
    if wrong:
        return None, wrong
    content = json.decode(rctx.read(manifest), default = None)
    if type(content) != "dict" or content.get("kind") != "snapshot" or content.get("schemaVersion") != 1:
        return None, _neither(place, "the folder {}, whose manifest.json is none of a snapshot".format(folder))
    files = {file["path"]: file["sha256"].removeprefix("sha256:") for file in content["files"]}
    for path, sha256 in files.items():
        if not is_inner(path) or not is_sha256(sha256):
            return None, _neither(place, "a manifest.json that lists " + repr(path))
    return files, None

def _take_folder(rctx, place, folder, bring):
    "Checks a snapshot against its manifest, then brings its files to the repository's root."
    if rctx.attr.strip_prefix:
        return problem("EV8001", place, "strip_prefix is for archives; {} is a folder".format(folder), "remove it")
    files, wrong = _listed_files(rctx, place, folder)
    wrong = wrong or check_listed(rctx, place, folder, files)
    if not wrong:
        for path in files.keys() + ["manifest.json"]:
            bring(path)
    return wrong

def _from_urls(rctx, place):
    name = rctx.attr.urls[0].partition("?")[0].partition("#")[0].rpartition("/")[2]
    if not _is_archive(name):
        return _neither(place, name)
    wrong = download(rctx, place, rctx.attr.urls, "fetched/" + name, rctx.attr.sha256)
    return wrong or _unpack(rctx, place, name, "fetched/" + name)

def _from_path(rctx, place):
    path = rctx.attr.path
    file = local_path(rctx, path)
    if not file.exists:
        return no_such_path(place, path, "nothing is there", "an archive, or a folder that //datasets:snapshot wrote")
    if not file.is_dir:
        return check_digest(rctx, place, path, file, rctx.attr.sha256) or _unpack(rctx, place, file.basename, file)

    def bring(name):
        source = rctx.path("{}/{}".format(file, name))
        rctx.watch(source)
        rctx.symlink(source, name)

    return _take_folder(rctx, place, file, bring)

def _from_modal(rctx, place):
    remote = "/" + rctx.attr.modal_path.removeprefix("/")
    rctx.file("fetched/.folder")
    wrong = modal_get(rctx, place, remote, rctx.path("fetched"))
    file = rctx.path("fetched" + remote[remote.rindex("/"):])
    if wrong or not file.exists:
        return wrong or nothing_from_modal(rctx, place, remote)
    if file.is_dir:
        return _take_folder(rctx, place, file, lambda name: _move(rctx, "{}/{}".format(file, name), name))
    what = "{}:{}".format(rctx.attr.modal_volume, remote)
    return check_digest(rctx, place, what, file, rctx.attr.sha256) or _unpack(rctx, place, file.basename, file)

def _move(rctx, source, name):
    rctx.file(name)  # makes its folder
    result = rctx.execute(["mv", "--force", source, rctx.path(name)])
    if result.return_code:
        fail(result.stderr)

def _corpus_repository_impl(rctx):
    place = place_of("corpus", rctx.attr.tag)
    if rctx.attr.urls:
        wrong = _from_urls(rctx, place)
    else:
        wrong = _from_path(rctx, place) if rctx.attr.path else _from_modal(rctx, place)
    rctx.delete("fetched")
    fail_with([wrong] if wrong else [])
    if rctx.attr.build_file:
        rctx.file("BUILD.bazel", rctx.read(rctx.attr.build_file))
    else:
        rctx.file("BUILD.bazel", rctx.attr.build_file_content or _CORPUS_BUILD.format(name = json.encode(rctx.attr.tag)))

corpus_repository = repository_rule(
    doc = "The files of a corpus; see the tag `corpus` in rules/extensions.bzl.",
    implementation = _corpus_repository_impl,
    attrs = _COMMON | {
        "build_file": attr.label(allow_single_file = True),
        "build_file_content": attr.string(),
        "strip_prefix": attr.string(),
    },
)
