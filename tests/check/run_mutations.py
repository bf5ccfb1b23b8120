#!/usr/bin/env python3
"""A defect put into a real document is found, and nothing else.

    run_mutations.py GKPLAN GOLD_DIR [--each N] [--random N]

Each document of GOLD_DIR is written as Word file and as web page; one cell of its table, or one paragraph of its notice
or outline, is then damaged in one of the ways below, and what gkplan check says must be what it said of the undamaged document and the finding of the damage.
N damages of each kind are tried for each document and format, at places that a fixed seed chooses. Of the plans made at
random (tests/property), of which --random gives the number, nothing may be said but what chance makes of units. Exit status: 0 all
found, 1 not.
"""
import argparse
import collections
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "routes"))
import document  # noqa: E402
import write_docx  # noqa: E402
import write_html  # noqa: E402

sys.path.insert(0, str(HERE.parent / "property"))
import random_plans  # noqa: E402

FORMATS = {"docx": write_docx.write, "html": write_html.write}
IDEOGRAPHS = range(0x4E00, 0xA000)


def is_ideograph(character):
    return ord(character) in IDEOGRAPHS


def inner(text, chance, wanted):
    """A position inside the text whose neighbours satisfy `wanted`, or None."""
    places = [at for at in range(1, len(text)) if wanted(text, at)]
    return chance.choice(places) if places else None


def between_ideographs(text, at):
    return is_ideograph(text[at - 1]) and is_ideograph(text[at])


def insert(text, chance, addition, wanted=between_ideographs):
    at = inner(text, chance, wanted)
    return None if at is None else text[:at] + addition + text[at:]


def replace_one(text, chance, old, new):
    places = [at for at, character in enumerate(text) if character == old]
    if not places:
        return None
    at = chance.choice(places)
    return text[:at] + new + text[at + 1:]


def near_end_of_run(text, at):
    """Behind the first character of a run of ideographs of which at least three follow: 加 强监管."""
    return (between_ideographs(text, at) and (at < 2 or not is_ideograph(text[at - 2]))
            and at + 2 < len(text) and is_ideograph(text[at + 1]) and "“" not in text[:at] and "《" not in text[:at])


def with_unit_twice(text, chance):
    names = [name for name in text.replace("，", "、").replace("\n", "、").split("、") if name.endswith(("局", "委"))]
    plain = all(word not in text for word in ("牵头", "配合", "等", "：", "和"))
    return text + "、" + chance.choice(names) if names and plain else None


def with_other_name(text, chance):
    for name, other in (("市教育局", "市教体局"), ("市财政局", None), ("市卫生健康委", "市卫健委"),
                        ("市发展改革委", "市发改委"), ("市住房城乡建设局", "市住建局"), ("市交通运输局", "市交通局"),
                        ("县住房和城乡建设局", "县住建局"), ("县发展和改革局", "县发改局")):
        if other and other != "市教体局" and text.count(name) == 1 and chance.random() < 0.5:
            return text.replace(name, other)
    return None


# Name of the rule, role of the column, how the cell's text is damaged, rules that may come along: a row without its
# requirement adds to the row above, and what was said there is then said twice.
DAMAGES = [
    ("units-missing", "units", lambda text, chance: "", set()),
    ("deadline-missing", "deadline", lambda text, chance: "", set()),
    ("deadline-unreadable", "deadline", lambda text, chance: "2022年6底前", set()),
    ("deadline-outside-year", "deadline", lambda text, chance: "2012年9月底前", {"deadline-before-issue"}),
    ("number-missing", "number", lambda text, chance: "", {"number-skipped"}),
    ("number-repeated", "number", lambda text, chance: str(int(text) - 1) if int(text) > 1 else None, {"number-skipped"}),
    ("number-skipped", "number", lambda text, chance: str(int(text) + 200), {"number-order"}),
    ("requirement-empty", "requirement", lambda text, chance: "", {"unit-twice", "deadline-dates", "lead-among-support"}),
    ("replacement-character", "requirement", lambda text, chance: insert(text, chance, "\ufffd"), set()),
    ("compatibility-character", "requirement", lambda text, chance: insert(text, chance, "\u2f2f"), set()),
    ("unprintable-character", "requirement", lambda text, chance: insert(text, chance, "\ue010"), set()),
    ("space-in-word", "requirement", lambda text, chance: insert(text, chance, " ", near_end_of_run), set()),
    ("width-mixed", "requirement", lambda text, chance: replace_one(text, chance, "，", ","), set()),
    ("bracket-unpaired", "requirement", lambda text, chance: replace_one(text, chance, "”", ""), set()),
    ("bracket-unpaired", "requirement", lambda text, chance: replace_one(text, chance, "（", ""), set()),
    ("punctuation-doubled", "requirement", lambda text, chance: replace_one(text, chance, "，", "，、"), set()),
    ("punctuation-doubled", "units", lambda text, chance: replace_one(text, chance, "、", "和、"), {"units-unclear", "unit-spellings"}),
    ("citation-malformed", "requirement", lambda text, chance: insert(text, chance, "（国办函[2019]61号）"), set()),
    ("unit-twice", "units", with_unit_twice, set()),
    ("unit-spellings", "units", with_other_name, set()),
]


NUMERALS = "一二三四五六七八九十"


def change_paragraph(pattern, change):
    """Damages one of the paragraphs that match: `change` gets the match and gives the new text, None: no paragraph."""
    def damage(blocks, chance):
        places = [(at, match) for at, block in enumerate(blocks)
                  if isinstance(block, document.Paragraph) and (match := re.search(pattern, block.text))]
        if not places:
            return False
        at, match = chance.choice(places)
        text = change(match)
        if text is None:
            del blocks[at]
        else:
            blocks[at].text = text
        return True
    return damage


def to_label(match, step):
    """The paragraph with another number in its label （三）."""
    at = NUMERALS.index(match.group(1)) + step
    return f"（{NUMERALS[at]}）" + match.string[match.end():]


# Name of the rule, how the blocks are damaged, rules that may come along.
BLOCK_DAMAGES = [
    ("number-malformed", change_paragraph(r"^(\w+)〔(\d{4})〕(\d+号)$", lambda match: "{}[{}]{}".format(*match.groups())), set()),
    ("number-malformed", change_paragraph(r"^(\w+〔\d{4}〕)(\d+号)$", lambda match: "{}0{}".format(*match.groups())), set()),
    ("number-year", change_paragraph(r"^(\w+〔)\d{4}(〕\d+号)$", lambda match: "{}2011{}".format(*match.groups())), set()),
    ("printed-before-issued", change_paragraph(r"^(.*　)\d{4}(年.*印发)$", lambda match: "{}2011{}".format(*match.groups())), set()),
    ("label-skipped", change_paragraph(r"^（([二三四五])）", lambda match: to_label(match, 4)), {"label-repeated"}),
    ("label-repeated", change_paragraph(r"^（([三四五])）", lambda match: to_label(match, -1)), {"label-skipped"}),
    ("label-kind", change_paragraph(r"^（([二三四])）", lambda match: f"{NUMERALS.index(match.group(1)) + 1}、" + match.string[match.end():]),
     {"label-skipped", "label-repeated"}),
    ("clause-repeated", change_paragraph(r"^（.）(\w{8,})。", lambda match: match.string + f"{match.group(1)}。{match.group(1)}。"), set()),
]

# A task whose first requirement is blank: what stands beside it has no place.
# A number that stands again at the top of a page, where its task does too: the next one is then missed.
ALSO_FOUND_AS = {"requirement-empty": "text-lost", "number-repeated": "number-skipped"}


def fits(rule, roles, before):
    """Whether the damage would be one here."""
    if rule == "units-missing" and "lead" in roles:
        return False  # the task has its lead
    if rule == "requirement-empty" and roles.count("requirement") > 1:
        return False  # the others may say it
    return not (rule == "width-mixed" and before[rule])  # said once for a whole document that mixes often


def table_of(blocks):
    return next((block for block in blocks if isinstance(block, document.Table)), None)


def names_of(text):
    return re.split("[、，；\n]", text)


def damaged(blocks, roles, damage, chance):
    """The blocks with one cell damaged, and that cell; None when no cell can be."""
    rule, role, change, _ = damage
    blocks = copy.deepcopy(blocks)
    table = table_of(blocks)
    headers = {cell.text for cell in table.cells if cell.row < table.header_rows}
    no_data = {cell.row for cell in table.cells if cell.text in headers or cell.text.startswith(("合计", "备注：", "注："))}
    cells = [cell for cell in table.cells
             if cell.row not in no_data and cell.row not in table.section_rows and cell.row_span == 1
             and cell.column_span == 1 and cell.column < len(roles) and roles[cell.column] == role and cell.text]
    chance.shuffle(cells)
    for cell in cells:
        text = change(cell.text, chance)
        if text is None or text == cell.text:
            continue
        others = "".join(other.text for other in table.cells if other is not cell and other.row >= table.header_rows)
        if rule != "unit-spellings" or any(name in others for name in set(names_of(cell.text)) - set(names_of(text))):
            cell.text = text
            return blocks, cell
    return None


def findings(gkplan, path):
    run = subprocess.run([gkplan, "check", "--no-config", "--format", "json", "--lang", "en", str(path)],
                         capture_output=True, timeout=60)
    report = json.loads(run.stdout)
    return collections.Counter(finding["rule"] for finding in report["files"][0]["findings"])


class Trial:
    """One document in one format, whole and damaged again and again."""

    def __init__(self, gkplan, folder, name, form, blocks, roles):
        self.gkplan, self.folder, self.name, self.form = gkplan, folder, name, form
        self.blocks, self.roles = blocks, roles
        self.before = self.check("whole", self.blocks)
        self.tried, self.failed = collections.Counter(), collections.Counter()

    def check(self, name, blocks):
        path = pathlib.Path(self.folder, f"{self.name}-{name}.{self.form}")
        FORMATS[self.form](path, blocks)
        return findings(self.gkplan, path)

    def judge(self, rule, along, blocks, where):
        more = set((self.check("broken", blocks) - self.before).keys())
        wanted = {rule, ALSO_FOUND_AS.get(rule, rule)}
        self.tried[rule] += 1
        if not more & wanted or more - wanted - along:
            self.failed[rule] += 1
            print(f"{self.name}.{self.form}: {rule}: {where}: found {sorted(more)}")

    def damage_cell(self, damage, chance):
        rule, _, _, along = damage
        made = damaged(self.blocks, self.roles, damage, chance) if fits(rule, self.roles, self.before) else None
        if made:
            cell = made[1]
            self.judge(rule, along, made[0], f"row {cell.row} column {cell.column}: {cell.text[:60]!r}")

    def damage_block(self, damage, chance):
        rule, change, along = damage
        blocks = copy.deepcopy(self.blocks)
        if change(blocks, chance):
            texts = [block.text for block in blocks if isinstance(block, document.Paragraph) and block not in self.blocks]
            self.judge(rule, along, blocks, repr(texts[0][:60]) if texts else "a paragraph less")

    def run(self, each):
        for number in range(each):
            for damage in DAMAGES if table_of(self.blocks) else []:
                self.damage_cell(damage, random.Random(f"{self.name} {damage[0]} {damage[1]} {number}"))
            for damage in BLOCK_DAMAGES:
                self.damage_block(damage, random.Random(f"{self.name} {damage[0]} {number}"))


# What plans made at random cannot help: their units are drawn, their pages' labels may be alike.
BY_CHANCE = {"lead-among-support", "several-leads", "label-differs"}


def documents(gold_directory, count):
    """Name, blocks and roles of the columns; the name is a number for a plan made at random."""
    for path in sorted(gold_directory.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, list(document.blocks_of(gold)), [column["role"] for column in gold["plans"][0]["columns"]]
    for seed in range(5000, 5000 + count):
        shape = random_plans.Shape(seed)
        table = random_plans.Rows(shape, random_plans.Tree(shape)).table
        yield seed, [document.Paragraph(random_plans.TITLE), table], [role for _, role in shape.columns]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--random", type=int, default=0)
    arguments = parser.parse_args()
    tried, failed = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, blocks, roles in documents(arguments.gold, arguments.random):
            for form in FORMATS:
                trial = Trial(arguments.gkplan, folder, name, form, blocks, roles)
                if isinstance(name, int) and (said := set(trial.before) - BY_CHANCE):
                    failed["nothing"] += 1
                    print(f"{name}.{form}: {sorted(said)} in a plan without defects")
                trial.run(arguments.each)
                tried += trial.tried
                failed += trial.failed
    for rule in sorted(tried):
        print(f"{rule}: {tried[rule] - failed[rule]} of {tried[rule]}")
    print(f"{sum(tried.values())} damages, {sum(failed.values())} not found as they should")
    return 1 if failed or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
