"""Every hostile document: (name, function that makes it at a path, what must come of it)."""
import os
import zipfile

import packages as p
from packages import GOOD, GOOD_ROWS, HEADER, archive, body, by_hand, cell, entries, parts, relationship, relationships, row, table


def written(data):
    def make(path):
        path.write_bytes(data() if callable(data) else data)
    return make


def docx(document, method=zipfile.ZIP_DEFLATED, **more):
    return written(lambda: archive(parts(document() if callable(document) else document, **more), method))


READ = "公开规划".encode()


# --- shapes of tables ---

def with_cell(properties):
    return body(table(GOOD_ROWS[0], row([cell("一、公开"), cell("1.公开规划", properties), cell("市财政局")])))


def with_row(properties):
    return body(table(GOOD_ROWS[0], row(map(cell, ["一、公开", "1.公开规划"]), properties)))


def nested(depth):
    return body("<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth)


TABLES = [
    ("span-of-2-to-the-31.docx", docx(with_cell("<w:gridSpan w:val='2147483648'/>")), "columns"),
    ("span-of-2-to-the-64.docx", docx(with_cell("<w:gridSpan w:val='18446744073709551617'/>")), "columns"),
    ("span-below-zero.docx", docx(with_cell("<w:gridSpan w:val='-5'/>")), READ),
    ("span-of-words.docx", docx(with_cell("<w:gridSpan w:val='many'/>")), READ),
    ("a-billion-columns-before.docx", docx(with_row("<w:gridBefore w:val='1000000000'/>")), "columns"),
    ("a-billion-columns-after.docx", docx(with_row("<w:gridAfter w:val='1000000000'/>")), READ),
    ("a-million-nested-tables.docx", docx(lambda: nested(1_000_000)), "depth"),
    ("tables-nested-by-40.docx", docx(lambda: nested(40)), "depth"),
    ("tables-nested-by-20.docx", docx(lambda: nested(20)), None),
    ("rowspan-without-end.html", written("<table><tr><th>工作任务<th>具体要求<th>责任单位<tr><td rowspan=4294967295>一、公开"
                                         "<td>1.公开规划<td>市财政局</table>".encode()), READ),
    ("colspan-without-end.html", written("<table><tr><th>工作任务<th>具体要求<th>责任单位<tr><td>一、公开"
                                         "<td>1.公开规划<td colspan=99999999999>市财政局</table>".encode()), READ),
    ("elements-nested-by-100000.html", written(b"<div>" * 100_000 + b"x"), "depth"),
    ("tables-nested-by-100000.html", written(b"<table><tr><td>" * 100_000), "depth"),
]


# --- archives ---

def bomb():
    """4 GiB of blanks in about 4 MiB."""
    import zlib
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    step = b" " * (1 << 22)
    packed = packer.compress(GOOD.encode()[:-30])
    packed += b"".join(packer.compress(step) for _ in range(1024)) + packer.flush()
    return by_hand(entries(GOOD, packed=packed, size=0xFFFFFFFE))


def lying_bomb():
    return by_hand(entries(GOOD + " " * (64 << 20), size=100))


def overlapping():
    made = entries()
    made.append(p.Entry("word/styles.xml", b"<x/>", offset=0))
    return by_hand(made)


def truncated(step):
    whole = archive(parts())
    return whole[:len(whole) * step // 20]


def many_entries():
    return archive([*parts().items(), *((f"x/{i}", b"") for i in range(20_000))], zipfile.ZIP_STORED)


def zip64():
    import io
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts().items():
            with package.open(name, "w", force_zip64=True) as entry:
                entry.write(text)
    return out.getvalue()


ARCHIVES = [
    ("four-gigabytes-in-four-megabytes.docx", written(bomb), "uncompressed_bytes"),
    ("size-that-lies.docx", written(lying_bomb), "compression_ratio"),
    ("entry-twice.docx", written(lambda: archive([*parts().items(), ("word/document.xml", GOOD)])), READ),
    ("entry-twice-by-case.docx", written(lambda: archive([*parts().items(), ("WORD/document.xml", GOOD)])), READ),
    ("overlapping-entries.docx", written(overlapping), READ),
    ("encrypted-entry.docx", written(lambda: by_hand(entries(flags=1))), "encrypted"),
    ("wrong-checksum.docx", written(lambda: by_hand(entries(crc=1))), "CRC"),
    ("unknown-method.docx", written(lambda: by_hand(entries(method=99))), "damaged archive"),
    ("size-too-small.docx", written(lambda: by_hand(entries(size=10))), READ),
    ("packed-size-past-the-end.docx", written(lambda: by_hand(entries(packed_size=1 << 30))), READ),
    ("offset-past-the-end.docx", written(lambda: by_hand(entries(offset=1 << 30))), "damaged archive"),
    ("many-entries.docx", written(many_entries), "archive_entries"),
    ("zip64.docx", written(zip64), READ),
    ("no-document.docx", written(lambda: archive(parts(None))), "no such part"),
    ("only-a-directory.docx", written(b"PK\5\6" + b"\0" * 18), "no Word document"),
    ("only-the-mark.docx", written(b"PK\3\4"), "damaged archive"),
    *((f"cut-at-{step * 5}-percent.docx", written(lambda step=step: truncated(step)), "damaged archive") for step in range(1, 20)),
]


# --- relationships ---

def related(*lines):
    return docx(GOOD, parts={"word/_rels/document.xml.rels": relationships(*lines)})


def main_part(target, more=""):
    return docx(GOOD, parts={"_rels/.rels": relationships(relationship("r1", "officeDocument", target, more))})


RELATIONSHIPS = [
    ("styles-outside-the-package.docx", related(relationship("r1", "styles", "../../../../etc/passwd")), READ),
    ("styles-that-are-the-document.docx", related(relationship("r1", "styles", "document.xml")), READ),
    ("styles-elsewhere.docx", related(relationship("r1", "styles", "http://example.org/s.xml", "TargetMode='External'")), READ),
    ("main-part-outside-the-package.docx", main_part("../../../etc/passwd"), READ),
    ("main-part-elsewhere.docx", main_part("http://example.org/", "TargetMode='External'"), READ),
    ("main-part-is-the-relationships.docx", main_part("_rels/.rels"), "no Word document"),
    ("relationships-are-no-xml.docx", docx(GOOD, parts={"_rels/.rels": "no xml"}), "_rels/.rels"),
    ("a-hundred-thousand-relationships.docx",
     related(*(relationship(f"r{i}", "image", f"media/{i}.png") for i in range(100_000))), READ),
]


# --- styles and numbering ---

def styled(styles, numbering="", style="s0"):
    properties = f"<w:pPr><w:pStyle w:val='{style}'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    second = f"<w:tc><w:p>{properties}<w:r><w:t>公开规划</w:t></w:r></w:p></w:tc>"
    document = body(table(GOOD_ROWS[0], row([cell("一、公开"), second, cell("市财政局"), cell("6月底前")])))
    return docx(document, zipfile.ZIP_STORED, parts={
        "word/_rels/document.xml.rels": relationships(relationship("r1", "styles", "styles.xml"),
                                                      relationship("r2", "numbering", "numbering.xml")),
        "word/styles.xml": f"<w:styles xmlns:w='{p.SPACE}'>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering xmlns:w='{p.SPACE}'>{numbering}</w:numbering>"})


def style(name, based_on, inside=""):
    return f"<w:style w:type='paragraph' w:styleId='{name}'><w:basedOn w:val='{based_on}'/>{inside}</w:style>"


def chain(length):
    return "".join(style(f"s{i}", f"s{i + 1}") for i in range(length))


def abstract(identity, inside):
    return f"<w:abstractNum w:abstractNumId='{identity}'>{inside}</w:abstractNum>"


LINKED = abstract(0, "<w:numStyleLink w:val='s0'/>") + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
LEVEL = "<w:lvl w:ilvl='0'><w:start w:val='{}'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>"


def numbered(start, kind, text):
    return abstract(0, LEVEL.format(start, kind, text)) + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"


STYLES = [
    ("style-based-on-itself.docx", styled(style("s0", "s0")), READ),
    ("styles-in-a-circle.docx", styled(style("s0", "s1") + style("s1", "s2") + style("s2", "s0")), READ),
    ("a-hundred-thousand-styles.docx", styled(chain(100_000)), READ),
    ("a-hundred-thousand-styles-of-one-name.docx", styled(style("s0", "s1") * 100_000), READ),
    ("lists-in-a-circle.docx", styled(style("s0", "s0", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"), LINKED), READ),
    ("number-of-two-billions.docx", styled("", numbered(2147483647, "lowerRoman", "%1.")), READ),
    ("number-below-zero.docx", styled("", numbered(-9223372036854775808, "chineseCounting", "%1、")), READ),
    ("number-of-levels-that-are-not.docx", styled("", numbered(1, "decimal", "%9%0%%" * 1000)), READ),
    ("letters-of-a-huge-number.docx", styled("", numbered(2000000000, "lowerLetter", "%1")), READ),
]


# --- markup ---

LAUGHS = ("<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi"))
          + "]>")
EXTERNAL = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"

MARKUP = [
    ("doctype.docx", docx(body("", "<!DOCTYPE d>")), "word/document.xml"),
    ("a-billion-laughs.docx", docx(body("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS)), "word/document.xml"),
    ("external-entity.docx", docx(body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", EXTERNAL)), "word/document.xml"),
    ("entity-that-is-not.docx", docx(body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")), "word/document.xml"),
    ("doctype-in-types.docx", docx(GOOD, parts={"[Content_Types].xml": "<!DOCTYPE Types>" + p.TYPES}), "[Content_Types].xml"),
    ("markup-nested-by-100000.docx", docx(lambda: body("<w:x>" * 100_000)), "depth"),
    ("attribute-of-20-megabytes.docx", docx(lambda: body(f"<w:p w:x='{'a' * (20 << 20)}'/>"), zipfile.ZIP_STORED), "word/document.xml"),
    ("ten-thousand-attributes.docx", docx(lambda: body("<w:p " + " ".join(f"a{i}=''" for i in range(10_000)) + "/>")), None),
    ("cut-in-the-middle.docx", docx(GOOD[:len(GOOD) // 2]), "word/document.xml"),
    ("no-markup.docx", docx(b""), "word/document.xml"),
    ("bad-utf8.docx", docx(GOOD.encode().replace("一".encode(), b"\xff\xfe")), "word/document.xml"),
    ("utf16.docx", docx(('<?xml version="1.0" encoding="UTF-16"?>' + GOOD).encode("utf-16")), READ),
    ("half-utf16.docx", docx(GOOD.encode("utf-16")[:-1]), "word/document.xml"),
    ("nul-byte.docx", docx(GOOD.replace("一", "\0")), "word/document.xml"),
    ("billion-laughs.xml", written(("<?xml version='1.0'?>" + LAUGHS + "<pdf2xml><page number='1'><text>&i;</text></page></pdf2xml>").encode()), "entity"),
]


# --- text, and what is no file ---

def fifo(path):
    os.mkfifo(path)
    return path.unlink


def folder(path):
    path.mkdir()
    return path.rmdir


def link_to(target):
    def make(path):
        path.symlink_to(target)
        return path.unlink
    return make


TEXTS = [
    ("empty.docx", written(b""), None),
    ("empty.txt", written(b""), None),
    ("a-folder", folder, "directory"),
    ("a-pipe", fifo, "pipe"),
    ("zeros", link_to("/dev/zero"), "device"),
    ("no-such-file", lambda path: None, "cannot open"),
    ("nul-bytes.txt", written(b"\0" * 100_000), None),
    ("one-byte.txt", written(b"\xff"), "no text in"),
    ("bad-utf16.txt", written(b"\xff\xfe\x00\xd8" * 1000 + b"x"), None),
    ("bad-utf8.txt", written("一、公开\n".encode() + b"\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80"), "no text in"),
    ("only-line-ends.txt", written(b"\n" * 3_000_000), None),
    ("one-line-of-20-megabytes.txt", written("公开".encode() * 3_500_000), None),
    ("word-box-without-bounds.html",
     written(b"<html><body><doc><page width='1e308' height='nan'><word xMin='-1e308' yMin='0' xMax='1e308' yMax='inf'>x</word>"
             b"</page></doc></body></html>"), None),
]


def cases():
    return [*TABLES, *ARCHIVES, *RELATIONSHIPS, *STYLES, *MARKUP, *TEXTS]
