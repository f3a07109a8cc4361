"Reads pnpm-lock.yaml (lockfileVersion 9): the part of YAML that pnpm writes, no more."

_BLOCK_SCALARS = ["|", "|-", "|+", ">", ">-", ">+"]

def _unquote(text):
    text = text.strip()
    if len(text) >= 2 and text[0] == "'" and text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) >= 2 and text[0] == "\"" and text[-1] == "\"":
        return text[1:-1]
    return text

def _split_flow(text):
    "Splits at commas that are outside quotes."
    parts, current, quoted = [], "", False
    for c in text.elems():
        if c == "'":
            quoted = not quoted
        if c == "," and not quoted:
            parts.append(current)
            current = ""
        else:
            current += c
    if current.strip():
        parts.append(current)
    return parts

def _scalar(text):
    if text.startswith("{") and text.endswith("}"):
        pairs = [part.partition(": ") for part in _split_flow(text[1:-1])]
        return {_unquote(key): _unquote(value) for key, _, value in pairs}
    if text.startswith("[") and text.endswith("]"):
        return [_unquote(part) for part in _split_flow(text[1:-1])]
    return _unquote(text)

def _split_key(line):
    if line.startswith("'"):
        end = line.find("':", 1)
        return line[1:end].replace("''", "'"), line[end + 2:].strip()
    if line.endswith(":"):
        return line[:-1], ""
    key, _, value = line.partition(": ")
    return key, value.strip()

def parse_yaml(text):
    """Reads block mappings of flow values.

    Args:
        text: the file; of several documents the last one counts (pnpm 11 puts its own settings first)
    Returns:
        nested dicts of strings, and of lists and dicts of strings
    """
    root = {}
    stack = [(-1, root)]  # (indentation, mapping) from the outside in
    block_indent = None  # inside a block scalar: skip what is deeper
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if raw.startswith("---"):
            root = {}
            stack = [(-1, root)]
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        if block_indent != None:
            if indent > block_indent:
                continue
            block_indent = None
        if line.startswith("- "):
            continue  # block lists occur only in settings that nothing here reads
        for _ in range(len(stack)):
            if stack[-1][0] >= indent:
                stack.pop()
        key, value = _split_key(line)
        if value == "":
            child = {}
            stack[-1][1][key] = child
            stack.append((indent, child))
        elif value in _BLOCK_SCALARS:
            block_indent = indent
        else:
            stack[-1][1][key] = _scalar(value)
    return root

def _without_peers(key):
    "sharp@0.35.5(@types/node@24.19.2) -> sharp@0.35.5"
    return key.partition("(")[0]

def _name_version(key):
    plain = _without_peers(key)
    at = plain.find("@", 1)
    return plain[:at], plain[at + 1:]

def _key_of(alias, wanted, snapshots):
    "A dependency is written as its version, or in full if it was installed under another name."
    return wanted if wanted in snapshots else alias + "@" + wanted

def _fits(allowed, actual):
    "pnpm's os, cpu and libc lists: names, or names with ! before them."
    if not allowed:
        return True
    if allowed[0].startswith("!"):
        return "!" + actual not in allowed
    return actual in allowed

def read_lock(text, os, cpu, libc):
    """Interprets a lock file for one platform.

    Args:
        text: contents of pnpm-lock.yaml
        os: npm's name of the operating system ("linux")
        cpu: npm's name of the processor ("x64")
        libc: "glibc" or "musl"
    Returns:
        struct(links, packages): links maps an alias of the root package to a key,
        packages maps a key to struct(name, version, integrity, deps: alias -> key)
    """
    lock = parse_yaml(text)
    if not lock.get("lockfileVersion", "").startswith("9."):
        fail("pnpm-lock.yaml: lockfileVersion 9.x is needed, found '{}'".format(lock.get("lockfileVersion")))
    if lock["importers"].keys() != ["."]:
        fail("pnpm-lock.yaml: the air-gapped stand-in links one package.json, the one beside the lock file, not {}".format(
            ", ".join(lock["importers"].keys()),
        ))
    raw_packages, snapshots = lock.get("packages", {}), lock.get("snapshots", {})

    usable = {}
    for key in snapshots:
        info = raw_packages[_without_peers(key)]
        if _fits(info.get("os"), os) and _fits(info.get("cpu"), cpu) and _fits(info.get("libc"), libc):
            usable[key] = info

    packages = {}
    for key, info in usable.items():
        name, version = _name_version(key)
        if "integrity" not in info["resolution"] or "tarball" in info["resolution"]:
            fail("{}: only packages from the registry, with an integrity, can be used".format(key))
        deps = {}
        for kind in ["dependencies", "optionalDependencies"]:
            for alias, wanted in snapshots[key].get(kind, {}).items():
                dep = _key_of(alias, wanted, snapshots)
                if dep in usable:
                    deps[alias] = dep
        packages[key] = struct(
            deps = deps,
            integrity = info["resolution"]["integrity"],
            name = name,
            version = version,
        )

    links = {}
    for kind in ["dependencies", "optionalDependencies", "devDependencies"]:
        for alias, wanted in lock["importers"]["."].get(kind, {}).items():
            key = _key_of(alias, wanted["version"], snapshots)
            if key in usable:
                links[alias] = key
    return struct(links = links, packages = packages)

def closure(packages, key):
    """All packages that one needs; cycles are fine.

    Args:
        packages: what read_lock returns
        key: the one
    Returns:
        list of keys, itself first
    """
    seen = {key: None}
    todo = [key]
    for _ in range(len(packages)):
        following = []
        for k in todo:
            for dep in packages[k].deps.values():
                if dep not in seen:
                    seen[dep] = None
                    following.append(dep)
        todo = following
    return seen.keys()
