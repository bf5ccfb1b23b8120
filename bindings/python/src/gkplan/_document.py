"""Documents: reading them, and what they hold."""

from __future__ import annotations

import ctypes
import json
import re
from ctypes import c_size_t, c_void_p
from types import TracebackType
from typing import Any, Dict, Iterator, List, Optional, Tuple, Type

from . import _arrow
from . import _structs as structs
from ._enums import Format, Output, Severity
from ._errors import ClosedError, error_of
from ._layout import Block, Table, _blocks
from ._memory import Handle, View, addresses, chain, date_of, library, place_of, text_of
from ._plan import Plan, Section, _sections
from ._values import Account, Diagnostic, Metadata

# A cell of the CSV, and what ends it: the writer's dialect is RFC 4180, and cells may be longer than csv allows.
_CSV_CELL = re.compile(r'("[^"]*(?:""[^"]*)*"|[^,\r\n]*)(,|\r\n)')


class Document:
    """A document that was read. Made by :func:`gkplan.read`.

    It is closed by ``close()``, by a ``with`` block, or when the last object that came from it goes. Everything that
    lies over it raises ClosedError after that; values (units, deadlines, texts, records, Arrow data) live on. A
    document never changes and may be used by any number of threads.
    """

    __slots__ = ("_handle", "__weakref__")

    def __init__(self, handle: Handle) -> None:
        self._handle: Optional[Handle] = handle

    def _live(self) -> Handle:
        handle = self._handle
        if handle is None:
            raise ClosedError("the document was closed")
        return handle

    def close(self) -> None:
        """Close it; may be called again."""
        self._handle = None

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._handle is None

    def __enter__(self) -> Document:
        self._live()
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError("Document cannot be pickled: send to_dict(), or the source, and read it there")

    def _call(self, name: str) -> Any:
        handle = self._live()
        return getattr(library, name)(handle.address)

    @property
    def source_name(self) -> str:
        """The name of the source: the option, else the path, else ""."""
        return text_of(self._call("gkplan_document_source_name")) or ""

    @property
    def format(self) -> Format:
        """The format it was read as."""
        return Format.of(self._call("gkplan_document_format"))

    @property
    def dialect(self) -> str:
        """The dialect inside the format ("ooxml", "tika", "markdown" ...)."""
        return text_of(self._call("gkplan_document_dialect")) or ""

    @property
    def encoding(self) -> str:
        """The encoding of the source."""
        return text_of(self._call("gkplan_document_encoding")) or ""

    @property
    def plans(self) -> Tuple[Plan, ...]:
        """The plans, in order."""
        first = self._call("gkplan_document_first_plan")
        return tuple(Plan(self, address) for address in addresses(self, structs.gkplan_plan, first))

    @property
    def outline(self) -> Tuple[Section, ...]:
        """The numbered prose."""
        return _sections(self, self._call("gkplan_document_first_section"))

    @property
    def blocks(self) -> Tuple[Block, ...]:
        """The layout's blocks in reading order."""
        return _blocks(self, self._call("gkplan_document_first_block"))

    @property
    def tables(self) -> Tuple[Table, ...]:
        """The tables of the layout, in order; a table inside a cell is reached from the cell, not from here."""
        found: List[Table] = []
        waiting = list(reversed(self.blocks))
        while waiting:
            block = waiting.pop()
            table = block.table
            if table is not None:
                found.append(table)
            waiting.extend(reversed(block.children))
        return tuple(found)

    @property
    def metadata(self) -> Metadata:
        """What the notice says of itself."""
        handle = self._live()
        found = structs.gkplan_metadata.from_address(library.gkplan_document_metadata(handle.address))
        lists = [
            tuple(text.text.decode("utf-8") for text in chain(structs.gkplan_text, first))
            for first in (found.addressees, found.copied_to, found.attachments)
        ]
        texts = [text_of(text) for text in (found.title, found.number, found.issuer, found.disclosure)]
        metadata = Metadata(
            texts[0], texts[1], texts[2], texts[3], date_of(found.issued), date_of(found.printed), *lists
        )
        del handle
        return metadata

    @property
    def diagnostics(self) -> Tuple[Diagnostic, ...]:
        """The doubts that rules decided, in order of finding (as many as the limit keeps)."""
        handle = self._live()
        first = library.gkplan_document_first_diagnostic(handle.address)
        found = tuple(_diagnostic_of(item) for item in chain(structs.gkplan_diagnostic, first))
        del handle
        return found

    @property
    def diagnostic_count(self) -> int:
        """The number of diagnostics found, those past the limit included."""
        return int(self._call("gkplan_document_diagnostic_count"))

    @property
    def account(self) -> Account:
        """The proof that nothing is lost."""
        handle = self._live()
        found = structs.gkplan_account.from_address(library.gkplan_document_account(handle.address))
        account = Account(*(getattr(found, field[0]) for field in structs.gkplan_account._fields_))
        del handle
        return account

    def write(self, output: Output = Output.JSON) -> str:
        """The document as the C library writes it; the same bytes in UTF-8. Raises Error."""
        handle = self._live()
        string, length = c_void_p(), c_size_t()
        status = library.gkplan_document_write_string(
            handle.address, int(output), ctypes.byref(string), ctypes.byref(length)
        )
        del handle
        if status:
            raise error_of(status)
        try:
            return ctypes.string_at(string.value or 0, length.value).decode("utf-8")
        finally:
            library.gkplan_string_free(string)

    def to_json(self, indent: bool = True) -> str:
        """The whole document as JSON, as docs/model.md says, indented or on one line."""
        return self.write(Output.JSON if indent else Output.JSON_COMPACT)

    def to_dict(self) -> Dict[str, Any]:
        """The same as dicts and lists."""
        document: Dict[str, Any] = json.loads(self.to_json(indent=False))
        return document

    def rows(self) -> Iterator[Dict[str, str]]:
        """The rows of the C library's CSV, one leaf each, by column; a column whose name stands twice gets " (2)"."""
        names: List[str] = []
        row: List[str] = []
        for match in _CSV_CELL.finditer(self.write(Output.CSV)):
            cell = match.group(1)
            row.append(cell[1:-1].replace('""', '"') if cell.startswith('"') else cell)
            if match.group(2) == ",":
                continue
            if names:
                yield dict(zip(names, row))
            else:
                names = _unique(row)
            row = []

    def records(self) -> Iterator[Dict[str, Any]]:
        """One dict a leaf of every plan, with the columns and values of the Arrow export."""
        return (record for plan in self.plans for record in plan.records())

    def to_pandas(self) -> Any:
        """The leaves of every plan as a pandas DataFrame (pandas 2 or newer). Raises ImportError without pandas."""
        return _arrow.data_frame(self.records())

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """The leaves of every plan as an Arrow stream; it may outlive the document."""
        return _arrow.capsule(self, library.gkplan_document_export_arrow)

    def __str__(self) -> str:
        return "\n\n".join(str(plan) for plan in self.plans)

    def __repr__(self) -> str:
        if self.closed:
            return "<gkplan.Document, closed>"
        return "<gkplan.Document %r: %d plans>" % (self.source_name, len(self.plans))

    def _repr_html_(self) -> str:
        return "\n".join(plan._repr_html_() for plan in self.plans)


def _unique(names: List[str]) -> List[str]:
    uses: Dict[str, int] = {}
    found = []
    for name in names:
        uses[name] = uses.get(name, 0) + 1
        found.append(name if uses[name] == 1 else "%s (%d)" % (name, uses[name]))
    return found


def _diagnostic_of(found: Any) -> Diagnostic:
    return Diagnostic(
        found.code.decode("utf-8"),
        found.name.decode("utf-8"),
        Severity.of(found.severity),
        found.message.decode("utf-8"),
        found.message_chinese.decode("utf-8"),
        found.plan if found.plan >= 0 else None,
        text_of(found.node),
        place_of(found.place),
        found.value.decode("utf-8"),
        found.second_value.decode("utf-8"),
    )


__all__ = ["Document", "View"]
