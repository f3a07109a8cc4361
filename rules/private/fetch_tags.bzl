"""What a tag of the extension must look like: told before anything is fetched, all mistakes at once."""

load(":fetch_problem.bzl", "place_of", "problem")

# Targets that every repository of a kind has beside the alias that bears its own name.
RESERVED = {
    "checkpoint": ["data", "model.onnx"],
    "corpus": ["files", "images", "masks", "packs"],
}

def is_sha256(text):
    "Whether a text is 64 lower-case hexadecimal digits."
    return len(text) == 64 and not text.strip("0123456789abcdef")

def is_inner(path):
    "Whether a relative path stays below its folder and is written in the one plain way."
    segments = path.split("/")
    return not [s for s in segments if s in ["", ".", ".."]] and "\\" not in path and "\n" not in path

def _place_mistakes(tag):
    mistakes = []
    given = [name for name in ["urls", "path", "modal_volume"] if getattr(tag, name)]
    if len(given) != 1:
        mistakes.append("exactly one of urls, path and modal_volume is needed, given: " + (", ".join(given) or "none"))
    if bool(tag.modal_volume) != bool(tag.modal_path):
        mistakes.append("modal_volume and modal_path belong together")
    if tag.modal_path and not is_inner(tag.modal_path.removeprefix("/")):
        mistakes.append("modal_path {}: expected a file or folder below the volume's root".format(repr(tag.modal_path)))
    for url in tag.urls:
        scheme, _, rest = url.partition("://")
        host = rest.partition("/")[0]
        if scheme not in ["http", "https"] or not host or not rest[len(host):].strip("/"):
            mistakes.append("urls {}: expected http:// or https:// with a path".format(repr(url)))
        elif "@" in host:
            mistakes.append("urls: credentials in the address of {}; they belong into ~/.netrc".format(host.rpartition("@")[2]))
    return mistakes

def _checkpoint_mistakes(tag):
    mistakes = []
    for name, sha256 in tag.data.items():
        if not is_inner(name) or name in ["BUILD.bazel", "model.onnx"]:
            mistakes.append("data {}: expected a name relative to the model's folder, not that of another file".format(repr(name)))
        if not is_sha256(sha256):
            mistakes.append("data {}: the SHA-256 has to be 64 hexadecimal digits, got {}".format(repr(name), repr(sha256)))
    if tag.data and [url for url in tag.urls if "?" in url or "#" in url]:
        mistakes.append("data: files beside an address with ? or # cannot be found; use addresses without")
    return mistakes

def _corpus_mistakes(tag):
    if tag.build_file and tag.build_file_content:
        return ["build_file and build_file_content exclude each other"]
    return []

_MISTAKES = {"checkpoint": _checkpoint_mistakes, "corpus": _corpus_mistakes}

def tag_problems(kind, tag):
    """What is wrong with one tag.

    Args:
        kind: "checkpoint" or "corpus"
        tag: the tag

    Returns:
        list of problems as text
    """
    mistakes = _place_mistakes(tag) + _MISTAKES[kind](tag)
    if not is_sha256(tag.sha256):
        mistakes.append("sha256 has to be 64 hexadecimal digits, got {}".format(repr(tag.sha256)))
    if tag.name in RESERVED[kind]:
        mistakes.append("the name is that of a target in the repository; choose another")
    do = "correct the tag in MODULE.bazel; its attributes are described in rules/extensions.bzl"
    return [problem("EV8001", place_of(kind, tag.name), mistake, do) for mistake in mistakes]
