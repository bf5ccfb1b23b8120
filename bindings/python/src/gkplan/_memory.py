"""What makes the bindings memory-safe: who holds a C document, and how its structs are reached.

The C document is freed when the last Python reference to its ``Handle`` goes. A ``Document`` holds the handle and drops
it when it is closed; whoever reads a struct first takes the handle from the document (or gets ClosedError) and keeps it
until the read is done. So no thread can free a document while another reads from it, and nothing is read after closing.
"""

from __future__ import annotations

import datetime
from typing import Any, Callable, Iterator, Optional, Type, TypeVar

from . import _structs as structs
from ._errors import ClosedError, error_of
from ._library import library
from ._values import Place

_Struct = TypeVar("_Struct")


class Handle:
    """Owns one C document."""

    __slots__ = ("address", "_free")

    def __init__(self, address: int) -> None:
        self.address = address
        self._free: Callable[[int], None] = library.gkplan_document_free  # still there when modules are torn down

    def __del__(self) -> None:
        self._free(self.address)


class View:
    """An object that lies over a C struct of a document, which it keeps alive. Frozen; equal when the same struct."""

    __slots__ = ("_document", "_address")
    _struct: Any = None
    _document: Any
    _address: int

    def __init__(self, document: Any, address: int) -> None:
        object.__setattr__(self, "_document", document)
        object.__setattr__(self, "_address", address)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("%s is read-only" % type(self).__name__)

    def __delattr__(self, name: str) -> None:
        raise AttributeError("%s is read-only" % type(self).__name__)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View):
            return NotImplemented
        return self._address == other._address and self._document is other._document

    def __hash__(self) -> int:
        return hash(self._address)

    def __reduce__(self) -> Any:
        raise TypeError("%s cannot be pickled: send to_dict(), or the source, and read it there" % type(self).__name__)

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: object) -> Any:
        return self

    def _describe(self) -> str:
        self._document._live()
        return "<gkplan.%s>" % type(self).__name__

    def __repr__(self) -> str:
        try:
            return self._describe()
        except ClosedError:
            return "<gkplan.%s of a closed document>" % type(self).__name__

    def _get(self, field: str) -> Any:
        """The value of a field; text as bytes, an address as an int or None."""
        handle: Handle = self._document._live()
        value = getattr(self._struct.from_address(self._address), field)
        del handle  # not before the value has been copied
        return value

    def _text(self, field: str) -> str:
        return text_of(self._get(field)) or ""

    def _copied(self, copy: Callable[[Any], _Struct]) -> _Struct:
        """What ``copy`` makes of the struct while it is sure to live."""
        handle: Handle = self._document._live()
        value = copy(self._struct.from_address(self._address))
        del handle
        return value


def text_of(value: Optional[bytes]) -> Optional[str]:
    """A C string as text."""
    return None if value is None else value.decode("utf-8")


def failure_of(status: int, address: Optional[int]) -> Exception:
    """The exception for a failed call, made from its gkplan_error, which is freed."""
    if not address:
        return error_of(status)
    try:
        return error_of(
            status,
            text_of(library.gkplan_error_message(address)) or "",
            text_of(library.gkplan_error_source(address)) or "",
            text_of(library.gkplan_error_part(address)) or "",
            library.gkplan_error_line(address) or None,
        )
    finally:
        library.gkplan_error_free(address)


def date_of(value: Any) -> Optional[datetime.date]:
    """A gkplan_date; None when there is none."""
    return datetime.date(value.year, value.month, value.day) if value.year else None


def place_of(value: Any) -> Place:
    """A copy of a gkplan_place."""
    return Place(
        text_of(value.part),
        value.line or None,
        value.page or None,
        value.table if value.table >= 0 else None,
        value.row if value.row >= 0 else None,
        value.column if value.column >= 0 else None,
    )


def chain(struct: Type[Any], address: Optional[int]) -> Iterator[Any]:
    """The structs of a linked list. The caller holds the handle while it walks."""
    while address:
        item = struct.from_address(address)
        yield item
        address = item.next


def addresses(document: Any, struct: Type[Any], address: Optional[int]) -> Iterator[int]:
    """The addresses of a linked list, one at a time: the document may be closed in between, which raises."""
    while address:
        yield address
        handle: Handle = document._live()
        address = struct.from_address(address).next
        del handle


__all__ = ["Handle", "View", "addresses", "chain", "date_of", "failure_of", "library", "place_of", "structs", "text_of"]
