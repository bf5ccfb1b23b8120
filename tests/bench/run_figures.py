#!/usr/bin/env python3
"""Memory, allocations, text a second and two threads, over plans of several sizes and text dialects: lines of JSON.

    run_figures.py FIGURES [ROWS ...]
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "routes"))
import families  # noqa: E402

HEADER = ["序号", "重点任务", "具体要求", "责任单位", "完成时限"]


def rows(count):
    maker = families.Maker(count)
    for number in range(1, count + 1):
        task = f"{families.VERBS[number % len(families.VERBS)]}{families.AREAS[number % len(families.AREAS)]}工作第{number}项"
        yield [str(number), task, maker.requirement(), "、".join(maker.random.sample(families.UNITS, 2)),
               maker.random.choice(families.DEADLINES)[0]]


def dialects(count):
    """(name of a file, its text) for each dialect that is a line or a few for each row."""
    table = [HEADER, *rows(count)]
    title = "2024年全市重点工作任务分解表\n"
    yield "tabs.txt", title + "".join("\t".join(row) + "\n" for row in table)
    yield "pipes.md", title + "\n" + "".join("| " + " | ".join(row) + " |\n" + ("|---" * 5 + "|\n" if row is HEADER else "")
                                              for row in table)
    yield "bars.txt", title + "".join(f"{cell} |\n" for row in table for cell in row)
    yield "cells.txt", title + "".join("\t" + "\n\t".join(row) + "\n\n" for row in table)
    yield "table.csv", "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in table)
    yield "table.html", "<p>" + title + "</p><table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in table) + "</table>"
    yield "outline.txt", "2024年全市重点工作要点\n" + "".join(
        ("一、重点工作\n" if row[0] == "1" else "") + f"{row[0]}.{row[1]}。{row[2]}（责任单位：{row[3]}；完成时限：{row[4]}）\n"
        for row in table[1:])


def main():
    figures, *counts = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, counts or ("1000", "10000")):
            paths = []
            for name, text in dialects(count):
                paths.append(pathlib.Path(folder, f"{count}-{name}"))
                paths[-1].write_text(text, encoding="utf-8", newline="")
            paths.append(pathlib.Path(folder, f"{count}.docx"))
            subprocess.run([sys.executable, str(HERE / "make_plan.py"), str(count), str(paths[-1])], check=True)
            subprocess.run([figures, *map(str, paths)], check=True)


if __name__ == "__main__":
    main()
