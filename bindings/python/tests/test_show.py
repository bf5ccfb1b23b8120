"""Plans for people, and the command."""

import subprocess
import sys
from html.parser import HTMLParser

import gkplan
import pytest
from conftest import SAMPLES, SEED
from gkplan import _show


class Grid(HTMLParser):
    """Puts the cells of the body on a grid; two on one place, or a hole, is an error."""

    def __init__(self):
        super().__init__()
        self.row, self.taken = -1, {}

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.row, self.column = self.row + 1, 0
        if tag in ("td", "th"):
            spans = dict(attributes)
            while (self.row, self.column) in self.taken:
                self.column += 1
            for row in range(int(spans.get("rowspan", 1))):
                for column in range(int(spans.get("colspan", 1))):
                    place = (self.row + row, self.column + column)
                    assert place not in self.taken
                    self.taken[place] = True


@pytest.mark.parametrize("path", SAMPLES, ids=str)
def test_the_table_has_neither_holes_nor_overlaps(path):
    for plan in gkplan.read(path).plans:
        grid = Grid()
        grid.feed(plan._repr_html_())
        rows = {row for row, _ in grid.taken}
        columns = {column for _, column in grid.taken}
        assert len(rows) == min(plan.leaf_count, _show.MOST_ROWS) + 1
        assert len(grid.taken) == len(rows) * len(columns)


def test_long_plans_are_cut():
    rows = "".join(f"\n{n}\t公开{n}\t更新{n}" for n in range(1000))
    plan = gkplan.read(("序号\t任务\t具体要求" + rows).encode()).plans[0]
    assert len(str(plan).splitlines()) == _show.MOST_LINES + 2
    assert plan._repr_html_().count("<tr>") == _show.MOST_ROWS + 1 and "300 of 1000 leaves" in plan._repr_html_()


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "gkplan", *arguments], capture_output=True, check=False)


def test_the_command_shows_a_tree(plan):
    assert run(str(SEED)).stdout.decode("utf-8").startswith(str(plan))


def test_the_command_writes_json(document):
    assert run(str(SEED), "--to", "json").stdout.decode("utf-8") == document.to_json()


def test_the_command_says_what_it_cannot_read():
    failed = run("no-such-file.docx")
    assert failed.returncode == 2 and b"no-such-file.docx" in failed.stderr and b"Traceback" not in failed.stderr
