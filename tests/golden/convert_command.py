#!/usr/bin/env python3
"""gkplan convert over folders: order, threads, targets and what cannot be read. `convert_command.py GKPLAN INPUTS`

Exit status: 0 all right, 1 not.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

COMMAND, INPUTS = sys.argv[1], pathlib.Path(sys.argv[2])


def convert(*arguments):
    return subprocess.run([COMMAND, "convert", "--quiet", *map(str, arguments)], capture_output=True, timeout=120)


def make_folder(folder):
    for number in range(12):
        place = folder / ("a" if number % 2 else "b/deep")
        place.mkdir(parents=True, exist_ok=True)
        source = "plan.html" if number % 3 else "notice.md"
        shutil.copy(INPUTS / source, place / f"{number:02}{pathlib.Path(source).suffix}")
    shutil.copy(INPUTS / "broken.docx", folder / "a" / "04-broken.docx")
    (folder / "a" / "picture.png").write_bytes(b"no document")


def test_threads_change_nothing(folder, _):
    one, four = convert("--jobs", 1, folder), convert("-j4", folder)
    assert one.stdout == four.stdout and one.stderr == four.stderr and one.stdout
    assert one.returncode == four.returncode == 2, "one document could not be read"
    assert b"04-broken.docx" in one.stderr
    alone = b"".join(convert(path).stdout for path in sorted(folder.rglob("*"), key=lambda path: str(path).encode())
                     if path.suffix in (".html", ".md"))
    assert one.stdout == alone, "the documents, one after the other, in the order of their names"


def test_folders_are_kept_below_the_output(folder, output):
    run = convert("--to", "csv", "--bom", "--jobs", 3, "--output", output, folder)
    assert run.returncode == 2 and run.stdout == b""
    made = sorted(str(path.relative_to(output)) for path in output.rglob("*") if path.is_file())
    sources = [path for path in folder.rglob("*") if path.suffix in (".html", ".md")]
    assert made == sorted(f"{path.relative_to(folder)}.csv" for path in sources)
    for source in sources:
        assert (output / f"{source.relative_to(folder)}.csv").read_bytes() == convert("--to", "csv", "--bom", source).stdout


def test_no_file_is_written_twice(folder, output):
    run = convert("--output", output, INPUTS / "plan.html", folder, INPUTS / "plan.html")
    assert run.returncode == 2 and b"two files would be written there" in run.stderr
    assert not any(path.is_file() for path in output.rglob("*")), "nothing is begun"


def test_several_documents_need_a_folder_or_a_format_that_joins(folder, _):
    assert b"need a folder" in convert("--to", "csv", folder).stderr
    assert b"need a folder" in convert("--output", folder / "plan.json", folder).stderr


def test_stats(folder, _):
    run = convert("--stats", folder / "b")
    assert re.fullmatch(rb"gkplan: 6 documents, 0 failed, [\d.]+ MB in [\d.]+ s: \d+ documents/s, [\d.]+ MB/s\n", run.stderr)
    assert run.returncode == 0
    assert b"1 documents, 0 failed" in convert("--stats", INPUTS / "plan.html").stderr


def main():
    for name, test in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            inputs, output = pathlib.Path(folder, "inputs"), pathlib.Path(folder, "output")
            inputs.mkdir()
            output.mkdir()
            make_folder(inputs)
            test(inputs, output)
        print(f"{name}: right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
