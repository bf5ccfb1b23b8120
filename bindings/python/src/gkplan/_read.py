"""Reading: a path, bytes, or a file object."""

from __future__ import annotations

import ctypes
import datetime
import os
from ctypes import c_void_p
from typing import Any, BinaryIO, Callable, List, Mapping, Optional, Union

from . import _structs as structs
from ._document import Document
from ._enums import Format, Revisions, Role
from ._errors import error_of
from ._library import library
from ._memory import Handle, failure_of

Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, BinaryIO]
Progress = Callable[[int, int], Optional[bool]]


class _Caught:
    """Runs the caller's functions for the C library, and keeps the exception that one of them raised."""

    def __init__(self) -> None:
        self.error: Optional[BaseException] = None

    def progress(self, function: Progress) -> Any:
        def call(done: int, total: int, context: object) -> bool:
            try:
                return function(done, total) is not False
            except BaseException as error:
                self.error = error
                return False

        return structs.PROGRESS(call)

    def reading(self, file: BinaryIO) -> Any:
        def call(buffer: int, capacity: int, context: object) -> int:
            try:
                data = file.read(capacity)
                if not isinstance(data, (bytes, bytearray)):
                    raise TypeError("the file object gives %s, not bytes" % type(data).__name__)
                if len(data) > capacity:
                    raise ValueError("the file object gave more than it was asked for")
                ctypes.memmove(buffer, bytes(data), len(data))
                return len(data)
            except BaseException as error:
                self.error = error
                return -1

        return structs.READ_CALLBACK(call)


def _limits(values: Mapping[str, int]) -> structs.gkplan_limits:
    names = {field[0] for field in structs.gkplan_limits._fields_} - {"size"}
    unknown = set(values) - names
    if unknown:
        raise TypeError("unknown limits %s; there are %s" % (sorted(unknown), sorted(names)))
    if any(not 0 <= value < 1 << 64 for value in values.values()):
        raise ValueError("a limit is a whole number from 0 (the default) to 2**64 - 1")
    return structs.gkplan_limits(size=ctypes.sizeof(structs.gkplan_limits), **values)


def _date(date: Optional[datetime.date]) -> structs.gkplan_date:
    return structs.gkplan_date(date.year, date.month, date.day) if date else structs.gkplan_date()


def _c_text(text: str) -> bytes:
    """For a char pointer, which ends at the first NUL: one inside would silently cut the text."""
    if "\0" in text:
        raise ValueError("a NUL character in %r" % text)
    return text.encode("utf-8")


def _options(
    source_name: Optional[str],
    format: Format,
    revisions: Revisions,
    encoding: Optional[str],
    plan_year: Optional[int],
    issued: Optional[datetime.date],
    header_words: Optional[Mapping[str, Role]],
    limits: Optional[Mapping[str, int]],
    normalize_text: bool,
    skim_markup: bool,
) -> structs.gkplan_read_options:
    words = [structs.gkplan_header_word(_c_text(word), int(role)) for word, role in (header_words or {}).items()]
    if plan_year is not None and not 1 <= plan_year <= 9999:
        raise ValueError("plan_year is a year from 1 to 9999")
    return structs.gkplan_read_options(
        size=ctypes.sizeof(structs.gkplan_read_options),
        source_name=None if source_name is None else _c_text(source_name),
        format=int(format),
        revisions=int(revisions),
        encoding=None if encoding is None else _c_text(encoding),
        plan_year=plan_year or 0,
        issued=_date(issued),
        header_words=(structs.gkplan_header_word * len(words))(*words) if words else None,
        header_word_count=len(words),
        limits=ctypes.pointer(_limits(limits)) if limits else None,
        normalize_text=int(normalize_text),
        skim_markup=int(skim_markup),
    )


def _call(source: Source, options: structs.gkplan_read_options, caught: _Caught, end: List[Any]) -> int:
    """The read function that fits the source."""
    status: int
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
        status = library.gkplan_document_read_memory(data, len(data), *end)
    elif isinstance(source, (str, os.PathLike)):
        path = os.fsencode(source)
        if b"\0" in path:
            raise ValueError("a NUL character in the path")
        status = library.gkplan_document_read_file(path, *end)
    elif hasattr(source, "read"):
        name = getattr(source, "name", None)
        if options.source_name is None and isinstance(name, str):
            options.source_name = _c_text(name)
        status = library.gkplan_document_read_callback(caught.reading(source), None, *end)
    else:
        raise TypeError("a path, bytes or a binary file object is needed, not %s" % type(source).__name__)
    return status


def read(
    source: Source,
    *,
    source_name: Optional[str] = None,
    format: Format = Format.AUTOMATIC,
    revisions: Revisions = Revisions.ACCEPT,
    encoding: Optional[str] = None,
    plan_year: Optional[int] = None,
    issued: Optional[datetime.date] = None,
    header_words: Optional[Mapping[str, Role]] = None,
    limits: Optional[Mapping[str, int]] = None,
    progress: Optional[Progress] = None,
    normalize_text: bool = False,
    skim_markup: bool = False,
) -> Document:
    """Read a document from a path, bytes, or a binary file object. Other threads run meanwhile.

    Args:
        source_name: its name in messages; by default the path, or the file object's ``name``.
        format: override of what is recognised by content.
        revisions: whether tracked changes count as accepted or as rejected.
        encoding: override of a text's encoding, such as "GB18030".
        plan_year: the year for dates without one, 1 to 9999.
        issued: the date of issue.
        header_words: more words that give a column its role when its header contains them.
        limits: values by the names of ``gkplan_limits`` in C, such as ``{"rows": 1000}``; 0 is the default.
        normalize_text: whether texts get plain characters where radicals and compatibility ideographs of PDF fonts and
            full-width letters and digits stand; punctuation is never changed.
        skim_markup: whether what no reader asks for in the XML of a Word file and stood there before, word for word, is
            left out before the XML is parsed: the same document and the same errors, sooner.
        progress: called with the bytes done and the bytes in all (0: unknown); returning False cancels.

    Raises:
        Error: with the C library's status, file, part and line; a subclass for the status.
        Whatever ``progress`` or the file object raise.
    """
    caught = _Caught()
    options = _options(source_name, format, revisions, encoding, plan_year, issued, header_words, limits, normalize_text,
                       skim_markup)
    if progress is not None:
        options.progress = caught.progress(progress)
    document, error = c_void_p(), c_void_p()
    status = _call(source, options, caught, [ctypes.byref(options), ctypes.byref(document), ctypes.byref(error)])
    handle = Handle(document.value) if document.value else None
    failure = failure_of(status, error.value) if status else None
    if caught.error is not None:
        raise caught.error
    if failure is not None or handle is None:
        raise failure or error_of(status)
    return Document(handle)
