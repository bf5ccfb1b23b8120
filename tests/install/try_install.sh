#!/bin/sh
# try_install.sh BUILD_DIR SOURCE_DIR CC: install into a prefix of its own, then depend on it in every supported way.
set -eu
build=$1
source=$2
cc=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A build of its own: the one under test may carry sanitizers, and its prefix is another.
CC=$cc meson setup "$work/build" "$source" --prefix="$work/prefix" --libdir=lib --buildtype=debug \
    -Dtests=false >/dev/null
ninja -C "$work/build" >/dev/null
meson install -C "$work/build" >/dev/null
export PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig"
export LD_LIBRARY_PATH="$work/prefix/lib"
sample="$source/examples/data/济南市2022年任务分解表.docx"
program="$source/examples/print_tree.c"

for file in bin/gkplan include/gkplan/gkplan.h include/gkplan/version.h lib/libgkplan.so lib/libgkplan.a \
    lib/pkgconfig/gkplan.pc lib/cmake/gkplan/gkplan-config.cmake share/man/man1/gkplan.1 share/man/man3/libgkplan.3; do
    [ -e "$work/prefix/$file" ] || { echo "not installed: $file"; exit 1; }
done

try() {
    "$@" "$sample" >"$work/out"
    grep -q 突出重点领域 "$work/out" || { echo "wrong output of $1"; exit 1; }
}

echo "pkg-config, shared"
# shellcheck disable=SC2046
$cc "$program" -o "$work/shared" $(pkg-config --cflags --libs gkplan)
try "$work/shared"

echo "pkg-config, static"
# shellcheck disable=SC2046
$cc "$program" -o "$work/static" $(pkg-config --cflags gkplan) "$work/prefix/lib/libgkplan.a" \
    $(pkg-config --libs libxml-2.0 libzip libutf8proc)
LD_LIBRARY_PATH='' try "$work/static"

echo "plain cc"
$cc -I"$work/prefix/include" "$program" -o "$work/plain" -L"$work/prefix/lib" -lgkplan
try "$work/plain"

echo "the installed command"
try "$work/prefix/bin/gkplan" show

if command -v cmake >/dev/null; then
    echo "CMake find_package"
    mkdir "$work/cmake"
    cp "$program" "$work/cmake/program.c"
    cat >"$work/cmake/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.16)
project(try_gkplan C)
find_package(gkplan 0.1 REQUIRED)
add_executable(program program.c)
target_link_libraries(program PRIVATE gkplan::gkplan)
CMAKE
    cmake -S "$work/cmake" -B "$work/cmake/build" -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
    cmake --build "$work/cmake/build" >/dev/null
    try "$work/cmake/build/program"
fi

echo "Meson subproject"
mkdir -p "$work/user/subprojects"
cp "$program" "$work/user/program.c"
ln -s "$source" "$work/user/subprojects/gkplan"
cat >"$work/user/meson.build" <<'MESON'
project('user', 'c')
gkplan = dependency('gkplan', version: '>=99', fallback: ['gkplan', 'gkplan_dependency'], required: false)
if not gkplan.found()
  gkplan = subproject('gkplan', default_options: ['tests=false']).get_variable('gkplan_dependency')
endif
executable('program', 'program.c', dependencies: gkplan)
MESON
meson setup "$work/user/build" "$work/user" >/dev/null
ninja -C "$work/user/build" program >/dev/null
try "$work/user/build/program"
echo "all ways work"
