#!/usr/bin/env python3
"""Each public header compiles alone, without a warning, in every language that a caller may use.

    check_headers.py C_COMPILER CXX_COMPILER HEADERS_DIR VERSION_HEADERS_DIR
"""
import pathlib
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-fsyntax-only"]
C_WARNINGS = ["-Wstrict-prototypes", "-Wmissing-prototypes"]


def main():
    c, cxx, directory, version_directory = sys.argv[1:5]
    include = [f"-I{pathlib.Path(directory).parent}", f"-I{pathlib.Path(version_directory).parent}"]
    languages = [(c, standard, ".c", C_WARNINGS) for standard in ("c99", "c11", "c2x")]
    languages += [(cxx, standard, ".cpp", []) for standard in ("c++11", "c++17", "c++20")]
    names = sorted(path.name for path in pathlib.Path(directory).glob("*.h")) + ["version.h"]
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        for compiler, standard, suffix, more in languages:
            for name in names:
                source = pathlib.Path(temporary, "alone" + suffix)
                source.write_text(f"#include <gkplan/{name}>\n#include <gkplan/{name}>\nint gkplan_unused;\n",
                                  encoding="utf-8")
                run = subprocess.run([compiler, f"-std={standard}", *WARNINGS, *more, *include, str(source)],
                                     capture_output=True, text=True)
                if run.returncode:
                    failed += 1
                    print(f"{name} as {standard}:\n{run.stderr}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
