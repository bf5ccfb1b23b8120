"""The blocks as a web page, with rowspan and colspan."""
from html import escape

from document import Paragraph


def cell_html(cell):
    spans = ""
    if cell.row_span > 1:
        spans += f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        spans += f' colspan="{cell.column_span}"'
    texts = cell.text.split("\n")
    inside = escape(texts[0]) if len(texts) == 1 else "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f"<td{spans}>{inside}</td>"


def table_html(table):
    rows = ("<tr>" + "".join(cell_html(cell) for cell in row) + "</tr>\n" for row in table.rows())
    return "<table border=\"1\">\n" + "".join(rows) + "</table>\n"


def block_html(block):
    if not isinstance(block, Paragraph):
        return table_html(block)
    tag = f"h{block.heading}" if block.heading else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>\n"


def write(path, blocks):
    body = "".join(block_html(block) for block in blocks)
    page = f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>通知</title></head>\n<body>\n{body}</body></html>\n'
    path.write_text(page, encoding="utf-8")
