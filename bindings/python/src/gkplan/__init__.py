"""gkplan reads 分解表, Chinese work plans in tables, as trees of tasks, units and deadlines.

>>> import gkplan
>>> document = gkplan.read("济南市2022年任务分解表.docx")      # doctest: +SKIP
>>> for leaf in document.plans[0].leaves():                    # doctest: +SKIP
...     print(leaf.path, leaf.text, leaf.due)

The C library libgkplan does the work; this package reaches it by ctypes and copies nothing until it is asked for.
"""

from ._check import Rule, check, rules
from ._diff import Change, UnitChange, diff
from ._document import Document
from ._enums import (
    BlockKind,
    ChangeKind,
    ChangePart,
    Evidence,
    Format,
    NodeKind,
    Origin,
    Output,
    PlanLayout,
    Recurrence,
    Revisions,
    Role,
    RuleUse,
    Severity,
    Status,
    UnitRole,
)
from ._errors import (
    CancelledError,
    ClosedError,
    EncodingError,
    EncryptedError,
    Error,
    LimitError,
    MalformedError,
    NoMemoryError,
    OpenError,
    UnsupportedFormatError,
)
from ._layout import Block, Cell, Row, Table
from ._library import library as _loaded
from ._plan import Node, Plan, Section
from ._read import read
from ._values import Account, Column, Deadline, Diagnostic, Field, Metadata, Place, Unit, Units

__version__ = "0.1.0"
#: The version of the C library that was loaded.
library_version: str = _loaded.gkplan_version().decode("ascii")

__all__ = [
    "Account",
    "Block",
    "BlockKind",
    "CancelledError",
    "Cell",
    "Change",
    "ChangeKind",
    "ChangePart",
    "ClosedError",
    "Column",
    "Deadline",
    "Diagnostic",
    "Document",
    "EncodingError",
    "EncryptedError",
    "Error",
    "Evidence",
    "Field",
    "Format",
    "LimitError",
    "MalformedError",
    "Metadata",
    "NoMemoryError",
    "Node",
    "NodeKind",
    "OpenError",
    "Origin",
    "Output",
    "Place",
    "Plan",
    "PlanLayout",
    "Recurrence",
    "Revisions",
    "Role",
    "Row",
    "Rule",
    "RuleUse",
    "Section",
    "Severity",
    "Status",
    "Table",
    "Unit",
    "UnitChange",
    "UnitRole",
    "Units",
    "UnsupportedFormatError",
    "check",
    "diff",
    "library_version",
    "read",
    "rules",
]
