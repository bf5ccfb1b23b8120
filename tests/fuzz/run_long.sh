#!/bin/sh
# Runs every fuzz target in turn, one process at a time: `run_long.sh BUILD SECONDS WORK [TARGET...]`.
#
# BUILD was set up with clang, -Dfuzzing=true and -Db_sanitize=address,undefined. WORK keeps the growing corpora
# (WORK/corpus/TARGET), what was found (WORK/found/TARGET-*) and a log for each target. A crasher goes, made small
# with -minimize_crash=1, into crashers/TARGET/ and is replayed by the tests from then on.
set -u
here=$(dirname "$0")
build=$1 seconds=$2 work=$3
shift 3
targets=${*:-$(cd "$build/tests/fuzz" && for file in fuzz_*; do [ -f "$file" ] && echo "${file#fuzz_}"; done)}
mkdir -p "$work/found" "$work/log"
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
for target in $targets; do
    [ -x "$build/tests/fuzz/fuzz_$target" ] || { echo "$target: there is no such target"; continue; }
    mkdir -p "$work/corpus/$target"
    python3 "$here/inputs.py" "$here" | while IFS="$(printf '\t')" read -r name path; do
        # Large seeds make every run slow; the tests replay them anyway.
        [ "$name" = "$target" ] && [ "$(wc -c <"$path")" -lt 20000 ] &&
            cp "$path" "$work/corpus/$target/seed-$(cksum <"$path" | cut -d' ' -f1)"
    done
    dictionary=$here/dictionaries/markup.dict
    case $target in
    docx*) dictionary=$here/dictionaries/ooxml.dict ;;
    fields | automatic | cell_lines) dictionary=$here/dictionaries/chinese.dict ;;
    esac
    nice -n 19 "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -rss_limit_mb=2000 -timeout=20 \
        -max_len=20000 -print_final_stats=1 -dict="$dictionary" -artifact_prefix="$work/found/$target-" \
        "$work/corpus/$target" >"$work/log/$target" 2>&1 || echo "$target: something was found, see $work/log/$target"
    sed -n "s/^stat::number_of_executed_units: */$target: executions /p" "$work/log/$target"
    grep -E '^#[0-9]+.*cov:' "$work/log/$target" | tail -1
done
