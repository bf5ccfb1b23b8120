#!/usr/bin/env python3
"""gkplan beside what people use today, as whole processes over one plan: a table, or with --json a line for each.

    run_peers.py GKPLAN [--rows N] [--rounds N] [--python PYTHON] [--slow] [--json]

A peer that is not installed is listed as missing and does not fail the run. PYTHON is the interpreter that has
python-docx, lxml and mammoth. --slow adds what takes a minute and more at 1,000 rows. The runs take turns; the ratio is
that of the medians to gkplan's.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent

CELLS = "import docx, sys\nfor table in docx.Document(sys.argv[1]).tables:\n    [cell.text for cell in table._cells]"
ROW_CELLS = ("import docx, sys\nfor table in docx.Document(sys.argv[1]).tables:\n"
             "    for row in table.rows:\n        [cell.text for cell in row.cells]")
LXML = ("import sys, zipfile\nfrom lxml import etree\nW = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'\n"
        "root = etree.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))\n"
        "[''.join(text.text or '' for text in cell.iter(W + 't')) for cell in root.iter(W + 'tc')]")
MAMMOTH = "import mammoth, sys\nwith open(sys.argv[1], 'rb') as file:\n    mammoth.convert_to_html(file)"


def python_has(python, module):
    return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0


def peers(options, path, folder):
    """(name, command or None where it is missing, most rounds)"""
    def tool(name, command):
        return command if shutil.which(name) else None

    def module(name, code):
        return [options.python, "-c", code, str(path)] if python_has(options.python, name) else None

    pipe = ["sh", "-c", f"unzip -p '{path}' word/document.xml | xmllint --stream --noout -"]
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "txt:Text",
              "--outdir", str(folder), str(path)]
    yield "gkplan convert", [options.gkplan, "convert", "--quiet", "--to", "ndjson", str(path)], options.rounds
    yield "unzip | xmllint --stream", pipe if shutil.which("unzip") and shutil.which("xmllint") else None, options.rounds
    yield "lxml, text of cells", module("lxml", LXML), options.rounds
    yield "python-docx, table._cells", module("docx", CELLS), options.rounds
    yield "pandoc -t json", tool("pandoc", ["pandoc", "-t", "json", "-o", "/dev/null", str(path)]), 5
    yield "mammoth", module("mammoth", MAMMOTH), 5
    yield "LibreOffice --convert-to txt", tool("soffice", office), 5
    if options.slow:
        yield "python-docx, row.cells", module("docx", ROW_CELLS), 1


def seconds(command):
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun if done.returncode == 0 else None


def measure(found, rounds):
    times = {name: [] for name, _, _ in found}
    for turn in range(rounds):
        for name, command, most in found:
            if turn < most:
                times[name].append(seconds(command))
    return {name: statistics.median(taken) if None not in taken else None for name, taken in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "plan.docx")
        subprocess.run([sys.executable, str(HERE / "make_plan.py"), str(options.rows), str(path)], check=True)
        everybody = list(peers(options, path, folder))
        medians = measure([peer for peer in everybody if peer[1]], options.rounds)
    own = medians["gkplan convert"]
    if own is None:
        sys.exit("gkplan convert failed")
    for name, command, _ in everybody:
        taken = medians.get(name)
        state = "missing" if not command else "failed" if taken is None else "done"
        if options.json:
            print(json.dumps({"peer": name, "rows": options.rows, "state": state,
                              "seconds": taken and round(taken, 4), "ratio": taken and round(taken / own, 2)}))
        elif taken is None:
            print(f"{name:>30} {state}")
        else:
            print(f"{name:>30} {1000 * taken:10.1f} ms {taken / own:9.1f} x")


if __name__ == "__main__":
    main()
