#!/usr/bin/env bash
# Inside a new mount namespace: makes a root directory of the private root's /usr and /etc and everything else of the host's,
# at the same paths, changes to it and becomes a program.  enter.sh <private root> <user>:<group> <program> [argument...]
#
# /proc is the host's, bound as a whole: a new one would be masked in parts, Bazel's linux-sandbox could then not mount its
# own, and actions would run without a sandbox of their own and without a word about it.
set -o errexit -o nounset -o pipefail
shopt -s dotglob nullglob
PATH=$PATH:/usr/sbin:/usr/bin

root=$1
user=$2
shift 2
here=$PWD
new=$root/mnt

# Shows a file or folder of the host at the same path in the new root, or at another one.
show() {
    local from=$1 at=$new${2:-$1}
    [[ ! -L $at ]] || rm "$at"
    if [[ -d $from ]]; then
        mkdir -p "$at"
    elif [[ ! -e $at ]]; then
        : >"$at"
    fi
    mount --rbind "$from" "$at"
}

mount -t tmpfs -o mode=755 tmpfs "$new"
show "$root/usr" /usr
cp -a "$root/etc" "$new/etc"
echo "$root" >"$new/etc/bazelw-root" # see private_root in choose.sh
for folder in bin lib lib64 sbin; do cp -P "$root/$folder" "$new/"; done

# The host's: who the users are, how names are resolved, what is trusted.
for name in ca-certificates group gai.conf host.conf hosts localtime nsswitch.conf passwd pki resolv.conf ssl; do
    [[ ! -e /etc/$name ]] || show "/etc/$name"
done
for entry in /* /usr/local /usr/src; do
    [[ ! -e $new$entry || $entry == /usr/* ]] || continue
    if [[ -L $entry ]]; then
        ln -s "$(readlink "$entry")" "$new$entry"
    elif [[ -d $entry ]]; then
        show "$entry" 2>/dev/null || rmdir "$new$entry" # what even root of this namespace may not see
    fi
done

mkdir "$new/.old"
cd "$new"
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
cd "$here" || { echo "bazelw: Bazel's private root has a /usr and /etc of its own: work in another folder than $here" >&2; exit 36; }

# In a user namespace this is its root; Bazel and its actions run as who the user is.
if [[ $(id -u):$(id -g) != "$user" ]]; then
    exec unshare --user --map-user="${user%:*}" --map-group="${user#*:}" -- "$@"
fi
exec "$@"
