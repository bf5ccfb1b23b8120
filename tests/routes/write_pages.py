"""The blocks as web pages of other makes: office programs, content management systems, sites that use no tables."""
import itertools
from html import escape

from document import Paragraph
from write_html import cell_html, page, table_html

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml>
 <o:DocumentProperties><o:Author>办公室</o:Author></o:DocumentProperties>
 <w:WordDocument><w:View>Print</w:View></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; mso-pagination:none;}
-->
</style>
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>

<div class=Section1 style='layout-grid:15.6pt'>

"""


def spans(cell):
    return ((f" colspan={cell.column_span}" if cell.column_span > 1 else "")
            + (f" rowspan={cell.row_span}" if cell.row_span > 1 else ""))


def word_runs(text):
    """A text as Word saves it: digits in spans of their own, lines broken in the middle of a sentence."""
    runs = "".join(f'<span lang=EN-US>{"".join(group)}</span>' if digits else escape("".join(group))
                   for digits, group in itertools.groupby(text, str.isdigit))
    middle = runs.find("，")
    return runs if middle < 0 else runs[: middle + 1] + "\n" + runs[middle + 1:]


def word_paragraph(text, kind="p"):
    if not text:
        return "  <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n"
    return (f"  <{kind} class=MsoNormal align=center style='text-align:center;mso-pagination:\n  widow-orphan'>"
            f"<span style='font-size:12.0pt;\n  font-family:仿宋_GB2312'>{word_runs(text)}<span lang=EN-US><o:p></o:p>"
            f"</span></span></{kind}>\n")


def word_table(table):
    """Word's web page: no quotes around numbers, each cell with its width and style, cells' paragraphs in <p>."""
    out = ["<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse;"
           "mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>\n"]
    for number, row in enumerate(table.rows()):
        head = number < table.header_rows
        out.append(f" {'<thead>' if head else ''}<tr style='mso-yfti-irow:{number};height:21.75pt'>\n")
        for cell in row:
            inside = "".join(word_paragraph(text) for text in cell.text.split("\n"))
            out.append(f"  <td width={120 * cell.column_span}{spans(cell)} valign=top style='width:90.0pt;border:solid "
                       f"windowtext 1.0pt;\n  padding:0cm 5.4pt 0cm 5.4pt'>\n{inside}  </td>\n")
        out.append(f" </tr>{'</thead>' if head else ''}\n")
    # The widths of the columns, where cells do not line up.
    out.append(" <![if !supportMisalignedColumns]>\n <tr height=0>\n"
               + "  <td width=120 style='border:none'></td>\n" * table.column_count + " </tr>\n <![endif]>\n</table>\n")
    return "".join(out)


def word_page(blocks):
    body = "".join(word_paragraph(block.text, f"h{block.heading}" if block.heading else "p")
                   if isinstance(block, Paragraph) else word_table(block) for block in blocks)
    return WORD_HEAD + body + "</div>\n\n</body>\n\n</html>\n"


def excel_row(number, cells):
    return f" <tr height={19 + number % 2} style='height:14.25pt'>\n" + "".join(cells) + " </tr>\n"


def excel_cell(cell):
    text = cell.text
    number = f' x:num="{text}"' if text.isdigit() else ""
    inside = "<br>\n    ".join(escape(line) for line in text.split("\n"))
    return (f"  <td{spans(cell)} height=19 class=xl{65 + cell.column} width={72 * cell.column_span} "
            f"style='height:14.25pt;border-top:none'{number}>{inside}</td>\n")


def excel_page(blocks):
    """A sheet as Excel saves it, pasted below a notice: the line above the table is the sheet's first row."""
    blocks = list(blocks)
    at = next((i for i, block in enumerate(blocks) if not isinstance(block, Paragraph)), None)
    if at is None:
        return word_page(blocks)
    above = "".join(f"<p>{escape(block.text)}</p>\n" for block in blocks[: at - 1])
    below = "".join(f"<p>{escape(block.text)}</p>\n" for block in blocks[at + 1:])
    table, width = blocks[at], blocks[at].column_count
    rows = [excel_row(0, [f"  <td colspan={width} height=33 class=xl64 style='height:24.75pt'>"
                          f"{escape(blocks[at - 1].text)}</td>\n"])]
    rows += [excel_row(number, map(excel_cell, row)) for number, row in enumerate(table.rows(), 1)]
    columns = " <col width=72 style='mso-width-source:userset;width:54pt'>\n" * width
    misaligned = (" <![if supportMisalignedColumns]>\n <tr height=0 style='display:none'>\n"
                  + "  <td width=72 style='width:54pt'></td>\n" * width + " </tr>\n <![endif]>\n")
    return ('<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head>\n<meta http-equiv=Content-Type '
            'content="text/html; charset=gb2312">\n<meta name=ProgId content=Excel.Sheet>\n</head>\n\n<body link=blue>\n'
            f"{above}\n"
            "<table x:str border=0 cellpadding=0 cellspacing=0 width=360 style='border-collapse:\n collapse;"
            f"table-layout:fixed;width:270pt'>\n{columns}{''.join(rows)}{misaligned}</table>\n{below}\n</body>\n\n</html>\n")


def site_block(block):
    if isinstance(block, Paragraph):
        return (f'<p style="text-indent: 2em;"><font face="仿宋" size="4">&emsp;&emsp;{escape(block.text)}</font></p>\n')
    return '<div align="center">' + table_html(block) + "</div>\n"


def layout_page(blocks):
    """An old site: navigation and the document in the cells of tables, three deep."""
    links = "".join(f'<td><a href="/{name}/">{name}</a></td>' for name in ("首页", "政务公开", "政务服务", "互动交流"))
    left = "".join(f'<tr><td><a href="/col{i}/">{name}</a></td></tr>'
                   for i, name in enumerate(("政策文件", "规划计划", "财政信息", "人事信息")))
    body = "".join(site_block(block) for block in blocks)
    return ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>通知</title></head>\n'
            f'<body><table width="1000" align="center"><tr><td colspan="2"><table width="100%"><tr>{links}</tr></table></td>'
            f'</tr>\n<tr><td width="200" valign="top"><table width="100%">{left}</table></td><td valign="top">'
            '<table width="100%"><tr><td><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 文件</td></tr>\n'
            f'<tr><td><div id="zoom">\n{body}</div></td></tr>\n<tr><td align="right"><a href="javascript:print()">打印</a> '
            '<a href="javascript:close()">关闭</a></td></tr></table></td></tr>\n<tr><td colspan="2" align="center">'
            '主办：某市人民政府办公室　<a href="http://beian">备案号</a></td></tr></table></body></html>\n')


def styled_table(table):
    """A table of <div>: it has no spans, so a covered position is an empty cell; the source cannot say more."""
    rows = []
    for number, owners in enumerate(table.covered()):
        cells = []
        for column, owner in enumerate(owners):
            text = owner.text if owner.row == number and owner.column == column else ""
            cells.append('<div style="display: table-cell; border: 1px solid">' + "<br>".join(map(escape, text.split("\n")))
                         + "</div>")
        rows.append('<div style="display: table-row">' + "".join(cells) + "</div>\n")
    return '<div style="display: table; width: 100%">\n' + "".join(rows) + "</div>\n"


def styled_page(blocks):
    body = "".join(f"<div>{escape(block.text)}</div>\n" if isinstance(block, Paragraph) else styled_table(block)
                   for block in blocks)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}</body></html>\n'


def section_soup(inside):
    return ('<section style="margin: 0px; box-sizing: border-box;"><section style="display: inline-block;">'
            f'<span style="font-size: 15px;" leaf="">{inside}</span></section></section>')


def soup_cell(cell):
    parts = []
    for text in cell.text.split("\n"):
        middle = len(text) // 2
        parts.append(section_soup(f'<span textstyle="">{escape(text[:middle])}</span><span>{escape(text[middle:])}</span>'))
    return f'<td data-colwidth="120"{spans(cell)} style="border-color: rgb(0, 0, 0);">{"".join(parts)}</td>'


def soup_page(blocks):
    """An article as editors for WeChat make it: sections and spans around everything."""
    out = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(section_soup(escape(block.text)))
        else:
            rows = "".join("<tr>" + "".join(map(soup_cell, row)) + "</tr>" for row in block.rows())
            out.append(f'<section style="overflow-x: auto;"><table><colgroup><col><col></colgroup><tbody>{rows}</tbody>'
                       "</table></section>")
    return ('<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><div id="js_content">'
            + "".join(out) + "</div></body></html>\n")


def filled_table(table, blank_below=False):
    """A table without spans: what is merged stands in every row that it covers, or in the first one alone."""
    rows = []
    for number, owners in enumerate(table.covered()):
        cells = []
        for column, owner in enumerate(owners):
            text = owner.text if not blank_below or (owner.row == number and owner.column == column) else ""
            cells.append("<td>" + "<br>".join(map(escape, text.split("\n"))) + "</td>")
        rows.append("<tr>" + "".join(cells) + "</tr>\n")
    return "<table border=\"1\">\n" + "".join(rows) + "</table>\n"


def page_tables(table, rows_a_page=7):
    """The rows of each page with the header above them; a merged cell that goes on is cut there, its text on the first
    page only, as Word prints it."""
    start = table.header_rows
    while start < table.row_count:
        end = min(start + rows_a_page, table.row_count)
        yield start, end
        start = end


def cut_rows(table, start, end):
    """The cells of a page's rows, cut to it."""
    rows = [[cell for cell in table.cells if cell.row == number] for number in range(table.header_rows)]
    for number in range(start, end):
        row = []
        for cell in table.cells:
            first, last = max(cell.row, start), min(cell.row + cell.row_span, end)
            if first == number and first < last:
                goes_on = cell.row < start
                row.append(type(cell)(number, cell.column, last - first, cell.column_span,
                                      "" if goes_on else cell.text))
        rows.append(sorted(row, key=lambda cell: cell.column))
    return rows


def split_tables(table):
    for start, end in page_tables(table):
        yield ("<table>" + "".join("<tr>" + "".join(map(cell_html, row)) + "</tr>"
                                   for row in cut_rows(table, start, end)) + "</table>")


def page_of(write_table):
    def write(path, blocks):
        body = "".join(f"<p>{escape(block.text)}</p>\n" if isinstance(block, Paragraph) else write_table(block)
                       for block in blocks)
        path.write_text(f'<html><head><meta charset="utf-8"></head><body>\n{body}</body></html>\n', encoding="utf-8")
    return write


def encoded(make, encoding="utf-8"):
    def write(path, blocks):
        path.write_bytes(make(blocks).replace("\n", "\r\n" if encoding != "utf-8" else "\n").encode(encoding))
    return write


# Each route: what a value from above is called ("merged", "inferred" or "own"), and what writes the document.
PAGES = {
    "html-word": ("merged", encoded(word_page, "gb18030")),
    "html-excel": ("merged", encoded(excel_page, "gb18030")),
    "html-layout": ("merged", encoded(layout_page)),
    "html-styled": ("inferred", encoded(styled_page)),
    "html-sections": ("merged", encoded(soup_page)),
    "html-repeated": ("own", page_of(filled_table)),
    "html-blank": ("inferred", page_of(lambda table: filled_table(table, True))),
    "html-pages": ("merged", page_of(lambda table: "\n".join(split_tables(table)))),
}
