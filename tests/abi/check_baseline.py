#!/usr/bin/env python3
"""The library's ABI is that of the stored baseline, or has grown from it as docs/abi.md allows.

    check_baseline.py LIBRARY BASELINE [--renew]

abidiff (Debian: abigail-tools) compares the types and functions of the built library with those of the baseline. New
functions, new enum values and new members at a struct's end pass; everything else fails. After a growth, write the
baseline anew with --renew. Exit status: 0 compatible, 1 not, 77 skipped because a tool is missing.
"""
import pathlib
import re
import shutil
import subprocess
import sys

ADVICE = """
This change breaks programs that were built with an earlier gkplan. Take it back, or reach the same end by what
docs/abi.md allows: a new function beside the old one, a member at the struct's end, a new enum value at the end."""


def write_baseline(library, baseline):
    made = subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs",
                           library], capture_output=True, text=True, check=True).stdout
    # What the machine and the compiler are called says nothing about the ABI.
    made = re.sub(r" (comp-dir-path|producer)='[^']*'", "", made)
    pathlib.Path(baseline).write_text(made, encoding="utf-8")


def lines_of(report):
    return [line.strip() for line in report.splitlines() if line.startswith(" ") or line.startswith("'")]


# What abidiff says of a struct that has grown at its end, and of an enum with new values.
GROWTH = [re.compile(pattern) for pattern in (
    r"^'(struct|enum) gkplan_\w+.*' changed:$", r"^type size changed from \d+ to \d+ \(in bits\)$", r"^type size hasn't changed$",
    r"^\d+ data member insertions?:$", r"^'.*', at offset \d+ \(in bits\)$", r"^\d+ enumerator insertions?:$",
    r"^'.*' value '\d+'$", r"^no (data member|enumerator) changes?.*$")]


def is_growth(report):
    """Whether every change is a member at the end (no other member moved) or a new enum value."""
    return not re.search(r"[1-9]\d* (Removed|Changed), ", report) and all(
        any(pattern.match(line) for pattern in GROWTH) for line in lines_of(report))


def main():
    library, baseline = sys.argv[1:3]
    if not shutil.which("abidiff") or not shutil.which("abidw"):
        print("abidiff and abidw are not installed (Debian: abigail-tools): the baseline was not compared")
        return 77
    if "--renew" in sys.argv:
        write_baseline(library, baseline)
        return 0
    run = subprocess.run(["abidiff", "--leaf-changes-only", "--no-added-syms", "--no-show-locs", baseline, library],
                         capture_output=True, text=True)
    if run.returncode == 0:
        return 0
    if run.returncode == 4 and is_growth(run.stdout):
        print("the ABI has grown as docs/abi.md allows; write the baseline anew with --renew", run.stdout, sep="\n\n")
        return 0
    print(run.stdout, run.stderr, ADVICE, sep="\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
