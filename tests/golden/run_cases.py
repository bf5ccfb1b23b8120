#!/usr/bin/env python3
"""Normaliser cases: each folder of a directory holds a document and the plan that is right for it.

    run_cases.py GKPLAN CASES_DIR RULES.md

A case is `input.*`, `plan.json` (what of the JSON must be equal; keys that it leaves out are free), `diagnostics.txt`
(the codes of all warnings and errors that the document must give, one a line; no file: none) and `about.txt` (what it
shows, and lines `rule: 4.5`). Every rule that RULES.md numbers must be shown by a case. Exit status: 0 all right, 1 not.
"""
import json
import pathlib
import re
import subprocess
import sys

import compare


def convert(gkplan, path):
    run = subprocess.run([gkplan, "convert", "--to", "json", str(path)], capture_output=True, timeout=60)
    if run.returncode not in (0, 1):
        return None, run.stderr.decode("utf-8", "replace")
    return json.loads(run.stdout), ""


def check(gkplan, case):
    """What is wrong with a case, in lines."""
    document = next(iter(sorted(case.glob("input.*"))), None)
    if document is None:
        return ["no input"]
    actual, words = convert(gkplan, document)
    if actual is None:
        return [words]
    wrong = []
    expected = json.loads((case / "plan.json").read_text(encoding="utf-8"))
    for key in ("document", "plans", "outline"):
        if key in expected and (found := compare.difference(expected[key], actual[key], key)):
            wrong.append(f"{found[0]}: expected {compare.short(found[1])}, found {compare.short(found[2])}")
    codes_file = case / "diagnostics.txt"
    codes = set(codes_file.read_text(encoding="utf-8").split()) if codes_file.exists() else set()
    found = {d["code"] for d in actual["diagnostics"]}
    grave = {d["code"] for d in actual["diagnostics"] if d["severity"] != "info"}
    if missing := codes - found:
        wrong.append(f"diagnostics missing: {sorted(missing)}")
    if extra := grave - codes:
        wrong.append(f"diagnostics not expected: {sorted(extra)}")
    return wrong + check_account(gkplan, document)


def check_account(gkplan, document):
    """Nothing is lost: the sums of the document's account agree."""
    run = subprocess.run([gkplan, "dump", "--account", str(document)], capture_output=True, text=True, timeout=60)
    figures = {key: int(value) for key, value in re.findall(r"^(\w+) (\d+)$", run.stdout, re.MULTILINE)}
    wrong = []
    if figures.get("read") != figures.get("placed", 0) + figures.get("named", 0) or not figures.get("read"):
        wrong.append(f"the layout's account does not agree: {figures}")
    if figures.get("plan_read") != figures.get("plan_placed", 0) + figures.get("plan_named", 0):
        wrong.append(f"the plan's account does not agree: {figures}")
    return wrong


def rules_shown(cases):
    shown = {}
    for case in cases:
        about = case / "about.txt"
        for rule in re.findall(r"^rule: (\S+)$", about.read_text(encoding="utf-8") if about.exists() else "", re.MULTILINE):
            shown.setdefault(rule, []).append(case.name)
    return shown


def main():
    gkplan, directory, rules = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    cases = sorted(path for path in directory.iterdir() if path.is_dir())
    failed = 0
    for case in cases:
        wrong = check(gkplan, case)
        failed += bool(wrong)
        print(f"{'FAIL' if wrong else 'ok  '} {case.name}")
        for line in wrong:
            print(f"       {line}")
    shown = rules_shown(cases)
    numbered = re.findall(r"^\*\*(\d+\.\d+)\*\*", rules.read_text(encoding="utf-8"), re.MULTILINE)
    for rule in numbered:
        print(f"rule {rule}: {', '.join(shown.get(rule, ['no case shows it']))}")
    without = [rule for rule in numbered if rule not in shown]
    print(f"{len(cases) - failed} passed, {failed} failed, {len(without)} rules without a case")
    return 1 if failed or without or not cases or not numbered else 0


if __name__ == "__main__":
    sys.exit(main())
