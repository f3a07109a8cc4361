"""The places that files come from: addresses, a path of this machine, a Modal volume. Each function gives back what went wrong."""

load("@bazel_tools//tools/build_defs/repo:utils.bzl", "get_auth")
load(":fetch_problem.bzl", "problem")

# Seconds. A large volume over a slow line is fine, a client that hangs is not.
_PATIENCE = 6 * 60 * 60

def wrong_digest(place, what, got, expected):
    "The problem of content that is not what is pinned."
    return problem(
        "EV8003",
        place,
        what + " is not the content that is pinned",
        "find out who changed it; if the change is meant, put the SHA-256 that was got into MODULE.bazel",
        got = got,
        expected = expected,
    )

def check_digest(rctx, place, what, file, expected):
    """Compares a local file with its SHA-256.

    Args:
        rctx: the repository's context
        place: the tag, for messages
        what: how messages call the file
        file: path
        expected: 64 hexadecimal digits

    Returns:
        a problem, or None
    """
    program = rctx.which("sha256sum")
    if not program:
        return problem("EV8005", place, "no program sha256sum on the PATH", "install coreutils")
    result = rctx.execute([program, "--binary", file], timeout = _PATIENCE)
    if result.return_code:
        return _unreadable(place, what, result.stderr.strip())

    # The line begins with a backslash where the file's name holds one.
    got = result.stdout.removeprefix("\\")[:64]
    return None if got == expected else wrong_digest(place, what, got, expected)

def check_listed(rctx, place, folder, files):
    """Compares the files of a folder with a list.

    Args:
        rctx: the repository's context
        place: the tag, for messages
        folder: path
        files: dict, path below the folder -> 64 hexadecimal digits

    Returns:
        a problem, or None
    """
    rctx.file("listed.sha256", "".join(["{} *{}\n".format(sha256, path) for path, sha256 in files.items()]))
    result = rctx.execute(
        [rctx.which("sha256sum"), "--check", "--quiet", "--strict", rctx.path("listed.sha256")],
        working_directory = str(folder),
        timeout = _PATIENCE,
    )
    rctx.delete("listed.sha256")
    if not result.return_code:
        return None
    lines = result.stdout.strip().splitlines()
    got = "; ".join(lines[:10]) + (" and {} more".format(len(lines) - 10) if len(lines) > 10 else "")
    return wrong_digest(place, str(folder), got, "every file as manifest.json lists it")

def _unreadable(place, what, reason):
    return problem("EV8004", place, what + " cannot be read", "give this user the right to read it", got = reason)

# ---- addresses ---------------------------------------------------------------------------------------------------

def download(rctx, place, urls, output, sha256):
    """Fetches a file from the first address that has it; Bazel's repository cache is asked first.

    Args:
        rctx: the repository's context
        place: the tag, for messages
        urls: list of string
        output: name in the repository
        sha256: 64 hexadecimal digits

    Returns:
        a problem, or None
    """
    if rctx.download(urls, output, sha256 = sha256, auth = get_auth(rctx, urls), allow_fail = True).success:
        return None
    return problem(
        "EV8002",
        place,
        "no address gave {} with the pinned content".format(output),
        "correct addresses or pin, find out who changed the file, or give ~/.netrc the login that is asked for",
        got = "what Bazel's warnings above say of " + ", ".join(urls),
        expected = sha256,
    )

# ---- a path of this machine --------------------------------------------------------------------------------------

def local_path(rctx, path):
    "A path that is absolute or relative to the workspace's root; the repository is fetched again when something changes there."
    file = rctx.path(path if path.startswith("/") else "{}/{}".format(rctx.workspace_root, path))
    rctx.watch(file)
    return file

def no_such_path(place, path, got, expected):
    "The problem of a path that leads to nothing, or to something else."
    return problem(
        "EV8004",
        place,
        "path {}: {}".format(path, got),
        "correct the path, which is absolute or relative to the workspace's root, or bring the files there",
        expected = expected,
    )

# ---- a Modal volume ----------------------------------------------------------------------------------------------

def modal_get(rctx, place, remote, output):
    """Has the client of Modal fetch a file or folder. Whose credentials it uses is the client's own business.

    Args:
        rctx: of a repository with the attributes `modal_client` and `modal_volume`
        place: the tag, for messages
        remote: path in the volume
        output: path; a folder that is there receives the file or folder under its own name, else a file gets this name

    Returns:
        a problem, or None
    """
    wanted = rctx.attr.modal_client
    client = local_path(rctx, wanted) if "/" in wanted else rctx.which(wanted)
    if not client or not client.exists:
        return problem(
            "EV8005",
            place,
            "no program {} {}".format(wanted, "there" if "/" in wanted else "on the PATH"),
            "install the client of Modal (pip install modal), or name it in modal_client",
        )
    result = rctx.execute([client, "volume", "get", rctx.attr.modal_volume, remote, output], timeout = _PATIENCE)
    if not result.return_code:
        return None
    said = (result.stderr.strip() or result.stdout.strip() or "nothing")[-500:]
    return problem(
        "EV8006",
        place,
        "{} volume get {} {} ended with {}".format(wanted, rctx.attr.modal_volume, remote, result.return_code),
        "run the command yourself: log in (modal setup), correct volume and path",
        got = said.replace("\n", " "),
    )

def nothing_from_modal(rctx, place, remote):
    "The problem of a client that says all is well and leaves nothing."
    return problem(
        "EV8006",
        place,
        "{} volume get {} {} ended with 0 and left nothing".format(rctx.attr.modal_client, rctx.attr.modal_volume, remote),
        "correct modal_path; look at the volume with: modal volume ls " + rctx.attr.modal_volume,
    )
