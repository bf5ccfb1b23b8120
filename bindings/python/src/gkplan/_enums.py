"""The enums of the C headers, by the same names. An unknown value of a newer library becomes the enum's first one."""

from __future__ import annotations

import enum
from typing import Type, TypeVar

_Name = TypeVar("_Name", bound="_Named")


class _Named(enum.IntEnum):
    """An enum whose text is the name that JSON has for it."""

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")

    @classmethod
    def of(cls: Type[_Name], value: int) -> _Name:
        """The member with this value, or the first one when the library is newer than this package."""
        try:
            return cls(value)
        except ValueError:
            return next(iter(cls))


class Format(_Named):
    """The format of a source."""

    AUTOMATIC = 0
    DOCX = 1
    TEXT = 2
    HTML = 3
    PDF_TEXT = 4


class Revisions(_Named):
    """What becomes of tracked changes."""

    ACCEPT = 0
    REJECT = 1


class Role(_Named):
    """What a column says."""

    OTHER = 0
    NUMBER = 1
    TASK = 2
    REQUIREMENT = 3
    TARGET = 4
    LEAD = 5
    UNITS = 6
    SUPPORT = 7
    PERSON = 8
    CONTACT = 9
    START = 10
    DEADLINE = 11
    PROGRESS = 12
    REMARKS = 13


class Origin(_Named):
    """Where a field's value comes from."""

    NONE = 0
    OWN = 1
    MERGED = 2
    INFERRED = 3


class UnitRole(_Named):
    """What a unit does for the task."""

    RESPONSIBLE = 0
    LEAD = 1
    SUPPORT = 2


class Recurrence(_Named):
    """How often a task recurs."""

    NONE = 0
    WEEKLY = 1
    MONTHLY = 2
    QUARTERLY = 3
    HALF_YEARLY = 4
    YEARLY = 5


class NodeKind(_Named):
    """What a node is."""

    TASK = 0
    REQUIREMENT = 1


class Evidence(_Named):
    """Why a node stands where it stands."""

    CELL = 0
    SECTION_ROW = 1
    MERGED = 2
    CONTINUED = 3
    PAGE_TOP = 4
    LIKENESS = 5
    PLACED = 6
    OUTLINE = 7


class PlanLayout(_Named):
    """What a plan was made from."""

    TABLE = 0
    OUTLINE = 1


class BlockKind(_Named):
    """What a block of the layout is."""

    PARAGRAPH = 0
    TABLE = 1
    PAGE_BREAK = 2
    RULE = 3
    TEXT_BOX = 4


class Severity(_Named):
    """How grave a diagnostic is."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class RuleUse(_Named):
    """What is asked of a rule of a check."""

    DISABLE = 0
    ENABLE = 1
    AS_INFO = 2
    AS_WARNING = 3
    AS_ERROR = 4


class ChangeKind(_Named):
    """What happened to a node from one document to the other."""

    NONE = 0
    ADDED = 1
    REMOVED = 2
    CHANGED = 3


class ChangePart(enum.IntFlag):
    """What differs in a changed node."""

    TEXT = 1
    PLACE = 2
    NUMBER = 4
    UNITS = 8
    DEADLINE = 16
    DEADLINE_YEAR = 32
    FIELDS = 64
    DEPTH = 128


class Output(_Named):
    """What to write a document as."""

    JSON = 0
    JSON_COMPACT = 1
    NDJSON = 2
    CSV = 3
    TSV = 4
    MARKDOWN = 5
    LAYOUT_JSON = 6


class Status(_Named):
    """Why a call failed. A status that this package does not know is UNKNOWN."""

    UNKNOWN = -1
    OK = 0
    NO_MEMORY = 1
    INVALID_ARGUMENT = 2
    CANNOT_OPEN = 3
    READ_ERROR = 4
    UNSUPPORTED_FORMAT = 5
    MALFORMED = 6
    ENCRYPTED = 7
    LIMIT = 8
    ENCODING = 9
    CANCELLED = 10
    WRITE_ERROR = 11
    NOT_FOUND = 12
