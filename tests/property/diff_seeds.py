#!/usr/bin/env python3
"""What must hold of gkplan diff for any two documents, tried on published ones and on copies with lines taken out.

    diff_seeds.py GKPLAN SCHEMA FOLDER [--copies N]

A document against itself has no change. What one comparison calls added the other way round is removed, as many nodes
changed, and the same nodes belong together. Old nodes are the changed, the removed and the same; new nodes the
changed, the added and the same. The JSON is valid. Exit status: 0 all right, 1 not.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    jsonschema = None


class Wrong(Exception):
    pass


def diff(command, schema, old, new):
    run = subprocess.run([command, "diff", "--quiet", "--unchanged", "--to", "json", old, new], capture_output=True,
                         timeout=120)
    if run.returncode not in (0, 1):
        raise Wrong(f"{old} {new}: {run.stderr.decode()}")
    report = json.loads(run.stdout)
    if jsonschema:
        jsonschema.validate(report, schema)
    summary = report["summary"]
    if (run.returncode == 1) != (summary["same"] < len(report["changes"])):
        raise Wrong(f"{old} {new}: exit status {run.returncode} with {summary}")
    return report


def nodes(command, path):
    run = subprocess.run([command, "convert", "--quiet", path], capture_output=True, timeout=120)

    def count(children):
        return sum(1 + count(child["children"]) for child in children)
    return sum(count(plan["nodes"]) for plan in json.loads(run.stdout)["plans"])


def pairs(report, old, new):
    """Which nodes belong together; None stands for a missing one."""
    return {tuple(change[side] and change[side]["node"] for side in (old, new)) for change in report["changes"]}


def check_pair(command, schema, old, new):
    there, back = diff(command, schema, old, new), diff(command, schema, new, old)
    one, other = there["summary"], back["summary"]
    if (one["added"], one["removed"], one["same"]) != (other["removed"], other["added"], other["same"]):
        raise Wrong(f"{old} {new}: {one} one way, {other} the other")
    if nodes(command, old) != one["changed"] + one["removed"] + one["same"]:
        raise Wrong(f"{old}: {nodes(command, old)} nodes, but {one}")
    if nodes(command, new) != one["changed"] + one["added"] + one["same"]:
        raise Wrong(f"{new}: {nodes(command, new)} nodes, but {one}")
    if pairs(there, "old", "new") != pairs(back, "new", "old"):
        raise Wrong(f"{old} {new}: other nodes belong together the other way round")


def copies(path, folder, count):
    """The document with some lines taken out, or changed places."""
    lines = path.read_text(encoding="utf-8").splitlines(True)
    draw = random.Random(path.name)
    for number in range(count):
        changed = list(lines)
        for _ in range(draw.randint(1, 6)):
            at = draw.randrange(len(changed) - 1)
            if draw.random() < 0.5:
                del changed[at]
            else:
                changed[at], changed[at + 1] = changed[at + 1], changed[at]
        copy = pathlib.Path(folder, f"{number}-{path.name}")
        copy.write_text("".join(changed), encoding="utf-8")
        yield copy


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("schema", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--copies", type=int, default=3)
    options = parser.parse_args()
    schema = json.loads(options.schema.read_text(encoding="utf-8"))
    paths = sorted(path for path in options.folder.iterdir() if path.suffix in (".txt", ".md"))
    try:
        with tempfile.TemporaryDirectory() as folder:
            for number, path in enumerate(paths):
                if any(change["kind"] != "none" for change in diff(options.command, schema, path, path)["changes"]):
                    raise Wrong(f"{path}: changes against itself")
                check_pair(options.command, schema, path, paths[number - 1])
                for copy in copies(path, folder, options.copies):
                    check_pair(options.command, schema, path, copy)
    except Wrong as wrong:
        print(wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
