#!/usr/bin/env python3
"""What extractors made of real PDF files gives the plan of the document that was printed.

    run_extractions.py GKPLAN GOLD_DIR EXTRACTIONS_DIR [--only KIND] [--show N] [--renew]

The files of EXTRACTIONS_DIR are DOCUMENT.KIND or DOCUMENT@PRINTER.KIND, made by make_extractions.py. expected_extractions.json says for each
how many leaves must be exactly right; what is lacking there, the extraction does not hold, and a warning or an error
stands there (silence.py). A blank between a Chinese character and a Latin one does not count: in a PDF file it is a
gap like that which typesetters leave there. Exit status: 0 as expected or better, 1 worse or silent.
"""
import argparse
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "golden"))
import compare  # noqa: E402
import document  # noqa: E402
import run_routes  # noqa: E402
import silence  # noqa: E402

EXPECTED = HERE / "expected_extractions.json"
GAP = re.compile(r"(?<=[^\x00-\x7f]) +(?=[\x21-\x7e])|(?<=[\x21-\x7e]) +(?=[^\x00-\x7f])")


def without_gaps(value):
    if isinstance(value, str):
        return GAP.sub("", value)
    if isinstance(value, list):
        return [without_gaps(item) for item in value]
    if isinstance(value, dict):
        return {without_gaps(key): without_gaps(item) for key, item in value.items()}
    return value


# What is printed with fonts that have radicals in the place of characters.
OPTIONS = {"chromium.html": ["--normalize-text"], "wkhtmltopdf.html": ["--normalize-text"]}


def compared(gkplan, path, gold):
    """The tally of one file; a value of a merged cell may be known to be merged, or be inferred."""
    kind = path.name.split(".", 1)[1]
    options = OPTIONS.get(kind, ["--normalize-text"] if "@" in path.name else [])
    actual, messages = run_routes.convert(gkplan, path, *options)
    total = sum(1 for plan in gold["plans"] for _ in document.leaves_of(plan["nodes"]))
    if actual is None:
        return {"leaves": 0, "of": total, "differences": total}, [messages], []
    tallies = [compare.compare_documents(without_gaps(document.with_origin(gold, origin)), without_gaps(actual), 12)
               for origin in ("merged", "inferred")]
    best = min(tallies, key=lambda tally: len(tally.differences))
    silent = []
    if best.differences:
        silent = min((silence.silent_leaves(document.with_origin(gold, origin)["plans"],
                                            run_routes.records(gkplan, path, *options), actual["diagnostics"])
                      for origin in ("merged", "inferred")), key=len)
    return {"leaves": best.matched["leaves"], "of": total, "differences": len(best.differences)}, best.differences, silent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("extractions", type=pathlib.Path)
    parser.add_argument("--only")
    parser.add_argument("--show", type=int, default=4)
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    golds = dict(run_routes.samples(options.gold))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    worse, right, total = 0, {}, {}
    for path in sorted(options.extractions.iterdir()):
        name, kind = path.name.split(".", 1)
        if options.only and options.only != kind:
            continue
        result, lines, silent = compared(options.gkplan, path, golds[name.split("@")[0]])
        if silent:
            worse += 1
            print(f"{path.name}: no warning or error says so\n" + "\n".join(silent[:options.show]))
        right[kind] = right.get(kind, 0) + result["leaves"]
        total[kind] = total.get(kind, 0) + result["of"]
        before = expected.setdefault(kind, {}).get(name, {"leaves": result["of"], "differences": 0})
        if options.renew:
            expected[kind][name] = result
        elif result["leaves"] < before["leaves"] or result["differences"] > before["differences"]:
            worse += 1
            print(f"{path.name}: {result['leaves']} of {result['of']} leaves right, {result['differences']} differences, "
                  f"expected {before['leaves']} and {before['differences']}")
            print("\n".join(lines[:options.show]))
    for kind, count in right.items():
        print(f"{kind}: {count} of {total[kind]} leaves exactly right")
    if options.renew:
        EXPECTED.write_text(json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
