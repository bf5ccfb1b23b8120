"""Word files with any fault one likes: ordinary ones by zipfile, broken ones by hand."""
import io
import struct
import zipfile
import zlib

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' "
         "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>")
HEADER = ["工作任务", "具体要求", "责任单位", "完成时限"]


def relationships(*lines):
    inside = "".join(lines)
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inside}</Relationships>"


def relationship(identity, kind, target, more=""):
    return f"<Relationship Id='{identity}' Type='{KIND}{kind}' Target='{target}' {more}/>"


OF_PACKAGE = relationships(relationship("r1", "officeDocument", "word/document.xml"))


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def body(inside, before=""):
    return f"{before}<w:document xmlns:w='{SPACE}'><w:body>{inside}</w:body></w:document>"


GOOD_ROWS = [row(map(cell, HEADER)), row(map(cell, ["一、公开", "1.公开规划", "市财政局", "2022年6月底前"]))]
GOOD = body(table(*GOOD_ROWS))


def parts(document=GOOD, **more):
    """The parts of a package; `more` adds or replaces: a name's dots and strokes are written as in the key."""
    result = {"[Content_Types].xml": TYPES, "_rels/.rels": OF_PACKAGE, "word/document.xml": document}
    result.update(more.get("parts", {}))
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in result.items() if text is not None}


def archive(entries, method=zipfile.ZIP_DEFLATED):
    """`entries`: a dict, or pairs when a name stands twice."""
    pairs = entries.items() if isinstance(entries, dict) else entries
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, text in pairs:
            package.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), text, method)
    return out.getvalue()


class Entry:
    """One entry written by hand; every field may lie."""

    def __init__(self, name, data, **lies):
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.name, self.packed = name.encode(), packed.compress(data) + packed.flush()
        self.crc, self.size, self.flags, self.method = zlib.crc32(data), len(data), 0, 8
        self.offset = None
        self.extra = b""
        self.__dict__.update(lies)

    def fields(self):
        return (self.flags, self.method, 0, 0x5421, self.crc & 0xFFFFFFFF, len(self.packed) if self.packed_size is None
                else self.packed_size, self.size, len(self.name))

    packed_size = None


def by_hand(entries):
    """Entries one after another, then the directory. An entry with an `offset` has no data of its own."""
    out, directory = b"", b""
    for entry in entries:
        offset = len(out) if entry.offset is None else entry.offset
        if entry.offset is None:
            out += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, *entry.fields(), 0) + entry.name + entry.packed
        directory += (struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, *entry.fields(), len(entry.extra), 0, 0, 0, 0,
                                  offset) + entry.name + entry.extra)
    return out + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(entries), len(entries), len(directory),
                                         len(out), 0)


def entries(document=GOOD, **lies):
    """The entries of a good package; the lies are told of the document."""
    made = [Entry(name, data) for name, data in parts(document).items() if name != "word/document.xml"]
    text = document if isinstance(document, bytes) else document.encode()
    return made + [Entry("word/document.xml", text, **lies)]
