#!/bin/bash -eu
# Builds the targets as OSS-Fuzz wants them: $CC, $CFLAGS, $LIB_FUZZING_ENGINE, $OUT and $SRC come from it.
cd "$SRC/libgkplan"
meson setup build-oss --default-library=static -Dfuzzing=true -Dfuzzing_engine="$LIB_FUZZING_ENGINE"
ninja -C build-oss
for target in build-oss/tests/fuzz/fuzz_*; do
    [ -f "$target" ] || continue
    name=$(basename "$target")
    short=${name#fuzz_}
    cp "$target" "$OUT/"
    (cd tests/fuzz/corpus && [ -d "$short" ] && zip -q -j -r "$OUT/${name}_seed_corpus.zip" "$short")
    case $short in
    docx*) dictionary=ooxml ;;
    fields | automatic | cell_lines) dictionary=chinese ;;
    *) dictionary=markup ;;
    esac
    cp "tests/fuzz/dictionaries/$dictionary.dict" "$OUT/$name.dict"
done
