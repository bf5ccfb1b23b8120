#!/usr/bin/env python3
"""Run the gkplan command and compare all it says with what it should say.

    run.py GKPLAN                 compare every command of commands.txt with expected/NAME.txt
    run.py GKPLAN --renew         write what the command says now to expected/
    GKPLAN_RENEW=1 meson test     the same for every golden test

Each line of commands.txt is `NAME: ARGUMENTS`, run in inputs/; `NAME: ARGUMENTS < FILE` has that file as standard
input. Exit status: 0 all equal, 1 differences.
"""
import difflib
import os
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "COLUMNS": "72"}


def commands():
    for line in (HERE / "commands.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, arguments = line.split(": ", 1)
            yield name, arguments


def run(program, arguments):
    """What the command says and how it ends, as one text."""
    words, _, source = arguments.partition(" < ")
    inputs = HERE / "inputs"
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LD_LIBRARY_PATH")}
    environment.update(ENVIRONMENT)
    with open(inputs / source if source else os.devnull, "rb") as standard_input:
        done = subprocess.run([program, *shlex.split(words)], cwd=inputs, env=environment, stdin=standard_input,
                              capture_output=True, timeout=60)
    said = [f"$ gkplan {arguments}\n", done.stdout.decode("utf-8").replace("\r\n", "<CRLF>\n")]
    if done.stderr:
        said += ["--- standard error\n", done.stderr.decode("utf-8")]
    said.append(f"--- exit status {done.returncode}\n")
    return "".join(said)


def main():
    program = os.path.abspath(sys.argv[1])
    renew = "--renew" in sys.argv or os.environ.get("GKPLAN_RENEW") == "1"
    right = True
    for name, arguments in commands():
        path = HERE / "expected" / f"{name}.txt"
        found = run(program, arguments)
        if renew:
            path.write_text(found, encoding="utf-8")
            continue
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if found != expected:
            right = False
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True),
                                                       f"expected/{name}.txt", "found"))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
