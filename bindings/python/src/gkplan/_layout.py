"""The layout: the tables as the source has them, spans and all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, Optional, Tuple

from . import _structs as structs
from ._enums import BlockKind
from ._memory import View, addresses, place_of
from ._values import Place

if TYPE_CHECKING:
    from ._document import Document


class Cell(View):
    """One cell. A grid position that a span covers has no cell of its own. Positions count from 0."""

    __slots__ = ()
    _struct = structs.gkplan_cell

    @property
    def text(self) -> str:
        """Paragraphs joined by line breaks; "" when blank."""
        return self._text("text")

    @property
    def row(self) -> int:
        """The row in which it begins."""
        return int(self._get("row"))

    @property
    def column(self) -> int:
        """The grid column in which it begins."""
        return int(self._get("column"))

    @property
    def row_span(self) -> int:
        """Rows covered, at least 1."""
        return int(self._get("row_span"))

    @property
    def column_span(self) -> int:
        """Grid columns covered, at least 1."""
        return int(self._get("column_span"))

    @property
    def line(self) -> Optional[int]:
        """Line in the source, from 1, or None."""
        return self._get("line") or None

    @property
    def page(self) -> Optional[int]:
        """Page, from 1, or None."""
        return self._get("page") or None

    @property
    def tables(self) -> Tuple[Table, ...]:
        """Tables inside the cell."""
        return _tables(self._document, self._get("first_table"))

    def _describe(self) -> str:
        return "<gkplan.Cell %d,%d %r>" % (self.row, self.column, self.text[:20])


class Row(View):
    """One row: the cells that begin in it, from left to right."""

    __slots__ = ()
    _struct = structs.gkplan_row

    @property
    def row(self) -> int:
        """Its number, from 0."""
        return int(self._get("row"))

    @property
    def cells(self) -> Tuple[Cell, ...]:
        """The cells that begin here."""
        first = self._get("first_cell")
        return tuple(Cell(self._document, address) for address in addresses(self._document, structs.gkplan_cell, first))

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)


class Table(View):
    """One table."""

    __slots__ = ()
    _struct = structs.gkplan_table

    @property
    def position(self) -> int:
        """Its number in the document, from 0, nested ones included."""
        return int(self._get("position"))

    @property
    def row_count(self) -> int:
        """Rows."""
        return int(self._get("row_count"))

    @property
    def column_count(self) -> int:
        """Grid columns."""
        return int(self._get("column_count"))

    @property
    def rows(self) -> Iterator[Row]:
        """The rows, from the top."""
        first = self._get("first_row")
        return (Row(self._document, address) for address in addresses(self._document, structs.gkplan_row, first))

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self._copied(lambda table: place_of(table.place))

    def _describe(self) -> str:
        return "<gkplan.Table %d: %d rows, %d columns>" % (self.position, self.row_count, self.column_count)


class Block(View):
    """One block of the layout: a paragraph, a table, a page break, a rule or a text box."""

    __slots__ = ()
    _struct = structs.gkplan_block

    @property
    def kind(self) -> BlockKind:
        """What it is."""
        return BlockKind.of(self._get("kind"))

    @property
    def text(self) -> str:
        """The text of a paragraph, else ""."""
        return self._text("text")

    @property
    def level(self) -> Optional[int]:
        """Heading level 1 to 9, or None."""
        return self._get("level") or None

    @property
    def table(self) -> Optional[Table]:
        """The table of a table block."""
        address = self._get("table")
        return Table(self._document, address) if address else None

    @property
    def children(self) -> Tuple[Block, ...]:
        """The blocks of a text box."""
        return _blocks(self._document, self._get("first_child"))

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self._copied(lambda block: place_of(block.place))


def _tables(document: Document, first: Optional[int]) -> Tuple[Table, ...]:
    return tuple(Table(document, address) for address in addresses(document, structs.gkplan_table, first))


def _blocks(document: Document, first: Optional[int]) -> Tuple[Block, ...]:
    return tuple(Block(document, address) for address in addresses(document, structs.gkplan_block, first))
