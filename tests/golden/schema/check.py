#!/usr/bin/env python3
"""Hold what gkplan writes against the schemas.

    check.py GKPLAN SCHEMA_FOLDER FILE...

Exit status: 0 all right, 1 not, 77 (skipped) without the jsonschema module.
"""
import json
import pathlib
import subprocess
import sys
import warnings

try:
    import jsonschema
except ImportError:
    sys.exit(77)

warnings.simplefilter("ignore", DeprecationWarning)  # RefResolver: its successor is not in every jsonschema


def validator(folder, name):
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.schema.json")}
    resolver = jsonschema.RefResolver("", {}, store=schemas)
    jsonschema.Draft7Validator.check_schema(schemas[name])
    return jsonschema.Draft7Validator(schemas[name], resolver=resolver)


def written(program, path, *arguments):
    done = subprocess.run([program, *arguments, "--quiet", str(path)], capture_output=True, timeout=60)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode("utf-8"))
    return done.stdout.decode("utf-8")


def main():
    program, folder, *paths = sys.argv[1:]
    folder = pathlib.Path(folder)
    document, line, layout = (validator(folder, f"gkplan-1{what}.schema.json") for what in ("", "-line", "-layout"))
    wrong = 0
    for path in map(pathlib.Path, paths):
        checks = [(document, written(program, path, "convert", "--to", "json")),
                  (layout, written(program, path, "layout"))]
        checks += [(line, text) for text in written(program, path, "convert", "--to", "ndjson").splitlines()]
        for check, text in checks:
            for error in check.iter_errors(json.loads(text)):
                wrong += 1
                print(f"{path}: {error.json_path}: {error.message[:200]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
