#!/usr/bin/env python3
"""How the command runs pdftotext and pdftocairo, with stand-ins for them: `pdf_command.py GKPLAN`.

Each stand-in says the arguments that it got as errors (it may write no file), and then what its environment tells it to.
Exit status: 0 right.
"""
import json
import os
import pathlib
import shutil
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
DRAWING = """#!/bin/sh
printf 'drawing %s\\n' "$@" >&2
[ -n "$DRAWING_SIGNAL" ] && kill -TERM $$
[ -n "$DRAWING_SAYS" ] && cat "$DRAWING_SAYS"
exit "${DRAWING_STATUS:-0}"
"""
BOXES = """<!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><body><doc>
<page width="595" height="842">
%s</page></doc></body></html>
"""
WORDS = [(0, 0, "工作任务"), (8, 0, "具体要求"), (24, 0, "责任单位"), (0, 3, "推进公开"), (8, 3, "按季度通报进展情况。"),
         (24, 3, "市教育局"), (0, 6, "优化服务"), (8, 6, "一网通办。")]
# The last unit is blank, and no merged cell: only lines can say so.
UPRIGHTS = [(45, 45, 155), (125, 45, 155), (285, 45, 155), (345, 45, 155)]
LEVELS = [(45, 45, 345), (80, 45, 345), (120, 45, 345), (155, 45, 345)]
SVG = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.2">
<defs><g><symbol id="glyph0-0"><path d="M 0 60 L 400 60 "/></symbol></g></defs>
<g id="surface1">%s<g><use xlink:href="#glyph0-0" x="5" y="8"/></g></g>
</svg>
"""
STROKE = '<path style="fill:none;stroke-width:0.5;stroke:rgb(0%%,0%%,0%%);" d="M %d %d L %d %d "/>\n'


def boxes():
    return BOXES % "".join(
        f'<word xMin="{50 + x * 10}" yMin="{50 + y * 14}" xMax="{50 + (x + len(text)) * 10}" yMax="{62 + y * 14}">'
        f"{text}</word>\n" for x, y, text in WORDS)


def drawing(more=""):
    lines = [STROKE % (x, top, x, bottom) for x, top, bottom in UPRIGHTS]
    return SVG % ("".join(lines + [STROKE % (left, y, right, y) for y, left, right in LEVELS]) + more)


class Trial:
    def __init__(self, program, directory):
        self.program, self.directory = program, pathlib.Path(directory)
        (self.directory / "bin").mkdir()
        for name, text in (("pdftotext", STAND_IN), ("pdftocairo", DRAWING)):
            stand_in = self.directory / "bin" / name
            stand_in.write_text(text)
            stand_in.chmod(0o755)
        self.says = self.directory / "boxes"
        self.says.write_text(boxes(), encoding="utf-8")
        self.draws = self.directory / "drawing"
        self.draws.write_text(drawing(), encoding="utf-8")
        self.failures = 0

    def run(self, name, path=None, **environment):
        (self.directory / name).write_bytes(b"%PDF-1.7\n")
        path = f"{self.directory / 'bin'}:{os.environ['PATH']}" if path is None else path
        environment = {"PATH": path, "LC_ALL": "C.UTF-8",
                       "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), **environment}
        return subprocess.run([self.program, "convert", "--quiet", "--", name], cwd=self.directory, env=environment,
                              input=b"not for pdftotext\n", capture_output=True, timeout=60)

    def draw(self, **environment):
        """Whence the second task has its unit, and what was said, when the drawing is as the environment tells."""
        done = self.run("plan.pdf", **{"STAND_IN_SAYS": str(self.says), "DRAWING_SAYS": str(self.draws), **environment})
        plan = json.loads(done.stdout)["plans"][0]
        return plan["nodes"][1]["children"][0]["units"]["origin"], done.stderr.decode()

    def expect(self, what, right):
        if not right:
            self.failures += 1
            print(f"not so: {what}")


def test_drawings(trial):
    """What pdftocairo draws is used; where it cannot be had the words alone are, and that is said."""
    undrawn = "drawn lines of its tables were not used"
    origin, said = trial.draw()
    trial.expect("lines show the blank cell", origin == "none" and undrawn not in said)
    for what, environment in (("a failure", {"DRAWING_STATUS": "1"}), ("another", {"DRAWING_STATUS": "99"}),
                              ("a signal", {"DRAWING_SIGNAL": "1"})):
        origin, said = trial.draw(**environment)
        trial.expect(f"{what} of pdftocairo is told, and the words are read", origin != "none" and undrawn in said)
    for what, text in (("a drawing that ends early", drawing()[:-20]), ("no drawing", "<svg><g></svg>")):
        trial.draws.write_text(text, encoding="utf-8")
        origin, said = trial.draw()
        trial.expect(f"{what} is told, and the words are read", origin != "none" and undrawn in said)
    picture = f'<image xlink:href="data:image/png;base64,{"A" * 12_000_000}"/><path d="M 0 0 {"L 1 1 " * 300_000}"/>'
    for what, text in (("pictures and long paths", drawing(picture)), ("marks", drawing("<!-- none --><a b='>' c=\">\"/>"))):
        trial.draws.write_text(text, encoding="utf-8")
        origin, said = trial.draw()
        trial.expect(f"{what} are left out", origin == "none" and undrawn not in said)
    alone = trial.directory / "alone"
    alone.mkdir()
    (alone / "pdftotext").symlink_to(trial.directory / "bin" / "pdftotext")
    (alone / "cat").symlink_to(shutil.which("cat"))
    origin, said = trial.draw(path=str(alone))
    trial.expect("what to install for lines is told", origin != "none" and undrawn in said and "poppler-utils" in said)


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as directory:
        trial = Trial(program, directory)
        for name in ("plan.pdf", "-layout", "a b;touch x$(touch y).pdf"):
            done = trial.run(name, STAND_IN_SAYS=str(trial.says))
            trial.expect(f"{name} is read", done.returncode == 0 and "推进公开" in done.stdout.decode())
            wanted = ("./" if name.startswith("-") else "") + name
            for program in ("argument", "drawing"):
                said = [line for line in done.stderr.decode().splitlines() if line.startswith(program + " ")]
                trial.expect(f"{name} is one argument and no option", said[-2:] == [f"{program} {wanted}", f"{program} -"])
        trial.expect("no shell saw the name", not (trial.directory / "x").exists() and not (trial.directory / "y").exists())
        for status, words in (("1", "damaged or needs a password"), ("3", "does not allow copying"), ("99", "failed")):
            done = trial.run("plan.pdf", STAND_IN_SAYS=str(trial.says), STAND_IN_STATUS=status)
            trial.expect(f"status {status} is told", done.returncode == 2 and words in done.stderr.decode() and not done.stdout)
        done = trial.run("plan.pdf", STAND_IN_SIGNAL="1")
        trial.expect("a signal is told", done.returncode == 2 and "signal" in done.stderr.decode())
        done = trial.run("plan.pdf", path="/nonexistent")
        trial.expect("what to install is told", done.returncode == 2 and "poppler-utils" in done.stderr.decode())
        test_drawings(trial)
        return 1 if trial.failures else 0


if __name__ == "__main__":
    sys.exit(main())
