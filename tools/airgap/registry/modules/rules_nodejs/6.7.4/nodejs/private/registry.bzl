"Where the npm registry is, and its packages. No host name is written down: the machine has to know it."

_HELP = """Cannot tell which npm registry to use. Set it with one of
  --repo_env=npm_config_registry=<url>   (what ./bazelw does, from npm's own settings)
  a line `registry=<url>` in $HOME/.npmrc
"""

def _npmrcs(rctx):
    "Settings of npm by key, those of the workspace before the user's; ${VARIABLE} is replaced as npm does."
    home = rctx.getenv("HOME")
    user = rctx.getenv("NPM_CONFIG_USERCONFIG") or (home + "/.npmrc" if home else None)
    settings = {}
    for path in [str(rctx.workspace_root) + "/.npmrc", user]:
        file = rctx.path(path) if path else None
        for line in rctx.read(file).splitlines() if file and file.exists else []:
            key, sep, value = line.partition("=")
            if sep and not key.strip().startswith(("#", ";")):
                settings.setdefault(key.strip(), _filled(rctx, value.strip().strip("\"'")))
    return settings

def _filled(rctx, value):
    parts = value.split("${")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled.append((rctx.getenv(name) or "") + rest)
    return "".join(filled)

def _login(settings, url):
    "What npm sends with a request: the token or login of the longest address that the URL begins with."
    rest = url.partition(":")[2]
    found = None
    for key, value in settings.items():
        address, sep, what = key.rpartition(":")
        kind = {"_auth": "Basic", "_authToken": "Bearer"}.get(what)
        if sep and kind and value and rest.startswith(address.rstrip("/") + "/") and (not found or len(address) > len(found[0])):
            found = (address, {"password": value, "pattern": kind + " <password>", "type": "pattern"})
    return {url: found[1]} if found else {}

def npm_registry(rctx):
    """Finds the npm registry from the environment, the user's .npmrc or npm itself.

    Args:
        rctx: a repository context
    Returns:
        its URL, without a slash at the end
    """
    for name in ["npm_config_registry", "NPM_CONFIG_REGISTRY"]:
        value = rctx.getenv(name)
        if value:
            return value.rstrip("/")
    value = _npmrcs(rctx).get("registry")
    if value:
        return value.rstrip("/")
    npm = rctx.which("npm")
    if npm:
        result = rctx.execute([npm, "config", "get", "registry"])
        if result.return_code == 0:
            return result.stdout.strip().rstrip("/")
    fail(_HELP)

_NOTHING = """The npm registry gave nothing usable for {package} {version}:
  {url}
The warning above says what it answered, {login}.
401 or 403: it wants a login. Put `//{host}/:_authToken=<token>` into $HOME/.npmrc (or where NPM_CONFIG_USERCONFIG points), as for npm.
404: it does not have the package. Another digest: it has other bytes than the lock file pins.
certificate_unknown: its certificate is from an authority that this machine does not trust. SSL_CERT_FILE names a bundle that holds it.
"""

def fetch_package(rctx, package, version, integrity, output, extract = True):
    """Fetches a package's tarball from the npm registry, with the login that npm's settings have for it.

    Args:
        rctx: a repository context
        package: its name, with the scope
        version: exact version
        integrity: what its bytes must have
        output: the file, or the folder that it is unpacked into
        extract: whether to unpack it
    """
    registry = npm_registry(rctx)

    # The registry's own convention.
    url = "{}/{}/-/{}-{}.tgz".format(registry, package, package.split("/")[-1], version)
    login = _login(_npmrcs(rctx), url)
    if extract:
        result = rctx.download_and_extract(url, output = output, integrity = integrity, stripPrefix = "package", auth = login, allow_fail = True)
    else:
        result = rctx.download(url, output = output, integrity = integrity, auth = login, allow_fail = True)
    if not result.success:
        host = registry.partition("://")[2]
        told = "with the login that npm's settings have for it" if login else "without a login: npm's settings have none for it"
        fail(_NOTHING.format(host = host, login = told, package = package, url = url, version = version))
