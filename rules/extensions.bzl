"""Checkpoints and corpora from elsewhere, each a repository whose content is pinned by SHA-256.

```starlark
model_eval = use_extension("@rules_model_eval//rules:extensions.bzl", "model_eval")
model_eval.checkpoint(
    name = "v4",
    sha256 = "<SHA-256>",
    urls = ["https://models.example.org/v4/pottery.onnx"],
)
use_repo(model_eval, "v4")
```

Fetched when something that is built needs it, and again when the pin or a local file changes. No tag holds credentials:
addresses use ~/.netrc (or the file that NETRC names), Modal's client its own settings."""

load("//rules/private:fetch.bzl", "checkpoint_repository", "corpus_repository")
load("//rules/private:fetch_problem.bzl", "fail_with", "place_of", "problem")
load("//rules/private:fetch_tags.bzl", "tag_problems")

_COMMON = {
    "modal_client": attr.string(
        default = "modal",
        doc = "The client of Modal: a program on the PATH, or with a slash a path, absolute or relative to the workspace's root.",
    ),
    "modal_path": attr.string(
        doc = "The file or folder in `modal_volume`. A folder has to be a snapshot, see `path`; a checkpoint is always a file.",
    ),
    "modal_volume": attr.string(
        doc = "Name of a Modal volume. `<modal_client> volume get` fetches from it, with the credentials and the environment " +
              "that the client is set to.",
    ),
    "name": attr.string(
        doc = "Name of the repository. All modules of a build share these names.",
        mandatory = True,
    ),
}

_CHECKPOINT = _COMMON | {
    "data": attr.string_dict(
        doc = "External data of the model: name relative to the model's folder -> SHA-256 in hexadecimal. The files are fetched " +
              "from where the model is, under these names.",
    ),
    "path": attr.string(
        doc = "The model as a file of this machine: absolute, or relative to the workspace's root. It is linked to, not copied, and " +
              "checked again when it changes.",
    ),
    "sha256": attr.string(
        doc = "SHA-256 of the model in hexadecimal.",
        mandatory = True,
    ),
    "urls": attr.string_list(
        doc = "Addresses of the model, http or https; the first that has the pinned content counts.",
    ),
}

_CORPUS = _COMMON | {
    "build_file": attr.label(
        doc = "A file that becomes the repository's BUILD.bazel. Without it and `build_file_content` there are `:files`, " +
              "`:images` (below images/), `:masks` (below masks/), `:packs` (below packs/), and each file by its path.",
        allow_single_file = True,
    ),
    "build_file_content": attr.string(doc = "Text that becomes the repository's BUILD.bazel."),
    "path": attr.string(
        doc = "An archive, or a folder that `//datasets:snapshot` wrote, on this machine: absolute, or relative to the workspace's " +
              "root. A folder's files are linked to, not copied, and checked again when they change.",
    ),
    "sha256": attr.string(
        doc = "SHA-256 in hexadecimal: of the archive, or of a snapshot's manifest.json, which lists the digests of all its " +
              "files. That is the name of the snapshot's folder.",
        mandatory = True,
    ),
    "strip_prefix": attr.string(doc = "A folder of the archive whose content becomes the repository, without what is beside it."),
    "urls": attr.string_list(
        doc = "Addresses of an archive (.zip, .tar, .tar.gz, .tar.xz, .tar.zst, .tar.bz2), http or https; the first that has the " +
              "pinned content counts.",
    ),
}

def _repeated(kind, name, owner, other):
    return problem(
        "EV8001",
        place_of(kind, name),
        "{} has a repository of this name, too".format(other),
        "give one of them another name",
        got = "a second one in " + owner,
    )

def _model_eval_impl(mctx):
    problems = []
    owners = {}
    for mod in mctx.modules:
        for kind, tag in [("checkpoint", t) for t in mod.tags.checkpoint] + [("corpus", t) for t in mod.tags.corpus]:
            problems += tag_problems(kind, tag)
            if tag.name in owners:
                problems.append(_repeated(kind, tag.name, mod.name or "the root module", owners[tag.name]))
            owners[tag.name] = mod.name or "the root module"
    fail_with(problems)

    for mod in mctx.modules:
        for tag in mod.tags.checkpoint:
            checkpoint_repository(tag = tag.name, **{name: getattr(tag, name) for name in _CHECKPOINT})
        for tag in mod.tags.corpus:
            corpus_repository(tag = tag.name, **{name: getattr(tag, name) for name in _CORPUS})
    return mctx.extension_metadata(reproducible = True)

model_eval = module_extension(
    doc = "Checkpoints and corpora from elsewhere, as repositories; see docs/data.md.",
    implementation = _model_eval_impl,
    tag_classes = {
        "checkpoint": tag_class(
            doc = """A model and its external data.

The repository `@<name>` has the model as `:model.onnx` (and as `@<name>`), whatever it was called, each file of `data` under its
name, and all of them as `:data`:

```starlark
model_checkpoint(name = "v4", src = "@v4//:model.onnx", data = ["@v4//:data"])
```""",
            attrs = _CHECKPOINT,
        ),
        "corpus": tag_class(
            doc = """The files of a corpus: an archive, or a snapshot of `//datasets:snapshot`.

```starlark
crop_run_corpus(
    name = "flagged",
    annotations = "@flagged_files//:crop_annotations.json",
    crop_runs = "@flagged_files//:crop_runs.json",
    images = ["@flagged_files//:images"],
    masks = ["@flagged_files//:masks"],
    taxonomy = "failure_classes.yaml",
)
```""",
            attrs = _CORPUS,
        ),
    },
)
