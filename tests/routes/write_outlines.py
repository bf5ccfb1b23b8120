"""An outline's paragraphs as Word files, web pages, Markdown and text, as different hands and programs make them."""
import re
import zipfile
from html import escape as html_escape
from xml.sax.saxutils import escape

import write_docx

CHINESE = "一二三四五六七八九十"
NUMBER_FORMS = {"一、": ("chineseCounting", "%1、"), "（一）": ("chineseCounting", "（%1）"), "1.": ("decimal", "%1."),
                "（1）": ("decimal", "（%1）"), "第一章": ("chineseCounting", "第%1章"), "第一条": ("chineseCounting", "第%1条")}


def number_of(label):
    """The form of a label and its number: （十二） is （一） and 12."""
    digits = re.search(r"\d+|[一二三四五六七八九十]+", label)[0]
    form = label.replace(digits, "1" if digits.isdigit() else "一")
    if digits.isdigit():
        return form, int(digits)
    tens, ones = digits.split("十") if "十" in digits else ("", digits)
    value = CHINESE.index(ones) + 1 if ones else 0
    if "十" in digits:
        value += 10 * (CHINESE.index(tens) + 1 if tens else 1)
    return form, value


class Numbering:
    """numbering.xml: a list for each form of label, one more use of it wherever a number does not follow the last."""

    def __init__(self):
        self.forms, self.uses, self.last = {}, [], {}

    def use(self, label):
        """The w:numId for a label; None where Word has no such numbers."""
        form, value = number_of(label)
        if form not in NUMBER_FORMS:
            return None
        list_id = self.forms.setdefault(form, len(self.forms))
        if self.last.get(form, (None, None))[1] != value - 1:
            self.uses.append((list_id, value))
            self.last[form] = (len(self.uses), value)
        else:
            self.last[form] = (self.last[form][0], value)
        return self.last[form][0]

    def xml(self):
        lists = "".join(
            f'<w:abstractNum w:abstractNumId="{list_id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{NUMBER_FORMS[form][0]}"/>'
            f'<w:lvlText w:val="{NUMBER_FORMS[form][1]}"/></w:lvl></w:abstractNum>' for form, list_id in self.forms.items())
        uses = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{list_id}"/><w:lvlOverride w:ilvl="0"><w:startOverride '
            f'w:val="{start}"/></w:lvlOverride></w:num>' for number, (list_id, start) in enumerate(self.uses, 1))
        return f'<w:numbering xmlns:w="{write_docx.NAMESPACE}">{lists}{uses}</w:numbering>'


def styles_xml():
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{level}"><w:name w:val="heading {level}"/><w:pPr><w:outlineLvl '
                     f'w:val="{level - 1}"/></w:pPr></w:style>' for level in range(1, 10))
    return f'<w:styles xmlns:w="{write_docx.NAMESPACE}">{styles}</w:styles>'


def docx_runs(text):
    """The text in runs of uneven length, as editing leaves them."""
    pieces = re.findall(r".{1,7}", text, re.DOTALL)
    return "".join("<w:r><w:br/></w:r>" if piece == "\n" else f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
                   for part in pieces for piece in re.split(r"(\n)", part) if piece)


def docx(path, paragraphs, numbered=False, headings=False, breaks=False):
    numbering, body = Numbering(), []
    for paragraph in soft_breaks(paragraphs) if breaks else paragraphs:
        properties, text = "", paragraph.text
        if headings and paragraph.level and "。" not in text:
            properties += f'<w:pStyle w:val="{paragraph.level}"/>'
        number = numbering.use(paragraph.label) if numbered and paragraph.label else None
        if number is not None:
            properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        else:
            text = paragraph.label + text
        body.append(f"<w:p><w:pPr>{properties}</w:pPr>{docx_runs(text)}</w:p>")
    document = f'<w:document xmlns:w="{write_docx.NAMESPACE}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    relationships = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="rId{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{kind}.xml"/>' for i, kind in enumerate(("styles", "numbering"), 1)) + "</Relationships>"
    parts = {"[Content_Types].xml": write_docx.CONTENT_TYPES, "_rels/.rels": write_docx.RELATIONSHIPS, "word/document.xml": document,
             "word/_rels/document.xml.rels": relationships, "word/styles.xml": styles_xml(), "word/numbering.xml": numbering.xml()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), text.encode("utf-8"), zipfile.ZIP_DEFLATED)


def soft_breaks(paragraphs):
    """What has no label is in the paragraph above, behind a line break."""
    merged = []
    for paragraph in paragraphs:
        if merged and not paragraph.label and merged[-1].label:
            merged[-1] = type(paragraph)(f"{merged[-1].text}\n{paragraph.text}", merged[-1].label, merged[-1].level)
        else:
            merged.append(paragraph)
    return merged


def html_page(path, body, encoding="utf-8"):
    page = f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>市政府网站</title></head><body>{body}</body></html>'
    path.write_bytes(page.encode(encoding))


def html(path, paragraphs, encoding="utf-8"):
    html_page(path, "".join(f"<p>{html_escape(p.label + p.text)}</p>\n" for p in paragraphs), encoding)


def html_breaks(path, paragraphs):
    html_page(path, "<div>" + "<br/>\n".join("&emsp;&emsp;" + html_escape(p.label + p.text) for p in paragraphs) + "</div>")


def html_headings(path, paragraphs):
    body = ""
    for paragraph in paragraphs:
        tag = f"h{paragraph.level + 1}" if paragraph.level and "。" not in paragraph.text else "p"
        text = html_escape(paragraph.text)
        if paragraph.label and "。" in text:
            heading, rest = text.split("。", 1)
            text = f"<strong>{heading}。</strong><span>{rest}</span>"
        body += f"<{tag}>&nbsp;&nbsp;<span>{paragraph.label}</span>{text}</{tag}>"
    html_page(path, body)


def html_layout_table(path, paragraphs):
    """Inside the tables of a site's layout."""
    inner = "".join(f"<p>{html_escape(p.label + p.text)}</p>" for p in paragraphs)
    html_page(path, "<table><tr><td><a href='/'>网站首页</a></td></tr><tr><td><table width='90%'><tr><td>"
                    f"<div id='zoom'>{inner}</div></td></tr></table></td></tr></table>")


def html_of_word(path, paragraphs):
    """As Word saves a page: the numbers in spans."""
    body = ""
    for paragraph in paragraphs:
        label = (f"<span style='mso-list:Ignore'>{paragraph.label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
                 if paragraph.label else "")
        body += f"<p class=MsoNormal style='text-indent:32.0pt'>{label}<span lang=EN-US>{html_escape(paragraph.text)}</span><o:p></o:p></p>\n"
    html_page(path, body)


def markdown(path, paragraphs, escapes=False):
    lines = []
    for paragraph in paragraphs:
        text = paragraph.text.replace("[", "\\[").replace("]", "\\]") if escapes else paragraph.text
        label = paragraph.label.replace(".", "\\.") if escapes else paragraph.label
        if paragraph.level and "。" in text:
            heading, rest = text.split("。", 1)
            text = f"**{label}{heading}。**{rest}"
        elif paragraph.level:
            text = "#" * min(paragraph.level + 1, 6) + f" {label}{text}"
        lines += [text, ""]
    path.write_text("# " + "\n".join(lines) + "\n---\n", encoding="utf-8")


def text(path, paragraphs, indent="", blank=False, newline="\n", encoding="utf-8", pages=False):
    lines = []
    for number, paragraph in enumerate(paragraphs):
        if pages and number % 7 == 6 and paragraph.label:
            lines += ["", f"— {number // 7 + 1} —", "\f"]
        lines.append((indent if number else "") + paragraph.label + paragraph.text)
        lines += [""] if blank else []
    path.write_bytes((newline.join(lines) + newline).encode(encoding))


def page_lines(path, paragraphs, width=28):
    """Broken where the page ends, as extractors leave it: no line begins with a mark, no number is broken. A line that
    ends with a sentence would look like a paragraph's last: none does here."""
    lines = []
    for paragraph in paragraphs:
        rest, room = paragraph.label + paragraph.text, width - 2
        while len(rest) > room:
            at = room
            while rest[at - 1].isascii() or rest[at].isascii() or rest[at] in "，。；：、）〕”" or rest[at - 1] in "。；：）〕”":
                at -= 1
            lines.append(rest[:at])
            rest, room = rest[at:], width
        lines.append(rest)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


LONG_ONLY = {"text-page-lines"}  # the width of a page shows in long documents
ROUTES = {
    "text": (".txt", text),
    "text-indented": (".txt", lambda path, paragraphs: text(path, paragraphs, "　　", True, "\r\n", "gb18030")),
    "text-pages": (".txt", lambda path, paragraphs: text(path, paragraphs, pages=True)),
    "text-page-lines": (".txt", page_lines),
    "docx": (".docx", docx),
    "docx-numbered": (".docx", lambda path, paragraphs: docx(path, paragraphs, numbered=True)),
    "docx-headings": (".docx", lambda path, paragraphs: docx(path, paragraphs, headings=True)),
    "docx-numbered-headings": (".docx", lambda path, paragraphs: docx(path, paragraphs, numbered=True, headings=True)),
    "docx-breaks": (".docx", lambda path, paragraphs: docx(path, paragraphs, breaks=True)),
    "html": (".html", html),
    "html-gb18030": (".html", lambda path, paragraphs: html(path, paragraphs, "gb18030")),
    "html-breaks": (".html", html_breaks),
    "html-headings": (".html", html_headings),
    "html-layout-table": (".html", html_layout_table),
    "html-of-word": (".html", html_of_word),
    "markdown": (".md", markdown),
    "markdown-escapes": (".md", lambda path, paragraphs: markdown(path, paragraphs, True)),
}
