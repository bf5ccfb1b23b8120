#!/usr/bin/env python3
"""The library beside the floor for plans of several sizes: a table, or with --json a line of JSON for each.

    run_floor.py FLOOR [--json] [--rounds N] [ROWS ...]
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("floor")
    parser.add_argument("rows", nargs="*", type=int, default=[71, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_intermixed_args()
    if not options.json:
        print(f"{'plan':>18} {'xml MB':>7} {'floor ms':>9} {'library ms':>10} {'ratio':>6} {'of minima':>9} {'us a row':>8} {'skimmed ms':>10} {'ratio':>6} {'of minima':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in options.rows:
            for variant in ([], ["--one-merge"], ["--lean"]):
                path = pathlib.Path(folder, "plan.docx")
                subprocess.run([sys.executable, str(HERE / "make_plan.py"), str(rows), str(path), *variant], check=True)
                out = subprocess.run([options.floor, str(path), str(options.rounds)], capture_output=True, text=True, check=True)
                found = dict(json.loads(out.stdout), rows=rows, one_merge="--one-merge" in variant, lean="--lean" in variant)
                if options.json:
                    print(json.dumps(found))
                    continue
                name = f"{rows} {variant[0][2:].replace('-', ' ') if variant else 'rows'}"
                print(f"{name:>18} {found['xml_bytes'] / 1e6:7.2f} {found['floor_ms']:9.2f} {found['library_ms']:10.2f} "
                      f"{found['ratio']:6.2f} {found['ratio_of_minima']:9.2f} {1000 * found['library_ms'] / rows:8.2f} "
                      f"{found['skimmed_ms']:10.2f} {found['skimmed_ratio']:6.2f} {found['skimmed_ratio_of_minima']:9.2f}")


if __name__ == "__main__":
    main()
