#!/bin/sh
# Installs what the tests need on a Debian machine, builds in build-tests/ with the sanitizers on, and runs every
# test. May be run again at any time; asks nothing; works as root or with sudo.
set -eu
cd "$(dirname "$0")/.."
. tests/install-packages.sh

install_packages gcc g++ libc6-dev meson ninja-build pkg-config libxml2-dev libzip-dev libutf8proc-dev \
    libcmocka-dev abigail-tools doxygen python3 python3-jsonschema python3-venv python3-pytest python3-hypothesis cmake

echo "== building in build-tests/"
[ -f build-tests/build.ninja ] ||
    meson setup build-tests -Db_sanitize=address,undefined -Db_lundef=false --werror >/dev/null
ninja -C build-tests

echo "== every test"
# Undefined behaviour ends the program that shows it: a message alone would pass unseen where output is not looked at.
export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}"
meson test -C build-tests --no-rebuild --print-errorlogs
