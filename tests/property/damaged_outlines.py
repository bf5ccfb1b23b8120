#!/usr/bin/env python3
"""Nothing of a damaged outline is lost: what is read of it is in the plan or named in a diagnostic.

    damaged_outlines.py GKPLAN CASES_DIR [--first SEED] [--count N] [--keep FOLDER]

Each seed takes an outline, of CASES_DIR or made at random, and damages it as extractors, recognisers and hands do: brackets,
labels and full stops go or come twice, lines break, join, move or stand again. The library counts the characters of the
prose and, apart from that, those of the tree that it made: the sums must agree. Exit status: 0 all right, 1 not.
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "routes"))
import outlines  # noqa: E402

MARKS = "（）()〔〕[]【】《》“”。；：，、:;,. 　"
PIECES = ["（", "）", "。", "；", "：", "一、", "（二）", "3.", "责任单位：", "牵头单位：", "完成时限：", "责任人：", "（市教育局牵头）",
          "（6月底前）", "（试行）", "附件", "——", "第三条", "1.1", "2024年3月1日", "目录", "市教育局", "以下各项均需各区县落实，不再列出", "（", "〕"]


def damage_line(draw, line):
    kind = draw.randrange(6)
    at = draw.randrange(len(line) + 1)
    if kind == 0:  # a mark goes
        marks = [i for i, c in enumerate(line) if c in MARKS]
        at = draw.choice(marks) if marks else at
        return line[:at] + line[at + 1:]
    if kind == 1:
        return line[:at] + draw.choice(PIECES) + line[at:]
    if kind == 2:
        return line[:at] + "\n" + line[at:]
    if kind == 3:
        return line[:at]
    if kind == 4:  # a recogniser's spaces
        return " ".join(line)
    return line[:at] + line[at:at + 12] + line[at:]


def damage(draw, lines):
    lines = list(lines)
    for _ in range(draw.randint(1, 12)):
        at = draw.randrange(len(lines))
        kind = draw.randrange(8)
        if kind == 0:
            lines.insert(draw.randrange(len(lines)), lines[at])
        elif kind == 1 and len(lines) > 2:
            lines.insert(draw.randrange(len(lines) - 1), lines.pop(at))
        elif kind == 2 and at + 1 < len(lines):
            lines[at] += lines.pop(at + 1)
        elif kind == 3:
            lines.insert(at, draw.choice(PIECES))
        else:
            lines[at] = damage_line(draw, lines[at])
    return "\n".join(lines) + "\n"


def account_of(gkplan, path):
    run = subprocess.run([gkplan, "dump", "--account", str(path)], capture_output=True, text=True, timeout=60)
    if run.returncode not in (0, 1):
        return None, run.stderr
    return {key: int(value) for key, value in re.findall(r"^(\w+) (\d+)$", run.stdout, re.MULTILINE)}, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    documents = list(outlines.of_cases(options.cases)) + list(outlines.made_at_random(12))
    failed = plans = 0
    with tempfile.TemporaryDirectory() as temporary:
        for seed in range(options.first, options.first + options.count):
            draw = random.Random(seed)
            document = draw.choice(documents)
            path = (options.keep or pathlib.Path(temporary)) / f"{seed}.txt"
            path.write_text(damage(draw, [p.label + p.text for p in document.paragraphs]), encoding="utf-8")
            account, words = account_of(options.gkplan, path)
            if account is None or account["plan_read"] != account["plan_placed"] + account["plan_named"]:
                failed += 1
                print(f"seed {seed} ({document.name}): {words or account}")
            plans += bool(account and account["plan_read"])
    print(f"{options.count} damaged outlines, {plans} of them plans, {failed} with characters that went lost")
    return 1 if failed or not plans else 0


if __name__ == "__main__":
    sys.exit(main())
