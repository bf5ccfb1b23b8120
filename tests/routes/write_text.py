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


def wrapped(text, columns, measure=width):
    lines, line = [], ""
    for char in text:
        if char == "\n" or measure(line + char) > columns:
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


def padded_rows(rows, measure=width):
    """Each row on a line, columns as wide as their widest text and two blanks apart, as `column -t` writes them."""
    widths = [max(measure(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(field + " " * (room - measure(field)) for field, room in zip(row, widths)).rstrip() for row in rows]


def column_table(table):
    """`column -t`."""
    rows = [grid_fields(table, number, owners) for number, owners in enumerate(table.covered())]
    return "\n" + "\n".join(padded_rows(rows)) + "\n\n"


def ruled_table(table, column_width=12):
    """Python's tabulate, format "simple": cells broken over lines, every character counted as one column."""
    rows = []
    for number, owners in enumerate(table.covered()):
        parts = [wrapped(field, column_width, len) for field in grid_fields(table, number, owners)]
        rows += [[part[line] if line < len(part) else "" for part in parts]
                 for line in range(max(len(part) for part in parts))]
    rule = ["-" * max(len(row[column]) for row in rows) for column in range(table.column_count)]
    return "\n" + "\n".join(padded_rows([rows[0], rule, *rows[1:]], len)) + "\n\n"


def typed_table(table, column_width=22):
    """Columns typed by hand: labels run on beside the rows below their own."""
    parts = {id(cell): wrapped(cell.text, column_width * cell.column_span - 2) for cell in table.cells}
    heights = [max([len(parts[id(cell)]) for cell in row if cell.row_span == 1], default=1) for row in table.rows()]
    for cell in table.cells:
        rows = range(cell.row, cell.row + cell.row_span)
        heights[rows[-1]] += max(0, len(parts[id(cell)]) - sum(heights[row] for row in rows))
    lines = [""] * sum(heights)
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        first = sum(heights[:cell.row])
        for number, text in enumerate(parts[id(cell)], first):
            if text:
                lines[number] += " " * (cell.column * column_width - width(lines[number])) + text
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


ASCII_SIGNS = {"bar": "|", "line": "-", "corner": lambda *sides: "+"}
BOX_CORNERS = {(0, 1, 0, 1): "┌", (0, 1, 1, 0): "┐", (1, 0, 0, 1): "└", (1, 0, 1, 0): "┘", (0, 1, 1, 1): "┬",
               (1, 0, 1, 1): "┴", (1, 1, 0, 1): "├", (1, 1, 1, 0): "┤", (1, 1, 1, 1): "┼", (0, 0, 1, 1): "─",
               (1, 1, 0, 0): "│"}
BOX_SIGNS = {"bar": "│", "line": "─", "corner": lambda *sides: BOX_CORNERS[sides]}


def text_line(shown, parts, cell, columns):
    """The next line of a cell's text, filled up."""
    at = shown.get(id(cell), 0)
    text = parts[id(cell)][at] if at < len(parts[id(cell)]) else ""
    shown[id(cell)] = at + 1
    return " " + text + " " * (columns - 1 - width(text))


def drawn_rule(owners, number, edge, signs, text_of):
    """The line above row `number`: drawn but where a cell goes on."""
    above = owners[number - 1] if number > 0 else [None] * len(owners[0])
    below = owners[number] if number < len(owners) else [None] * len(owners[0])
    drawn = [upper is not lower for upper, lower in zip(above, below)]
    line = ""
    for column in range(len(drawn) + 1):
        left, right = column > 0 and drawn[column - 1], column < len(drawn) and drawn[column]
        up = column in (0, len(drawn)) or above[column - 1] is not above[column]
        down = column in (0, len(drawn)) or below[column - 1] is not below[column]
        sides = (up and number > 0, down and number < len(owners), left, right)
        goes_on = 0 < column < len(drawn) and not left and not right and not up
        if left or right:
            line += signs["corner"](*(int(side) for side in sides))
        elif not goes_on:
            line += signs["bar"]
        if column < len(drawn) and drawn[column]:
            line += signs["line"] * edge
        elif column < len(drawn) and not goes_on:
            cell = below[column]
            line += text_of(cell, (edge + 1) * cell.column_span - 1)
    return line


def spanned_table(table, column_width=23, signs=ASCII_SIGNS, on_rules=True):
    """A grid whose lines are not drawn inside a cell that covers several rows, as pandoc 3 writes it: such a cell's text
    goes on beside them."""
    owners, lines, shown = table.covered(), [], {}
    heights = [1] * table.row_count
    parts = {id(cell): wrapped(cell.text, (column_width + 1) * cell.column_span - 3) for cell in table.cells}
    for cell in sorted(table.cells, key=lambda cell: cell.row_span):
        rows = range(cell.row, cell.row + cell.row_span)
        missing = len(parts[id(cell)]) - sum(heights[row] for row in rows) - (len(rows) - 1 if on_rules else 0)
        heights[rows[-1]] += max(0, missing)

    def text_of(cell, columns):
        return text_line(shown, parts, cell, columns) if on_rules else " " * columns

    for number, row in enumerate(owners):
        lines.append(drawn_rule(owners, number, column_width, signs, text_of))
        for _ in range(heights[number]):
            line, column = signs["bar"], 0
            while column < len(row):
                cell = row[column]
                line += text_line(shown, parts, cell, (column_width + 1) * cell.column_span - 1) + signs["bar"]
                column += cell.column_span
            lines.append(line)
    lines.append(drawn_rule(owners, len(owners), column_width, signs, text_of))
    return "\n" + "\n".join(lines) + "\n\n"


def box_table(table):
    """The same with the signs of box drawing, and blanks beside the lines."""
    return spanned_table(table, 25, BOX_SIGNS, on_rules=False)


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
    "column": column_table,
    "typed": typed_table,
    "tabulate": ruled_table,
    "one-line": one_line_table,
    "drawn-grid": drawn_table,
    "spanned-grid": spanned_table,
    "box-grid": box_table,
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
