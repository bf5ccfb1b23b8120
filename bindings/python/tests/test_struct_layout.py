"""Every mirrored struct and enum is what the C compiler says."""

import ctypes
import os
import pathlib

import gkplan
import pytest
from conftest import ROOT
from gkplan import _structs

TABLE = ROOT / "tests" / "abi" / "struct_layout.txt"
MIRRORS = [value for name, value in vars(_structs).items() if name.startswith("gkplan_")]
ENUMS = {
    gkplan.BlockKind: "GKPLAN_BLOCK_",
    gkplan.Evidence: "GKPLAN_EVIDENCE_",
    gkplan.Format: "GKPLAN_FORMAT_",
    gkplan.NodeKind: "GKPLAN_NODE_",
    gkplan.Origin: "GKPLAN_ORIGIN_",
    gkplan.Output: "GKPLAN_OUTPUT_",
    gkplan.PlanLayout: "GKPLAN_PLAN_",
    gkplan.Recurrence: "GKPLAN_RECURRENCE_",
    gkplan.Revisions: "GKPLAN_REVISIONS_",
    gkplan.Role: "GKPLAN_ROLE_",
    gkplan.RuleUse: "GKPLAN_RULE_",
    gkplan.Severity: "GKPLAN_SEVERITY_",
    gkplan.Status: "GKPLAN_STATUS_",
    gkplan.UnitRole: "GKPLAN_UNIT_",
}


def compilers_table():
    """What the compiler says now, or the stored table that the ABI tests hold against it."""
    compiler, version_headers = os.environ.get("GKPLAN_CC"), os.environ.get("GKPLAN_VERSION_HEADERS")
    if not compiler or not version_headers:
        return TABLE.read_text(encoding="utf-8")
    import check_layout

    return check_layout.layout(compiler, str(ROOT / "include" / "gkplan"), version_headers)


@pytest.fixture(scope="module")
def table():
    return dict(line.split(" ", 1) for line in compilers_table().splitlines())


@pytest.mark.parametrize("mirror", MIRRORS, ids=lambda mirror: mirror.__name__)
def test_a_struct_is_the_compilers(mirror, table):
    name = mirror.__name__
    fields = [key.split(".")[1] for key in table if key.startswith(name + ".")]
    assert [field[0] for field in mirror._fields_] == fields
    for field in fields:
        descriptor = getattr(mirror, field)
        assert f"{descriptor.offset} {descriptor.size}" == table[f"{name}.{field}"], field
    assert ctypes.sizeof(mirror) == int(table[name])


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_an_enum_is_the_headers(enum, table):
    prefix = ENUMS[enum]
    expected = {key[len(prefix) :]: int(value) for key, value in table.items() if key.startswith(prefix)}
    assert {item.name: item.value for item in enum if item.value >= 0} == expected


def test_the_two_enums_of_changes_are_the_headers(table):
    expected = {key[len("GKPLAN_CHANGE_") :]: int(value) for key, value in table.items() if key.startswith("GKPLAN_CHANGE_")}
    assert {item.name: item.value for enum in (gkplan.ChangeKind, gkplan.ChangePart) for item in enum} == expected


def test_an_unknown_value_of_a_newer_library_is_taken():
    assert gkplan.Role.of(4000) is gkplan.Role.OTHER
    assert gkplan.Status.of(4000) is gkplan.Status.UNKNOWN


def test_the_table_is_there():
    assert pathlib.Path(TABLE).exists() and len(MIRRORS) > 15
