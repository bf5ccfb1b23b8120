"""The blocks as a web page, with rowspan and colspan."""
import base64
import quopri
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


def page(blocks, encoding):
    body = "".join(block_html(block) for block in blocks)
    return (f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{encoding}"><title>通知</title></head>\n'
            f'<body>\n{body}</body></html>\n')


def write(path, blocks):
    path.write_text(page(blocks, "utf-8"), encoding="utf-8")


def write_archive(path, blocks, encoding="gb18030", transfer="quoted-printable"):
    """The page as a web archive, with a picture in a part behind it."""
    encode = quopri.encodestring if transfer == "quoted-printable" else base64.encodebytes
    boundary = b"----=_NextPart_000"
    parts = [f'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="{boundary.decode()}"\n',
             f'Content-Type: text/html; charset="{encoding}"\nContent-Transfer-Encoding: {transfer}\n',
             "Content-Type: image/png\nContent-Transfer-Encoding: base64\n"]
    bodies = [b"", encode(page(blocks, encoding).encode(encoding)), base64.encodebytes(b"\x89PNG\r\n\x1a\n")]
    message = (b"\n--" + boundary + b"\n").join(head.encode() + b"\n" + body for head, body in zip(parts, bodies))
    path.write_bytes((message + b"\n--" + boundary + b"--\n").replace(b"\n", b"\r\n"))
