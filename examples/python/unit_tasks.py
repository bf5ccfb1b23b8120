#!/usr/bin/env python3
"""unit_tasks.py UNIT FOLDER > tasks.csv: every task of one unit in all documents of a folder, as CSV.

Documents are read by a few threads at once. What cannot be read is said on standard error, and the exit status is 1.
"""
import csv
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

import gkplan

COLUMNS = ["file", "plan", "path", "tasks", "text", "role", "due", "deadline"]


def tasks_of(path, unit):
    """The rows of one document, or the error that it gave."""
    try:
        document = gkplan.read(path)
    except gkplan.Error as error:
        return error
    rows = []
    for plan in document.plans:
        for leaf in plan.leaves():
            roles = {str(each.role) for each in leaf.all_units if each.name == unit}
            if roles:
                tasks = " / ".join(str(node) for node in leaf.ancestors)
                deadline = leaf.deadline.text if leaf.deadline else ""
                row = [path.name, plan.title, leaf.path, tasks, str(leaf), "、".join(sorted(roles)), leaf.due, deadline]
                rows.append(row)
    return rows


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    unit, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    failed = False
    with ThreadPoolExecutor() as pool:
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        for found in pool.map(lambda path: tasks_of(path, unit), paths):
            if isinstance(found, gkplan.Error):
                failed = True
                print(found, file=sys.stderr)
            else:
                writer.writerows(found)
    return int(failed)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.exit(main())
