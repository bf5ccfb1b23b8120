#!/usr/bin/env python3
"""Every rule of gkplan check has a document on which it fires and one on which it is quiet.

    run_examples.py GKPLAN EXAMPLES_DIR PAGE

EXAMPLES_DIR/NAME/fires.* must give findings of the rule NAME and of no other above info; EXAMPLES_DIR/NAME/quiet.* must
give none of the rule, and none above info of any other. `also.txt` names rules that fires.* cannot but give too. PAGE is
docs/checks.md, which must be what the command says now. Exit status: 0 all right, 1 not.
"""
import json
import pathlib
import re
import subprocess
import sys


def rules(gkplan):
    """The names of all rules, from the command itself."""
    run = subprocess.run([gkplan, "check", "--list-rules"], capture_output=True, check=True, env={"LC_ALL": "C"})
    return re.findall(r"^GK\d+\s+\w+\s+([\w-]+):", run.stdout.decode("utf-8"), re.MULTILINE)


def check(gkplan, document):
    """The findings of a document; None when it cannot be checked."""
    run = subprocess.run([gkplan, "check", "--no-config", "--lang", "en", "--format", "json", str(document)],
                         capture_output=True, timeout=60)
    if run.returncode not in (0, 1):
        return None
    return json.loads(run.stdout)["files"][0]["findings"]


def example(directory, stem):
    found = sorted(directory.glob(stem + ".*"))
    return found[0] if len(found) == 1 else None


def examine(gkplan, directory):
    """What is wrong with a rule's examples, in lines."""
    name, wrong = directory.name, []
    also_file = directory / "also.txt"
    also = set(also_file.read_text(encoding="utf-8").split()) if also_file.exists() else set()
    for stem in ("fires", "quiet"):
        document = example(directory, stem)
        findings = check(gkplan, document) if document else None
        if findings is None:
            wrong.append(f"{stem}: no document, or it cannot be checked")
            continue
        found = {finding["rule"] for finding in findings}
        grave = {finding["rule"] for finding in findings if finding["severity"] != "info"}
        if stem == "fires" and name not in found:
            wrong.append(f"fires: no finding of the rule, only {sorted(found)}")
        if stem == "quiet" and name in found:
            wrong.append("quiet: the rule fires")
        if extra := grave - ({name} | also if stem == "fires" else set()):
            wrong.append(f"{stem}: other rules fire: {sorted(extra)}")
        for finding in findings:
            if not finding["advice"] or not finding["message"]:
                wrong.append(f"{stem}: a finding without words: {finding}")
    return wrong


def main():
    gkplan, examples, page = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    names = rules(gkplan)
    failed = 0
    for name in names:
        wrong = examine(gkplan, examples / name)
        failed += bool(wrong)
        for line in wrong:
            print(f"{name}: {line}")
    for directory in examples.iterdir():
        if directory.name not in names:
            failed += 1
            print(f"{directory.name}: no rule is called so")
    run = subprocess.run([gkplan, "check", "--list-rules", "--markdown"], capture_output=True, check=True)
    if run.stdout != page.read_bytes():
        failed += 1
        print(f"{page} is not what `gkplan check --list-rules --markdown` says")
    print(f"{len(names)} rules, {failed} with something wrong")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main())
