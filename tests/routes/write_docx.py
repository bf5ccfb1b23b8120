"""The blocks as a real Word file, written as Word writes it: tblGrid, gridSpan, vMerge."""
import zipfile
from xml.sax.saxutils import escape

from document import Paragraph

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
Target="word/document.xml"/></Relationships>"""
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COLUMN_TWIPS = 1600


def paragraph(text, heading=0):
    properties = f'<w:pPr><w:outlineLvl w:val="{heading - 1}"/></w:pPr>' if heading else ""
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
    return f'<w:p>{properties}{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell_xml(cell, row):
    properties = f'<w:tcW w:w="{COLUMN_TWIPS * cell.column_span}" w:type="dxa"/>'
    if cell.column_span > 1:
        properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        properties += '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    texts = cell.text.split("\n") if cell.row == row else [""]
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{"".join(paragraph(text) for text in texts)}</w:tc>'


def table_xml(table):
    grid = f'<w:gridCol w:w="{COLUMN_TWIPS}"/>' * table.column_count
    rows = []
    for number, owners in enumerate(table.covered()):
        cells, seen = [], set()
        for owner in owners:
            if id(owner) not in seen:
                seen.add(id(owner))
                cells.append(cell_xml(owner, number))
        header = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header_rows else ""
        rows.append(f'<w:tr>{header}{"".join(cells)}</w:tr>')
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def write(path, blocks):
    body = "".join(paragraph(block.text, block.heading) if isinstance(block, Paragraph) else table_xml(block)
                   for block in blocks)
    xml = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{NAMESPACE}">'
           f"<w:body>{body}<w:sectPr/></w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONSHIPS),
                           ("word/document.xml", xml)):
            archive.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), text.encode("utf-8"),
                             zipfile.ZIP_DEFLATED)
