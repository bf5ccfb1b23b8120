"""What Python says of a document is what C says, on every sample."""

import csv
import io
import os
import subprocess

import gkplan
import pytest
from conftest import SAMPLES, plan_as_json, section_as_json

COMMAND = os.environ.get("GKPLAN_COMMAND")


def name_of(path):
    return path.parent.name if path.name.startswith("input.") else path.name


@pytest.fixture(params=SAMPLES, ids=name_of)
def sample(request):
    return request.param


def read(path):
    try:
        return gkplan.read(path)
    except gkplan.Error as error:
        pytest.skip(f"no document: {error}")


def test_there_are_samples():
    assert len(SAMPLES) > 20


@pytest.mark.skipif(not COMMAND, reason="GKPLAN_COMMAND does not name the gkplan command to compare with")
def test_json_is_the_commands_byte_for_byte(sample):
    run = subprocess.run([COMMAND, "convert", "--to", "json", str(sample)], capture_output=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    assert gkplan.read(sample).to_json().encode("utf-8") == run.stdout


def test_the_objects_say_what_the_json_says(sample):
    document = read(sample)
    json = document.to_dict()
    assert [plan_as_json(plan) for plan in document.plans] == json["plans"]
    assert [plan.to_dict() for plan in document.plans] == json["plans"]
    assert [section_as_json(section) for section in document.outline] == json["outline"]
    for name, value in json["document"].items():
        ours = getattr(document.metadata, name)
        assert (list(ours) if isinstance(ours, tuple) else ours and str(ours)) == value, name
    source = {"name": document.source_name, "format": str(document.format)}
    assert dict(source, dialect=document.dialect, encoding=document.encoding) == json["source"]


def test_diagnostics_are_the_jsons(sample):
    document = read(sample)
    for ours, theirs in zip(document.diagnostics, document.to_dict()["diagnostics"]):
        assert (ours.code, str(ours.severity), ours.message) == (theirs["code"], theirs["severity"], theirs["message"])
        assert (ours.plan, ours.node) == (theirs["plan"], theirs["node"])
        place = {"line": ours.place.line, "page": ours.place.page, "table": ours.place.table}
        assert dict(place, row=ours.place.row, col=ours.place.column) == theirs["source"]
    assert len(document.diagnostics) == document.diagnostic_count


def test_rows_are_those_of_the_csv(sample):
    document = read(sample)
    text = document.write(gkplan.Output.CSV)
    expected = list(csv.reader(io.StringIO(text, newline="")))
    rows = list(document.rows())
    assert [list(row.values()) for row in rows] == expected[1:]
    assert len(rows) == sum(plan.leaf_count for plan in document.plans)


def test_every_node_is_where_its_path_says(sample):
    for plan in read(sample).plans:
        for node in plan.walk():
            assert plan.find(node.path) == node
            assert len(node.ancestors) == node.level - 1
            assert node.ancestors[-1:] == ((node.parent,) if node.parent else ())
        assert [node for node in plan.walk() if node.is_leaf] == list(plan.leaves())
        assert plan.leaf_count == len(list(plan.leaves()))


def test_tables_have_every_cell_once(sample):
    for table in read(sample).tables:
        rows = list(table.rows)
        assert len(rows) == table.row_count
        for row in rows:
            for cell in row:
                assert cell.row == row.row and cell.row_span >= 1
                assert cell.column + cell.column_span <= table.column_count


def test_characters_are_accounted_for(sample):
    account = read(sample).account
    assert account.read == account.placed + account.named
