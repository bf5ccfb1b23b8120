"""The blocks as text dumps, each dialect as its extractor writes it."""
import csv
import io
import unicodedata

import write_html
from document import Paragraph


def write_paragraph(block):
    return block.text + "\n"


def tika_table(table):
    """A tab and a line for each cell, an empty line after each row; covered cells are blank."""
    lines = []
    for number, owners in enumerate(table.covered()):
        if number in table.section_rows:
            lines.append("\t" + owners[0].text)
        elif number < table.header_rows:
            seen = []
            for owner in owners:
                if owner not in seen:
                    seen.append(owner)
                    lines.append("\t" + (owner.text if owner.row == number else ""))
        else:
            for column, owner in enumerate(owners):
                begins = owner.row == number and owner.column == column
                lines.append("\t" + (owner.text if begins else ""))
        lines.append("")
    return "\n".join(lines) + "\n"


def one_line(text):
    return text.replace("\n", " ")


def grid_fields(table, number, owners):
    """One field for each column; covered ones are empty."""
    return [one_line(owner.text) if owner.row == number and owner.column == column else ""
            for column, owner in enumerate(owners)]


def tab_table(table):
    rows = ("\t".join(grid_fields(table, number, owners)) for number, owners in enumerate(table.covered()))
    return "\n" + "\n".join(rows) + "\n\n"


def pipe_table(table):
    """GitHub's pipe tables."""
    rows = ["| " + " | ".join(field.replace("|", "\\|") for field in grid_fields(table, number, owners)) + " |"
            for number, owners in enumerate(table.covered())]
    rows.insert(1, "|" + " --- |" * table.column_count)
    return "\n" + "\n".join(rows) + "\n\n"


def dropped_pipe_table(table):
    """Pipe rows whose covered cells are dropped and whose ends are padded."""
    rows = []
    for row in table.rows():
        fields = [one_line(cell.text) for cell in row]
        fields += [""] * (table.column_count - len(fields))
        rows.append(" | ".join(fields) + " |")
    return "\n" + "\n".join(rows) + "\n\n"


def cell_bar_table(table):
    """`cell |`, one a line; a blank cell is a line with a bar alone."""
    lines = []
    for number, owners in enumerate(table.covered()):
        lines += [f"{field} |".lstrip() for field in grid_fields(table, number, owners)]
    return "\n" + "\n".join(lines) + "\n\n"


def bar_line_table(table):
    """Cells and bars on lines of their own, a double bar at each row's end."""
    lines = []
    for number, owners in enumerate(table.covered()):
        for field in grid_fields(table, number, owners):
            lines += [field, "|"] if field else ["|"]
        lines.append("||")
    return "\n" + "\n".join(lines) + "\n\n"


def width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text, columns):
    lines, line = [], ""
    for char in text:
        if char == "\n" or width(line + char) > columns:
            lines.append(line)
            line = "" if char == "\n" else char
        else:
            line += char
    return lines + [line]


def aligned_table(table, column_width=26):
    """Space-aligned columns with wrapped cells, labels at the top of their span, as `pdftotext -layout` writes."""
    lines = []
    for row in table.rows():
        parts = {cell.column: wrapped(cell.text, column_width * cell.column_span - 4) for cell in row}
        for number in range(max((len(part) for part in parts.values()), default=0)):
            line = ""
            for column in sorted(parts):
                if number < len(parts[column]) and parts[column][number]:
                    line += " " * (column * column_width - width(line)) + parts[column][number]
            lines.append(line)
    return "\n" + "\n".join(lines) + "\n\n"


def drawn_table(table, column_width=24):
    """A grid drawn with characters, a line between two rows; a cell's text is wrapped inside its column."""
    def rule(edges):
        return "+".join([""] + ["-" * (column_width * (end - start) - 1) for start, end in zip(edges, edges[1:])] + [""])

    lines = [rule(range(table.column_count + 1))]
    for number, owners in enumerate(table.covered()):
        cells = [(column, owner) for column, owner in enumerate(owners) if owner.column == column]
        edges = [column for column, _ in cells] + [table.column_count]
        parts = [wrapped(owner.text if owner.row == number else "", column_width * owner.column_span - 3)
                 for _, owner in cells]
        for line in range(max(len(part) for part in parts)):
            fields = []
            for part, start, end in zip(parts, edges, edges[1:]):
                text = part[line] if line < len(part) else ""
                fields.append(" " + text + " " * (column_width * (end - start) - 2 - width(text)))
            lines.append("|" + "|".join(fields) + "|")
        lines.append(rule(edges))
    return "\n" + "\n".join(lines) + "\n\n"


def spaced_table(table):
    """A row a line, cells separated by four spaces; covered ones are blank."""
    rows = ("    ".join(grid_fields(table, number, owners)).rstrip() for number, owners in enumerate(table.covered()))
    return "\n" + "\n".join(rows) + "\n\n"


def cell_line_table(table):
    """A cell a line and nothing else; blank ones are not there."""
    lines = [field for number, owners in enumerate(table.covered()) for field in grid_fields(table, number, owners)
             if field]
    return "\n" + "\n".join(lines) + "\n\n"


def one_line_table(table):
    """The whole table on one line, an empty cell at each row's end."""
    cells = []
    for number, owners in enumerate(table.covered()):
        cells += grid_fields(table, number, owners) + [""]
    return "\n| " + " | ".join(cells) + " |\n\n"


def html_in_markdown(table):
    """Markdown whose tables are HTML, as today's PDF extractors write them."""
    return "\n" + write_html.table_html(table) + "\n"


def csv_table(table):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for number, owners in enumerate(table.covered()):
        writer.writerow([owner.text if owner.row == number and owner.column == column else ""
                         for column, owner in enumerate(owners)])
    return out.getvalue()


TABLES = {
    "tika": tika_table,
    "tab-rows": tab_table,
    "pipe-table": pipe_table,
    "dropped-pipes": dropped_pipe_table,
    "cell-bar": cell_bar_table,
    "bar-lines": bar_line_table,
    "aligned": aligned_table,
    "one-line": one_line_table,
    "drawn-grid": drawn_table,
    "spaced-rows": spaced_table,
    "counted-cells": cell_line_table,
    "html-in-markdown": html_in_markdown,
}


def write(path, blocks, dialect):
    text = "".join(write_paragraph(block) if isinstance(block, Paragraph) else TABLES[dialect](block)
                   for block in blocks)
    path.write_text(text, encoding="utf-8")


def write_csv(path, blocks):
    """The first table alone."""
    table = next(block for block in blocks if not isinstance(block, Paragraph))
    path.write_bytes(csv_table(table).encode("utf-8"))
