#!/usr/bin/env python3
"""The same document by every route gives the same plan.

    run_routes.py GKPLAN GOLD_DIR [--only ROUTE] [--show N] [--renew]

Each sample document (the expected JSON of GOLD_DIR and the layout families) is written as Word file, web page and in
every text dialect, read back by the command GKPLAN, and compared. expected.json says for each route and document how
many leaves must be exactly right, and how many but for white space (a route that folds or wraps a cell's text cannot
hold that). What is wrong must not be wrong in silence: where a leaf differs in more than white space, or is lost, stands
a warning or an error (silence.py). --renew writes the file anew. Exit status: 0 as expected or better, 1 worse or silent.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "golden"))
import compare  # noqa: E402
import document  # noqa: E402
import families  # noqa: E402
import silence  # noqa: E402
import write_docx  # noqa: E402
import write_html  # noqa: E402
import write_markdown  # noqa: E402
import write_pages  # noqa: E402
import write_text  # noqa: E402

EXPECTED = HERE / "expected.json"
ROUTES = {
    "docx": (".docx", "merged", write_docx.write),
    "html": (".html", "merged", write_html.write),
    "web-archive": (".mht", "merged", write_html.write_archive),
    "web-archive-base64": (".mht", "merged", lambda path, blocks: write_html.write_archive(path, blocks, "utf-8", "base64")),
}
for _dialect in write_text.TABLES:
    ROUTES[_dialect] = (".txt", "inferred",
                        lambda path, blocks, dialect=_dialect: write_text.write(path, blocks, dialect))
ROUTES["html-in-markdown"] = (".md", "merged", ROUTES["html-in-markdown"][2])
for _dialect in ("spanned-grid", "box-grid"):
    ROUTES[_dialect] = (".txt", "merged", ROUTES[_dialect][2])
for _route, (_origin, _write) in write_pages.PAGES.items():
    ROUTES[_route] = (".html", _origin, _write)
for _route, (_origin, _write) in write_markdown.MARKDOWN.items():
    ROUTES[_route] = (".md", _origin, _write)
ROUTES["csv"] = (".csv", "inferred", write_text.write_csv)


def samples(gold_directory):
    for path in sorted(gold_directory.glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))
    for family in families.FAMILIES:
        yield family.name, family.gold()


def convert(gkplan, path, *options):
    run = subprocess.run([gkplan, "convert", *options, "--to", "json", str(path)], capture_output=True, text=True, timeout=60,
                         encoding="utf-8")
    if run.returncode not in (0, 1):
        return None, run.stderr
    return json.loads(run.stdout), run.stderr


def without_spaces(value):
    """The JSON without the white space of its texts."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [without_spaces(item) for item in value]
    if isinstance(value, dict):
        return {key: without_spaces(item) for key, item in value.items()}
    return value


def records(gkplan, path, *options):
    """The leaves, each with its place."""
    run = subprocess.run([gkplan, "convert", *options, "--quiet", "--to", "ndjson", str(path)], capture_output=True, text=True,
                         timeout=60, encoding="utf-8")
    return [json.loads(line) for line in run.stdout.splitlines()]


def compared(gold, actual, route):
    """The tally of everything that the route can hold."""
    if route == "csv":
        gold = dict(gold, document={}, outline=actual.get("outline", []))
        gold["plans"] = [dict(plan, title=None, year=None) for plan in gold["plans"]]
        actual = dict(actual, plans=[dict(plan, title=None, year=None) for plan in actual["plans"]])
    return compare.compare_documents(gold, actual, 12)


def one(gkplan, directory, name, gold, route, show):
    suffix, origin, write = ROUTES[route]
    path = directory / f"{name}.{route}{suffix}"
    write(path, list(document.blocks_of(gold)))
    gold = document.with_origin(gold, origin)
    total = sum(1 for plan in gold["plans"] for _ in document.leaves_of(plan["nodes"]))
    actual, messages = convert(gkplan, path)
    if actual is None:
        return {"leaves": 0, "but_for_spaces": 0, "of": total, "differences": total}, [messages], []
    tally = compared(gold, actual, route)
    folded = compared(without_spaces(gold), without_spaces(actual), route)
    result = {"leaves": tally.matched["leaves"], "but_for_spaces": folded.matched["leaves"], "of": total,
              "differences": len(tally.differences)}
    silent = []
    if folded.differences:
        silent = silence.silent_leaves(gold["plans"], records(gkplan, path), actual["diagnostics"])
        if all(diagnostic["severity"] == "info" for diagnostic in actual["diagnostics"]):
            silent.extend(folded.differences)
    return result, tally.differences[:show], silent[:show]


def is_worse(result, before):
    return (result["leaves"] < before["leaves"] or result["but_for_spaces"] < before["but_for_spaces"]
            or result["differences"] > before["differences"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gkplan")
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--only", action="append", choices=sorted(ROUTES))
    parser.add_argument("--show", type=int, default=4)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder that keeps the written documents")
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    expected = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    worse = 0
    with tempfile.TemporaryDirectory() as temporary:
        directory = options.keep or pathlib.Path(temporary)
        for route in options.only or ROUTES:
            right = but_for_spaces = total = 0
            for name, gold in samples(options.gold):
                if route == "csv" and gold["plans"][0]["layout"] == "outline":
                    continue
                result, lines, silent = one(options.gkplan, directory, name, gold, route, options.show)
                right, total = right + result["leaves"], total + result["of"]
                but_for_spaces += result["but_for_spaces"]
                if silent:
                    worse += 1
                    print(f"{route}: {name}: no warning or error says so\n" + "\n".join(silent))
                before = expected.setdefault(route, {}).get(name) or {
                    "leaves": result["of"], "but_for_spaces": result["of"], "differences": 0}
                if options.renew:
                    expected[route][name] = result
                elif is_worse(result, before):
                    worse += 1
                    print(f"{route}: {name}: {result['leaves']} of {result['of']} leaves right, "
                          f"{result['but_for_spaces']} but for white space, {result['differences']} differences, "
                          f"expected {before['leaves']}, {before['but_for_spaces']} and {before['differences']}")
                    print("\n".join(lines))
            print(f"{route}: {right} of {total} leaves exactly right, {but_for_spaces} but for white space")
    if options.renew:
        EXPECTED.write_text(json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
