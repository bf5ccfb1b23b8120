"""Exceptions: the C library's status, with the file and the place in it."""

from __future__ import annotations

from typing import Dict, Optional, Type

from ._enums import Status


class Error(Exception):
    """A call of the library failed.

    Attributes:
        status: why, as the C library says it.
        message: one line of English: file, place, what was found and what was expected.
        file: the name of the source, "" when there is none.
        part: the part inside the source ("word/document.xml"), "" when there is none.
        line: the line in the part, from 1; None when unknown.
    """

    def __init__(
        self, status: Status, message: str = "", file: str = "", part: str = "", line: Optional[int] = None
    ) -> None:
        super().__init__(status, message, file, part, line)  # all of them, so that it can be pickled
        self.status = status
        self.message = message or str(status)
        self.file = file
        self.part = part
        self.line = line

    def __str__(self) -> str:
        return self.message


class NoMemoryError(Error, MemoryError):
    """An allocation failed."""


class OpenError(Error):
    """The file does not exist or may not be read."""


class UnsupportedFormatError(Error):
    """A format that the library does not read."""


class MalformedError(Error):
    """The bytes break the rules of their format."""


class EncryptedError(Error):
    """Protected by a password."""


class LimitError(Error):
    """One of the limits was passed."""


class EncodingError(Error):
    """The bytes are no text in any encoding the library knows."""


class CancelledError(Error):
    """The progress function asked to stop."""


class ClosedError(ValueError):
    """The document was closed."""


BY_STATUS: Dict[Status, Type[Error]] = {
    Status.NO_MEMORY: NoMemoryError,
    Status.CANNOT_OPEN: OpenError,
    Status.UNSUPPORTED_FORMAT: UnsupportedFormatError,
    Status.MALFORMED: MalformedError,
    Status.ENCRYPTED: EncryptedError,
    Status.LIMIT: LimitError,
    Status.ENCODING: EncodingError,
    Status.CANCELLED: CancelledError,
}


def error_of(
    status: int, message: str = "", file: str = "", part: str = "", line: Optional[int] = None
) -> Error:
    """The exception for a status."""
    known = Status.of(status)
    return BY_STATUS.get(known, Error)(known, message, file, part, line)
