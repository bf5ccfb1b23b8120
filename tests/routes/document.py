"""A document of a test as blocks: paragraphs and tables with real merged cells, made from expected JSON.

Every route (DOCX, HTML, text dumps, ...) writes these blocks in its own way, so that the library can be asked
whether the same document gives the same plan by each of them.
"""
import dataclasses


@dataclasses.dataclass
class Paragraph:
    text: str
    heading: int = 0


@dataclasses.dataclass
class Cell:
    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclasses.dataclass
class Table:
    column_count: int
    row_count: int
    cells: list  # in reading order
    section_rows: set  # rows of one cell across the whole width
    header_rows: int = 1

    def rows(self):
        """The cells that begin in each row."""
        rows = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in rows]

    def covered(self):
        """For each row the cell that covers each column, in a list of lists."""
        owners = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    owners[row][column] = cell
        return owners


UNIT_ROLES = ("lead", "units", "support")


def date_text(iso):
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


def section_paragraphs(sections, bodies=True):
    """The outline as paragraphs, run-in headings where there is a body."""
    for section in sections:
        body = section["body"].split("\n") if section["body"] and bodies else []
        if body:
            yield Paragraph(f"{section['label']}{section['title']}。{body[0]}")
            for text in body[1:]:
                yield Paragraph(text)
        else:
            yield Paragraph(section["label"] + section["title"])
        yield from section_paragraphs(section["children"], bodies)


def notice_before(document):
    """The lines of the notice above its numbered prose."""
    if document["number"]:
        yield Paragraph(document["number"])
    if document["addressees"] or document["number"]:
        yield Paragraph(document["title"])
    if document["addressees"]:
        yield Paragraph("，".join(document["addressees"]) + "：")
        yield Paragraph("经研究同意，现将有关工作任务印发给你们，请结合实际认真贯彻落实。")


def notice_after(document):
    """Attachments, signature, date and disclosure."""
    names = document["attachments"]
    if len(names) == 1:
        yield Paragraph(f"附件：{names[0]}")
    elif names:
        yield Paragraph("附件：")
        for number, name in enumerate(names, 1):
            yield Paragraph(f"{number}.{name}")
    if document["issuer"]:
        yield Paragraph(document["issuer"])
    if document["issued"]:
        yield Paragraph(date_text(document["issued"]))
    if document["disclosure"] == "公开":
        yield Paragraph("（此件公开发布）")


def colophon(document):
    """抄送 and the line of printing."""
    if document["copied_to"]:
        yield Paragraph("抄送：" + "，".join(document["copied_to"]) + "。")
    if document["printed"]:
        yield Paragraph(f"{document['issuer']}　　{date_text(document['printed'])}印发")


def blocks_of(gold):
    """All blocks of the document that the expected JSON describes."""
    document = gold["document"]
    plan = gold["plans"][0]
    yield from notice_before(document)
    if plan["layout"] == "outline":
        yield Paragraph(plan["title"], heading=1)
        yield from section_paragraphs(gold["outline"])
        yield from notice_after(document)
    else:
        yield from section_paragraphs(gold["outline"])
        yield from notice_after(document)
        if document["attachments"]:
            yield Paragraph("附件")
        yield Paragraph(plan["title"])
        yield table_of(plan)
    yield from colophon(document)


def leaves_of(nodes, above=()):
    """Each leaf with the nodes above it, itself the last."""
    for node in nodes:
        path = above + (node,)
        if node["children"]:
            yield from leaves_of(node["children"], path)
        else:
            yield path


class TableMaker:
    """Lays a plan's tree out as Word would: one row a leaf, labels merged over their leaves."""

    def __init__(self, plan):
        self.roles = [column["role"] for column in plan["columns"]]
        self.headers = [column["header"] for column in plan["columns"]]
        self.text_columns = [i for i, role in enumerate(self.roles) if role in ("task", "requirement")]
        self.task_columns = [i for i in self.text_columns if self.roles[i] == "task"]
        self.paths = list(leaves_of(plan["nodes"]))
        deepest = max(len(path) for path in self.paths)
        self.section_levels = max(0, deepest - len(self.text_columns))
        self.cells = []
        self.section_rows = set()
        self.open = {}  # column -> the open merged cell and what it stands for
        self.row = 0

    def make(self):
        self.header()
        shown = []
        for path in self.paths:
            sections = path[: self.section_levels] if len(path) > self.section_levels else path[:-1]
            for depth, node in enumerate(sections):
                if len(shown) <= depth or shown[depth] is not node:
                    shown[depth:] = [node]
                    self.section(node)
            self.leaf(path[len(sections):])
        return Table(len(self.roles), self.row, self.cells, self.section_rows)

    def header(self):
        column = 0
        while column < len(self.roles):
            end = column + 1
            while end < len(self.roles) and self.headers[end] == self.headers[column]:
                end += 1
            self.cells.append(Cell(self.row, column, 1, end - column, self.headers[column]))
            column = end
        self.row += 1

    def section(self, node):
        self.cells.append(Cell(self.row, 0, 1, len(self.roles), node["label"] + node["text"]))
        self.section_rows.add(self.row)
        self.open.clear()
        self.row += 1

    def put(self, column, span, key, text, continues=False):
        """A cell in this row, or one row more for the cell above that stands for the same."""
        above = self.open.get(column)
        if above and above[0].row + above[0].row_span == self.row and above[0].column_span == span:
            if continues or (key is not None and above[1] is key):
                above[0].row_span += 1
                return
        cell = Cell(self.row, column, 1, span, text)
        self.cells.append(cell)
        self.open[column] = (cell, key)

    def leaf(self, nodes):
        columns = self.columns_for(nodes)
        for (column, span), node in zip(columns, nodes):
            self.put(column, span, node, node["label"] + node["text"])
        for column, role in enumerate(self.roles):
            if role in ("task", "requirement"):
                continue
            self.field(column, role, nodes[-1])
        self.row += 1

    def columns_for(self, nodes):
        """Where each node stands: tasks from the left, requirements after them, the last over what is left."""
        tasks = [node for node in nodes if node["kind"] == "task"]
        requirement_columns = [c for c in self.text_columns if c not in self.task_columns]
        columns = self.task_columns[: len(tasks)] + requirement_columns[: len(nodes) - len(tasks)]
        placed = [(column, 1) for column in columns]
        kind_columns = self.task_columns if nodes[-1]["kind"] == "task" else requirement_columns
        last = columns[-1]
        following = [c for c in kind_columns if c > last]
        if following and following == list(range(last + 1, last + 1 + len(following))):
            placed[-1] = (last, 1 + len(following))
        return placed

    def field(self, column, role, leaf):
        if role == "number":
            self.put(column, 1, None, leaf["number"] or "")
        elif role in UNIT_ROLES or role == "deadline":
            field = leaf[role]
            continues = field["origin"] in ("merged", "inferred")
            self.put(column, 1, None, field["text"], continues)
        else:
            self.put(column, 1, None, leaf["fields"].get(self.headers[column], ""))


def table_of(plan):
    return TableMaker(plan).make()


def with_origin(gold, origin):
    """The expected JSON with every value from above called `origin` ("merged" or "inferred")."""
    def change(nodes):
        changed = []
        for node in nodes:
            node = dict(node, children=change(node["children"]))
            for key in UNIT_ROLES + ("deadline",):
                field = node.get(key)
                if field and field["origin"] in ("merged", "inferred"):
                    node[key] = dict(field, origin=origin)
            changed.append(node)
        return changed
    return dict(gold, plans=[dict(plan, nodes=change(plan["nodes"])) for plan in gold["plans"]])
