#!/usr/bin/env python3
"""Makes the real extractions under tests/data/extractions: needs LibreOffice, poppler, Tesseract, antiword,
catdoc, Chromium, WeasyPrint, wkhtmltopdf, pdfminer and a Chinese font.

    make_extractions.py GOLD_DIR OUTPUT_DIR [--only DOCUMENT]

Each document of LOOKS is written as a Word file that looks as published ones do (borders, centred labels, narrow
columns, page numbers, headers repeated or not), printed to PDF by LibreOffice (or saved as a .doc file), and extracted
by every program whose output the library reads; and as a web page, which others print. Each document of PRINTS is a web page
that looks as published ones do. What comes out is kept as it is: the tests then need none of these programs.
"""
import argparse
import dataclasses
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
import document  # noqa: E402
import families  # noqa: E402
import write_docx  # noqa: E402
import write_html  # noqa: E402
import write_print  # noqa: E402
from document import Paragraph  # noqa: E402


@dataclasses.dataclass
class Look:
    """How a document is printed."""
    landscape: bool = True
    points: float = 12
    line: int = 0  # twentieths of a point between lines; 0: single
    header_repeated: bool = True
    rows_split: bool = True  # a row may go on on the next page
    centred: bool = True  # labels in the middle of their merged cell
    justified: bool = False
    padding: int = 108  # twips beside a cell's text
    font: str = "Noto Serif CJK SC"
    rows: int = 0  # the table's rows that are kept; 0: all


LOOKS = {
    "jining-2021": Look(),
    "jinan-2022": Look(points=10.5, rows_split=False),
    "wenshang-2024": Look(landscape=False, points=10.5, header_repeated=False),
    "zibo-2020": Look(points=9, justified=True),
    "jinan-2023": Look(landscape=False, points=16, line=560),
    "flat": Look(landscape=False, points=14),
    "one-merged-task-column": Look(landscape=False),
    "two-merged-task-columns": Look(line=400, font="Noto Sans CJK SC"),
    "section-rows": Look(landscape=False, points=10.5, padding=60),
    "section-rows-over-labelled-cells": Look(),
    "two-levels-of-section-rows": Look(landscape=False),
    "units-merged-over-rows": Look(landscape=False, header_repeated=False),
    "units-and-deadline-merged-over-rows": Look(points=14),
    "lead-and-support": Look(points=14, rows_split=False),
    "lead-and-units-left-of-requirement": Look(landscape=False),
    "person-and-remarks": Look(points=10.5),
    "number-in-front-of-merged-tasks": Look(landscape=False, points=9, padding=40),
    "requirement-of-uneven-depth": Look(landscape=False),
    "units-in-paragraphs": Look(points=14),
    "deadline-truly-blank": Look(landscape=False, points=14),
    "tasks-as-leaves": Look(centred=False, landscape=False),
    "three-merged-task-columns": Look(points=14),
    "labels-in-cells": Look(landscape=False, points=14, justified=True),
}

WIDTHS = {"number": 5, "task": 14, "requirement": 34, "target": 16, "lead": 14, "units": 20, "support": 16, "person": 8,
          "deadline": 11, "remarks": 9, "progress": 12}
CENTRED_ROLES = {"number", "task", "lead", "units", "support", "person", "deadline", "remarks", "progress", "target"}


def run_xml(text, points, font, bold=False):
    properties = (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
                  f'{"<w:b/>" if bold else ""}<w:sz w:val="{int(points * 2)}"/><w:lang w:eastAsia="zh-CN"/>')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph_xml(text, look, points, align, indent=False, bold=False):
    spacing = f'<w:spacing w:line="{look.line}" w:lineRule="exact"/>' if look.line else ""
    first = f'<w:ind w:firstLine="{int(points * 40)}"/>' if indent else ""
    return (f'<w:p><w:pPr>{spacing}{first}<w:jc w:val="{align}"/></w:pPr>'
            f'{run_xml(text, points, look.font, bold)}</w:p>')


def cell_xml(cell, row, widths, roles, look, header):
    properties = f'<w:tcW w:w="{sum(widths[cell.column:cell.column + cell.column_span])}" w:type="dxa"/>'
    if cell.column_span > 1:
        properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        properties += '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    if look.centred or header:
        properties += '<w:vAlign w:val="center"/>'
    short = roles[cell.column] in CENTRED_ROLES and cell.column_span < len(widths)
    align = "center" if header or (short and look.centred) else "both" if look.justified else "left"
    texts = cell.text.split("\n") if cell.row == row else [""]
    paragraphs = "".join(paragraph_xml(text, look, look.points, align, bold=header) for text in texts)
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>'


def table_xml(table, roles, look):
    width = 13800 if look.landscape else 8900
    parts = [WIDTHS.get(role, 12) for role in roles]
    widths = [width * part // sum(parts) for part in parts]
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                     for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(f'<w:{side} w:w="{look.padding}" w:type="dxa"/>' for side in ("left", "right"))
    rows = []
    for number, owners in enumerate(table.covered()):
        header = number < table.header_rows
        properties = "<w:tblHeader/>" if header and look.header_repeated else ""
        properties += "" if look.rows_split else "<w:cantSplit/>"
        cells, seen = [], set()
        for owner in owners:
            if id(owner) not in seen:
                seen.add(id(owner))
                cells.append(cell_xml(owner, number, widths, roles, look, header))
        rows.append(f'<w:tr><w:trPr>{properties}</w:trPr>{"".join(cells)}</w:tr>')
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{border}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')


def body_xml(gold, look):
    roles = [column["role"] for column in gold["plans"][0]["columns"]]
    titles = {gold["plans"][0]["title"], gold["document"]["title"]}
    parts = []
    for block in document.blocks_of(gold):
        if not isinstance(block, Paragraph):
            parts.append(table_xml(block, roles, look))
        elif block.text in titles:
            parts.append(paragraph_xml(block.text, look, 18, "center", bold=True))
        else:
            parts.append(paragraph_xml(block.text, look, max(look.points, 14), "both", indent=True))
    return "".join(parts)


FOOTER = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:ftr xmlns:w="{namespace}"><w:p><w:pPr>'
          '<w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar '
          'w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar '
          'w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>')
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
FOOTER_RELATION = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
                   'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                   'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" '
                   'Target="footer1.xml"/></Relationships>')


def write_word_file(path, gold, look):
    long, short = 16838, 11906
    size = (f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>' if look.landscape
            else f'<w:pgSz w:w="{short}" w:h="{long}"/>')
    section = ('<w:sectPr><w:footerReference w:type="default" r:id="rId1"/>' + size +
               '<w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" w:header="700" w:footer="700"/>'
               '</w:sectPr>')
    xml = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document '
           f'xmlns:w="{write_docx.NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
           f'relationships"><w:body>{body_xml(gold, look)}{section}</w:body></w:document>')
    types = write_docx.CONTENT_TYPES.replace(
        "</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{FOOTER_TYPE}"/></Types>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", types), ("_rels/.rels", write_docx.RELATIONSHIPS),
                           ("word/document.xml", xml), ("word/_rels/document.xml.rels", FOOTER_RELATION),
                           ("word/footer1.xml", FOOTER.format(namespace=write_docx.NAMESPACE))):
            archive.writestr(name, text.encode("utf-8"))


def run(*arguments, **options):
    return subprocess.run([str(argument) for argument in arguments], check=True, capture_output=True, **options).stdout


def scan(pdf, directory, kind):
    """What Tesseract makes of the printed pages."""
    run("pdftoppm", "-r", "200", "-gray", "-png", pdf, directory / "page")
    pages = sorted(directory.glob("page*.png"))
    (directory / "pages.txt").write_text("".join(f"{page}\n" for page in pages))
    run("tesseract", directory / "pages.txt", directory / "scan", "-l", "chi_sim", "--psm", "6", kind)
    for page in pages:
        page.unlink()
    return (directory / f"scan.{'hocr' if kind == 'hocr' else 'xml'}").read_bytes()


def save(word_file, directory, kind):
    """LibreOffice saves a Word file as another kind of file."""
    run("soffice", "--headless", f"-env:UserInstallation=file://{directory}/profile", "--convert-to", kind,
        "--outdir", directory, word_file)
    return word_file.with_suffix(f".{kind}")


def old_word(pdf, directory):
    """The .doc file of the document that was printed."""
    return save(pdf.with_suffix(".docx"), directory, "doc")


def words_and_lines(pdf):
    """What the command makes of a PDF file: the words, and behind them the drawing without glyphs (docs/pdf.md)."""
    words = run("pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-")
    drawing = run("pdftocairo", "-svg", "-noshrink", "-nocenter", "-nocrop", "-paperw", "14400", "-paperh", "14400", pdf, "-")
    for left_out in (rb"<\?xml.*?\?>\n?", rb"<symbol\b.*?</symbol>\n?", rb"<(use|image)\b[^>]*/>\n?"):
        drawing = re.sub(left_out, b"", drawing, flags=re.S)
    count = 1
    while count:
        drawing, count = re.subn(rb"<g\b[^>]*>\s*</g>\n?", b"", drawing)
    head, end, tail = words.rpartition(b"</doc>")
    return head + end + b"\n" + drawing + tail


STYLE = """<style>
body { font-family: "Noto Serif CJK SC"; font-size: 10.5pt }
table { border-collapse: collapse; width: 100% }
td { border: 1px solid black; padding: 3px }
td p { margin: 0 }
</style></head>"""
PRINTERS = {
    "chromium": lambda page, pdf: run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                                      f"--print-to-pdf={pdf}", page),
    "weasyprint": lambda page, pdf: run("weasyprint", page, pdf),
    "wkhtmltopdf": lambda page, pdf: run("wkhtmltopdf", "-q", page, pdf),
}


def printed(pdf, program):
    """The words and lines of the document as a web page that `program` prints."""
    other = pdf.with_suffix(f".{program}.pdf")
    PRINTERS[program](pdf.with_suffix(".html"), other)
    return words_and_lines(other)


EXTRACTIONS = {
    "ruled.html": lambda pdf, directory: words_and_lines(pdf),
    "pdfminer.xml": lambda pdf, directory: run("pdf2txt.py", "-t", "xml", pdf),
    "chromium.html": lambda pdf, directory: printed(pdf, "chromium"),
    "weasyprint.html": lambda pdf, directory: printed(pdf, "weasyprint"),
    "wkhtmltopdf.html": lambda pdf, directory: printed(pdf, "wkhtmltopdf"),
    "layout.txt": lambda pdf, directory: run("pdftotext", "-layout", pdf, "-"),
    "layout-nopgbrk.txt": lambda pdf, directory: run("pdftotext", "-layout", "-nopgbrk", pdf, "-"),
    "bbox.html": lambda pdf, directory: run("pdftotext", "-bbox", pdf, "-"),
    "bbox-layout.html": lambda pdf, directory: run("pdftotext", "-bbox-layout", pdf, "-"),
    "words.tsv": lambda pdf, directory: run("pdftotext", "-tsv", pdf, "-"),
    "pdftohtml.xml": lambda pdf, directory: run("pdftohtml", "-xml", "-i", "-stdout", pdf),
    "scan.hocr": lambda pdf, directory: scan(pdf, directory, "hocr"),
    "scan.alto": lambda pdf, directory: scan(pdf, directory, "alto"),
    "antiword.txt": lambda pdf, directory: run("antiword", "-m", "UTF-8.txt", old_word(pdf, directory)),
    "antiword-wide.txt": lambda pdf, directory: run("antiword", "-w", "0", "-m", "UTF-8.txt", old_word(pdf, directory)),
    "catdoc.txt": lambda pdf, directory: run("catdoc", "-w", "-d", "utf-8", old_word(pdf, directory)),
}


# What is kept of each document, so that every kind and every document is there and all is small.
KEPT = {
    "ruled.html": {"jinan-2022", "two-merged-task-columns", "three-merged-task-columns", "section-rows",
                   "requirement-of-uneven-depth", "units-and-deadline-merged-over-rows", "lead-and-support"},
    "pdfminer.xml": {"flat", "section-rows"},
    "chromium.html": {"jinan-2022", "units-in-paragraphs", "two-merged-task-columns"},
    "weasyprint.html": {"section-rows-over-labelled-cells"},
    "wkhtmltopdf.html": {"flat", "three-merged-task-columns"},
    "bbox-layout.html": {"flat", "units-merged-over-rows", "requirement-of-uneven-depth", "tasks-as-leaves"},
    "bbox.html": {"two-levels-of-section-rows", "units-in-paragraphs", "deadline-truly-blank"},
    "words.tsv": {"jinan-2022", "zibo-2020", "three-merged-task-columns", "two-merged-task-columns",
                  "person-and-remarks", "section-rows-over-labelled-cells"},
    "pdftohtml.xml": {"flat", "section-rows", "lead-and-support", "units-and-deadline-merged-over-rows",
                      "number-in-front-of-merged-tasks", "one-merged-task-column", "tasks-as-leaves"},
    "layout.txt": set(LOOKS) - {"jining-2021", "zibo-2020"},
    "layout-nopgbrk.txt": {"section-rows", "two-levels-of-section-rows", "units-and-deadline-merged-over-rows", "flat"},
    "scan.hocr": {"flat"},
    "scan.alto": {"flat"},
    "antiword.txt": {"flat", "jinan-2022", "lead-and-support", "two-levels-of-section-rows", "section-rows",
                     "units-merged-over-rows"},
    "antiword-wide.txt": {"flat", "jinan-2022", "two-merged-task-columns", "tasks-as-leaves", "units-in-paragraphs"},
    "catdoc.txt": set(),  # of these files it loses most text and breaks some
}


def make(name, gold, look, directory, output, kinds):
    word_file = directory / f"{name}.docx"
    write_word_file(word_file, gold, look)
    page = write_html.page(document.blocks_of(gold), "utf-8").replace("</head>", STYLE)
    (directory / f"{name}.html").write_text(page, encoding="utf-8")
    pdf = save(word_file, directory, "pdf")
    for kind in kinds:
        text = EXTRACTIONS[kind](pdf, directory)
        text = text.replace(str(directory).encode(), b"")  # no path of the machine that made it
        (output / f"{name}.{kind}").write_bytes(text)


def print_by_wkhtmltopdf(page, pdf, style):
    margins = [part for side in "TBLR" for part in (f"-{side}", f"{style.margin}mm")]
    run("wkhtmltopdf", "-q", "--page-width", f"{style.paper[0]}mm", "--page-height", f"{style.paper[1]}mm", *margins,
        "--footer-center", "— [page] —", "--footer-font-size", "10", "--disable-smart-shrinking", page, pdf)



PORTRAIT = (210, 297)
PRINTS = {
    "flat@wkhtmltopdf": (write_print.Style(points=9, padding=(0, 3), leading=1.2, paper=PORTRAIT), "bbox.html"),
    "units-left-of-target@wkhtmltopdf": (write_print.Style(middle=False, padding=(1, 2), leading=1.75, paper=PORTRAIT),
                                         "pdftohtml.xml"),
    "section-rows@wkhtmltopdf": (write_print.Style(middle=False, points=9, paper=(420, 297)), "words.tsv"),
    "lead-and-support@wkhtmltopdf": (write_print.Style(paper=PORTRAIT, font="Noto Sans CJK SC"), "bbox-layout.html"),
    "units-merged-over-rows@chromium": (write_print.Style(points=12, padding=(3, 6)), "bbox.html"),
    "requirement-of-two-levels@chromium": (write_print.Style(font="Noto Sans CJK SC", leading=1.35, rule=1, paper=PORTRAIT,
                                                             rows_split=False), "words.tsv"),
    "three-merged-task-columns@chromium": (write_print.Style(points=10, leading=1.2, padding=(1, 2), centred=False),
                                           "bbox-layout.html"),
    "number-in-front-of-merged-tasks@chromium": (write_print.Style(points=9, header_repeated=False, justified=True),
                                                 "pdftohtml.xml"),
    "two-levels-of-section-rows@weasyprint": (write_print.Style(padding=(0, 3), rule=1, paper=PORTRAIT), "bbox.html"),
    "units-in-paragraphs@weasyprint": (write_print.Style(paragraph_space=3, points=12), "pdftohtml.xml"),
}


def print_page(name, documents, directory, output, kinds):
    """Print a document of PRINTS and extract it as is kept, or as told."""
    document_name, printer = name.split("@")
    style, kept = PRINTS[name]
    gold = documents[document_name]
    roles = [column["role"] for column in gold["plans"][0]["columns"]]
    titles = {gold["plans"][0]["title"], gold["document"]["title"]}
    page, pdf = directory / f"{name}.html", directory / f"{name}.pdf"
    page.write_text(write_print.page(document.blocks_of(gold), roles, titles, style, printer != "wkhtmltopdf"),
                    encoding="utf-8")
    if printer == "wkhtmltopdf":
        print_by_wkhtmltopdf(page, pdf, style)
    else:
        PRINTERS[printer](page, pdf)
    for kind in kinds or [kept]:
        (output / f"{name}.{kind}").write_bytes(EXTRACTIONS[kind](pdf, directory))


def golds(directory):
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in directory.glob("*.json")}
    found.update((family.name, family.gold()) for family in families.FAMILIES)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--only", action="append")
    parser.add_argument("--kind", action="append", choices=EXTRACTIONS)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder that keeps the Word and PDF files")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    documents = golds(options.gold)
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.keep or pathlib.Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        for name in options.only or [*LOOKS, *PRINTS]:
            if name in PRINTS:
                print_page(name, documents, directory, options.output, options.kind)
                continue
            make(name, documents[name], LOOKS[name], directory, options.output,
                 options.kind or [kind for kind in EXTRACTIONS if name in KEPT[kind]])
            print(name)


if __name__ == "__main__":
    sys.exit(main())
