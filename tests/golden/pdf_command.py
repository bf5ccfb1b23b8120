#!/usr/bin/env python3
"""How the command runs pdftotext, with a stand-in for it: `pdf_command.py GKPLAN`.

The stand-in says the arguments that it got as errors (it may write no file), and then what its environment tells it to. Exit status: 0 right.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

STAND_IN = """#!/bin/sh
printf 'argument %s\\n' "$@" >&2
if read -r line; then echo "standard input is not empty" >&2; exit 9; fi
[ -n "$STAND_IN_SIGNAL" ] && kill -TERM $$
[ -n "$STAND_IN_SAYS" ] && cat "$STAND_IN_SAYS"
exit "${STAND_IN_STATUS:-0}"
"""
BOXES = """<!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><body><doc>
<page width="595" height="842">
%s</page></doc></body></html>
"""
WORDS = [(0, 0, "工作任务"), (8, 0, "具体要求"), (24, 0, "责任单位"), (0, 3, "推进公开"), (8, 3, "按季度通报进展情况。"),
         (24, 3, "市教育局")]


def boxes():
    return BOXES % "".join(
        f'<word xMin="{50 + x * 10}" yMin="{50 + y * 14}" xMax="{50 + (x + len(text)) * 10}" yMax="{62 + y * 14}">'
        f"{text}</word>\n" for x, y, text in WORDS)


class Trial:
    def __init__(self, program, directory):
        self.program, self.directory = program, pathlib.Path(directory)
        (self.directory / "bin").mkdir()
        stand_in = self.directory / "bin" / "pdftotext"
        stand_in.write_text(STAND_IN)
        stand_in.chmod(0o755)
        self.says = self.directory / "boxes"
        self.says.write_text(boxes(), encoding="utf-8")
        self.failures = 0

    def run(self, name, path=None, **environment):
        (self.directory / name).write_bytes(b"%PDF-1.7\n")
        path = f"{self.directory / 'bin'}:{os.environ['PATH']}" if path is None else path
        environment = {"PATH": path, "LC_ALL": "C.UTF-8",
                       "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), **environment}
        return subprocess.run([self.program, "convert", "--quiet", "--", name], cwd=self.directory, env=environment,
                              input=b"not for pdftotext\n", capture_output=True, timeout=60)

    def expect(self, what, right):
        if not right:
            self.failures += 1
            print(f"not so: {what}")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as directory:
        trial = Trial(program, directory)
        for name in ("plan.pdf", "-layout", "a b;touch x$(touch y).pdf"):
            done = trial.run(name, STAND_IN_SAYS=str(trial.says))
            trial.expect(f"{name} is read", done.returncode == 0 and "推进公开" in done.stdout.decode())
            wanted = ("./" if name.startswith("-") else "") + name
            said = [line for line in done.stderr.decode().splitlines() if line.startswith("argument ")]
            trial.expect(f"{name} is one argument and no option", said[-2:] == [f"argument {wanted}", "argument -"])
        trial.expect("no shell saw the name", not (trial.directory / "x").exists() and not (trial.directory / "y").exists())
        for status, words in (("1", "damaged or needs a password"), ("3", "does not allow copying"), ("99", "failed")):
            done = trial.run("plan.pdf", STAND_IN_SAYS=str(trial.says), STAND_IN_STATUS=status)
            trial.expect(f"status {status} is told", done.returncode == 2 and words in done.stderr.decode() and not done.stdout)
        done = trial.run("plan.pdf", STAND_IN_SIGNAL="1")
        trial.expect("a signal is told", done.returncode == 2 and "signal" in done.stderr.decode())
        done = trial.run("plan.pdf", path="/nonexistent")
        trial.expect("what to install is told", done.returncode == 2 and "poppler-utils" in done.stderr.decode())
        return 1 if trial.failures else 0


if __name__ == "__main__":
    sys.exit(main())
