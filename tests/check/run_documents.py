#!/usr/bin/env python3
"""Whole documents and all that gkplan check says of each, read by a person and found true.

    run_documents.py GKPLAN FOLDER...
    GKPLAN_RENEW=1 ...              write what the command says now to expected/

expected/NAME.txt beside this program holds the findings of NAME in any of the folders. Exit status: 0 all equal, 1 not.
"""
import difflib
import os
import pathlib
import subprocess
import sys

EXPECTED = pathlib.Path(__file__).resolve().parent / "expected"


def said(gkplan, path):
    run = subprocess.run([gkplan, "check", "--no-config", "--quiet", "--lang", "en", path.name], cwd=path.parent,
                         capture_output=True, timeout=60)
    return run.stdout.decode("utf-8") + run.stderr.decode("utf-8") + f"exit status {run.returncode}\n"


def main():
    gkplan, folders = os.path.abspath(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]
    documents = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
    different = 0
    for path in documents:
        stored, found = EXPECTED / f"{path.name}.txt", said(gkplan, path)
        if os.environ.get("GKPLAN_RENEW") == "1":
            stored.write_text(found, encoding="utf-8")
            continue
        expected = stored.read_text(encoding="utf-8") if stored.exists() else ""
        if expected != found:
            different += 1
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True),
                                                       f"expected/{stored.name}", "found"))
    print(f"{len(documents)} documents, {different} with other findings")
    return 1 if different or not documents else 0


if __name__ == "__main__":
    sys.exit(main())
