"Where the npm registry is. No host name is written down: the machine has to know it."

_HELP = """Cannot tell which npm registry to use. Set it with one of
  --repo_env=npm_config_registry=<url>   (what ./bazelw does, from npm's own settings)
  a line `registry=<url>` in $HOME/.npmrc
"""

def _from_npmrc(text):
    for line in text.splitlines():
        key, sep, value = line.partition("=")
        if sep and key.strip() == "registry":
            return value.strip()
    return None

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
    home = rctx.getenv("HOME")
    if home:
        npmrc = rctx.path(home).get_child(".npmrc")
        value = _from_npmrc(rctx.read(npmrc)) if npmrc.exists else None
        if value:
            return value.rstrip("/")
    npm = rctx.which("npm")
    if npm:
        result = rctx.execute([npm, "config", "get", "registry"])
        if result.return_code == 0:
            return result.stdout.strip().rstrip("/")
    fail(_HELP)

def tarball_url(registry, package, version):
    """Address of a package's tarball: the registry's own convention.

    Args:
        registry: URL without a slash at the end
        package: its name, with the scope
        version: exact version
    Returns:
        the URL
    """
    return "{}/{}/-/{}-{}.tgz".format(registry, package, package.split("/")[-1], version)
