#!/usr/bin/env python3
"""The same document written otherwise gives the same plans: `written_otherwise.py GKPLAN DATA...`.

Each text document is read as it is, and rewritten:

- with Kangxi radicals, compatibility ideographs and full-width digits, as PDF fonts and input methods put them in the
  place of plain characters; with --normalize-text the result must then be the same to the letter;
- with white space inside the words of headers and labels;
- with narrow brackets, colons and semicolons for wide ones;
- with other ends of lines and in other encodings.

The plans must have the same shape: paths, levels, units, dates, codes of diagnostics.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

SUFFIXES = {".txt", ".md", ".html", ".csv", ".xml", ".tsv"}
DRAWN = {"boxed", "aligned-columns", "ruled-columns", "spaced-rows"}  # columns by the characters' width, cells by spaces
WORDS = ("责任单位", "牵头单位", "责任部门", "牵头部门", "配合单位", "责任领导", "完成时限", "具体要求", "工作任务", "重点任务",
         "主要任务", "目标任务", "序号", "备注")
NARROW = str.maketrans({"（": "(", "）": ")", "：": ":", "；": ";"})
OF_ENCODING = {"GK001", "GK223"}  # what was assumed; words of a header that stand glued or apart


def others():
    """The other character for each plain one."""
    found = {}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFA6D), (0xFF10, 0xFF19)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                found.setdefault(plain, chr(code))
    return found


OTHERS = str.maketrans(others())
OTHERS_OF_A_WIDTH = str.maketrans({plain: other for plain, other in others().items() if not plain.isdigit()})


def spaced(text):
    for word in WORDS:
        text = text.replace(word, " ".join(word))
    return text


MARKUP = re.compile(r"(<[^>]*>|\$[^$\n]*\$)")


def in_text(change):
    """A change of the text, but not of tags, where a digit says a span, nor of the formulas of Markdown."""
    def rewrite(text, suffix):
        if suffix not in (".html", ".md", ".xml"):
            return change(text).encode("utf-8")
        return "".join(part if number % 2 else change(part) for number, part in enumerate(MARKUP.split(text))).encode("utf-8")
    return rewrite


def gb18030(text, _):
    return text.replace("utf-8", "gb18030").replace("UTF-8", "gb18030").encode("gb18030")


WAYS = {
    "spaces inside words": in_text(spaced),
    "narrow punctuation": in_text(lambda text: text.translate(NARROW)),
    "CRLF": lambda text, _: text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8"),
    "CR": lambda text, _: text.replace("\r\n", "\n").replace("\n", "\r").encode("utf-8"),
    "a byte order mark": lambda text, _: b"\xef\xbb\xbf" + text.encode("utf-8"),
    "GB18030": gb18030,
    "UTF-16": lambda text, _: b"\xff\xfe" + text.encode("utf-16-le"),
}


def read(command, path, *options):
    run = subprocess.run([command, "convert", "--quiet", "--to", "json", *options, str(path)], capture_output=True,
                         text=True, check=False)
    return json.loads(run.stdout) if run.stdout else run.returncode


def without_places(value):
    """Bytes and the name of the source differ by the characters' lengths alone."""
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()
                if key not in ("source", "byte", "message", "message_chinese")}
    return [without_places(item) for item in value] if isinstance(value, list) else value


def shape_of(node):
    task = node.get("task") or node
    units = {role: [unit["role"] for unit in (task.get(role) or {}).get("units", [])] for role in ("lead", "units", "support")}
    deadline = task.get("deadline") or {}
    return (node.get("level"), node.get("evidence"), bool(node.get("label")), units, deadline.get("due"),
            deadline.get("start"), deadline.get("ongoing"), [shape_of(child) for child in node.get("children", [])])


def shape(document):
    if not isinstance(document, dict):
        return document
    return ([[plan["year"], [shape_of(node) for node in plan["nodes"]]] for plan in document["plans"]],
            sorted(item["code"] for item in document["diagnostics"] if item["code"] not in OF_ENCODING))


def differences(command, path, text, other):
    """The ways in which the document, written otherwise, is another one."""
    plain = read(command, path)
    dialect = plain["source"]["dialect"] if isinstance(plain, dict) else ""
    drawn = dialect in DRAWN
    placed = path.parent.name == "extractions"  # characters stand where they were drawn: the font alone may differ
    table = OTHERS_OF_A_WIDTH if drawn or placed else OTHERS
    other.write_bytes(in_text(lambda part: part.translate(table))(text, path.suffix))
    if shape(plain) != shape(read(command, other)):
        yield "other characters"
    if placed:
        return
    if without_places(read(command, path, "--normalize-text")) != without_places(read(command, other, "--normalize-text")):
        yield "other characters, normalised"
    for name, rewrite in WAYS.items():
        if drawn and name == "spaces inside words":
            continue
        other.write_bytes(rewrite(text, path.suffix))
        if shape(plain) != shape(read(command, other)):
            yield name


def try_document(command, path):
    """What is wrong with one document; None where it is no text in UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        return list(differences(command, path, text, pathlib.Path(folder, "other" + path.suffix)))


def main():
    command, *folders = sys.argv[1:]
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*") if path.suffix in SUFFIXES)
    tried = wrong = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, names in zip(paths, pool.map(lambda path: try_document(command, path), paths)):
            tried += names is not None
            wrong += len(names or [])
            for name in names or []:
                print(f"{path}: {name}")
    print(f"{tried} documents, {wrong} differences")
    sys.exit(1 if wrong or not tried else 0)


if __name__ == "__main__":
    main()
