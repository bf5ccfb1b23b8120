"""Small values, copied out of a document when they are asked for: they may outlive it, and are hashable."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Optional, Tuple

from ._enums import Origin, Recurrence, Role, Severity, UnitRole


@dataclass(frozen=True)
class Place:
    """Where something stands in the source. Lines and pages count from 1, the others from 0; None is unknown."""

    part: Optional[str]
    line: Optional[int]
    page: Optional[int]
    table: Optional[int]
    row: Optional[int]
    column: Optional[int]


@dataclass(frozen=True)
class Unit:
    """One unit, named as in the source; ``scope`` is the text before a colon that says what for."""

    name: str
    role: UnitRole
    scope: Optional[str]


@dataclass(frozen=True)
class Units:
    """A units field of a leaf."""

    text: str
    origin: Origin
    units: Tuple[Unit, ...]


@dataclass(frozen=True)
class Deadline:
    """A deadline field of a leaf. ``due`` is the last day in time; ``relative_days`` counts from the issue."""

    text: str
    origin: Origin
    due: Optional[datetime.date]
    start: Optional[datetime.date]
    ongoing: bool
    recurring: Optional[Recurrence]
    relative_days: Optional[int]


@dataclass(frozen=True)
class Field:
    """A value of a column that has no place of its own: remarks, target, person ..."""

    name: str
    text: str
    role: Role
    origin: Origin


@dataclass(frozen=True)
class Column:
    """One column of a plan's table."""

    header: str
    role: Role
    grid_column: int


@dataclass(frozen=True)
class Metadata:
    """What the notice says of itself; None or () where it says nothing."""

    title: Optional[str]
    number: Optional[str]
    issuer: Optional[str]
    disclosure: Optional[str]
    issued: Optional[datetime.date]
    printed: Optional[datetime.date]
    addressees: Tuple[str, ...]
    copied_to: Tuple[str, ...]
    attachments: Tuple[str, ...]


@dataclass(frozen=True)
class Diagnostic:
    """A doubt that a rule decided. ``plan`` is an index from 0, ``node`` a path such as "3.2.1"."""

    code: str
    name: str
    severity: Severity
    message: str
    message_chinese: str
    plan: Optional[int]
    node: Optional[str]
    place: Place
    value: str
    second_value: str


@dataclass(frozen=True)
class Account:
    """The proof that nothing is lost, in characters: read == placed + named, plan_read == plan_placed + plan_named."""

    read: int
    placed: int
    named: int
    plan_read: int
    plan_placed: int
    plan_named: int
