"""Outlines to be written and read back: those of the normaliser's cases, and some made at random with the plan that is right."""
import json
import random
import re

CHINESE = "一二三四五六七八九十"
LABELS = re.compile(r"^(第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．](?!\d)|（\d{1,2}）)(?=.)")
UNITS = ["市教育局", "市财政局", "市民政局", "市发展改革委", "市工业和信息化局", "市住房和城乡建设局", "市卫生健康委",
         "市文化和旅游局", "市政府办公室", "市大数据中心", "各县（市、区）政府", "市总工会", "高新区管委会", "市公安局"]
DEADLINES = [("6月底前", "2024-06-30", False), ("12月底前", "2024-12-31", False), ("全年", "2024-12-31", True),
             ("2024年9月底前", "2024-09-30", False), ("长期坚持", None, True), ("上半年", "2024-06-30", False)]
VERBS = ["推进", "加强", "完善", "落实", "规范", "深化", "优化", "健全"]
OBJECTS = ["政务服务", "数据共享", "信用体系", "市场监管", "基础设施", "人才引进", "科技创新", "乡村振兴", "生态保护", "就业创业"]
TAILS = ["，年内新增{}项。", "，覆盖{}个镇（街道）。", "（试行），完成{}件。", "，投诉办结率达到{}%以上；", "，到2025年达到{}家。"]
SCHEMES = [("一、", "（一）", "1."), ("一、", "1."), ("一、", "（一）"), ("一、", "（一）", "1.", "（1）"), ("第一章", "第一条"),
           ("第一章", "第一条", "（一）"), ("1.", "（1）")]


class Paragraph:
    """A paragraph: its label apart, the level of its label (0: none)."""

    def __init__(self, text, label="", level=0):
        self.text, self.label, self.level = text, label, level


class Document:
    def __init__(self, name, paragraphs, expected):
        self.name, self.paragraphs, self.expected = name, paragraphs, expected


def chinese(number):
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else CHINESE[tens - 1] + "十") + (CHINESE[ones - 1] if ones else "")


def label_of(form, number):
    return form.replace("一", chinese(number)) if "一" in form else form.replace("1", str(number))


class Maker:
    """One random outline: paragraphs, and beside them the tree."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.scheme = self.random.choice(SCHEMES)
        self.runs_on = self.random.random() < 0.3  # the second level counts on across sections
        self.half_width = self.random.random() < 0.3
        self.counters = [0] * len(self.scheme)
        self.paragraphs = []
        self.used = set()

    def clause(self):
        while True:
            text = self.random.choice(VERBS) + self.random.choice(OBJECTS) + self.random.choice(["", "工作", "“一件事”改革", "行动"])
            text += self.random.choice(["", "，" + self.random.choice(VERBS) + self.random.choice(OBJECTS)])
            if text not in self.used:
                self.used.add(text)
                return text

    def sentence(self):
        text = self.clause() + self.random.choice(TAILS).format(self.random.randint(2, 99))
        return text if self.random.random() < 0.7 else text[:-1] + "。" + self.clause() + "。"

    def names(self, most=3):
        return self.random.sample(UNITS, self.random.randint(1, most))

    @staticmethod
    def field(text, names, role):
        return {"text": text, "origin": "own", "units": [{"name": n, "role": role, "scope": None} for n in names]}

    def deadline(self):
        text, due, ongoing = self.random.choice(DEADLINES)
        return {"text": text, "origin": "own", "due": due, "start": None, "ongoing": ongoing, "recurring": None, "relative_days": None}

    def roles(self):
        """A list of units with role words, and the field that it is."""
        first, second = self.names(1), [n for n in self.names() if n]
        second = [n for n in second if n not in first] or ["市审计局"]
        a, b = "、".join(first), "、".join(second)
        form = self.random.randrange(6)
        if form == 0:
            text, roles = f"{a}牵头，{b}配合", ("lead", "support")
        elif form == 1:
            text, roles = f"{a}牵头，{b}按职责分工负责", ("lead", "responsible")
        elif form == 2:
            text, roles = f"{a}负责，{b}参与", ("responsible", "support")
        elif form == 3:
            return self.field(f"{a}、{b}分别负责", first + second, "responsible")
        elif form == 4:
            return self.field(f"{a}牵头负责", first, "lead")
        else:
            return self.field(f"{a}、{b}", first + second, "responsible")
        field = self.field(text, first, roles[0])
        field["units"] += self.field("", second, roles[1])["units"]
        return field

    def labelled(self):
        """Parts with labels, and the fields they fill."""
        fields, parts = {}, []
        for key, label, role in (("lead", "牵头单位", "lead"), ("units", "责任单位", "responsible"), ("support", "配合单位", "support")):
            if self.random.random() < 0.5 or (key == "support" and not parts):
                names = self.names()
                fields[key] = self.field("、".join(names), names, role)
                parts.append(f"{label}：{fields[key]['text']}")
        if self.random.random() < 0.5:
            fields["deadline"] = self.deadline()
            parts.append(f"完成时限：{fields['deadline']['text']}")
        return parts, fields

    def bracket(self):
        if self.random.random() < 0.4:
            parts, fields = self.labelled()
            inside = "；".join(parts)
        else:
            fields = {"units": self.roles()}
            inside = fields["units"]["text"]
            if self.random.random() < 0.3:
                fields["deadline"] = self.deadline()
                inside += "，" + fields["deadline"]["text"]
        shapes = ["（）", "（）", "（）", "〔〕", "[]"] + (["()"] if "（" not in inside else [])
        shape = self.random.choice(shapes)
        return shape[0] + inside + shape[1], fields

    def put(self, text, label="", level=0):
        self.paragraphs.append(Paragraph(text, label, level))

    @staticmethod
    def leaf(kind, level, label, text, fields):
        node = {"kind": kind, "level": level, "label": label, "text": text, "children": [], "number": None}
        for key in ("lead", "units", "support", "deadline"):
            node[key] = fields.get(key)
        return dict(node, fields={})

    def requirements(self, level):
        """Sentences with brackets behind them in one paragraph, and their leaves."""
        text, leaves = "", []
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            sentence, (bracket, fields) = self.sentence(), self.bracket()
            text += sentence + bracket
            leaves.append(self.leaf("requirement", level, "", sentence, fields))
        if self.random.random() < 0.2:
            sentence = self.sentence()
            text += sentence
            leaves.append(self.leaf("requirement", level, "", sentence, {}))
        return text, leaves

    def task(self, depth, level):
        """The lowest task of a branch: its paragraphs and its node."""
        label, heading = label_of(self.scheme[depth], self.counters[depth]), self.clause()
        form = self.random.randrange(6)
        node = {"kind": "task", "level": level, "label": label, "text": heading, "children": []}
        if form == 0:
            bracket, fields = self.bracket()
            self.put(heading + bracket, label, level)
            return self.leaf("task", level, label, heading, fields)
        if form == 1:
            self.put(heading, label, level)
            parts, fields = self.labelled()
            for part in parts:
                self.put(part)
            return self.leaf("task", level, label, heading, fields)
        if form == 2:
            sentence = self.sentence()
            self.put(f"{heading}。{sentence}", label, level)
            parts, fields = self.labelled()
            for part in parts:
                self.put(part)
            return dict(node, children=[self.leaf("requirement", level + 1, "", sentence, fields)])
        text, leaves = self.requirements(level + 1)
        if form == 3:
            self.put(heading, label, level)
            self.put(text)
        else:
            self.put(f"{heading}。{text}", label, level)
        return dict(node, children=leaves)

    def branch(self, depth=0):
        level = depth + 1
        nodes = []
        if not (self.runs_on and depth == 1):
            self.counters[depth] = 0
        for _ in range(self.random.randint(2, 4)):
            self.counters[depth] += 1
            if depth + 1 == len(self.scheme) or (depth > 0 and self.random.random() < 0.3):
                nodes.append(self.task(depth, level))
                continue
            label, heading = label_of(self.scheme[depth], self.counters[depth]), self.clause()
            node = {"kind": "task", "level": level, "label": label, "text": heading, "children": []}
            if self.random.random() < 0.3:
                sentence = self.sentence()
                self.put(f"{heading}。{sentence}", label, level)
                node["children"].append(self.leaf("requirement", level + 1, "", sentence, {}))
            else:
                self.put(heading, label, level)
            node["children"] += self.branch(depth + 1)
            nodes.append(node)
        return nodes

    def make(self, name):
        title = "2024年全市重点工作要点"
        self.put(title)
        plan = {"title": title, "year": 2024, "layout": "outline", "columns": [], "nodes": self.branch()}
        return Document(name, self.paragraphs, {"plans": [plan]})


def made_at_random(count, first=0):
    for seed in range(first, first + count):
        yield Maker(seed).make(f"random-{seed}")


def of_cases(directory):
    """Cases whose text has a paragraph a line."""
    broken = ("broken", "damaged", "continued")
    for case in sorted(directory.iterdir()):
        source = case / "input.txt"
        if not source.exists() or any(word in case.name for word in broken):
            continue
        expected = json.loads((case / "plan.json").read_text(encoding="utf-8"))
        if not expected.get("plans") or expected["plans"][0]["layout"] != "outline":
            continue
        paragraphs = []
        for line in source.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            label = LABELS.match(line)
            paragraphs.append(Paragraph(line[label.end():], label[0], 1) if label else Paragraph(line))
        yield Document(case.name, paragraphs, expected)
