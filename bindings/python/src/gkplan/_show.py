"""Plans for people: a short tree as text, and the merged-cell table that they know as HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Dict, List, Tuple

from ._enums import UnitRole

if TYPE_CHECKING:
    from ._plan import Node, Plan

MOST_LINES = 60
MOST_ROWS = 300
MOST_LEVELS = 16
WIDTH = 60


def short(text: str, width: int = WIDTH) -> str:
    """On one line, cut at ``width`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _names(node: Node, role: UnitRole) -> str:
    return "、".join(unit.name for unit in node.all_units if unit.role is role)


def _deadline(node: Node) -> str:
    deadline = node.deadline
    if deadline is None:
        return ""
    return str(deadline.due) if deadline.due else deadline.text


def _line(node: Node) -> str:
    parts = ["  " * (min(node.level, MOST_LEVELS) - 1) + short(str(node))]
    if node.is_leaf:
        notes = ["%s %s" % (role, short(_names(node, role), 30)) for role in UnitRole if _names(node, role)]
        due = _deadline(node)
        parts += notes + (["due " + short(due, 20)] if due else [])
    return "  ".join(parts)


def tree(plan: Plan) -> str:
    """The plan as a short tree."""
    lines = [short(plan.title or "(no title)")]
    for count, node in enumerate(plan.walk()):
        if count == MOST_LINES:
            lines.append("… (%d leaves in all)" % plan.leaf_count)
            break
        lines.append(_line(node))
    return "\n".join(lines)


def _rows(plan: Plan) -> List[Tuple[Tuple[Node, ...], Node]]:
    """The ancestors and the leaf of each row that is shown."""
    rows: List[Tuple[Tuple[Node, ...], Node]] = []
    for leaf in plan.leaves():
        if len(rows) == MOST_ROWS:
            break
        rows.append((leaf.ancestors[:MOST_LEVELS], leaf))
    return rows


def _cell(text: str, rows: int = 1, columns: int = 1) -> str:
    spans = ' rowspan="%d"' % rows if rows > 1 else ""
    spans += ' colspan="%d"' % columns if columns > 1 else ""
    return '<td%s style="text-align:left;vertical-align:top;white-space:pre-line">%s</td>' % (spans, html.escape(text))


def html_table(plan: Plan) -> str:
    """The plan as a table whose cells are merged over the rows of a task's leaves."""
    rows = _rows(plan)
    heights: Dict[Node, int] = {}
    for ancestors, _ in rows:
        for node in ancestors:
            heights[node] = heights.get(node, 0) + 1
    width = max((len(ancestors) for ancestors, _ in rows), default=0)
    headers = ["任务"] * bool(width) + ["要求", "牵头", "责任", "配合", "时限"]
    lines = ["<table><caption>%s</caption><thead><tr>" % html.escape(plan.title or "")]
    for header in headers:
        span = ' colspan="%d"' % width if header == "任务" and width > 1 else ""
        lines.append("<th%s>%s</th>" % (span, header))
    lines.append("</tr></thead><tbody>")
    for ancestors, leaf in rows:
        cells = [_cell(str(node), heights.pop(node)) for node in ancestors if node in heights]
        cells.append(_cell(str(leaf), 1, width - len(ancestors) + 1))
        cells += [_cell(_names(leaf, role)) for role in (UnitRole.LEAD, UnitRole.RESPONSIBLE, UnitRole.SUPPORT)]
        lines.append("<tr>%s%s</tr>" % ("".join(cells), _cell(_deadline(leaf))))
    lines.append("</tbody></table>")
    if plan.leaf_count > len(rows):
        lines.append("<p>%d of %d leaves</p>" % (len(rows), plan.leaf_count))
    return "\n".join(lines)
