#!/bin/sh
# Checks the plans in FOLDER for a CI service: check-plans.sh github|junit FOLDER REPORT. Findings are printed for the
# service or for people, and written to REPORT (SARIF for github, JUnit for junit). BASELINE may name a file of known
# findings. Exit status: that of gkplan check.
set -eu
service=$1 folder=$2 report=$3
set -- "$folder"
[ -z "${BASELINE:-}" ] || set -- --baseline "$BASELINE" "$folder"
case $service in
github) shown=github kept=sarif ;;
junit) shown=text kept=junit ;;
*)
    echo "check-plans.sh: no service '$service'" >&2
    exit 2
    ;;
esac
gkplan check --format "$kept" --output "$report" "$@" || true
exec gkplan check --format "$shown" "$@"
