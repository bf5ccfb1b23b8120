"""The plan: a tree of nodes over the C structs."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Dict, Iterator, List, Optional, Tuple

from . import _arrow, _show
from . import _structs as structs
from ._enums import Evidence, NodeKind, Origin, PlanLayout, Recurrence, Role, UnitRole
from ._layout import Table
from ._memory import View, addresses, chain, date_of, library, place_of, text_of
from ._values import Column, Deadline, Field, Place, Unit, Units


def _unit_of(unit: Any) -> Unit:
    return Unit(unit.name.decode("utf-8"), UnitRole.of(unit.role), text_of(unit.scope))


def _units_of(address: Optional[int]) -> Optional[Units]:
    if not address:
        return None
    field = structs.gkplan_units.from_address(address)
    units = tuple(_unit_of(unit) for unit in chain(structs.gkplan_unit, field.first_unit))
    return Units(field.text.decode("utf-8"), Origin.of(field.origin), units)


def _deadline_of(address: Optional[int]) -> Optional[Deadline]:
    if not address:
        return None
    field = structs.gkplan_deadline.from_address(address)
    recurring = Recurrence.of(field.recurring)
    return Deadline(
        field.text.decode("utf-8"),
        Origin.of(field.origin),
        date_of(field.due),
        date_of(field.start),
        field.ongoing,
        None if recurring is Recurrence.NONE else recurring,
        field.relative_days if field.relative_days >= 0 else None,
    )


def _fields_of(task: Any) -> Tuple[Field, ...]:
    return tuple(
        Field(item.name.decode("utf-8"), item.text.decode("utf-8"), Role.of(item.role), Origin.of(item.origin))
        for item in chain(structs.gkplan_field, task.first_field)
    )


class Node(View):
    """One node of a plan. What only a leaf has is None (or empty) elsewhere, as is a role without a column."""

    __slots__ = ()
    _struct = structs.gkplan_node

    @property
    def kind(self) -> NodeKind:
        """Task or requirement."""
        return NodeKind.of(self._get("kind"))

    @property
    def level(self) -> int:
        """1 for the nodes under the plan."""
        return int(self._get("level"))

    @property
    def position(self) -> int:
        """Number among its siblings, from 1."""
        return int(self._get("position"))

    @property
    def label(self) -> str:
        """The numbering in front of the text, as written; "" when none."""
        return self._text("label")

    @property
    def text(self) -> str:
        """What follows the label."""
        return self._text("text")

    @property
    def evidence(self) -> Evidence:
        """Why it stands where it stands."""
        return Evidence.of(self._get("evidence"))

    @property
    def place(self) -> Place:
        """Where it first stands in the source."""
        return self._copied(lambda node: place_of(node.place))

    @property
    def path(self) -> str:
        """ "3.2.1": numbers among siblings from the root, from 1."""
        handle = self._document._live()
        length = library.gkplan_node_path(self._address, None, 0)
        buffer = ctypes.create_string_buffer(length + 1)
        library.gkplan_node_path(self._address, buffer, length + 1)
        del handle
        return buffer.value.decode("ascii")

    @property
    def parent(self) -> Optional[Node]:
        """The node above, or None on level 1."""
        address = self._get("parent")
        return Node(self._document, address) if address else None

    @property
    def ancestors(self) -> Tuple[Node, ...]:
        """The nodes above, from level 1 down."""
        found: List[Node] = []
        node = self.parent
        while node is not None:
            found.append(node)
            node = node.parent
        return tuple(reversed(found))

    @property
    def children(self) -> Tuple[Node, ...]:
        """The nodes below; () for a leaf."""
        return _nodes(self._document, self._get("first_child"))

    @property
    def is_leaf(self) -> bool:
        """Whether it has no children."""
        return not self._get("first_child")

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        address: Optional[int] = self._address
        while address:
            yield Node(self._document, address)
            handle = self._document._live()
            address = library.gkplan_node_next_below(address, self._address)
            del handle

    def leaves(self) -> Iterator[Node]:
        """The leaves from here down."""
        return (node for node in self.walk() if node.is_leaf)

    def _of_task(self, field: str, copy: Any) -> Any:
        def read(node: Any) -> Any:
            return copy(getattr(structs.gkplan_task.from_address(node.task), field)) if node.task else None

        return self._copied(read)

    @property
    def number(self) -> Optional[str]:
        """Text of the 序号 cell."""
        number: Optional[str] = self._of_task("number", text_of)
        return number

    @property
    def lead(self) -> Optional[Units]:
        """The lead column's units (牵头)."""
        units: Optional[Units] = self._of_task("lead", _units_of)
        return units

    @property
    def units(self) -> Optional[Units]:
        """The units column's units (责任单位)."""
        units: Optional[Units] = self._of_task("units", _units_of)
        return units

    @property
    def support(self) -> Optional[Units]:
        """The support column's units (配合)."""
        units: Optional[Units] = self._of_task("support", _units_of)
        return units

    @property
    def all_units(self) -> Tuple[Unit, ...]:
        """Every unit of the three fields, in that order."""
        fields = (self.lead, self.units, self.support)
        return tuple(unit for field in fields if field for unit in field.units)

    @property
    def deadline(self) -> Optional[Deadline]:
        """The deadline field."""
        deadline: Optional[Deadline] = self._of_task("deadline", _deadline_of)
        return deadline

    @property
    def due(self) -> Optional[datetime.date]:
        """The last day in time, where it is known."""
        deadline = self.deadline
        return deadline.due if deadline else None

    @property
    def fields(self) -> Tuple[Field, ...]:
        """Every other column's value, in order."""
        return self._copied(
            lambda node: _fields_of(structs.gkplan_task.from_address(node.task)) if node.task else ()
        )

    def __str__(self) -> str:
        return self.label + self.text

    def _describe(self) -> str:
        return "<gkplan.Node %s %r>" % (self.path, _show.short(str(self), 30))


class Plan(View):
    """One plan: a table or an outline as a tree."""

    __slots__ = ()
    _struct = structs.gkplan_plan

    @property
    def title(self) -> Optional[str]:
        """Its title."""
        return text_of(self._get("title"))

    @property
    def year(self) -> Optional[int]:
        """The plan's year, where it is known."""
        return self._get("year") or None

    @property
    def layout(self) -> PlanLayout:
        """What it was made from."""
        return PlanLayout.of(self._get("layout"))

    @property
    def position(self) -> int:
        """Number in the document, from 0."""
        return int(self._get("position"))

    @property
    def leaf_count(self) -> int:
        """Leaves in the whole tree."""
        return int(self._get("leaf_count"))

    @property
    def columns(self) -> Tuple[Column, ...]:
        """Columns from left to right; () for an outline."""

        def copy(plan: Any) -> Tuple[Column, ...]:
            return tuple(
                Column(column.header.decode("utf-8"), Role.of(column.role), column.grid_column)
                for column in chain(structs.gkplan_column, plan.first_column)
            )

        return self._copied(copy)

    @property
    def table(self) -> Optional[Table]:
        """Its first table in the layout; None for an outline."""
        address = self._get("table")
        return Table(self._document, address) if address else None

    @property
    def nodes(self) -> Tuple[Node, ...]:
        """The nodes of level 1."""
        return _nodes(self._document, self._get("first_node"))

    def walk(self) -> Iterator[Node]:
        """Every node, parents before children."""
        address = self._get("first_node")
        while address:
            yield Node(self._document, address)
            handle = self._document._live()
            address = library.gkplan_node_next(address)
            del handle

    def leaves(self) -> Iterator[Node]:
        """Every leaf, in order."""
        handle = self._document._live()
        address = library.gkplan_plan_first_leaf(self._address)
        del handle
        while address:
            yield Node(self._document, address)
            handle = self._document._live()
            address = library.gkplan_node_next_leaf(address)
            del handle

    def find(self, path: str) -> Optional[Node]:
        """The node at a path such as "3.2.1", or None."""
        handle = self._document._live()
        address = library.gkplan_plan_find(self._address, path.encode("utf-8"))
        del handle
        return Node(self._document, address) if address else None

    def to_dict(self) -> Dict[str, Any]:
        """The plan's object in the document's JSON."""
        plan: Dict[str, Any] = self._document.to_dict()["plans"][self.position]
        return plan

    def rows(self) -> Iterator[Dict[str, str]]:
        """The rows that the C library's CSV has for this plan, by column."""
        position = str(self.position)
        return (row for row in self._document.rows() if row["plan"] == position)

    def records(self) -> Iterator[Dict[str, Any]]:
        """One dict a leaf, with the columns and values of the Arrow export."""
        title = self.title
        return (_arrow.record(self, title, leaf) for leaf in self.leaves())

    def to_pandas(self) -> Any:
        """The leaves as a pandas DataFrame (pandas 2 or newer). Raises ImportError without pandas."""
        return _arrow.data_frame(self.records())

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """The leaves as an Arrow stream, for ``pyarrow.table(plan)`` and others; it may outlive the document."""
        return _arrow.capsule(self._document, library.gkplan_plan_export_arrow, self._address)

    def __str__(self) -> str:
        return _show.tree(self)

    def _describe(self) -> str:
        return "<gkplan.Plan %d: %r, %d leaves>" % (self.position, self.title, self.leaf_count)

    def _repr_html_(self) -> str:
        return _show.html_table(self)


def _nodes(document: Any, first: Optional[int]) -> Tuple[Node, ...]:
    return tuple(Node(document, address) for address in addresses(document, structs.gkplan_node, first))


class Section(View):
    """One section of the document's numbered prose."""

    __slots__ = ()
    _struct = structs.gkplan_section

    @property
    def label(self) -> str:
        """The numbering."""
        return self._text("label")

    @property
    def title(self) -> str:
        """The heading."""
        return self._text("title")

    @property
    def body(self) -> str:
        """The text below the heading; "" when none."""
        return self._text("body")

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self._copied(lambda section: place_of(section.place))

    @property
    def children(self) -> Tuple[Section, ...]:
        """The sections below."""
        return _sections(self._document, self._get("first_child"))

    def _describe(self) -> str:
        return "<gkplan.Section %r>" % _show.short(self.label + self.title, 30)


def _sections(document: Any, first: Optional[int]) -> Tuple[Section, ...]:
    return tuple(Section(document, address) for address in addresses(document, structs.gkplan_section, first))
