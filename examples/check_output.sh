#!/bin/sh
# check_output.sh EXPECTED STDIN PROGRAM [ARGUMENT...]: run a program and compare what it prints.
# With RENEW=1 in the environment the expected output is written anew.
set -eu
expected=$1
input=$2
shift 2
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
"$@" <"$input" >"$actual"
if [ "${RENEW:-0}" = 1 ]; then
    cp "$actual" "$expected"
fi
diff -u "$expected" "$actual"
