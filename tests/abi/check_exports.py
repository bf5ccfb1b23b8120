#!/usr/bin/env python3
"""The library exports what the public headers declare, and nothing else.

    check_exports.py LIBRARY HEADERS_DIR MAP NM
"""
import pathlib
import re
import subprocess
import sys

import headers


def main():
    library, directory, symbol_map, nm = sys.argv[1:5]
    listing = subprocess.run([nm, "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    exported = set()
    for line in listing.splitlines():
        kind, symbol = line.split()[-2:]
        if kind != "A":
            exported.add(symbol)
    unversioned = sorted(symbol for symbol in exported if "@@GKPLAN_" not in symbol)
    exported = {symbol.split("@")[0] for symbol in exported}
    declared = headers.functions(directory)
    mapped = set(re.findall(r"^\s+(gkplan_\w+);", pathlib.Path(symbol_map).read_text(encoding="utf-8"), re.MULTILINE))
    complaints = [
        ("exported, but no public header declares it", exported - declared),
        ("declared in a public header, but not exported", declared - exported),
        ("declared, but not in the symbol map", declared - mapped),
        ("in the symbol map, but not declared", mapped - declared),
        ("exported without a version", set(unversioned)),
    ]
    for words, symbols in complaints:
        for symbol in sorted(symbols):
            print(f"{symbol}: {words}")
    return 1 if any(symbols for _, symbols in complaints) or not declared else 0


if __name__ == "__main__":
    sys.exit(main())
