# What the user sees: single lines on stderr, and progress that a log file can bear too.

say() { printf 'bazelw: %s\n' "$*" >&2; }

# Bazel's own exit code for "something is wrong with this machine".
die() {
    say "$@"
    exit 36
}

# Reads percentages, one a line, and shows them: in place on a terminal, else every quarter.
show_progress() {
    local title=$1 percent shown=-1
    while IFS= read -r percent; do
        if [[ -t 2 ]]; then
            printf '\rbazelw: %s %3d %%' "$title" "$percent" >&2
        elif ((percent / 25 > shown / 25 || shown < 0)); then
            say "$title $percent %"
            shown=$percent
        fi
    done
    [[ ! -t 2 ]] || printf '\n' >&2
}
