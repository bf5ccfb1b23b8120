#!/bin/sh
# Installs what is missing on a Debian machine, builds the library and the command in build/, and prints the tree of
# a sample document. May be run again at any time; asks nothing; works as root or with sudo.
set -eu
cd "$(dirname "$0")/.."
. tests/install-packages.sh

install_packages gcc libc6-dev meson ninja-build pkg-config libxml2-dev libzip-dev libutf8proc-dev python3

echo "== building in build/"
[ -f build/build.ninja ] || meson setup build --buildtype=release >/dev/null
ninja -C build

echo "== the tree of examples/data/济南市2022年任务分解表.docx"
build/tools/gkplan show examples/data/济南市2022年任务分解表.docx

echo "== the same from Python"
GKPLAN_LIBRARY=build/lib/libgkplan.so.1 PYTHONPATH=bindings/python/src python3 -c '
import gkplan
for leaf in list(gkplan.read("examples/data/济南市2022年任务分解表.docx").plans[0].leaves())[:3]:
    print(leaf.path, leaf.text[:30], leaf.due)
'
