"""Every reader of the table has a fuzz target: `check_targets.py READERS_C TARGET...`."""
import pathlib
import re
import sys

readers = set(re.findall(r"&gk_reader_(\w+)", pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))
lacking = sorted(readers - set(sys.argv[2:]))
for name in lacking:
    print(f"the reader {name} has no fuzz target: add it to tests/fuzz/meson.build, with a seed in tests/fuzz/corpus/{name}/")
sys.exit(1 if lacking or not readers else 0)
