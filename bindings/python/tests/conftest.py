"""Where the samples are, and the plan as a dict made from nothing but the Python objects."""

import os
import pathlib
import sys

import gkplan
import pytest

ROOT = pathlib.Path(os.environ.get("GKPLAN_SOURCE_ROOT", pathlib.Path(__file__).resolve().parents[3]))
DATA = ROOT / "tests" / "data"
SAMPLES = sorted(
    [*(DATA / "seeds").glob("*.*"), *(ROOT / "examples" / "data").glob("*.docx"), *(DATA / "cases").glob("*/input.*")]
)
SEED = DATA / "seeds" / "jinan-2022.txt"
CASE = "\t".join(["序号", "任务", "具体要求", "牵头单位", "完成时限"])

sys.path.insert(0, str(ROOT / "tests" / "abi"))


@pytest.fixture
def document():
    return gkplan.read(SEED)


@pytest.fixture
def plan(document):
    return document.plans[0]


def environment_of_strangers():
    """The environment without what makes this test run use the library under test."""
    ours = ("GKPLAN_LIBRARY", "PYTHONPATH", "LD_PRELOAD", "ASAN_OPTIONS", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours}


def units_as_json(units):
    if units is None:
        return None
    listed = [{"name": unit.name, "role": str(unit.role), "scope": unit.scope} for unit in units.units]
    return {"text": units.text, "origin": str(units.origin), "units": listed}


def deadline_as_json(deadline):
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "origin": str(deadline.origin),
        "due": str(deadline.due) if deadline.due else None,
        "start": str(deadline.start) if deadline.start else None,
        "ongoing": deadline.ongoing,
        "recurring": str(deadline.recurring) if deadline.recurring else None,
        "relative_days": deadline.relative_days,
    }


def fields_as_json(fields):
    found, uses = {}, {}
    for field in fields:
        uses[field.name] = uses.get(field.name, 0) + 1
        found[field.name if uses[field.name] == 1 else f"{field.name} ({uses[field.name]})"] = field.text
    return found


def node_as_json(node):
    found = {"kind": str(node.kind), "level": node.level, "label": node.label, "text": node.text}
    found["children"] = [node_as_json(child) for child in node.children]
    if node.is_leaf:
        found["number"] = node.number
        for name in ("lead", "units", "support"):
            found[name] = units_as_json(getattr(node, name))
        found["deadline"] = deadline_as_json(node.deadline)
        found["fields"] = fields_as_json(node.fields)
    return found


def section_as_json(section):
    children = [section_as_json(child) for child in section.children]
    return {"label": section.label, "title": section.title, "body": section.body, "children": children}


def plan_as_json(plan):
    columns = [{"header": column.header, "role": str(column.role)} for column in plan.columns]
    nodes = [node_as_json(node) for node in plan.nodes]
    return {"title": plan.title, "year": plan.year, "layout": str(plan.layout), "columns": columns, "nodes": nodes}
