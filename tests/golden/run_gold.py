#!/usr/bin/env python3
"""The seed documents against their expected JSON, and every JSON against its schema.

    run_gold.py GKPLAN SEEDS_DIR GOLD_DIR SCHEMA
"""
import json
import pathlib
import subprocess
import sys

import jsonschema

import compare


def main():
    gkplan, seeds, gold, schema = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    right = True
    for seed in sorted(seeds.iterdir()):
        run = subprocess.run([gkplan, "convert", "--to", "json", str(seed)], capture_output=True, timeout=60)
        if run.returncode not in (0, 1):
            print(run.stderr.decode("utf-8", "replace"))
            right = False
            continue
        actual = json.loads(run.stdout)
        for error in list(validator.iter_errors(actual))[:5]:
            print(f"{seed.name}: not as the schema says: {error.message[:200]}")
            right = False
        expected = json.loads((gold / f"{seed.stem}.json").read_text(encoding="utf-8"))
        right &= compare.compare_documents(expected, actual, 20).report(seed.name)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
