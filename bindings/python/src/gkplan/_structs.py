"""ctypes mirrors of the public structs, in the words of the C headers.

Structs of the library grow at their end only, so a mirror of an older release is always right for a newer library; that
the library is not older than the mirrors is checked when it is loaded (_library.py). ``tests/test_struct_layout.py``
holds every offset against what the C compiler says.
"""

from __future__ import annotations

import ctypes
from ctypes import c_bool, c_char_p, c_int, c_int16, c_int32, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p

Address = c_void_p


class gkplan_date(ctypes.Structure):
    _fields_ = [("year", c_int16), ("month", c_uint8), ("day", c_uint8)]


class gkplan_place(ctypes.Structure):
    _fields_ = [
        ("part", c_char_p),
        ("byte", c_uint64),
        ("line", c_uint32),
        ("page", c_uint32),
        ("table", c_int32),
        ("row", c_int32),
        ("column", c_int32),
        ("reserved", c_int32),
    ]


class gkplan_block(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("first_child", Address),
        ("table", Address),
        ("text", c_char_p),
        ("text_length", c_size_t),
        ("place", gkplan_place),
        ("kind", c_int),
        ("level", c_uint32),
        ("label_length", c_uint32),
        ("flags", c_uint32),
    ]


class gkplan_table(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("parent", Address),
        ("first_row", Address),
        ("row_count", c_uint32),
        ("column_count", c_uint32),
        ("position", c_int32),
        ("flags", c_uint32),
        ("place", gkplan_place),
    ]


class gkplan_row(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("first_cell", Address),
        ("cell_count", c_uint32),
        ("row", c_uint32),
        ("line", c_uint32),
        ("flags", c_uint32),
    ]


class gkplan_cell(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("first_table", Address),
        ("text", c_char_p),
        ("text_length", c_uint32),
        ("row", c_uint32),
        ("column", c_uint32),
        ("row_span", c_uint32),
        ("column_span", c_uint32),
        ("line", c_uint32),
        ("page", c_uint32),
        ("label_length", c_uint32),
        ("flags", c_uint32),
    ]


class gkplan_account(ctypes.Structure):
    _fields_ = [
        ("read", c_uint64),
        ("placed", c_uint64),
        ("named", c_uint64),
        ("plan_read", c_uint64),
        ("plan_placed", c_uint64),
        ("plan_named", c_uint64),
    ]


class gkplan_unit(ctypes.Structure):
    _fields_ = [("next", Address), ("name", c_char_p), ("scope", c_char_p), ("role", c_int)]


class gkplan_units(ctypes.Structure):
    _fields_ = [
        ("text", c_char_p),
        ("first_unit", Address),
        ("unit_count", c_uint32),
        ("origin", c_int),
        ("cell", Address),
    ]


class gkplan_deadline(ctypes.Structure):
    _fields_ = [
        ("text", c_char_p),
        ("origin", c_int),
        ("due", gkplan_date),
        ("start", gkplan_date),
        ("ongoing", c_bool),
        ("recurring", c_int),
        ("relative_days", c_int32),
        ("cell", Address),
    ]


class gkplan_field(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("name", c_char_p),
        ("text", c_char_p),
        ("role", c_int),
        ("origin", c_int),
        ("cell", Address),
    ]


class gkplan_task(ctypes.Structure):
    _fields_ = [
        ("number", c_char_p),
        ("lead", Address),
        ("units", Address),
        ("support", Address),
        ("deadline", Address),
        ("first_field", Address),
    ]


class gkplan_node(ctypes.Structure):
    _fields_ = [
        ("parent", Address),
        ("first_child", Address),
        ("last_child", Address),
        ("next", Address),
        ("previous", Address),
        ("task", Address),
        ("label", c_char_p),
        ("text", c_char_p),
        ("cell", Address),
        ("block", Address),
        ("place", gkplan_place),
        ("kind", c_int),
        ("level", c_uint32),
        ("child_count", c_uint32),
        ("position", c_uint32),
        ("evidence", c_int),
    ]


class gkplan_column(ctypes.Structure):
    _fields_ = [("next", Address), ("header", c_char_p), ("role", c_int), ("grid_column", c_uint32)]


class gkplan_plan(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("title", c_char_p),
        ("first_column", Address),
        ("first_node", Address),
        ("last_node", Address),
        ("table", Address),
        ("year", c_int32),
        ("layout", c_int),
        ("position", c_uint32),
        ("column_count", c_uint32),
        ("node_count", c_uint32),
        ("leaf_count", c_uint32),
    ]


class gkplan_section(ctypes.Structure):
    _fields_ = [
        ("parent", Address),
        ("first_child", Address),
        ("next", Address),
        ("label", c_char_p),
        ("title", c_char_p),
        ("body", c_char_p),
        ("place", gkplan_place),
    ]


class gkplan_text(ctypes.Structure):
    _fields_ = [("next", Address), ("text", c_char_p)]


class gkplan_metadata(ctypes.Structure):
    _fields_ = [
        ("title", c_char_p),
        ("number", c_char_p),
        ("issuer", c_char_p),
        ("disclosure", c_char_p),
        ("issued", gkplan_date),
        ("printed", gkplan_date),
        ("addressees", Address),
        ("copied_to", Address),
        ("attachments", Address),
    ]


class gkplan_diagnostic(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("code", c_char_p),
        ("name", c_char_p),
        ("severity", c_int),
        ("plan", c_int32),
        ("message", c_char_p),
        ("message_chinese", c_char_p),
        ("node", c_char_p),
        ("place", gkplan_place),
        ("value", c_char_p),
        ("second_value", c_char_p),
    ]


class gkplan_limits(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t),
        ("input_bytes", c_uint64),
        ("archive_entries", c_uint64),
        ("uncompressed_bytes", c_uint64),
        ("compression_ratio", c_uint64),
        ("xml_depth", c_uint64),
        ("tables", c_uint64),
        ("rows", c_uint64),
        ("columns", c_uint64),
        ("cells", c_uint64),
        ("text_bytes", c_uint64),
        ("table_depth", c_uint64),
        ("diagnostics", c_uint64),
    ]


class gkplan_header_word(ctypes.Structure):
    _fields_ = [("word", c_char_p), ("role", c_int)]


PROGRESS = ctypes.CFUNCTYPE(c_bool, c_uint64, c_uint64, c_void_p)
READ_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_long, c_void_p, c_size_t, c_void_p)


class gkplan_read_options(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t),
        ("source_name", c_char_p),
        ("format", c_int),
        ("revisions", c_int),
        ("encoding", c_char_p),
        ("plan_year", c_int32),
        ("issued", gkplan_date),
        ("header_words", ctypes.POINTER(gkplan_header_word)),
        ("header_word_count", c_size_t),
        ("limits", ctypes.POINTER(gkplan_limits)),
        ("allocator", c_void_p),
        ("progress", PROGRESS),
        ("progress_context", c_void_p),
        ("reserved", c_uint64),
        ("normalize_text", c_uint32),
        ("skim_markup", c_uint32),
    ]


class gkplan_rule(ctypes.Structure):
    _fields_ = [
        ("code", c_char_p),
        ("name", c_char_p),
        ("severity", c_int),
        ("since", c_char_p),
        ("text", c_char_p),
        ("text_chinese", c_char_p),
        ("looks_at", c_char_p),
        ("looks_at_chinese", c_char_p),
        ("advice", c_char_p),
        ("advice_chinese", c_char_p),
        ("fires", c_char_p),
        ("quiet", c_char_p),
    ]


class gkplan_rule_setting(ctypes.Structure):
    _fields_ = [("rule", c_char_p), ("use", c_int)]


class gkplan_check_options(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t),
        ("settings", ctypes.POINTER(gkplan_rule_setting)),
        ("setting_count", c_size_t),
        ("unit_likeness", c_uint32),
        ("reserved", c_uint32),
        ("findings", c_uint64),
        ("allocator", c_void_p),
    ]


class gkplan_diff_options(ctypes.Structure):
    _fields_ = [("size", c_size_t), ("allocator", c_void_p), ("likeness", c_uint32), ("unchanged", c_uint32)]


class gkplan_unit_change(ctypes.Structure):
    _fields_ = [("next", Address), ("old_unit", Address), ("new_unit", Address)]


class gkplan_change(ctypes.Structure):
    _fields_ = [
        ("next", Address),
        ("old_node", Address),
        ("new_node", Address),
        ("old_plan", Address),
        ("new_plan", Address),
        ("first_unit", Address),
        ("kind", c_int),
        ("parts", c_uint32),
        ("likeness", c_uint32),
    ]


class ArrowArrayStream(ctypes.Structure):
    """The stream of the Arrow C stream interface: four callbacks and their data."""

    _fields_ = [
        ("get_schema", c_void_p),
        ("get_next", c_void_p),
        ("get_last_error", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]
