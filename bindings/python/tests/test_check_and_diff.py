"""gkplan.check and gkplan.diff say what the command says."""

import json
import os
import subprocess

import gkplan
import pytest
from conftest import DATA, ROOT, SEED

INPUTS = ROOT / "tests" / "golden" / "command" / "inputs"
TABLE = "任务\t具体要求\t责任单位\t完成时限\n一、公开\t公开目录\t{units}\t{deadline}\n一、公开\t公开清单\t市财政局\t6月底前\n"


def command(*arguments):
    tool = os.environ.get("GKPLAN_COMMAND")
    if not tool:
        pytest.skip("the command is not there")
    run = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return json.loads(run.stdout)


def read(units="市教育局", deadline="6月底前"):
    return gkplan.read(TABLE.format(units=units, deadline=deadline).encode())


@pytest.mark.parametrize("path", sorted((DATA / "check").glob("*/fires.*"))[:12], ids=lambda path: path.parent.name)
def test_a_check_finds_what_the_command_finds(path):
    document = gkplan.read(path)
    found = [(finding.code, finding.message) for finding in gkplan.check(document)]
    report = command("check", "--format", "json", "--no-config", path)
    report = report["files"][0]
    assert found == [(finding["code"], finding["message"]) for finding in report["findings"]]


def test_rules_are_turned_off_and_made_graver():
    document = read(units="", deadline="6月31日前")
    codes = {finding.code: finding.severity for finding in gkplan.check(document)}
    assert codes
    code = min(codes)
    use = gkplan.RuleUse
    assert code not in {finding.code for finding in gkplan.check(document, settings={code: use.DISABLE})}
    only = gkplan.check(document, settings=[("all", use.DISABLE), (code, use.ENABLE), (code, use.AS_ERROR)])
    assert {finding.code for finding in only} == {code}
    assert all(finding.severity is gkplan.Severity.ERROR for finding in only)
    assert len(gkplan.check(document, findings=1)) == 1


def test_rules_are_listed_with_their_texts():
    rules = gkplan.rules()
    assert len(rules) > 40 and len({rule.code for rule in rules}) == len(rules)
    assert all(rule.text and rule.text_chinese and rule.advice for rule in rules)


def test_a_diff_says_what_the_command_says():
    paths = INPUTS / "plan.html", INPUTS / "plan-next-year.html"
    changes = gkplan.diff(*map(gkplan.read, paths))
    report = command("diff", "--to", "json", *paths)
    assert len(changes) == len(report["changes"]) > 0
    for change, said in zip(changes, report["changes"]):
        parts = [part.name.lower().replace("_", "-") for part in gkplan.ChangePart if part in change.parts]
        assert (str(change.kind), change.likeness) == (said["kind"], said["likeness"])
        assert set(parts) == set(said["parts"])
        for node, plan, side in (
            (change.old_node, change.old_plan, said["old"]),
            (change.new_node, change.new_plan, said["new"]),
        ):
            assert (node and node.path) == (side and side["node"])
            assert (node and node.text) == (side and side["text"])
            assert (plan is None) == (node is None)
        units = [(unit.old and unit.old.name, unit.new and unit.new.name) for unit in change.units]
        assert units == [(u["old"] and u["old"]["name"], u["new"] and u["new"]["name"]) for u in said["units"]]


def test_a_document_is_as_itself():
    document = gkplan.read(SEED)
    assert gkplan.diff(document, document) == ()
    same = gkplan.diff(document, document, unchanged=True)
    assert same and all(change.kind is gkplan.ChangeKind.NONE and change.old_node == change.new_node for change in same)


def test_changes_keep_their_documents():
    changes = gkplan.diff(read(), read(units="市水利局", deadline="9月底前"))
    (change,) = changes
    assert change.parts == gkplan.ChangePart.UNITS | gkplan.ChangePart.DEADLINE
    assert change.units == (
        gkplan.UnitChange(gkplan.Unit("市教育局", gkplan.UnitRole.RESPONSIBLE, None), None),
        gkplan.UnitChange(None, gkplan.Unit("市水利局", gkplan.UnitRole.RESPONSIBLE, None)),
    )
    assert change.new_node.text == "公开目录" and change.old_plan.layout is gkplan.PlanLayout.TABLE


def test_wrong_arguments_are_refused_with_words():
    document = read()
    with pytest.raises(gkplan.Error, match="a rule that is not there"):
        gkplan.check(document, settings={"no-such-rule": gkplan.RuleUse.DISABLE})
    with pytest.raises(ValueError):
        gkplan.check(document, unit_likeness=101)
    with pytest.raises(ValueError):
        gkplan.check(document, findings=0)
    with pytest.raises(ValueError):
        gkplan.check(document, settings={"a\0b": gkplan.RuleUse.DISABLE})
    with pytest.raises(ValueError):
        gkplan.diff(document, document, likeness=0)


def test_a_closed_document_is_refused():
    document, other = read(), read()
    document.close()
    with pytest.raises(gkplan.ClosedError):
        gkplan.check(document)
    with pytest.raises(gkplan.ClosedError):
        gkplan.diff(other, document)
