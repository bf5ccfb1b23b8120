"""The blocks as Markdown, each table as one of today's extractors writes it."""
from html import escape

import write_pages
from document import Paragraph
from write_html import cell_html, table_html


def pipes(rows, rule_after=1, columns=None):
    lines = ["| " + " | ".join(fields) + " |" for fields in rows]
    lines.insert(rule_after, "|" + " --- |" * (columns or len(rows[0])))
    return "\n" + "\n".join(lines) + "\n\n"


def cell_fields(table, number, owners, down, across, line_break="<br>"):
    """One field a column; `down` and `across` say what stands where a cell from above or from the left covers it."""
    fields = []
    for column, owner in enumerate(owners):
        text = owner.text.replace("|", "\\|").replace("\n", line_break)
        if owner.row != number:
            text = text if down is None else down
        if owner.column != column:
            text = text if across is None else across
        fields.append(text)
    return fields


def repeated(table):
    """What is merged stands in every position that it covers (docling)."""
    return pipes([cell_fields(table, number, owners, None, None, " ") for number, owners in enumerate(table.covered())])


def repeated_down(table):
    """What is merged over rows stands in each of them (vision models that were asked for it)."""
    return pipes([cell_fields(table, number, owners, None, "") for number, owners in enumerate(table.covered())])


def with_breaks(table):
    """Covered positions are blank, paragraphs of a cell are parted by <br>, the header is bold."""
    rows = [cell_fields(table, number, owners, "", "") for number, owners in enumerate(table.covered())]
    rows[0] = [f"**{field}**" if field else "" for field in rows[0]]
    return pipes(rows)


def without_bars(table):
    """No bars at the rows' ends, aligned by colons."""
    rows = [" | ".join(cell_fields(table, number, owners, "", "")) for number, owners in enumerate(table.covered())]
    rows.insert(1, " | ".join([":---:"] * table.column_count))
    return "\n" + "\n".join(rows) + "\n\n"


def fenced(table):
    return "\n```markdown" + with_breaks(table).rstrip("\n") + "\n```\n\n"


def paged(table):
    """A table a page, its header repeated; page numbers between them."""
    rows = [cell_fields(table, number, owners, "", "") for number, owners in enumerate(table.covered())]
    return "".join(pipes(rows[: table.header_rows] + rows[start:end]) + f"— {page} —\n"
                   for page, (start, end) in enumerate(write_pages.page_tables(table), 1))


def slid(table):
    """A converter that knows no rowspan drops what is covered; rows are shorter then (markitdown)."""
    rows = []
    for row in table.rows():
        fields = []
        for cell in row:
            fields += [cell.text.replace("\n", " ")] + [""] * (cell.column_span - 1)
        rows.append(fields)
    return pipes(rows, columns=table.column_count)


def one_line_html(table):
    """MinerU, olmOCR: the whole table on one line."""
    return "\n\n" + table_html(table).replace("\n", "").replace(' border="1"', "") + "\n\n"


def wrapped_html(table):
    """PaddleOCR: a page of its own inside a <div>."""
    rows = "".join("<tr>" + "".join(cell_html(cell).replace("<p>", "").replace("</p>", "<br/>") for cell in row) + "</tr>"
                   for row in table.rows())
    return ('\n<div style="text-align: center;"><html><body><table border="1" style="margin: auto; width: max-content;">'
            f"<tbody>{rows}</tbody></table></body></html></div>\n\n")


def paged_html(table):
    """MinerU: a table a page, each on one line, with the header; a cell that goes on is blank on the next page."""
    return "\n\n" + "\n\n".join("<html><body>" + part + "</body></html>"
                                for part in write_pages.split_tables(table)) + "\n\n"


def paragraph(block):
    """Headings of a level that says nothing."""
    marks = "#" * (1 + len(block.text) % 3) + " " if len(block.text) < 40 else ""
    return f"{marks}{escape(block.text, quote=False)}\n\n"


def writer(table):
    def write(path, blocks):
        path.write_text("".join(paragraph(block) if isinstance(block, Paragraph) else table(block) for block in blocks),
                        encoding="utf-8")
    return write


MARKDOWN = {
    "md-repeated": ("own", writer(repeated)),
    "md-repeated-down": ("own", writer(repeated_down)),
    "md-breaks": ("inferred", writer(with_breaks)),
    "md-no-bars": ("inferred", writer(without_bars)),
    "md-fenced": ("inferred", writer(fenced)),
    "md-pages": ("inferred", writer(paged)),
    "md-slid": ("inferred", writer(slid)),
    "md-html-line": ("merged", writer(one_line_html)),
    "md-html-wrapped": ("merged", writer(wrapped_html)),
    "md-html-pages": ("merged", writer(paged_html)),
}
