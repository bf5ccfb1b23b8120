"""Which leaves of a plan are wrong in silence.

A leaf that differs from the source's, or is lost, must have a warning or an error at its place: of the leaf itself, at
its row or one beside it, or of the whole table or document (a header that can be read in two ways concerns every row).
"""
import difflib
import json

NEAR = 1  # rows or lines between a diagnostic and what it is about
FIELDS = ("label", "text", "number", "lead", "units", "support", "deadline", "fields")


def leaf_key(leaf, levels):
    """A leaf and the texts above it as one value, without white space."""
    value = [[[level["label"], level["text"]] for level in levels], {key: leaf[key] for key in FIELDS}]
    return "".join(json.dumps(value, ensure_ascii=False, sort_keys=True).replace("\\n", "").split())


def keys_of(nodes, above=()):
    for node in nodes:
        if node["children"]:
            yield from keys_of(node["children"], (*above, node))
        else:
            yield leaf_key(node, above)


def is_near(place, first, last, unit):
    """A place is between two others, counted in rows or lines, or beside them."""
    numbers = place[unit], first[unit], last[unit]
    return None not in numbers and numbers[1] - NEAR <= numbers[0] <= numbers[2] + NEAR


def is_about(diagnostic, first, last):
    """A diagnostic is about one of the leaves from first to last, or about all leaves of their table or document."""
    place, start, end = diagnostic["source"], first["source"], last["source"]
    if diagnostic["node"] is not None and (diagnostic["plan"], diagnostic["node"]) == (first["plan"], first["path"]):
        return True
    if start["table"] is None:
        return place["line"] is None or is_near(place, start, end, "line")
    if place["table"] != start["table"]:
        return place["table"] is None
    return place["row"] is None or is_near(place, start, end, "row")


def silent_leaves(gold_plans, leaves, diagnostics):
    """What differs or is lost where nothing says so, one text each; leaves are the records of NDJSON."""
    expected = [key for plan in gold_plans for key in keys_of(plan["nodes"])]
    found = [leaf_key(leaf, leaf["levels"]) for leaf in leaves]
    doubts = [diagnostic for diagnostic in diagnostics if diagnostic["severity"] != "info"]
    if not leaves:
        return [] if doubts else expected
    silent = []
    for operation, e0, e1, f0, f1 in difflib.SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if operation == "equal":
            continue
        first, last = leaves[max(f0 - 1, 0)], leaves[min(f1, len(leaves) - 1)]
        if f0 == f1 and not any(is_about(doubt, first, last) for doubt in doubts):
            silent.extend(f"lost: {key}" for key in expected[e0:e1])
        silent.extend(f"differs: {key}" for leaf, key in zip(leaves[f0:f1], found[f0:f1])
                      if not any(is_about(doubt, leaf, leaf) for doubt in doubts))
    return silent
