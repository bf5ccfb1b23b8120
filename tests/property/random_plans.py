#!/usr/bin/env python3
"""Plans made at random, written with real merged cells, must come back as they were made.

    random_plans.py GKPLAN [--first SEED] [--count N] [--keep FOLDER]

Each seed makes a plan of its own shape: how deep, which columns in which order, one header row or two, section rows,
numbers, units and deadlines merged over rows, pages whose header and labels stand again, totals and notes. It is
written as a Word file and as a web page. What the library reads must be the tree that was made, every value in it
included, and the sums of the account must agree. Exit status: 0 all right, 1 not.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "routes"))
sys.path.insert(0, str(HERE.parent / "golden"))
import compare  # noqa: E402
import document  # noqa: E402
import families  # noqa: E402
import write_docx  # noqa: E402
import write_html  # noqa: E402
from document import Cell, Paragraph, Table  # noqa: E402

HEADERS = {
    "number": ["序号", "编号"],
    "task": ["工作任务", "重点任务", "主要任务", "任务名称", "项目名称"],
    "requirement": ["具体要求", "工作要求", "工作措施", "主要内容", "细化措施"],
    "target": ["目标任务", "主要目标"],
    "lead": ["牵头单位", "牵头部门", "发起部门"],
    "units": ["责任单位", "责任部门", "责任科室", "承办单位"],
    "support": ["配合单位", "参与部门", "协办单位"],
    "person": ["责任人", "责任领导"],
    "deadline": ["完成时限", "时限要求", "时间安排", "计划完成时间"],
    "progress": ["完成情况", "推进落实情况"],
    "remarks": ["备注"],
}
FIELDS = ("lead", "units", "support", "deadline")
TITLE = "2024年全市重点工作任务分解表"


class Shape:
    """What a plan looks like, drawn from one seed."""

    def __init__(self, seed):
        self.random = draw = random.Random(seed)
        self.tasks = draw.choice([1, 1, 1, 2, 2, 3])
        self.requirements = draw.choice([0, 1, 1, 1, 2]) if self.tasks < 3 else draw.choice([0, 1])
        self.sections = draw.choice([0, 0, 0, 1, 1, 2])
        self.page_rows = draw.choice([0, 0, 0, 5, 9])  # leaves of a page; 0: one page
        self.labels_again = draw.random() < 0.7  # at the top of a page; else blank there
        self.uneven = draw.random() < 0.3
        self.merge_fields = draw.random() < 0.5
        self.paragraphs = draw.random() < 0.3
        self.total_row = draw.random() < 0.15
        self.note_row = draw.random() < 0.15
        self.numbers_of_leaves = draw.random() < 0.6
        self.maker = families.Maker(seed)
        self.columns = self.draw_columns()
        self.group_header = self.find_group() if draw.random() < 0.3 else None

    def draw_columns(self):
        """(header, role) from left to right: text columns in order, the others at the right edge or between."""
        draw = self.random
        task_header = draw.choice(HEADERS["task"])
        text = [(task_header, "task")] * self.tasks
        text += [(draw.choice(HEADERS["requirement"]), "requirement")] * self.requirements
        others = draw.choice([["units"], ["lead", "support"], ["lead", "units"], ["units", "deadline"],
                              ["lead", "support", "deadline"], ["units", "person", "deadline"],
                              ["deadline", "units"], ["units", "deadline", "remarks"], ["target", "units", "deadline"],
                              ["units", "progress"]])
        others = [(draw.choice(HEADERS[role]), role) for role in others]
        columns = text + others
        if draw.random() < 0.33 and len(text) > 1:  # one of them stands left of the last text
            moved = others[0]
            columns.remove(moved)
            columns.insert(draw.randint(self.tasks, len(text) - 1) if self.requirements else self.tasks - 1, moved)
        if draw.random() < 0.5:
            columns.insert(0, (draw.choice(HEADERS["number"]), "number"))
        return columns

    def find_group(self):
        """Two neighbours of units that stand under one wide header."""
        roles = [role for _, role in self.columns]
        for column in range(len(roles) - 1):
            if roles[column] in FIELDS[:3] and roles[column + 1] in FIELDS[:3]:
                return column
        return None


class Tree:
    """The nodes of a plan of this shape, and its leaves with the nodes above them."""

    def __init__(self, shape):
        self.shape, self.draw, self.maker = shape, shape.random, shape.maker
        self.kinds = ["task"] * (shape.sections + shape.tasks) + ["requirement"] * shape.requirements
        self.leaves = 0
        self.nodes = self.children(0)
        self.paths = list(document.leaves_of(self.nodes))
        self.fill()

    def label(self, depth, position):
        if depth < self.shape.sections:
            return [f"{families.CHINESE[position]}、", f"（{families.CHINESE[position]}）"][depth]
        return ""

    def task(self):
        """A task's text that no other has: there are not enough words for every tree."""
        pick = self.draw.choice
        return self.maker.fresh(lambda: f"{pick(families.VERBS)}{pick(families.AREAS)}{pick(families.OBJECTS)}工作")

    def children(self, depth):
        nodes = []
        for position in range(self.draw.randint(1, 3) if depth else self.draw.randint(2, 4)):
            kind = self.kinds[depth]
            last = depth == len(self.kinds) - 1
            if self.shape.uneven and self.shape.requirements == 2 and depth == len(self.kinds) - 2:
                last = self.draw.random() < 0.4
            text = self.maker.requirement() if kind == "requirement" else self.task()
            node = {"kind": kind, "level": depth + 1, "label": self.label(depth, position), "text": text}
            node["children"] = [] if last else self.children(depth + 1)
            nodes.append(node)
        return nodes

    def fill(self):
        """Numbers and fields; with merges a value now and then goes on from the leaf above in the same section."""
        before, section = None, None
        for number, path in enumerate(self.paths, 1):
            leaf = path[-1]
            leaf.update(families.leaf_fields(self.maker, self.shape.columns, self.shape.paragraphs))
            if any(role == "number" for _, role in self.shape.columns):
                leaf["number"] = str(number)
            same = before is not None and path[: self.shape.sections] == section
            for key in FIELDS:
                if leaf[key] and same and self.shape.merge_fields and self.draw.random() < 0.4:
                    leaf[key] = dict(before[key], origin="merged")
            before, section = leaf, path[: self.shape.sections]


class Rows:
    """The tree as rows of merged cells, pages and all."""

    def __init__(self, shape, tree):
        self.shape, self.tree = shape, tree
        self.roles = [role for _, role in shape.columns]
        self.text_columns = [c for c, role in enumerate(self.roles) if role in ("task", "requirement")]
        self.cells, self.section_rows, self.open = [], set(), {}
        self.row = 0
        self.header()
        shown, on_page = (), 0
        for path in tree.paths:
            sections = path[: shape.sections]
            if shape.page_rows and on_page >= shape.page_rows:
                self.page_break()
                on_page = 0
            for depth, node in enumerate(sections):
                if shown[: depth + 1] != sections[: depth + 1]:
                    self.whole_row(node["label"] + node["text"])
                    self.section_rows.add(self.row - 1)
            shown = sections
            self.leaf(path)
            on_page += 1
        if shape.note_row:
            self.whole_row("备注：本表由各责任单位按季度报送进展情况。")
        self.table = Table(len(self.roles), self.row, self.cells, self.section_rows)

    def cell(self, column, span, text, rows=1):
        self.cells.append(Cell(self.row, column, rows, span, text))
        return self.cells[-1]

    def header(self):
        rows = 1 if self.shape.group_header is None else 2
        column = 0
        while column < len(self.roles):
            header = self.shape.columns[column][0]
            end = column + 1
            while end < len(self.roles) and self.shape.columns[end][0] == header:
                end += 1
            if self.shape.group_header == column:
                end = column + 2
                self.cell(column, 2, "责任分工")
                for part in (column, column + 1):
                    self.cells.append(Cell(self.row + 1, part, 1, 1, self.shape.columns[part][0]))
            else:
                self.cell(column, end - column, header, rows)
            column = end
        self.row += rows
        self.open.clear()
        if self.shape.total_row and self.row == rows:
            self.cell(0, 1, "合计")
            for column in range(1, len(self.roles)):
                self.cell(column, 1, "")
            self.row += 1

    def whole_row(self, text):
        self.cell(0, len(self.roles), text)
        self.row += 1
        self.open.clear()

    def page_break(self):
        """The header again, and then what is open: its label again, or nothing."""
        again = {column: entry[1] for column, entry in self.open.items()}
        self.header()
        self.again = again

    again = {}

    def put(self, column, span, key, text, may_repeat=False):
        above = self.open.get(column)
        if above and above[1] is key:
            above[0].row_span += 1
            return
        blank = may_repeat and self.again.get(column) is key and not self.shape.labels_again
        self.open[column] = (self.cell(column, span, "" if blank else text), key)

    def leaf(self, path):
        nodes = path[self.shape.sections:]
        for position, node in enumerate(nodes):
            column = self.text_columns[position]
            last = position == len(nodes) - 1
            rest = [c for c in self.text_columns[position + 1:] if self.roles[c] == self.roles[column]] if last else []
            contiguous = rest == list(range(column + 1, column + 1 + len(rest)))
            span = 1 + len(rest) if rest and contiguous else 1
            self.put(column, span, node, node["label"] + node["text"], may_repeat=not last)
            if rest and not contiguous:
                for other in rest:
                    self.cell(other, 1, "")
        leaf = nodes[-1]
        for column, role in enumerate(self.roles):
            if role in ("task", "requirement"):
                continue
            if role == "number":
                self.put(column, 1, object(), leaf["number"])
            elif role in FIELDS:
                merged = leaf[role]["origin"] == "merged" and column in self.open
                if not merged and leaf[role]["origin"] == "merged":
                    leaf[role] = dict(leaf[role], origin="own")
                self.put(column, 1, self.open[column][1] if merged else object(), leaf[role]["text"])
            else:
                self.put(column, 1, object(), leaf["fields"].get(self.shape.columns[column][0], ""))
        self.row += 1
        self.again = {}


def gold_of(shape, tree):
    plan = {"title": TITLE, "year": 2024, "layout": "table",
            "columns": [{"header": header, "role": role} for header, role in shape.columns], "nodes": tree.nodes}
    notice = {"title": TITLE, "number": None, "issuer": None, "issued": None, "printed": None, "disclosure": None,
              "addressees": [], "copied_to": [], "attachments": []}
    return {"gkplan": "1", "source": {}, "document": notice, "plans": [plan], "outline": [], "diagnostics": []}


def run(gkplan, *arguments):
    return subprocess.run([gkplan, *arguments], capture_output=True, encoding="utf-8", timeout=60)


def account_is_right(gkplan, path):
    figures = {key: int(value) for key, value in
               re.findall(r"^(\w+) (\d+)$", run(gkplan, "dump", "--account", str(path)).stdout, re.MULTILINE)}
    return (figures["read"] == figures["placed"] + figures["named"] and
            figures["plan_read"] == figures["plan_placed"] + figures["plan_named"])


def check(gkplan, folder, seed):
    shape = Shape(seed)
    tree = Tree(shape)
    table = Rows(shape, tree).table
    gold = gold_of(shape, tree)
    wrong = []
    for suffix, write in ((".docx", write_docx.write), (".html", write_html.write)):
        path = folder / f"{seed}{suffix}"
        write(path, [Paragraph(TITLE), table])
        result = run(gkplan, "convert", "--to", "json", str(path))
        if result.returncode not in (0, 1):
            wrong.append(f"{path.name}: {result.stderr}")
            continue
        tally = compare.compare_documents(gold, json.loads(result.stdout), 6)
        if tally.differences:
            wrong.append(f"{path.name}: {len(tally.differences)} differences")
            wrong += [f"    {line}" for line in tally.differences[:3]]
        if not account_is_right(gkplan, path):
            wrong.append(f"{path.name}: the account does not agree")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        for seed in range(options.first, options.first + options.count):
            wrong = check(options.gkplan, folder, seed)
            failed += bool(wrong)
            if wrong:
                print(f"seed {seed}:")
                print("\n".join(f"  {line}" for line in wrong))
    print(f"{options.count - failed} of {options.count} plans came back as they were made")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
