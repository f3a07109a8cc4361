# Debian's Bazel in a private root file system below the user's cache: nothing is installed on the machine.
#
# apt resolves, fetches and verifies; packages are unpacked, not configured (their scripts do nothing that Bazel needs), which
# needs no privileges and takes seconds. enter.sh then runs Bazel in mount namespaces of its own, without a chain of
# helpers, so that signals, exit codes and standard input are Bazel's.

suite=forky # the suite that has Bazel 7.7
layout=1    # raise when what is in the root changes

# Bazel, the runtime it is started with (it starts itself with a JDK unless told), and what its actions run.
wanted=(bazel-bootstrap default-jre-headless base-files bash ca-certificates coreutils dash debianutils diffutils file findutils
    grep gzip hostname libc-bin mawk mount openssl procps sed tar util-linux zip)

# Dependencies that Bazel only needs to build itself or C++ and Java programs: apt is told that they are there.
# They are half of the download: 222 MB are left.
unwanted=(adduser build-essential ca-certificates-java debconf default-jdk-headless java-common libjs-jquery node-core-js
    node-html5shiv passwd perl zlib1g-dev)

# What no program reads.
left_out=('./usr/share/doc/*' './usr/share/man/*' './usr/share/info/*' './usr/share/locale/*' './usr/share/lintian/*'
    './usr/share/bash-completion/*' './usr/share/maven-repo/*' './usr/include/*' '*.a')

take_debian() {
    local root=$cache/debian-$suite-$layout version rc trust
    [[ ! -e $private_root ]] || root=$(cat "$private_root")
    [[ -e $root/complete ]] || provision "$root"
    version=$(cat "$root/complete")
    # What Bazel starts sees no npm: the launcher that a service calls in there takes this.
    npm_config_registry=$(npm_registry "$root/npm-registry") && export npm_config_registry
    rc=$(airgap_rc) || exit
    trust=$(trust_store "$root") || exit
    # By itself it does not find the library that --remote_cache_compression needs.
    say "Debian's Bazel $version in $root; air-gapped profile: modules from tools/airgap/registry$(reasons)"
    enter "$root" /usr/bin/bazel \
        --server_javabase=/usr/lib/jvm/default-java \
        "--host_jvm_args=-Djavax.net.ssl.trustStore=$trust" \
        --host_jvm_args=-Djavax.net.ssl.trustStorePassword=changeit \
        --host_jvm_args=-Djava.library.path=/usr/share/bazel/:/usr/lib/x86_64-linux-gnu \
        "--bazelrc=$rc" "$@"
}

# ---- namespaces --------------------------------------------------------------------------------------------------

# Becomes a program inside the private root; see enter.sh. Who is inside stays there.
enter() {
    local root=$1 how
    shift
    [[ ! -e $private_root ]] || exec "$@"
    how=$(namespaces) || exit
    # shellcheck disable=SC2086
    exec unshare $how --propagation slave -- bash "$workspace/tools/bazelw/enter.sh" "$root" "$(id -u):$(id -g)" "$@"
}

# Options of unshare with which this user can mount: root may outright, others as root of a user namespace.
namespaces() {
    local how why
    for how in '--mount' '--user --map-root-user --mount'; do
        # shellcheck disable=SC2086
        if unshare $how -- mount --rbind / / 2>/dev/null; then
            echo "$how"
            return
        fi
    done
    why='mount namespaces are not allowed here'
    if [[ $(cat /proc/sys/kernel/unprivileged_userns_clone 2>/dev/null) == 0 ]]; then
        why='user namespaces are off; as root: sysctl kernel.unprivileged_userns_clone=1'
    elif [[ $(cat /proc/sys/user/max_user_namespaces 2>/dev/null) == 0 ]]; then
        why='user namespaces are off; as root: sysctl user.max_user_namespaces=10000'
    elif [[ $(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null) == 1 ]]; then
        why='AppArmor restricts user namespaces; as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0'
    elif [[ $(id -u) == 0 ]]; then
        why="$why (a container needs --cap-add SYS_ADMIN and a seccomp profile that allows it)"
    fi
    die "cannot run Debian's Bazel in its private root: $why. Or set BAZELW_BAZEL to a Bazel of at least $oldest"
}

# ---- provisioning ------------------------------------------------------------------------------------------------

provision() {
    local root=$1 building=$cache/building lock child
    fits_this_machine
    enough_space
    mkdir -p "$cache" 2>/dev/null || die "cannot write to $cache; set XDG_CACHE_HOME to a folder of yours"

    # The lock is held by the builder too: if this process is killed, the next one waits for what is left of it.
    exec {lock}>"$cache/lock"
    if ! flock -n "$lock"; then
        say "another bazelw is setting up $root; waiting for it"
        flock "$lock"
    fi
    if [[ ! -e $root/complete ]]; then
        rm -rf "$building/tree" # of a run that was killed; what it had downloaded stays useful
        set -m                  # a process group of its own, so that it can be stopped as a whole
        build "$root" "$building" </dev/null &
        child=$!
        set +m
        trap 'kill -TERM -- -$child 2>/dev/null; wait; rm -rf "$building"; say interrupted; exit 130' INT
        trap 'kill -TERM -- -$child 2>/dev/null; wait; rm -rf "$building"; say terminated; exit 143' TERM HUP
        if ! wait "$child"; then
            kill -TERM -- -"$child" 2>/dev/null || true # apt may still be fetching
            explain "$building/log"
            rm -rf "$building"
            exit 36
        fi
        trap - INT TERM HUP
    fi
    exec {lock}>&-
}

fits_this_machine() {
    local tool
    [[ $(uname -sm) == 'Linux x86_64' ]] || die "no Bazel found, and Debian's can be set up on Linux x86-64 only$(reasons)"
    for tool in apt-get dpkg-deb flock unshare; do
        command -v "$tool" >/dev/null || die "no Bazel found, and Debian's cannot be set up without $tool$(reasons)"
    done
    namespaces >/dev/null || exit
}

enough_space() {
    local needed=900 free
    free=$(free_megabytes "$cache")
    ((free >= needed)) || die "setting up Debian's Bazel needs $needed MB in $cache (500 MB for good), $free MB are free;" \
        "free some space, or set XDG_CACHE_HOME to a folder on another disk"
}

explain() {
    local log=$1
    if grep -qs 'No space left' "$log"; then
        say "the disk is full; nothing was left behind in $cache. 900 MB are needed"
    else
        say "setting up Debian's Bazel failed; nothing was left behind:"
        tail -n 8 "$log" | sed 's/^/    /' >&2
    fi
}

# Makes the root in a temporary folder and moves it into place when it is complete.
build() {
    local root=$1 building=$2 started=$SECONDS files megabytes version
    set -o errexit
    say "setting up Debian's Bazel in $root: about 222 MB to download, 500 MB on disk, once"
    mkdir -p "$building/tree" "$building"/{apt/lists,archives,none}/partial
    exec 3>&2 2>"$building/log"

    find_archive "$building"
    files=$(wc -l <"$building/packages")
    megabytes=$(awk '{ bytes += $3 } END { print int(bytes / 1e6) }' "$building/packages")
    version=$(sed -nE "s/.* bazel-bootstrap_([0-9.]+)[^ ]* .*/\1/p" "$building/packages")
    if ! at_least "$oldest" "$version" || at_least 8 "$version"; then
        echo "the suite $suite has Bazel $version; the stand-ins are made for $oldest: set BAZELW_BAZEL" >&2
        exit 1
    fi

    fetch_and_unpack "$building" "$files" | show_progress "fetching and unpacking $files packages, $megabytes MB:" 2>&3
    settle "$building"
    echo "$version" >"$building/tree/complete"
    mv -T "$building/tree" "$root"
    exec 2>&3 3>&-
    rm -rf "$building"
    say "Debian's Bazel $version is ready after $((SECONDS - started)) s, $(du -sm "$root" | cut -f1) MB"
}

# apt-get with the machine's mirrors, proxies, credentials and keys, but a state of its own; nothing unsigned is accepted.
apt() {
    local building=$1
    shift
    apt-get -q -o Debug::NoLocking=true -o APT::Sandbox::User=root -o APT::Install-Recommends=false \
        -o APT::Update::Error-Mode=any -o Acquire::AllowInsecureRepositories=false -o APT::Get::AllowUnauthenticated=false \
        -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o Dir::State="$building/apt" -o Dir::State::status="$building/apt/status" \
        -o Dir::Etc::sourcelist="$building/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o Dir::Cache="$building/apt" -o Dir::Cache::archives="$building/archives" "$@"
}

# Tries the machine's mirrors, with each keyring that may vouch for them, until one has the suite. Leaves the list of the
# packages to fetch: 'uri' file size checksum, one a line.
find_archive() {
    local building=$1 mirror keyring package mirrors
    for package in "${unwanted[@]}"; do
        printf '%s\n' "Package: $package" 'Status: install ok installed' 'Version: 99:0' 'Architecture: all' 'Multi-Arch: foreign' \
            'Maintainer: none' 'Description: none' ''
    done >"$building/apt/status"
    mirrors=$(debian_mirrors)
    [[ -n $mirrors ]] || echo "apt's sources name no Debian mirror" >&2
    for mirror in $mirrors; do
        while IFS= read -r keyring; do
            echo "deb [arch=amd64${keyring:+ signed-by=$keyring}] $mirror $suite main" >"$building/apt/sources.list"
            say "package lists of $suite from $mirror" 2>&3
            # An archive folder without any archives, since apt does not list what it has.
            if apt "$building" update >&2 &&
                apt "$building" -qq -y -o Dir::Cache::archives="$building/none" --print-uris install "${wanted[@]}" >"$building/packages"; then
                return
            fi
            grep -qE 'NO_PUBKEY|not signed|verif' "$building/log" || break # another keyring would not help
        done < <(archive_keyrings)
    done
    if grep -qE 'NO_PUBKEY|not signed' "$building/log"; then
        echo "no keyring here vouches for $suite; try: apt-get install --only-upgrade debian-archive-keyring" >&2
    fi
    return 1
}

# Unpacks packages while others are still on their way. Prints percentages.
fetch_and_unpack() {
    local building=$1 files=$2 count=0 folder fetcher
    for folder in bin lib lib64 sbin; do ln -s "usr/$folder" "$building/tree/$folder"; done # whichever package comes first
    apt "$building" -y -d install "${wanted[@]}" >&2 &
    fetcher=$!
    excluded=$(printf -- '--exclude=%s\n' "${left_out[@]}")
    export excluded
    export -f unpack_one
    arrivals "$building" "$fetcher" | xargs -0 -r -n 1 -P "$(nproc)" bash -c 'unpack_one "$0" "$1" && echo || exit 255' "$building/tree" |
        while IFS= read -r _; do echo $((++count * 100 / files)); done
    wait "$fetcher"
}

# Archives as apt finishes them, each once, until it has ended: apt moves them into the folder when it has verified them.
arrivals() {
    local building=$1 fetcher=$2 archive ended=
    local -A seen
    while [[ -z $ended ]]; do
        kill -0 "$fetcher" 2>/dev/null || ended=yes
        for archive in "$building"/archives/*.deb; do
            [[ -e $archive && -z ${seen[$archive]:-} ]] || continue
            seen[$archive]=yes
            printf '%s\0' "$archive"
        done
        [[ -n $ended ]] || sleep 0.3
    done
}

unpack_one() {
    set -o pipefail
    # shellcheck disable=SC2086
    dpkg-deb --fsys-tarfile "$2" | (
        IFS=$'\n'
        set -f
        tar -x -C "$1" --no-same-owner $excluded
    )
}

# The little that scripts of packages would have done.
settle() {
    local building=$1 root=$1/tree
    ln -sf mawk "$root/usr/bin/awk"
    ln -sf which.debianutils "$root/usr/bin/which"
    default_registry "$building" >"$root/npm-registry" || true # matters only on machines without npm and without settings
    # Bazel's C++ configuration wants to find a compiler even for shell and Python targets, which never call it.
    printf '#!/bin/sh\necho "this root has no C compiler: set BAZELW_BAZEL to build C and C++ (docs/airgap.md)" >&2\nexit 1\n' >"$root/usr/bin/gcc"
    chmod +x "$root/usr/bin/gcc"
    mkdir -p "$root/mnt" # where enter.sh puts the new root together
}

# npm's default registry, as its Debian package has it.
default_registry() {
    local building=$1
    (cd "$building/archives" && apt "$building" download npm) >&2
    dpkg-deb --fsys-tarfile "$building"/archives/npm_*.deb | tar -xO --wildcards '*/definitions.js' |
        sed -nE "/\('registry', \{/,/\}/s/.*default: '([^']*)'.*/\1/p"
}

# ---- certificates ------------------------------------------------------------------------------------------------

# Java trusts what the machine trusts: a PKCS#12 store made of the machine's PEM bundle, again whenever that changes.
trust_store() {
    local root=$1 certificates store
    certificates=$(trusted_certificates "$root")
    store=$cache/trust-$(sha256sum <<<"$certificates" | cut -c1-16).p12
    if [[ ! -s $store ]]; then
        (enter "$root" /usr/bin/openssl pkcs12 -export -nokeys -jdktrust anyExtendedKeyUsage -passout pass:changeit -out "$store.$$") \
            <<<"$certificates" 2>/dev/null || die "cannot make a trust store for Java from this machine's certificates"
        mv -f "$store.$$" "$store"
    fi
    echo "$store"
}
