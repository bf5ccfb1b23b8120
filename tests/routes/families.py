"""Plans of every layout family of published documents, made up from one seed, with the tree that is right."""
import random

AREAS = ["重点领域信息公开", "营商环境优化", "政策解读回应", "公共服务提升", "数字政府建设", "乡村振兴", "生态环境保护",
         "安全生产监管", "医疗卫生服务", "教育质量提升", "就业和社会保障", "城市更新改造"]
VERBS = ["推进", "加强", "完善", "落实", "规范", "深化", "优化", "健全"]
OBJECTS = ["工作机制", "目录清单", "制度规范", "平台建设", "队伍培训", "监督考核", "宣传引导", "台账管理", "流程再造", "数据共享",
           "设施改造", "服务供给"]
TAILS = ["，形成长效机制", "，按季度通报进展情况", "，年内取得明显成效", "，确保责任到人、任务到岗", "，及时向社会公开", ""]
UNITS = ["市教育局", "市财政局", "市民政局", "市发展改革委", "市工业和信息化局", "市住房和城乡建设局", "市卫生健康委", "市文化和旅游局",
         "市应急局", "市市场监管局", "市政府办公室", "市大数据中心", "各县（市、区）政府", "市政府有关部门、单位", "市生态环境局",
         "市交通运输局", "市水务集团", "市总工会"]
DEADLINES = [("12月底前", "2024-12-31", False), ("全年", "2024-12-31", True), ("6月底前", "2024-06-30", False),
             ("2024年9月底前", "2024-09-30", False), ("上半年", "2024-06-30", False),
             ("2024年年底前完成，长期坚持", "2024-12-31", True), ("7月31日前", "2024-07-31", False)]
CHINESE = "一二三四五六七八九十"


class Maker:
    """Random texts and fields of one document; none stands twice in a document."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = set()

    def fresh(self, make):
        while True:
            text = make()
            if text not in self.used:
                self.used.add(text)
                return text

    def task(self):
        pick = self.random.choice
        return self.fresh(lambda: pick(VERBS) + pick(AREAS) + pick(["", "工作", "行动"]))

    def requirement(self):
        pick = self.random.choice
        return self.fresh(lambda: f"{pick(VERBS)}{pick(AREAS)}{pick(OBJECTS)}{pick(TAILS)}，完成不少于{self.random.randint(2, 99)}项。")

    def units(self, role, paragraphs=False):
        names = self.random.sample(UNITS, self.random.randint(1, 4))
        return {"text": ("\n" if paragraphs else "、").join(names), "origin": "own",
                "units": [{"name": name, "role": role, "scope": None} for name in names]}

    def deadline(self):
        text, due, ongoing = self.random.choice(DEADLINES)
        return {"text": text, "origin": "own", "due": due, "start": None, "ongoing": ongoing, "recurring": None,
                "relative_days": None}


def blank(field):
    empty = dict(field, text="", origin="none")
    if "units" in field:
        return dict(empty, units=[])
    return dict(empty, due=None, ongoing=False)


def leaf_fields(maker, columns, paragraphs):
    roles = [role for _, role in columns]
    fields = {"number": None, "lead": None, "units": None, "support": None, "deadline": None, "fields": {}}
    for header, role in columns:
        if role in ("lead", "units", "support"):
            fields[role] = maker.units({"units": "responsible"}.get(role, role), paragraphs)
        elif role == "deadline":
            fields["deadline"] = maker.deadline()
        elif role == "person":
            fields["fields"][header] = maker.random.choice(["王建国", "李海燕", "张伟", "刘志强"])
        elif role == "target":
            fields["fields"][header] = f"达到{maker.random.randint(50, 99)}%以上"
        elif role in ("remarks", "progress", "contact"):
            fields["fields"][header] = maker.random.choice(["", "市级重点", "正在推进"])
    assert len(roles) == len(columns)
    return fields


class Family:
    """One layout family: its columns, how deep its tree is, and what is merged."""

    def __init__(self, name, columns, kinds, labels=None, fan=(3, 2, 3), paragraphs=False, merge=(), blanks=(),
                 uneven=False, shared_number=False):
        self.name, self.columns, self.kinds = name, columns, kinds
        self.labels = labels or [None] * len(kinds)
        self.fan, self.paragraphs, self.merge, self.blanks = fan, paragraphs, merge, blanks
        self.uneven, self.shared_number = uneven, shared_number

    def gold(self):
        maker = Maker(self.name)
        self.leaf_count = 0
        self.running = {}
        nodes = self.nodes(maker, 0)
        title = "2024年全市重点工作任务分解表"
        plan = {"title": title, "year": 2024, "layout": "table",
                "columns": [{"header": header, "role": role} for header, role in self.columns], "nodes": nodes}
        return {"gkplan": "1", "source": {}, "document": {
            "title": title, "number": None, "issuer": None, "issued": None, "printed": None, "disclosure": None,
            "addressees": [], "copied_to": [], "attachments": []}, "plans": [plan], "outline": [], "diagnostics": []}

    def label(self, depth, position):
        style = self.labels[depth]
        if style is None:
            return ""
        if style == "running":
            position = self.running[depth] = self.running.get(depth, 0) + 1
            return f"（{CHINESE[position - 1]}）"
        return {"chinese": f"{CHINESE[position]}、", "bracket": f"（{CHINESE[position]}）",
                "decimal": f"{position + 1}."}[style]

    def nodes(self, maker, depth):
        fan = self.fan[min(depth, len(self.fan) - 1)]
        nodes, previous = [], None
        for position in range(fan):
            node = {"kind": self.kinds[depth], "level": depth + 1, "label": self.label(depth, position)}
            last = depth == len(self.kinds) - 1 or (self.uneven and depth == len(self.kinds) - 2 and position % 2)
            text = maker.requirement() if self.kinds[depth] == "requirement" else maker.task()
            node["text"] = text if last or self.kinds[depth] == "task" else text.rstrip("。")
            node["children"] = [] if last else self.nodes(maker, depth + 1)
            if last:
                self.leaf_count += 1
                node.update(leaf_fields(maker, self.columns, self.paragraphs))
                self.number(node, position)
                self.merged(node, previous, position)
                previous = node
            nodes.append(node)
        return nodes

    def number(self, node, position):
        if any(role == "number" for _, role in self.columns):
            node["number"] = str(self.leaf_count)

    def merged(self, node, previous, position):
        for key in self.merge:
            if previous and position % 2:
                node[key] = dict(previous[key], origin="merged")
        for key in self.blanks:
            if position % 2:
                node[key] = blank(node[key])


NUMBER, TASK, UNITS_, DEADLINE = ("序号", "number"), ("工作任务", "task"), ("责任单位", "units"), ("完成时限", "deadline")
DETAIL, LEAD, SUPPORT = ("具体要求", "requirement"), ("牵头单位", "lead"), ("配合单位", "support")
REMARKS, PERSON, TARGET = ("备注", "remarks"), ("责任人", "person"), ("目标任务", "target")

FAMILIES = [
    Family("flat", [NUMBER, TASK, UNITS_, DEADLINE], ["task"], fan=(9,)),
    Family("one-merged-task-column", [TASK, DETAIL, UNITS_], ["task", "requirement"]),
    Family("two-merged-task-columns", [TASK, TASK, DETAIL, UNITS_, DEADLINE], ["task", "task", "requirement"]),
    Family("section-rows", [TASK, DETAIL, UNITS_, DEADLINE], ["task", "task", "requirement"], ["chinese", None, None]),
    Family("section-rows-over-labelled-cells", [TASK, LEAD, UNITS_, DETAIL], ["task", "task", "requirement"],
           ["chinese", "running", None]),
    Family("two-levels-of-section-rows", [TASK, DETAIL, UNITS_], ["task", "task", "task", "requirement"],
           ["chinese", "bracket", None, None], fan=(2, 2, 2, 2)),
    Family("section-rows-over-a-flat-table", [NUMBER, TASK, UNITS_, DEADLINE], ["task", "task"], ["chinese", None],
           fan=(3, 4)),
    Family("units-merged-over-rows", [TASK, DETAIL, UNITS_], ["task", "requirement"], fan=(3, 4), merge=("units",)),
    Family("units-and-deadline-merged-over-rows", [TASK, DETAIL, UNITS_, DEADLINE], ["task", "requirement"], fan=(3, 4),
           merge=("units", "deadline")),
    Family("lead-and-support", [NUMBER, TASK, DETAIL, LEAD, SUPPORT, DEADLINE], ["task", "requirement"]),
    Family("lead-and-units-left-of-requirement", [TASK, LEAD, UNITS_, DETAIL, DEADLINE], ["task", "requirement"]),
    Family("deadline-left-of-requirement", [TASK, DEADLINE, DETAIL, UNITS_], ["task", "requirement"]),
    Family("units-left-of-target", [NUMBER, TASK, UNITS_, TARGET, DEADLINE], ["task"], fan=(8,)),
    Family("person-and-remarks", [NUMBER, TASK, DETAIL, UNITS_, PERSON, DEADLINE, REMARKS], ["task", "requirement"]),
    Family("number-in-front-of-merged-tasks", [NUMBER, TASK, TASK, DETAIL, UNITS_, DEADLINE],
           ["task", "task", "requirement"]),
    Family("requirement-of-two-levels", [TASK, DETAIL, DETAIL, UNITS_], ["task", "requirement", "requirement"]),
    Family("requirement-of-uneven-depth", [TASK, DETAIL, DETAIL, UNITS_], ["task", "requirement", "requirement"],
           fan=(2, 4, 3), uneven=True),
    Family("labels-in-cells", [TASK, DETAIL, UNITS_], ["task", "requirement"], ["bracket", "decimal"]),
    Family("units-in-paragraphs", [TASK, DETAIL, LEAD, UNITS_, DEADLINE], ["task", "requirement"], paragraphs=True),
    Family("tasks-as-leaves", [("重点任务", "task"), ("工作任务", "task"), UNITS_, DEADLINE], ["task", "task"], fan=(3, 4)),
    Family("deadline-truly-blank", [TASK, DETAIL, DEADLINE, UNITS_], ["task", "requirement"], fan=(3, 3),
           blanks=("deadline",)),
    Family("progress-column", [NUMBER, ("重点任务", "task"), ("工作措施", "requirement"), ("责任部门", "units"),
                               ("完成情况", "progress")], ["task", "requirement"]),
    Family("other-words-in-headers", [("序号", "number"), ("项目名称", "task"), ("主要内容", "requirement"),
                                      ("牵头部门", "lead"), ("参与部门", "support"), ("时间进度", "deadline")],
           ["task", "requirement"]),
    Family("three-merged-task-columns", [TASK, TASK, TASK, DETAIL, UNITS_], ["task", "task", "task", "requirement"],
           fan=(2, 2, 2, 2)),
]
