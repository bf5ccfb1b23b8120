#!/usr/bin/env python3
"""Every Word file of the tests, and many that are made here, read plainly and with their markup skimmed, as they are and
damaged: documents, diagnostics and errors must be the same.

    skim_markup.py SKIM_MUTATIONS PROJECT [COUNT [FIRST]]

COUNT is that of the rounds, of which the one numbered 0 changes nothing.
"""
import pathlib
import random
import subprocess
import sys
import tempfile

program, project = sys.argv[1], pathlib.Path(sys.argv[2])
count = sys.argv[3] if len(sys.argv) > 3 else "60"
first = sys.argv[4] if len(sys.argv) > 4 else "0"
for folder in ("routes", "golden", "hostile", "property"):
    sys.path.insert(0, str(project / "tests" / folder))
import document  # noqa: E402
import hostile_documents  # noqa: E402
import random_plans  # noqa: E402
import write_docx  # noqa: E402

SIZE_MOST = 50_000
PLANS = 12


def stored():
    for place in ("tests", "examples"):
        yield from sorted((project / place).rglob("*.docx"))


def made(folder):
    for name, make, _ in [*hostile_documents.STYLES, *hostile_documents.MARKUP]:
        path = folder / f"hostile-{name}"
        make(path)
        if path.stat().st_size < SIZE_MOST:
            yield path
    for seed in range(PLANS):
        path = folder / f"random-{seed}.docx"
        shape = random_plans.Shape(seed)
        table = random_plans.Rows(shape, random_plans.Tree(shape)).table
        write_docx.write(path, [document.Paragraph(random_plans.TITLE), table])
        yield path


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        paths = [*stored(), *made(folder)]
        long = folder / "long.docx"
        subprocess.run([sys.executable, str(project / "tests" / "bench" / "make_plan.py"), "120", str(long)], check=True)
        failed = subprocess.run([program, first, count, *map(str, paths)]).returncode
        failed |= subprocess.run([program, first, count, str(long)]).returncode
    sys.exit(failed)


if __name__ == "__main__":
    main()
