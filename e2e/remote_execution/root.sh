#!/usr/bin/env bash
# A root file system of Debian's packages for workers: BuildBox, a shell and what goes with it, nothing else.  root.sh <folder>
# Fetched, verified and unpacked as ./bazelw does for Bazel: nothing is installed on the machine.
set -o errexit -o nounset -o pipefail

workspace=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
for part in say machine choose debian; do
    # shellcheck source=/dev/null
    source "$workspace/tools/bazelw/$part.sh"
done

root=$1
building=$root.building
# shellcheck disable=SC2034
wanted=(buildbox bash coreutils dash findutils grep sed) unwanted=(debconf perl)

rm -rf "$building"
mkdir -p "$building/tree" "$building"/{apt/lists,archives,none}/partial
exec 3>&2 2>"$building/log"
if find_archive "$building"; then
    fetch_and_unpack "$building" "$(wc -l <"$building/packages")" >/dev/null
    mv -T "$building/tree" "$root"
    rm -rf "$building"
else
    cat "$building/log" >&3
    exit 36
fi
