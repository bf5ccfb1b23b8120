"""Finds and loads the shared library, checks that it is one this package knows, and declares its functions.

Looked for in this order: the path in the environment variable GKPLAN_LIBRARY, the library that the wheel carries, the
system's. ctypes.CDLL releases the GIL during every call.
"""

from __future__ import annotations

import ctypes
import os
import pathlib
from ctypes import POINTER, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from typing import Any, Dict, List, Tuple

from . import _structs as structs

ABI_VERSION = 1
OLDEST_VERSION = (0, 1, 0)  # whose structs _structs.py mirrors; an older library may have shorter ones
SONAME = "libgkplan.so.%d" % ABI_VERSION

_READ_END: List[Any] = [POINTER(structs.gkplan_read_options), POINTER(c_void_p), POINTER(c_void_p)]
_FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {
    "gkplan_version": (c_char_p, []),
    "gkplan_document_read_file": (c_int, [c_char_p, *_READ_END]),
    "gkplan_document_read_memory": (c_int, [c_char_p, c_size_t, *_READ_END]),
    "gkplan_document_read_callback": (c_int, [structs.READ_CALLBACK, c_void_p, *_READ_END]),
    "gkplan_document_free": (None, [c_void_p]),
    "gkplan_document_source_name": (c_char_p, [c_void_p]),
    "gkplan_document_format": (c_int, [c_void_p]),
    "gkplan_document_dialect": (c_char_p, [c_void_p]),
    "gkplan_document_encoding": (c_char_p, [c_void_p]),
    "gkplan_document_metadata": (c_void_p, [c_void_p]),
    "gkplan_document_first_block": (c_void_p, [c_void_p]),
    "gkplan_document_first_plan": (c_void_p, [c_void_p]),
    "gkplan_document_first_section": (c_void_p, [c_void_p]),
    "gkplan_document_first_diagnostic": (c_void_p, [c_void_p]),
    "gkplan_document_diagnostic_count": (c_size_t, [c_void_p]),
    "gkplan_document_account": (c_void_p, [c_void_p]),
    "gkplan_document_write_string": (c_int, [c_void_p, c_int, POINTER(c_void_p), POINTER(c_size_t)]),
    "gkplan_document_export_arrow": (c_int, [c_void_p, POINTER(structs.ArrowArrayStream)]),
    "gkplan_plan_export_arrow": (c_int, [c_void_p, POINTER(structs.ArrowArrayStream)]),
    "gkplan_plan_find": (c_void_p, [c_void_p, c_char_p]),
    "gkplan_node_next_below": (c_void_p, [c_void_p, c_void_p]),
    "gkplan_plan_first_leaf": (c_void_p, [c_void_p]),
    "gkplan_node_next_leaf": (c_void_p, [c_void_p]),
    "gkplan_node_next": (c_void_p, [c_void_p]),
    "gkplan_node_path": (c_size_t, [c_void_p, c_char_p, c_size_t]),
    "gkplan_rule_at": (c_void_p, [c_size_t]),
    "gkplan_check": (c_int, [c_void_p, POINTER(structs.gkplan_check_options), POINTER(c_void_p), POINTER(c_void_p)]),
    "gkplan_findings_first": (c_void_p, [c_void_p]),
    "gkplan_findings_free": (None, [c_void_p]),
    "gkplan_diff": (
        c_int,
        [c_void_p, c_void_p, POINTER(structs.gkplan_diff_options), POINTER(c_void_p), POINTER(c_void_p)],
    ),
    "gkplan_changes_first": (c_void_p, [c_void_p]),
    "gkplan_changes_free": (None, [c_void_p]),
    "gkplan_string_free": (None, [c_void_p]),
    "gkplan_error_message": (c_char_p, [c_void_p]),
    "gkplan_error_source": (c_char_p, [c_void_p]),
    "gkplan_error_part": (c_char_p, [c_void_p]),
    "gkplan_error_line": (c_uint32, [c_void_p]),
    "gkplan_error_free": (None, [c_void_p]),
}


def _candidates() -> List[str]:
    override = os.environ.get("GKPLAN_LIBRARY")
    if override:
        return [override]
    bundled = pathlib.Path(__file__).with_name(SONAME)
    return [str(bundled)] if bundled.exists() else [SONAME]


def _check(library: ctypes.CDLL, path: str) -> None:
    """Raise ImportError unless the library's ABI is the one of this package, and new enough."""
    try:
        abi = library.gkplan_abi_version()
        number = library.gkplan_version_number()
    except AttributeError:
        raise ImportError("%s is not libgkplan, or one from before its first release" % path) from None
    version = (number // 10000, number // 100 % 100, number % 100)
    if abi != ABI_VERSION:
        raise ImportError(
            "%s has ABI version %d, but this gkplan package needs %d; install a libgkplan and a gkplan package of the"
            " same ABI version" % (path, abi, ABI_VERSION)
        )
    if version < OLDEST_VERSION:
        raise ImportError(
            "%s is libgkplan %d.%d.%d, but this gkplan package needs %d.%d.%d or newer; update libgkplan"
            % (path, *version, *OLDEST_VERSION)
        )


def load() -> ctypes.CDLL:
    """The library with all functions declared. Raises ImportError with words that say what to do."""
    reasons = []
    for path in _candidates():
        try:
            library = ctypes.CDLL(path)
        except OSError as error:
            reasons.append(str(error))
            continue
        _check(library, path)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments
        return library
    raise ImportError(
        "libgkplan was not found (%s); install the wheel that carries it, install libgkplan on the system, or set"
        " GKPLAN_LIBRARY to the path of %s" % ("; ".join(reasons), SONAME)
    )


library = load()
