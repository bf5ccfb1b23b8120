#!/usr/bin/env python3
"""A plan of ROWS rows as a Word file, as verbose as Word writes it: revision ids, run properties, several runs a paragraph.

    make_plan.py ROWS OUTPUT.docx [--one-merge] [--lean]

With --one-merge the first column is one merged cell over all rows, with --lean it is written as programs write: one run a
paragraph, few properties, no revision ids. The same arguments give the same bytes.
"""
import argparse
import random
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "routes"))
import families  # noqa: E402
import write_docx  # noqa: E402

PROPERTIES = ('<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋" w:cs="宋体" w:hint="eastAsia"/>'
              '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
              '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/></w:rPr>')
PARAGRAPH = ('<w:pPr><w:widowControl/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="300" '
             'w:lineRule="exact"/><w:jc w:val="left"/>' + PROPERTIES + '</w:pPr>')


LEAN_PROPERTIES = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'


def lean_cell(text, width, merge, _):
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>'
            f'<w:p><w:r>{LEAN_PROPERTIES}<w:t>{text}</w:t></w:r></w:p></w:tc>')


def verbose_cell(text, width, merge, draw):
    half = len(text) // 2
    runs = "".join(f'<w:r w:rsidR="00{draw.randrange(1 << 24):06X}">{PROPERTIES}<w:t>{part}</w:t></w:r>'
                   for part in (text[:half], text[half:]) if part)
    identifier = f"{draw.randrange(1 << 31):08X}"
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p w14:paraId="{identifier}" w14:textId="77777777" w:rsidR="00{draw.randrange(1 << 24):06X}" '
            f'w:rsidRDefault="00A77B3E">{PARAGRAPH}{runs}</w:p></w:tc>')


def lean_row(cells):
    return f"<w:tr>{cells}</w:tr>"


def verbose_row(cells):
    return f'<w:tr w:rsidR="00A77B3E" w14:paraId="7B1C{len(cells):04X}"><w:trPr><w:trHeight w:val="600"/></w:trPr>{cells}</w:tr>'


def rows(count, one_merge, lean, draw):
    row, cell = (lean_row, lean_cell) if lean else (verbose_row, verbose_cell)
    yield row("".join(cell(text, 1600, "", draw) for text in ("工作任务", "具体要求", "责任单位", "完成时限")))
    for number in range(count):
        begins = number == 0 if one_merge else number % 5 == 0
        merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        task = f"{draw.choice(families.VERBS)}{draw.choice(families.AREAS)}{number}" if begins else ""
        requirement = f"{draw.choice(families.VERBS)}{draw.choice(families.AREAS)}{draw.choice(families.OBJECTS)}，完成第{number}项任务并及时公开进展情况。"
        units = "、".join(draw.sample(families.UNITS, 2))
        yield row(cell(task, 1600, merge, draw) + cell(requirement, 4800, "", draw) + cell(units, 2400, "", draw) +
                  cell(draw.choice(families.DEADLINES)[0], 1200, "", draw))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--one-merge", action="store_true")
    parser.add_argument("--lean", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.rows)
    head = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{write_docx.NAMESPACE}" '
            'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>'
            + write_docx.paragraph("2024年全市重点工作任务分解表") + '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1600"/>'
            '<w:gridCol w:w="4800"/><w:gridCol w:w="2400"/><w:gridCol w:w="1200"/></w:tblGrid>')
    with zipfile.ZipFile(options.output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", write_docx.CONTENT_TYPES), ("_rels/.rels", write_docx.RELATIONSHIPS)):
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
        body = zipfile.ZipInfo("word/document.xml")
        body.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(body, "w") as part:
            part.write(head.encode("utf-8"))
            for text in rows(options.rows, options.one_merge, options.lean, draw):
                part.write(text.encode("utf-8"))
            part.write(b"</w:tbl><w:sectPr/></w:body></w:document>")


if __name__ == "__main__":
    main()
