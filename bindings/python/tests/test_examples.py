"""The examples in Python, run as their users run them."""

import csv
import io
import os
import shutil
import subprocess
import sys

import gkplan
import pytest
from conftest import ROOT, SAMPLES

EXAMPLES = ROOT / "examples" / "python"
SEEDS = ROOT / "tests" / "data" / "seeds"


def run(name, *arguments, **options):
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=300, **options)


def seeds():
    return [gkplan.read(path) for path in SAMPLES if path.parent == SEEDS]


def test_one_units_tasks_of_a_folder():
    done = run("unit_tasks.py", "市司法局", SEEDS)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    leaves = [leaf for document in seeds() for plan in document.plans for leaf in plan.leaves()]
    expected = [str(leaf) for leaf in leaves if any(unit.name == "市司法局" for unit in leaf.all_units)]
    assert len(rows) > 3 and sorted(row["text"] for row in rows) == sorted(expected)


def test_what_cannot_be_read_is_said(tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\3\4 broken")
    done = run("unit_tasks.py", "市司法局", tmp_path)
    assert done.returncode == 1 and b"broken.docx" in done.stderr


@pytest.mark.skipif("LD_PRELOAD" in os.environ, reason="Java does not run behind AddressSanitizer")
@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java")
def test_a_corpus_on_spark(tmp_path):
    pytest.importorskip("pyspark", reason="pyspark is big: GKPLAN_TEST_SPARK=1 in the environment installs it")
    pyarrow = pytest.importorskip("pyarrow")
    corpus = tmp_path / "corpus"
    shutil.copytree(SEEDS, corpus)
    (corpus / "broken.docx").write_bytes(b"PK\3\4 broken")
    python = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = run("corpus_spark.py", corpus, tmp_path / "leaves", env=dict(os.environ, **python), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    import pyarrow.parquet

    found = pyarrow.parquet.read_table(tmp_path / "leaves").to_pylist()
    expected = [record for document in seeds() for record in document.records()]
    names = ("plan", "path", "text", "tasks", "lead", "due")
    key = lambda record: repr([record[name] for name in names])
    assert sorted(key(row) for row in found if not row["error"]) == sorted(key(record) for record in expected)
    assert [row["source"].rsplit("/", 1)[1] for row in found if row["error"]] == ["broken.docx"]


def test_a_corpus_on_dask():
    pytest.importorskip("dask.bag", reason="GKPLAN_TEST_SPARK=1 in the environment installs Dask")
    done = run("corpus_dask.py", SEEDS)
    assert done.returncode == 0, done.stderr
    counts = {line.split(" ", 1)[1]: int(line.split(" ", 1)[0]) for line in done.stdout.decode("utf-8").splitlines()}
    expected = [name for document in seeds() for record in document.records() for name in record["lead"]]
    assert counts and counts == {name: expected.count(name) for name in set(expected)}
