"""The blocks as a web page made to be printed, as published tables look: ruled cells, a paper size, page numbers.

Browsers and other programs that print web pages set lines, rows and page breaks in their own ways, none as a word
processor does.
"""
import dataclasses
from html import escape

from document import Paragraph

WIDTHS = {"number": 5, "task": 14, "requirement": 34, "target": 16, "lead": 14, "units": 20, "support": 16, "person": 8,
          "deadline": 11, "remarks": 9, "progress": 12}
CENTRED_ROLES = set(WIDTHS) - {"requirement"}


@dataclasses.dataclass
class Style:
    """How a web page is printed."""
    paper: tuple = (297, 210)  # millimetres
    margin: int = 22
    points: float = 10.5
    leading: float = 1.4  # from line to line, in sizes of the type
    padding: tuple = (2, 5)  # points above and below, and beside a cell's text
    rule: float = 0.5  # points
    middle: bool = True  # texts stand in the middle of their cells, else at the top
    centred: bool = True  # short columns are centred, else set from the left
    justified: bool = False
    header_repeated: bool = True
    rows_split: bool = True  # a row may go on on the next page
    paragraph_space: float = 0  # points between two paragraphs of a cell
    font: str = "Noto Serif CJK SC"
    widths: dict = dataclasses.field(default_factory=lambda: dict(WIDTHS))


def style_sheet(style, page_numbers):
    wide, high = style.paper
    number = '@bottom-center { content: "— " counter(page) " —"; font-size: 10pt }' if page_numbers else ""
    return f"""
@page {{ size: {wide}mm {high}mm; margin: {style.margin}mm {style.margin}mm; {number} }}
body {{ font-family: "{style.font}"; font-size: {style.points}pt; line-height: {style.leading}; margin: 0 }}
h1 {{ font-size: 16pt; text-align: center; font-weight: bold; margin: 8pt 0 }}
p.prose {{ text-indent: 2em; text-align: justify; font-size: {max(style.points, 12)}pt; margin: 0 0 2pt 0 }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
td, th {{ border: {style.rule}pt solid #000; padding: {style.padding[0]}pt {style.padding[1]}pt;
  vertical-align: {"middle" if style.middle else "top"}; text-align: {"justify" if style.justified else "left"};
  overflow-wrap: anywhere; font-weight: normal }}
th {{ text-align: center; font-weight: bold; vertical-align: middle }}
td.centred {{ text-align: center }}
td p {{ margin: 0 0 {style.paragraph_space}pt 0 }} td p:last-child {{ margin: 0 }}
{"" if style.rows_split else "tr { break-inside: avoid; page-break-inside: avoid }"}
{"thead { display: table-header-group }" if style.header_repeated else "thead { display: table-row-group }"}
"""


def cell_html(cell, tag, role, style, column_count):
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    centred = tag == "td" and style.centred and role in CENTRED_ROLES and cell.column_span < column_count
    kind = ' class="centred"' if centred else ""
    texts = cell.text.split("\n")
    inside = escape(texts[0]) if len(texts) == 1 else "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f"<{tag}{spans}{kind}>{inside}</{tag}>"


def table_html(table, roles, style):
    parts = [style.widths.get(role, 12) for role in roles]
    columns = "".join(f'<col style="width: {100 * part / sum(parts):.2f}%">' for part in parts)
    rows = []
    for number, row in enumerate(table.rows()):
        tag = "th" if number < table.header_rows else "td"
        cells = (cell_html(cell, tag, roles[cell.column], style, table.column_count) for cell in row)
        rows.append("<tr>" + "".join(cells) + "</tr>\n")
    head = "".join(rows[:table.header_rows])
    return (f"<table><colgroup>{columns}</colgroup><thead>{head}</thead>\n"
            f"<tbody>{''.join(rows[table.header_rows:])}</tbody></table>\n")


def page(blocks, roles, titles, style, page_numbers=True):
    """The whole page; lines among `titles` are set as titles."""
    parts = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            parts.append(table_html(block, roles, style))
        elif block.text in titles:
            parts.append(f"<h1>{escape(block.text)}</h1>\n")
        else:
            parts.append(f'<p class="prose">{escape(block.text)}</p>\n')
    return (f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>打印</title>'
            f"<style>{style_sheet(style, page_numbers)}</style></head>\n<body>\n{''.join(parts)}</body></html>\n")
