#!/usr/bin/env python3
"""Sizes and offsets of every public struct, and the value of every enum constant, are those of the stored table.

    check_layout.py COMPILER HEADERS_DIR VERSION_HEADERS_DIR TABLE [--renew]

A struct may grow at its end, an enum may gain values; everything else breaks programs that were built before. After
such a growth, write the table anew with --renew and say so in CHANGELOG.md. The table is for 64-bit machines.
"""
import pathlib
import subprocess
import sys
import tempfile

import headers


def program(directory):
    lines = ["#include <gkplan/gkplan.h>", "#include <stddef.h>", "#include <stdio.h>", "int main(void) {"]
    for name, fields in headers.structs(directory):
        for field in fields:
            lines.append(f'printf("{name}.{field} %zu %zu\\n", offsetof({name}, {field}), sizeof((({name} *)0)->{field}));')
        lines.append(f'printf("{name} %zu\\n", sizeof({name}));')
    for value in headers.enum_values(directory):
        lines.append(f'printf("{value} %d\\n", (int){value});')
    return "\n".join(lines + ["return 0; }", ""])


def layout(compiler, directory, version_directory):
    with tempfile.TemporaryDirectory() as temporary:
        source, binary = pathlib.Path(temporary, "layout.c"), pathlib.Path(temporary, "layout")
        source.write_text(program(directory), encoding="utf-8")
        include = [f"-I{pathlib.Path(directory).parent}", f"-I{pathlib.Path(version_directory).parent}"]
        subprocess.run([compiler, *include, str(source), "-o", str(binary)], check=True)
        return subprocess.run([str(binary)], capture_output=True, text=True, check=True).stdout


def entries(text):
    return dict(line.split(" ", 1) for line in text.splitlines())


def main():
    compiler, directory, version_directory, table = sys.argv[1:5]
    actual = layout(compiler, directory, version_directory)
    path = pathlib.Path(table)
    if "--renew" in sys.argv:
        path.write_text(actual, encoding="utf-8")
        return 0
    before, now = entries(path.read_text(encoding="utf-8")), entries(actual)
    wrong = 0
    for name, value in before.items():
        grown = "." not in name and name in now and not name.startswith("GKPLAN_") and int(now[name]) > int(value)
        if now.get(name) != value and not grown:
            wrong += 1
            print(f"{name}: was {value}, is {now.get(name, 'gone')}: programs built before would break; restore it")
    for name in now.keys() - before.keys():
        wrong += 1
        print(f"{name}: new; if it stands at the end, write the table anew with --renew and note it in CHANGELOG.md")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
