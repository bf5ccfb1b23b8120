#!/usr/bin/env python3
"""gkplan check as a command: every output format says the same, settings count, and the exit status tells.

    run_command.py GKPLAN EXAMPLES_DIR SARIF_SCHEMA JSON_SCHEMA

EXAMPLES_DIR holds the examples of the rules. Exit status: 0 all right, 1 not.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

try:
    import jsonschema
except ImportError:
    jsonschema = None

ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
               "LC_ALL": "C.UTF-8"}


class Command:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *arguments, environment=None, status=None):
        done = subprocess.run([self.program, "check", *arguments], cwd=self.folder, capture_output=True, timeout=120,
                              env={**ENVIRONMENT, **(environment or {})})
        if status is not None and done.returncode != status:
            raise AssertionError(f"{arguments}: exit status {done.returncode}, not {status}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8")

    def findings(self, *arguments, status=None):
        """(file, rule) of every finding, in order."""
        report = json.loads(self.run("--format", "json", *arguments, status=status))
        return [(file["file"], finding["rule"]) for file in report["files"] for finding in file["findings"]]


def test_formats_say_the_same(command, schema, json_schema):
    report = json.loads(command.run("--format", "json", "plans", status=1))
    if jsonschema:
        jsonschema.validate(report, json_schema)
    wanted = [(file["file"], finding["code"], finding["fingerprint"]) for file in report["files"] for finding in file["findings"]]
    assert wanted and len({entry[2] for entry in wanted}) == len(wanted), "fingerprints are not unique"
    summary = report["summary"]
    assert summary["errors"] + summary["warnings"] + summary["infos"] == len(wanted)

    lines = [json.loads(line) for line in command.run("--format", "ndjson", "plans").splitlines()]
    assert [(line["file"], line["code"], line["fingerprint"]) for line in lines] == wanted

    sarif = json.loads(command.run("--format", "sarif", "plans"))
    if jsonschema:
        jsonschema.validate(sarif, schema)
    run = sarif["runs"][0]
    found = []
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        found.append((urllib.parse.unquote(uri), result["ruleId"], result["partialFingerprints"]["gkplan/v1"]))
    assert found == wanted

    junit = xml.fromstring(command.run("--format", "junit", "plans"))
    cases = [(case.get("classname"), case.get("name").split()[0]) for case in junit.iter("testcase") if case.get("name") != "check"]
    assert cases == [entry[:2] for entry in wanted]
    failures = len(list(junit.iter("failure")))
    assert failures == summary["errors"] + summary["warnings"]
    assert sum(int(suite.get("failures")) for suite in junit.iter("testsuite")) == failures

    checkstyle = xml.fromstring(command.run("--format", "checkstyle", "plans"))
    errors = [(file.get("name"), error.get("source")) for file in checkstyle for error in file]
    names = {finding["code"]: finding["rule"] for file in report["files"] for finding in file["findings"]}
    assert errors == [(file, f"gkplan.{names[code]}") for file, code, _ in wanted]

    notes = re.findall(r"^::(error|warning|notice) file=([^,]*).*?title=(GK\d+) ", command.run("--format", "github", "plans"), re.M)
    assert [(urllib.parse.unquote(file), code) for _, file, code in notes] == [entry[:2] for entry in wanted]

    text = re.findall(r"^(.*?)(?::\S+)?: (?:error|warning|info): (GK\d+) ", command.run("plans"), re.M)
    assert [code for _, code in text] == [entry[1] for entry in wanted]


def test_threads_change_nothing(command):
    alone = command.run("--format", "json", "-j", "1", "plans")
    for jobs in ("2", "3", "16"):
        assert command.run("--format", "json", f"-j{jobs}", "plans") == alone


def test_languages(command):
    english = command.run("plans/units-missing.html", environment={"LC_ALL": "en_US.UTF-8"})
    chinese = command.run("plans/units-missing.html", environment={"LC_ALL": "zh_CN.UTF-8"})
    assert "the task has no responsible unit" in english and "任务没有责任单位" in chinese
    assert command.run("--lang", "zh", "plans/units-missing.html") == chinese


def test_exit_status(command):
    command.run("plans/good.html", status=0)
    command.run("plans/units-missing.html", status=1)
    command.run("plans/number-skipped.html", status=1)  # a warning: the default
    command.run("--fail-on", "error", "plans/number-skipped.html", status=0)
    command.run("--fail-on", "never", "plans/units-missing.html", status=0)
    command.run("--fail-on", "info", "plans/several-leads.html", status=1)
    command.run("--fail-on", "error", "--severity", "number-skipped=error", "plans/number-skipped.html", status=1)
    command.run("no-such-file.html", status=2)
    command.run("broken.docx", status=2)
    command.run("plans/good.html", "--disable", "no-such-rule", status=2)
    command.run("plans/good.html", "--format", "odd", status=2)
    command.run("plans/good.html", "--unit-likeness", "0", status=2)
    command.run(status=2)


def test_what_cannot_be_read_is_said_everywhere(command, schema, json_schema):
    sarif = json.loads(command.run("--format", "sarif", "broken.docx", "plans/good.html", status=2))
    if jsonschema:
        jsonschema.validate(sarif, schema)
    invocation = sarif["runs"][0]["invocations"][0]
    assert not invocation["executionSuccessful"] and len(invocation["toolExecutionNotifications"]) == 1
    report = json.loads(command.run("--format", "json", "broken.docx"))
    if jsonschema:
        jsonschema.validate(report, json_schema)
    assert report["summary"]["unreadable"] == 1
    assert len(list(xml.fromstring(command.run("--format", "junit", "broken.docx")).iter("error"))) == 1
    assert len(list(xml.fromstring(command.run("--format", "checkstyle", "broken.docx")).iter("error"))) == 1
    assert command.run("--format", "github", "broken.docx").startswith("::error file=broken.docx::")


def test_rules_can_be_chosen(command):
    name = "plans/units-missing.html"
    assert command.findings(name) == [(name, "units-missing")]
    assert command.findings("--disable", "units-missing", name) == []
    assert command.findings("--disable", "GK410", name) == []
    assert command.findings("--disable", "all", name) == []
    assert command.findings("--disable", "all", "--enable", "units-missing, no-plan", name) == [(name, "units-missing")]
    assert command.findings("--severity", "units-missing=off", name) == []
    spelled = "plans/shortened.html"
    assert command.findings(spelled) == [(spelled, "unit-spellings")]
    assert command.findings("--unit-likeness", "95", spelled) == []


def test_the_nearest_configuration_counts(command, folder):
    outer, inner = folder / "plans" / ".gkplan-check", folder / "plans" / "2022" / ".gkplan-check"
    name, deeper = "plans/units-missing.html", "plans/2022/units-missing.html"
    inner.parent.mkdir()
    shutil.copy(folder / name, folder / deeper)
    outer.write_text("# what this folder wants\ndisable = units-missing\nfail-on = never\n", encoding="utf-8")
    inner.write_text("severity = units-missing warning\n", encoding="utf-8")
    assert command.findings(name, deeper) == [(deeper, "units-missing")]
    assert command.findings("--enable", "units-missing", name, status=0) == [(name, "units-missing")]
    assert command.findings("--no-config", name, status=1) == [(name, "units-missing")]
    assert command.findings("--config", "plans/2022/.gkplan-check", name) == [(name, "units-missing")]
    command.run("--fail-on", "error", deeper, status=0)
    outer.write_text("exclude = 2022/*\n", encoding="utf-8")
    inner.unlink()
    assert not [file for file, _ in command.findings("plans") if file.startswith("plans/2022/")]
    outer.write_text("disabel = all\n", encoding="utf-8")
    command.run(name, status=2)
    outer.unlink()
    shutil.rmtree(inner.parent)


def test_a_baseline_hides_what_is_known(command, folder):
    name, known = "plans/units-missing.html", folder / "known.json"
    for form in ("json", "ndjson", "sarif"):
        known.write_text(command.run("--format", form, "plans"), encoding="utf-8")
        assert command.findings("--baseline", "known.json", "plans", status=0) == []
    text = (folder / name).read_text(encoding="utf-8")
    row = re.search(r"<tr><td>.*?</tr>\n", text).group(0)
    moved = text.replace(row, row.replace("规划", "统计") + row, 1)
    (folder / name).write_text(moved, encoding="utf-8")  # rows move: the finding is the same
    assert command.findings("--baseline", "known.json", name, status=0) == []
    worse = moved.replace("市教育局", "", 1)
    (folder / name).write_text(worse, encoding="utf-8")  # one more: only that one is said
    assert len(command.findings("--baseline", "known.json", name, status=1)) == 1
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "plans" / ".gkplan-check").write_text("baseline = ../known.json\n", encoding="utf-8")
    assert command.findings("plans", status=0) == []
    (folder / "plans" / ".gkplan-check").unlink()
    command.run("--baseline", "no-such.json", name, status=2)


def test_output_goes_to_a_file(command, folder):
    said = command.run("--format", "json", "plans")
    assert command.run("--format", "json", "--output", "report.json", "plans", status=1) == ""
    assert (folder / "report.json").read_text(encoding="utf-8") == said


def test_standard_input(command, folder):
    done = subprocess.run([command.program, "check", "--format", "json", "-"], cwd=folder, env=ENVIRONMENT, timeout=60,
                          input=(folder / "plans/units-missing.html").read_bytes(), capture_output=True)
    assert done.returncode == 1 and json.loads(done.stdout)["files"][0]["file"] == "-"


def make_folder(folder, examples):
    plans = folder / "plans"
    plans.mkdir()
    for rule in examples.iterdir():
        for document in rule.glob("fires.*"):
            shutil.copy(document, plans / (rule.name + document.suffix))
    shutil.copy(examples / "units-missing" / "quiet.html", plans / "good.html")
    odd = plans / "名 称,100%.html"  # names that formats must escape
    shutil.copy(examples / "unit-twice" / "fires.html", odd)
    text = (examples / "unit-spellings" / "fires.html").read_text(encoding="utf-8")
    shortened = text.replace("市住建局", "市公共资源交易管理中心").replace("市住房城乡建设局", "市公共资源交易中心")
    (plans / "shortened.html").write_text(shortened, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")


def main():
    program, examples = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    schema = json.loads(pathlib.Path(sys.argv[3]).read_text(encoding="utf-8"))
    json_schema = json.loads(pathlib.Path(sys.argv[4]).read_text(encoding="utf-8"))
    failed = 0
    for name, test in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            make_folder(folder, examples)
            values = {"command": Command(program, folder), "folder": folder, "schema": schema, "json_schema": json_schema}
            try:
                test(**{key: values[key] for key in test.__code__.co_varnames[:test.__code__.co_argcount]})
                print(f"ok   {name}")
            except AssertionError as error:
                failed += 1
                line = error.__traceback__
                while line.tb_next:
                    line = line.tb_next
                print(f"FAIL {name}: line {line.tb_lineno}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
