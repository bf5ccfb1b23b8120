"""What changed between two documents."""

from __future__ import annotations

import ctypes
from ctypes import c_void_p
from dataclasses import dataclass
from typing import Any, Optional, Tuple

from . import _structs as structs
from ._document import Document
from ._enums import ChangeKind, ChangePart
from ._errors import error_of
from ._library import library
from ._memory import chain, failure_of
from ._plan import Node, Plan, _unit_of
from ._values import Unit


@dataclass(frozen=True)
class UnitChange:
    """A unit that came (``old`` is None), went (``new`` is None), or changed its role."""

    old: Optional[Unit]
    new: Optional[Unit]


@dataclass(frozen=True)
class Change:
    """What happened to one node. ``likeness`` is of the two texts, per cent; the nodes and plans lie over their documents.

    ``old_node`` and ``old_plan`` are None for what was added, ``new_node`` and ``new_plan`` for what was removed.
    """

    kind: ChangeKind
    parts: ChangePart
    likeness: int
    old_node: Optional[Node]
    new_node: Optional[Node]
    old_plan: Optional[Plan]
    new_plan: Optional[Plan]
    units: Tuple[UnitChange, ...]


def _unit_at(address: Optional[int]) -> Optional[Unit]:
    return _unit_of(structs.gkplan_unit.from_address(address)) if address else None


def _change_of(old: Document, new: Document, found: Any) -> Change:
    units = tuple(
        UnitChange(_unit_at(unit.old_unit), _unit_at(unit.new_unit))
        for unit in chain(structs.gkplan_unit_change, found.first_unit)
    )
    return Change(
        ChangeKind.of(found.kind),
        ChangePart(found.parts),
        found.likeness,
        Node(old, found.old_node) if found.old_node else None,
        Node(new, found.new_node) if found.new_node else None,
        Plan(old, found.old_plan) if found.old_plan else None,
        Plan(new, found.new_plan) if found.new_plan else None,
        units,
    )


def diff(
    old: Document, new: Document, *, likeness: Optional[int] = None, unchanged: bool = False
) -> Tuple[Change, ...]:
    """What changed from ``old`` to ``new``, in the order of ``new``; docs/diff.md says how nodes are matched.

    Args:
        likeness: per cent from which two texts are one that was reworded, 1 to 100; by default 60.
        unchanged: whether nodes without a change are listed too.

    Raises:
        Error: no memory.
        ClosedError: a document was closed.
    """
    if likeness is not None and not 1 <= likeness <= 100:
        raise ValueError("likeness is a percentage from 1 to 100")
    options = structs.gkplan_diff_options(
        size=ctypes.sizeof(structs.gkplan_diff_options), likeness=likeness or 0, unchanged=int(unchanged)
    )
    handles = old._live(), new._live()
    found, error = c_void_p(), c_void_p()
    status = library.gkplan_diff(
        handles[0].address, handles[1].address, ctypes.byref(options), ctypes.byref(found), ctypes.byref(error)
    )
    if status or not found.value:
        raise failure_of(status, error.value) if status else error_of(status)
    try:
        first = library.gkplan_changes_first(found.value)
        return tuple(_change_of(old, new, change) for change in chain(structs.gkplan_change, first))
    finally:
        library.gkplan_changes_free(found.value)
        del handles
