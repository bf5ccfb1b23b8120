"""The leaves for other programs: Arrow capsules, and the same columns as plain Python values."""

from __future__ import annotations

import ctypes
import importlib
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Optional

from . import _structs as structs
from ._enums import UnitRole
from ._errors import error_of

if TYPE_CHECKING:
    from ._plan import Node, Plan

_NAME = b"arrow_array_stream"
_streams: Dict[int, structs.ArrowArrayStream] = {}  # those in a capsule, by address, so that they live as long as it

_DESTRUCTOR = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
_RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_capsule_new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_char_p, _DESTRUCTOR)(
    ("PyCapsule_New", ctypes.pythonapi)
)
_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def _destroy(capsule: int) -> None:
    """A consumer that took the stream has set its release to NULL; a capsule that nobody took still owns it."""
    stream = _streams.pop(_capsule_pointer(capsule, _NAME))
    if stream.release:
        _RELEASE(stream.release)(ctypes.addressof(stream))


_destroy_callback = _DESTRUCTOR(_destroy)  # lives as long as the module: capsules may die late


def capsule(document: Any, export: Callable[..., int], address: Optional[int] = None) -> object:
    """A PyCapsule with the stream that ``export`` makes of the struct at ``address``, or of the document."""
    stream = structs.ArrowArrayStream()
    handle = document._live()
    status = export(address or handle.address, ctypes.byref(stream))
    del handle
    if status:
        raise error_of(status)
    where = ctypes.addressof(stream)
    _streams[where] = stream
    return _capsule_new(where, _NAME, _destroy_callback)


def record(plan: Plan, title: Any, leaf: Node) -> Dict[str, Any]:
    """What the Arrow export says of a leaf; the same names, types and order."""
    lead, units, support, deadline = leaf.lead, leaf.units, leaf.support, leaf.deadline
    every = leaf.all_units
    return {
        "plan": plan.position,
        "plan_title": title,
        "path": leaf.path,
        "number": leaf.number,
        "tasks": [str(node) for node in leaf.ancestors],
        "kind": str(leaf.kind),
        "label": leaf.label,
        "text": leaf.text,
        "lead": [unit.name for unit in every if unit.role is UnitRole.LEAD],
        "responsible": [unit.name for unit in every if unit.role is UnitRole.RESPONSIBLE],
        "support": [unit.name for unit in every if unit.role is UnitRole.SUPPORT],
        "units": [{"name": unit.name, "role": str(unit.role), "scope": unit.scope} for unit in every],
        "deadline": deadline.text if deadline else None,
        "start": deadline.start if deadline else None,
        "due": deadline.due if deadline else None,
        "ongoing": deadline.ongoing if deadline else None,
        "recurring": str(deadline.recurring) if deadline and deadline.recurring else None,
        "relative_days": deadline.relative_days if deadline else None,
        "lead_text": lead.text if lead else None,
        "units_text": units.text if units else None,
        "support_text": support.text if support else None,
        "lead_origin": str(lead.origin) if lead else None,
        "units_origin": str(units.origin) if units else None,
        "support_origin": str(support.origin) if support else None,
        "deadline_origin": str(deadline.origin) if deadline else None,
        "fields": [{"name": field.name, "text": field.text} for field in leaf.fields],
        "line": leaf.place.line,
    }


COLUMNS = tuple(
    "plan plan_title path number tasks kind label text lead responsible support units deadline start due ongoing"
    " recurring relative_days lead_text units_text support_text lead_origin units_origin support_origin"
    " deadline_origin fields line".split()
)


def data_frame(records: Iterable[Dict[str, Any]]) -> Any:
    """A pandas DataFrame; dates are datetime64[s], whole numbers that may be missing are Int64."""
    pandas: Any = importlib.import_module("pandas")

    frame = pandas.DataFrame(list(records), columns=list(COLUMNS))
    types = {"start": "datetime64[s]", "due": "datetime64[s]"}
    types.update({name: "Int64" for name in ("plan", "relative_days", "line")})
    return frame.astype({"ongoing": "boolean", **types})
