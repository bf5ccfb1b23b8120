#!/usr/bin/env python3
"""How the time of a read grows with its input: `complexity.py GKPLAN [--seconds S] [--most N] [SHAPE...]`.

Each shape is a document of size n. It is converted with n doubled each time until one run takes S seconds of CPU or n
passes N. Printed: n, seconds, and the ratio to the run before, which is 2 for what is linear. A shape whose last ratio,
measured on runs long enough to count, passes LIMIT is a finding. Exit status: 0 none, 1 some.
"""
import argparse
import io
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

LIMIT = 2.6
COUNTS_FROM = 0.15  # seconds; shorter runs are noise
TIMEOUT = 120

HEADER = ["工作任务", "具体要求", "责任单位", "完成时限"]
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' "
         "ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>")
LINKS = ("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type="
         "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
         "</Relationships>")


def rows(n):
    yield HEADER
    for i in range(n):
        yield [f"{i // 5 + 1}.推进第{i // 5}项公开", f"({i % 5 + 1})按要求公开第{i}号信息", "市财政局、市教育局", "2022年6月底前"]


def html(lines):
    return "<table>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in line) for line in lines) + "</table>"


def docx(lines):
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in line) + "</w:tr>"
                    for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", LINKS)
        package.writestr("word/document.xml",
                         f"<w:document xmlns:w='{SPACE}'><w:body><w:tbl>{cells}</w:tbl></w:body></w:document>")
    return out.getvalue()


def joined(separator, end="\n"):
    return lambda n: "".join(separator.join(line) + end for line in rows(n))


def markdown(n):
    lines = ["| " + " | ".join(line) + " |\n" for line in rows(n)]
    return lines[0] + "|---|---|---|---|\n" + "".join(lines[1:])


def boxes(n):
    pages = []
    lines = list(rows(n))
    for start in range(0, len(lines), 40):
        words = "".join(f'<word xMin="{40 + 130 * column}" yMin="{30 + 18 * row}" xMax="{150 + 130 * column}" '
                        f'yMax="{42 + 18 * row}">{cell}</word>'
                        for row, line in enumerate(lines[start:start + 40]) for column, cell in enumerate(line))
        pages.append(f'<page width="600" height="800">{words}</page>')
    return "<html><body><doc>" + "".join(pages) + "</doc></body></html>"


def aligned(n):
    lines = ["   ".join(cell + " " * max(0, 40 - 2 * len(cell)) for cell in line) for line in rows(n)]
    return "\f".join("\n".join(lines[start:start + 40]) for start in range(0, len(lines), 40))


def one_cell(cell):
    return lambda n: html([HEADER, ["一、公开", *cell(n)]])


def in_requirement(piece):
    return one_cell(lambda n: [piece * n, "市财政局", "6月底前"])


def in_units(piece):
    return one_cell(lambda n: ["1.公开", piece * n, "6月底前"])


def in_deadline(piece):
    return one_cell(lambda n: ["1.公开", "市财政局", piece * n])


def columns(n):
    return html([HEADER[:2] + ["备注"] * n, ["一、公开", "1.公开"] + ["好"] * n])


def labels_equal(n):
    return html([HEADER] + [["一、公开", "1.公开规划", "市财政局", "6月底前"]] * n)


def pages_equal(n):
    return "\n\n".join("\n\n".join(HEADER + ["一、公开", "1.公开规划", "市财政局", "6月底前"]) for _ in range(n))


def sections(n):
    task = "<tr><td>一、公开<td>1.公开规划<td>市财政局<td>6月底前"
    head = html([HEADER]).replace("</table>", "")
    return head + "".join(f"<tr><td colspan=4>第{i}章 公开{task}" for i in range(n)) + "</table>"


def outline(n):
    return "任务分解\n" + "".join(f"（{i % 9 + 1}）公开第{i}项。按要求公开信息。（市财政局牵头，市教育局配合）\n" if i % 10
                                  else "一、推进公开\n" for i in range(n))


def blank_requirements(n):
    return "\n".join("\t".join(line) for line in [HEADER] + [["", f"{i}.公开", "", ""] for i in range(n)])


SHAPES = {
    "rows: docx": lambda n: docx(rows(n)), "rows: html": lambda n: html(rows(n)), "rows: tabs": joined("\t"),
    "rows: commas": joined(","), "rows: bars": joined(" | "), "rows: a cell a line": joined("\n\n", "\n\n"),
    "rows: markdown": markdown, "rows: word boxes": boxes, "rows: aligned": aligned,
    "one line of text": lambda n: "公开信息" * n, "one cell": in_requirement("公开信息"),
    "one cell of lines": in_requirement("公开信息<br>"), "one cell of labels": in_requirement("（一）"),
    "one cell of numerals": in_requirement("一"), "one cell of digits": in_requirement("1"),
    "one cell of brackets": in_requirement("（"), "one cell of closed brackets": in_requirement("公开。（市财政局牵头）"),
    "one cell of book titles": in_requirement("《"),
    "names": in_units("市财政局、"), "names glued": in_units("市财政局"), "names joined": in_units("市财政局和"),
    "names in brackets": in_units("（"), "roles": in_units("牵头"), "scopes": in_units("市：局 "),
    "a name without end": in_units("市"), "dates": in_deadline("2022年6月底前，"), "digits of a date": in_deadline("2"),
    "months": in_deadline("月"), "ranges": in_deadline("3月—"),
    "headers in lines": lambda n: "\n".join(HEADER * (n // 4)),
    "columns": columns, "labels equal": labels_equal, "headers repeated": pages_equal, "section rows": sections,
    "issuers and dates": lambda n: "关于工作的通知\n" + "某市人民政府\n2024年1月3日\n" * n,
    "links": lambda n: markdown(1) + "| " + "[a](http![" * n + " |",
    "outline": outline, "blank cells": blank_requirements,
    "empty lines": lambda n: "\n" * n, "blanks": lambda n: " " * n + "x", "tags open": lambda n: "<b>" * 200 + "<p>x" * n,
    "angles": lambda n: "<" * n, "ampersands": lambda n: "<p>" + "&" * n, "bars": lambda n: "|" * n, "tabs": lambda n: "\t" * n,
    "quotes": lambda n: "a,b\n" + '"' * n, "stars": lambda n: "# x\n" + "*" * n,
}
MOST_COLUMNS = 8192


def seconds_of(command, data, folder):
    path = pathlib.Path(folder) / "shape"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        result = subprocess.run([command, "convert", "--quiet", "--to", "ndjson", str(path)], stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return float(TIMEOUT), "did not end"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = result.stderr.decode("utf-8", "replace").strip()[-100:] if result.returncode > 1 else ""
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, words


def try_shape(command, name, make, options, folder):
    n, last, ratio, line = options.least, None, 0.0, []
    most = MOST_COLUMNS if name == "columns" else options.most
    while n <= most:
        seconds, words = seconds_of(command, make(n), folder)
        ratio = seconds / last if last and last >= COUNTS_FROM else ratio
        line.append(f"{n}: {seconds:.2f}s" + (f" (x{seconds / last:.1f})" if last else "") + (f" {words}" if words else ""))
        if seconds >= options.seconds or words:
            break
        last, n = seconds, n * 2
    bad = ratio > LIMIT
    print(f"{'GROWS' if bad else 'ok   '} {name}: {'; '.join(line[-3:])}", flush=True)
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--least", type=int, default=2000)
    parser.add_argument("--most", type=int, default=1_024_000)
    parser.add_argument("shapes", nargs="*")
    options = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as folder:
        bad = [name for name, make in SHAPES.items() if not options.shapes or name in options.shapes
               if try_shape(options.command, name, make, options, folder)]
    print(f"{len(bad)} shapes grow faster than they should")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
