#!/bin/sh
# The CI examples: a good document passes, a broken one fails, and both leave a report.
# run_ci.sh GKPLAN EXAMPLES_CI_DIR
set -eu
gkplan=$1 examples=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$gkplan" >"$folder/bin/gkplan"
chmod +x "$folder/bin/gkplan"
PATH=$folder/bin:$PATH
export PATH

expect() { # STATUS SERVICE FOLDER
    status=0
    sh "$examples/check-plans.sh" "$2" "$examples/sample/$3" "$folder/report" >"$folder/said" || status=$?
    if [ "$status" -ne "$1" ] || ! [ -s "$folder/report" ]; then
        echo "check-plans.sh $2 $3: exit status $status, expected $1"
        cat "$folder/said"
        exit 1
    fi
    echo "ok $2 $3: exit status $status"
}
expect 0 github good
expect 1 github broken
grep -q '^::error file=.*GK410' "$folder/said"
expect 0 junit good
expect 1 junit broken
grep -q '<failure' "$folder/report"
"$gkplan" check --format json "$examples/sample/broken" >"$folder/known.json" || true
BASELINE=$folder/known.json
export BASELINE
expect 0 github broken
