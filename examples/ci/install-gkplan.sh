#!/bin/sh
# Installs what gkplan is built from on a Debian or Ubuntu machine, builds it and installs it under PREFIX (/usr/local).
# May be run again; asks nothing; works as root or with sudo.
set -eu
cd "$(dirname "$0")/../.."
. tests/install-packages.sh
prefix=${PREFIX:-/usr/local}

install_packages gcc libc6-dev meson ninja-build pkg-config libxml2-dev libzip-dev libutf8proc-dev

[ -f build-ci/build.ninja ] ||
    meson setup build-ci --prefix="$prefix" --buildtype=release -Dtests=false >/dev/null
ninja -C build-ci
if mkdir -p "$prefix" && [ -w "$prefix" ]; then
    meson install -C build-ci --no-rebuild >/dev/null
    [ "$(id -u)" -ne 0 ] || ldconfig
else
    sudo meson install -C build-ci --no-rebuild >/dev/null
    sudo ldconfig
fi
