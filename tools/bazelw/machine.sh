# What the machine's own settings say: mirrors, registries, certificates, cache. No host name stands in this repository.

apt_settings=/etc/apt
keyrings=/usr/share/keyrings
certificate_bundles=(/etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt)
global_npmrcs=(/etc/npmrc /usr/etc/npmrc /usr/local/etc/npmrc)

cache_folder() {
    local home=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    [[ $home == /* ]] || die "HOME or XDG_CACHE_HOME must name a folder to keep things in"
    echo "$home/bazelw"
}

# First existing folder on the way up from a path.
existing_parent() {
    local path=$1
    while [[ ! -d $path ]]; do path=$(dirname "$path"); done
    echo "$path"
}

free_megabytes() { df -Pk "$(existing_parent "$1")" | awk 'NR == 2 { print int($4 / 1024) }'; }

# ---- npm ---------------------------------------------------------------------------------------------------------

# The value of `registry` in an .npmrc, with ${VARIABLE} replaced as npm does.
registry_in() {
    local value name
    value=$(sed -nE 's/^[[:space:]]*registry[[:space:]]*=[[:space:]]*"?([^"[:space:]]+)"?[[:space:]]*$/\1/p' "$1" 2>/dev/null | tail -n 1)
    while [[ $value =~ \$\{([A-Za-z_][A-Za-z_0-9]*)\} ]]; do
        name=${BASH_REMATCH[1]}
        value=${value//"\${$name}"/"${!name:-}"}
    done
    [[ -n $value ]] && echo "$value"
}

# Asking npm takes half a second, so settings are read as npm would read them, and npm is asked once a day for its default.
# Without npm the default is what its Debian package says, given as a file.
npm_registry() {
    local packaged=${1:-} file answer
    for answer in "${npm_config_registry:-}" "${NPM_CONFIG_REGISTRY:-}"; do
        [[ -z $answer ]] || { echo "$answer"; return; }
    done
    for file in "$workspace/.npmrc" "${NPM_CONFIG_USERCONFIG:-${HOME:-}/.npmrc}" "${global_npmrcs[@]}"; do
        registry_in "$file" && return
    done
    if command -v npm >/dev/null; then
        file=$cache/npm-registry
        if [[ -z $(find "$file" -size +0 -mmin -1440 2>/dev/null) ]]; then
            mkdir -p "$cache"
            (cd / && npm config get registry 2>/dev/null) >"$file.$$" && mv -f "$file.$$" "$file"
        fi
        cat "$file"
    else
        [[ -s $packaged ]] && cat "$packaged"
    fi
}

# ---- apt ---------------------------------------------------------------------------------------------------------

# Archives that apt knows, as URIs; apt itself reads both formats of its sources. Security archives last: they have no
# other suites.
debian_mirrors() {
    # Also where the lists were deleted, as images of containers have it.
    apt-get indextargets --no-release-info --format '$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)' 2>/dev/null |
        awk '$1 == "Packages" && $2 == "main" { print ($3 ~ /-security$/), $4 }' | sort -s -k1,1n | awk '!seen[$2]++ { print $2 }'
}

# Keyrings that may vouch for the archive: Debian's, those that the machine's sources name, and "" for apt's own trust.
archive_keyrings() {
    {
        ls "$keyrings"/debian-archive-keyring.pgp "$keyrings"/debian-archive-keyring.gpg
        sed -nE 's/.*[Ss]igned-[Bb]y[=:] *([^] ,]+).*/\1/p' "$apt_settings"/sources.list "$apt_settings"/sources.list.d/*.{list,sources}
    } 2>/dev/null | awk '/^\// && !seen[$0]++' || true # files that are not there
    echo
}

# ---- certificates ------------------------------------------------------------------------------------------------

# The certificates that this machine trusts, as one PEM text.
trusted_certificates() {
    local bundle
    for bundle in "${SSL_CERT_FILE:-}" "${certificate_bundles[@]}"; do
        [[ -r $bundle ]] && cat "$bundle" && break
    done || cat "$1"/usr/share/ca-certificates/mozilla/*.crt
    [[ ! -r ${NODE_EXTRA_CA_CERTS:-} ]] || cat "$NODE_EXTRA_CA_CERTS"
}
