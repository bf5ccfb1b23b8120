#!/usr/bin/env python3
"""Characters that PDF fonts put in the place of others change nothing: `other_characters.py GKPLAN DATA...`.

Each text document is read as it is and with Kangxi radicals, compatibility ideographs and full-width digits written
for plain characters. Without --normalize-text the plans must have the same shape (paths, levels, units, dates, codes of
diagnostics); with it they must be the same to the letter.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

SUFFIXES = {".txt", ".md", ".html", ".csv"}
DRAWN = {"boxed", "aligned-columns", "ruled-columns", "spaced-rows"}  # by the characters' width: a full-width digit moves them


def others():
    """The other character for each plain one."""
    found = {}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFA6D), (0xFF10, 0xFF19)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                found.setdefault(plain, chr(code))
    return found


def table_for(document):
    dialect = document["source"]["dialect"] if isinstance(document, dict) else ""
    return str.maketrans({plain: other for plain, other in others().items() if dialect not in DRAWN or not plain.isdigit()})


def rewritten(text, suffix, table):
    """The text with other characters; not in the tags of a page, where a digit says a span."""
    if suffix not in (".html", ".md"):
        return text.translate(table)
    parts = text.split("<")
    return "<".join([parts[0].translate(table)] + [
        inside + sep + rest.translate(table) for inside, sep, rest in (part.partition(">") for part in parts[1:])])


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
    task = node.get("task") or {}
    units = {role: [unit["role"] for unit in (task.get(role) or {}).get("units", [])] for role in ("lead", "units", "support")}
    deadline = task.get("deadline") or {}
    return (node.get("level"), node.get("evidence"), bool(node.get("label")), units, deadline.get("due"),
            deadline.get("start"), deadline.get("ongoing"), [shape_of(child) for child in node.get("children", [])])


def shape(document):
    if not isinstance(document, dict):
        return document
    return ([[plan.get("year"), plan.get("leaf_count"), [shape_of(node) for node in plan.get("tasks", plan.get("nodes", []))]]
             for plan in document["plans"]], sorted(item["code"] for item in document["diagnostics"]))


def main():
    command, *folders = sys.argv[1:]
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*") if path.suffix in SUFFIXES)
    tried = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
            other = pathlib.Path(folder, "other" + path.suffix)
            plain = read(command, path)
            other.write_bytes(rewritten(text, path.suffix, table_for(plain)).encode("utf-8"))
            tried += 1
            for name, same in (("shape", shape(plain) == shape(read(command, other))),
                               ("letters", without_places(read(command, path, "--normalize-text")) ==
                                without_places(read(command, other, "--normalize-text")))):
                if not same:
                    wrong += 1
                    print(f"{path}: another {name}")
    print(f"{tried} documents, {wrong} differences")
    sys.exit(1 if wrong or not tried else 0)


if __name__ == "__main__":
    main()
