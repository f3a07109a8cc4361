#!/usr/bin/env bash
# Starts %{target}
set -o errexit -o nounset -o pipefail

%{env}

die() {
    echo "js_binary %{target}: $*" >&2
    exit 1
}

# The output tree of the action, as the first argument or in the environment.
if [[ ${1:-} == --bazel-bindir ]]; then
    [[ $# -ge 2 ]] || die "--bazel-bindir needs a value"
    export BAZEL_BINDIR=$2
    shift 2
fi

# Where the runfiles are.
self=$0
[[ $self == /* ]] || self=$PWD/$self
runfiles=
if [[ -n ${TEST_SRCDIR:-} ]]; then
    runfiles=$TEST_SRCDIR
elif [[ -n ${RUNFILES_MANIFEST_FILE:-} ]]; then
    runfiles=${RUNFILES_MANIFEST_FILE%_manifest}
    runfiles=${runfiles%/MANIFEST}
fi
while [[ -z $runfiles ]]; do
    if [[ -d $self.runfiles ]]; then
        runfiles=$self.runfiles
    elif [[ -L $self ]]; then
        link=$(readlink "$self")
        [[ $link == /* ]] && self=$link || self=${self%/*}/$link
    elif [[ $self == *.runfiles/* ]]; then
        runfiles=${self%%.runfiles/*}.runfiles
    else
        die "no runfiles beside $0"
    fi
done
[[ $runfiles == /* ]] || runfiles=$PWD/$runfiles
export JS_BINARY__RUNFILES=$runfiles RUNFILES_DIR=${RUNFILES_DIR:-$runfiles}

# Where the program runs: an action starts in the execution root and moves to its output tree ("." stays where it is);
# a test, or `bazel run`, stays in the runfiles.
if [[ -n ${BAZEL_BINDIR:-} && -d $BAZEL_BINDIR || $PWD/ != */bazel-out/* ]]; then
    export JS_BINARY__EXECROOT=$PWD
    if [[ -z ${JS_BINARY__NO_CD_BINDIR:-} ]]; then
        [[ -n ${BAZEL_BINDIR:-} ]] || die "an action must set BAZEL_BINDIR: to ctx.bin_dir.path, or to '.' to stay in the execution root"
        cd "$BAZEL_BINDIR"
    fi
else
    export JS_BINARY__EXECROOT=${PWD%/bazel-out/*}
fi
case ${JS_BINARY__CHDIR:-} in
'') ;;
external/*) cd "$JS_BINARY__EXECROOT/${BAZEL_BINDIR:-$JS_BINARY__BINDIR}/$JS_BINARY__CHDIR" ;;
*) cd "$JS_BINARY__CHDIR" ;;
esac

workspace=$runfiles/%{workspace}
entry_point=$workspace/%{entry_point}
node=$workspace/%{node}
[[ -f $entry_point ]] || die "no entry point $entry_point"
[[ -x $node ]] || die "no Node.js at $node"
# The binary itself, and a script that starts it with the preload: `process.execPath` of a program, and `node` on its PATH.
export JS_BINARY__NODE_BINARY=$node
export JS_BINARY__NODE_WRAPPER=$workspace/%{wrapper}
export JS_BINARY__NODE_PATCHES=$workspace/%{bootstrap}
export PATH=${JS_BINARY__NODE_WRAPPER%/*}:$PATH
[[ -z ${COVERAGE_DIR:-} ]] || export NODE_V8_COVERAGE=$COVERAGE_DIR
[[ -n ${NODE_COMPILE_CACHE:-} ]] || export NODE_DISABLE_COMPILE_CACHE=1

exec "$node" --require "$JS_BINARY__NODE_PATCHES" --preserve-symlinks-main %{node_options} -- "$entry_point" %{fixed_args} "$@"
