# Which Bazel: BAZELW_BAZEL, else one on the PATH, else Bazelisk from npm, else Debian's in a private root.
#
# A release of Bazel means the normal profile (real modules from the central registry), Debian's build the air-gapped one
# (stand-ins from tools/airgap/registry): it brings its own copies of the modules that Bazel itself needs, which no release does.

oldest=7.7
too_new=9
bazelisk_version=1.28.1
bazelisk_sha512=2b6d71f373573ad774c9bdaace33044b7515e31116675ab5be75c58400c0d6eec8a2231542424055044ade8679b71a67ac669f635e474be618af69e6b043f84e
debian_system_rc=/etc/bazel/bazelrc
debian_programs=/usr/bin
private_root=/etc/bazelw-root # is there inside of the private root, and names it
patience=8 # seconds without progress after which a download host counts as silent

passed_over=()

main() {
    local profile=${BAZELW_PROFILE:-any}
    cache=$(cache_folder) || exit
    case $profile in
    any | normal | airgap) ;;
    *) die "BAZELW_PROFILE is normal or airgap, not '$profile'" ;;
    esac

    # A program that Debian's Bazel started, as the service, goes on with the same Bazel.
    [[ ! -e $private_root ]] || take_debian "$@"
    if [[ -n ${BAZELW_BAZEL:-} ]]; then
        take_named "$profile" "$@"
    fi
    take_from_path "$profile" "$@"
    [[ $profile == airgap ]] || take_bazelisk "$profile" "$@"
    [[ $profile == normal ]] && die "no Bazel for the normal profile$(reasons)"
    take_debian "$@"
}

pass_over() { passed_over+=("$1"); }

reasons() {
    [[ ${#passed_over[@]} == 0 ]] || printf ' (passed over: %s)' "$(printf '%s; ' "${passed_over[@]}" | sed 's/; $//')"
}

# ---- BAZELW_BAZEL ------------------------------------------------------------------------------------------------

take_named() {
    local profile=$1 bazel version
    shift
    bazel=$(type -P "$BAZELW_BAZEL") || die "BAZELW_BAZEL: no program '$BAZELW_BAZEL'"
    version=$(version_of "$bazel") || die "BAZELW_BAZEL: '$BAZELW_BAZEL --version' does not answer like Bazel"
    supported "$version" || die "BAZELW_BAZEL: Bazel $version; $oldest to 8 are supported"
    if is_debian_bazel "$bazel"; then
        [[ $profile != normal ]] || die "BAZELW_BAZEL is Debian's Bazel, which cannot load the real modules: the normal profile needs a release"
        run_airgap "$bazel" "$version" "$@"
    fi
    [[ $profile != airgap ]] || die "BAZELW_BAZEL is no Debian build: only Debian's Bazel has the modules that the air-gapped profile builds on"
    run_normal "$bazel" "$version" "$@"
}

# ---- PATH --------------------------------------------------------------------------------------------------------

take_from_path() {
    local profile=$1 candidates bazel version
    shift
    mapfile -t candidates < <(type -aP bazel bazelisk | awk '!seen[$0]++')
    for bazel in "${candidates[@]}"; do
        [[ $(readlink -f "$bazel") != "$workspace/bazelw" ]] || continue
        if is_debian_bazel "$bazel"; then
            [[ $profile != normal ]] || { pass_over "$bazel is Debian's build"; continue; }
        else
            [[ $profile != airgap ]] || { pass_over "$bazel is no Debian build"; continue; }
        fi
        version=$(version_of "$bazel") || { pass_over "$bazel --version gives no answer"; continue; }
        supported "$version" || { pass_over "$bazel is $version, not $oldest to 8"; continue; }
        if is_debian_bazel "$bazel"; then
            run_airgap "$bazel" "$version" "$@"
        elif [[ $profile == normal ]] || registry_answers "$bazel"; then
            run_normal "$bazel" "$version" "$@"
        fi
        pass_over "$bazel: the central registry does not answer"
    done
}

# Debian's build has its own place for the system rc, and there its own copies of modules.
is_debian_bazel() {
    [[ $(readlink -f "$1") == "$debian_programs"/* ]] && grep -qs -e --override_module "$debian_system_rc"
}

version_of() {
    local answer
    answer=$(while_it_grows "$(bazelisk_folder)" "$1" --version) || return 1
    [[ $answer =~ ^bazel\ ([0-9]+\.[0-9][0-9.]*) ]] && echo "${BASH_REMATCH[1]}"
}

at_least() { [[ $(printf "%s\n" "$1" "$2" | sort -V | head -n 1) == "$1" ]]; }

supported() { at_least "$oldest" "$1" && ! at_least "$too_new" "$1"; }

bazelisk_folder() { echo "${BAZELISK_HOME:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/bazelisk}"; }

# Runs a command that may download into a folder; gives up when the folder has stopped growing.
while_it_grows() {
    local folder=$1 still=0 before=-1 now pid
    shift
    set -m # a process group of its own, to be stopped as a whole
    "$@" 2>/dev/null </dev/null &
    pid=$!
    set +m
    while kill -0 "$pid" 2>/dev/null; do
        now=$(du -sk "$folder" 2>/dev/null | cut -f1)
        [[ $now == "$before" ]] || still=0
        before=$now
        if ((still++ >= patience * 5)); then
            kill -- -"$pid" 2>/dev/null
            wait "$pid" 2>/dev/null
            return 1
        fi
        sleep 0.2
    done
    wait "$pid"
}

# Whether Bazel can resolve a module here: it knows its registry, proxies and the user's settings; we need no host name.
# The answer is kept: a day if yes, an hour if no.
registry_answers() {
    local bazel=$1 kept scratch
    kept=$cache/registry-answers-$(cksum <<<"$bazel" | cut -d' ' -f1)
    mkdir -p "$cache"
    [[ -z $(find "$kept.yes" -mmin -1440 2>/dev/null) ]] || return 0
    [[ -z $(find "$kept.no" -mmin -60 2>/dev/null) ]] || return 1
    rm -f "$kept.yes" "$kept.no"
    say "asking $bazel whether the central registry answers (up to 30 s, then remembered)"
    scratch=$(mktemp -d)
    echo 'bazel_dep(name = "platforms", version = "1.0.0")' >"$scratch/MODULE.bazel"
    cp "$workspace/.bazelversion" "$scratch/"
    [[ ! -f $workspace/user.bazelrc ]] || cp "$workspace/user.bazelrc" "$scratch/.bazelrc"
    if (cd "$scratch" && timeout -k 5 30 "$bazel" --batch --output_base="$scratch/base" mod graph) >/dev/null 2>&1 </dev/null; then
        : >"$kept.yes"
    else
        : >"$kept.no"
    fi
    chmod -R u+w "$scratch" && rm -rf "$scratch"
    [[ -e $kept.yes ]]
}

# ---- Bazelisk from npm -------------------------------------------------------------------------------------------

take_bazelisk() {
    local profile=$1 bazelisk=$cache/bazelisk-$bazelisk_version refused=$cache/bazelisk-refused version
    shift
    if [[ $profile != normal && -n $(find "$refused" -mmin -1440 2>/dev/null) ]]; then
        pass_over "Bazelisk: its download host did not answer within the last day"
        return 0
    fi
    [[ -x $bazelisk ]] || fetch_bazelisk "$bazelisk" || return 0
    if version=$(version_of "$bazelisk"); then
        if [[ $profile == normal ]] || registry_answers "$bazelisk"; then
            run_normal "$bazelisk" "$version" "$@"
        fi
        pass_over "Bazelisk: the central registry does not answer"
    else
        : >"$refused"
        pass_over "Bazelisk: its download host does not answer"
    fi
}

fetch_bazelisk() {
    local target=$1 registry scratch
    registry=$(npm_registry) || { pass_over "Bazelisk: no npm registry is known"; return 1; }
    say "no Bazel on the PATH; trying Bazelisk $bazelisk_version from npm (22 MB)"
    mkdir -p "$cache"
    scratch=$(mktemp -d -p "$cache")
    if download_package "$registry" @bazel/bazelisk "$bazelisk_version" "$scratch/bazelisk.tgz" &&
        sha512sum --quiet --status -c - <<<"$bazelisk_sha512  $scratch/bazelisk.tgz" &&
        tar -xzf "$scratch/bazelisk.tgz" -C "$scratch" package/bazelisk-linux_amd64; then
        chmod +x "$scratch/package/bazelisk-linux_amd64"
        mv -f "$scratch/package/bazelisk-linux_amd64" "$target"
    else
        pass_over "Bazelisk: it cannot be fetched from npm"
    fi
    rm -rf "$scratch"
    [[ -x $target ]]
}

# npm first: it knows the proxies, credentials and certificates that its own settings name.
download_package() {
    local registry=$1 package=$2 version=$3 target=$4 url
    url=${registry%/}/$package/-/${package##*/}-$version.tgz
    if command -v npm >/dev/null; then
        (cd "$(dirname "$target")" && npm pack --silent --registry "$registry" "$package@$version" >/dev/null 2>&1 && mv ./*"-$version.tgz" "$target")
    elif command -v curl >/dev/null; then
        curl -fsSL --max-time 120 -o "$target" "$url"
    elif command -v wget >/dev/null; then
        wget -q --timeout=30 --tries=2 -O "$target" "$url"
    else
        return 1
    fi
}

# ---- what is run -------------------------------------------------------------------------------------------------

run_normal() {
    local bazel=$1 version=$2
    shift 2
    say "$bazel, Bazel $version; normal profile: modules from the central registry$(reasons)"
    exec "$bazel" "$@"
}

run_airgap() {
    local bazel=$1 version=$2 rc
    shift 2
    rc=$(airgap_rc) || exit
    say "$bazel, Debian's Bazel $version; air-gapped profile: modules from tools/airgap/registry$(reasons)"
    exec "$bazel" "--bazelrc=$rc" "$@"
}

# A file with what .bazelrc has under :airgap, for whatever workspace Bazel is started in, and this machine's npm registry.
airgap_rc() {
    local registry text file
    registry=$(npm_registry) || die "cannot tell which npm registry to use: set npm_config_registry, or a line registry=… in ~/.npmrc"
    text=$(sed -n 's/^\([a-z]*\):airgap  */\1 /p' "$workspace/.bazelrc")
    text=${text//%workspace%/$workspace}$'\n'"common --repo_env=npm_config_registry=${registry%/}"
    file=$cache/airgap-$(cksum <<<"$text" | cut -d' ' -f1).bazelrc
    if [[ $(cat "$file" 2>/dev/null) != "$text" ]]; then
        mkdir -p "$cache"
        (umask 077 && echo "$text" >"$file.$$")
        mv -f "$file.$$" "$file"
    fi
    echo "$file"
}
