"""Checking a document before it is published: rules, and what they find."""

from __future__ import annotations

import ctypes
from ctypes import c_void_p
from dataclasses import dataclass, fields
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union

from . import _structs as structs
from ._document import Document, _diagnostic_of
from ._enums import RuleUse, Severity
from ._errors import error_of
from ._library import library
from ._memory import chain, failure_of
from ._values import Diagnostic

Settings = Union[Mapping[str, RuleUse], Iterable[Tuple[str, RuleUse]]]


@dataclass(frozen=True)
class Rule:
    """One rule of a check: its stable code and name, what it looks at and what to do, in English and Chinese."""

    code: str
    name: str
    severity: Severity
    since: str
    text: str
    text_chinese: str
    looks_at: str
    looks_at_chinese: str
    advice: str
    advice_chinese: str
    fires: str
    quiet: str


def rules() -> Tuple[Rule, ...]:
    """All rules, in order of code."""
    found: List[Rule] = []
    names = [field.name for field in fields(Rule)]
    while True:
        address = library.gkplan_rule_at(len(found))
        if not address:
            return tuple(found)
        rule = structs.gkplan_rule.from_address(address)
        values: Dict[str, Any] = {name: getattr(rule, name) for name in names}
        texts = {name: value.decode("utf-8") for name, value in values.items() if isinstance(value, bytes)}
        found.append(Rule(severity=Severity.of(rule.severity), **texts))


def _options(
    settings: Settings, unit_likeness: Optional[int], findings: Optional[int]
) -> structs.gkplan_check_options:
    if unit_likeness is not None and not 1 <= unit_likeness <= 100:
        raise ValueError("unit_likeness is a percentage from 1 to 100")
    if findings is not None and not 1 <= findings < 1 << 64:
        raise ValueError("findings is a whole number from 1 to 2**64 - 1")
    pairs = list(settings.items() if isinstance(settings, Mapping) else settings)
    if any("\0" in rule for rule, _ in pairs):
        raise ValueError("a NUL character in the name of a rule")
    made = [structs.gkplan_rule_setting(rule.encode("utf-8"), int(use)) for rule, use in pairs]
    return structs.gkplan_check_options(
        size=ctypes.sizeof(structs.gkplan_check_options),
        settings=(structs.gkplan_rule_setting * len(made))(*made) if made else None,
        setting_count=len(made),
        unit_likeness=unit_likeness or 0,
        findings=findings or 0,
    )


def check(
    document: Document,
    *,
    settings: Optional[Settings] = None,
    unit_likeness: Optional[int] = None,
    findings: Optional[int] = None,
) -> Tuple[Diagnostic, ...]:
    """What should not be published as it is, in the document's order. Other threads run meanwhile.

    Args:
        settings: what is asked of rules, by code or name ("all": every one), as a mapping or as pairs; later ones count
            before earlier ones. A severity does not turn a rule on.
        unit_likeness: per cent from which two names of units are probably one, 1 to 100; by default 85.
        findings: how many are kept; by default 10,000.

    Raises:
        Error: a rule that is not there, or no memory.
        ClosedError: the document was closed.
    """
    options = _options(settings or {}, unit_likeness, findings)
    handle = document._live()
    found, error = c_void_p(), c_void_p()
    status = library.gkplan_check(
        handle.address, ctypes.byref(options), ctypes.byref(found), ctypes.byref(error)
    )
    if status or not found.value:
        raise failure_of(status, error.value) if status else error_of(status)
    try:
        first = library.gkplan_findings_first(found.value)
        return tuple(_diagnostic_of(item) for item in chain(structs.gkplan_diagnostic, first))
    finally:
        library.gkplan_findings_free(found.value)
        del handle
