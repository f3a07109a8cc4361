#!/usr/bin/env bash
# A root file system of Debian's packages and what they depend on, once; a name with - behind it is left out, as if it were there.
#
#     root.sh <folder> <package>[-]...
#
# Fetched, verified and unpacked as ./bazelw does for Bazel: nothing is installed on the machine.
set -o errexit -o nounset -o pipefail

workspace=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
for part in say machine choose debian; do
    # shellcheck source=/dev/null
    source "$workspace/tools/bazelw/$part.sh"
done

root=$1
building=$root.building
[[ ! -e $root ]] || exit 0
wanted=() unwanted=(debconf perl)
for package in "${@:2}"; do
    case $package in
    *-) unwanted+=("${package%-}") ;;
    *) wanted+=("$package") ;;
    esac
done

rm -rf "$building"
mkdir -p "$building/tree" "$building"/{apt/lists,archives,none}/partial
exec 3>&2 2>"$building/log"
trap '[[ $? == 0 ]] || cat "$building/log" >&3' EXIT
find_archive "$building" || exit 36
fetch_and_unpack "$building" "$(wc -l <"$building/packages")" >/dev/null
mv -T "$building/tree" "$root"
rm -rf "$building"
