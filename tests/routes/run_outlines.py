#!/usr/bin/env python3
"""The same outline by every route gives the same plan.

    run_outlines.py GKPLAN CASES_DIR [--count N] [--first SEED] [--only ROUTE] [--keep FOLDER]

Outlines of CASES_DIR, and N made at random, are written as text, Word files (with typed and with automatic numbers,
with heading styles, with line breaks for paragraphs), web pages and Markdown. What the command GKPLAN reads must be the plan
that is expected, and the sums of the account must agree. Exit status: 0 all right, 1 not.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "golden"))
import compare  # noqa: E402
import outlines  # noqa: E402
import write_outlines  # noqa: E402


def run(gkplan, *arguments):
    return subprocess.run([gkplan, *arguments], capture_output=True, text=True, timeout=60, encoding="utf-8")


def check(gkplan, document, path):
    """What is wrong, in lines."""
    converted = run(gkplan, "convert", "--to", "json", str(path))
    if converted.returncode not in (0, 1):
        return [converted.stderr]
    actual = json.loads(converted.stdout)
    wrong = [f"{found[0]}: expected {compare.short(found[1])}, found {compare.short(found[2])}" for key in document.expected
             if (found := compare.difference(document.expected[key], actual[key], key))]
    account = {key: int(value) for key, value in
               re.findall(r"^(\w+) (\d+)$", run(gkplan, "dump", "--account", str(path)).stdout, re.MULTILINE)}
    if account["read"] != account["placed"] + account["named"]:
        wrong.append(f"the layout's account does not agree: {account}")
    if account["plan_read"] != account["plan_placed"] + account["plan_named"]:
        wrong.append(f"the plan's account does not agree: {account}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", action="append", choices=sorted(write_outlines.ROUTES))
    parser.add_argument("--keep", type=pathlib.Path, help="a folder that keeps the written documents")
    options = parser.parse_args()
    documents = list(outlines.of_cases(options.cases)) + list(outlines.made_at_random(options.count, options.first))
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.keep or pathlib.Path(temporary)
        for route in options.only or write_outlines.ROUTES:
            suffix, write = write_outlines.ROUTES[route]
            right = 0
            written = [document for document in documents
                       if route not in write_outlines.LONG_ONLY or document.name.startswith("random-") and len(document.paragraphs) > 40]
            for document in written:
                path = directory / f"{document.name}.{route}{suffix}"
                write(path, document.paragraphs)
                wrong = check(options.gkplan, document, path)
                right += not wrong
                failed += bool(wrong)
                for line in wrong:
                    print(f"{route}: {document.name}: {line}")
            print(f"{route}: {right} of {len(written)} outlines right")
    return 1 if failed or not documents else 0


if __name__ == "__main__":
    sys.exit(main())
