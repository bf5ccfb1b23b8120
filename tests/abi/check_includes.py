#!/usr/bin/env python3
"""Which folder of lib may include which: the direction of flow, held by a test.

    check_includes.py SOURCE_ROOT
"""
import pathlib
import re
import sys

ALLOWED = {
    "core": {"core", "vocabulary"},
    "vocabulary": {"core", "vocabulary"},
    "source": {"core", "source"},
    "layout": {"core", "layout"},
    "read": {"core", "source", "layout", "read", "vocabulary"},
    "arrange": {"core", "layout", "field", "arrange"},
    "field": {"core", "layout", "field", "vocabulary"},
    "plan": {"core", "layout", "field", "plan", "vocabulary"},
    "check": {"core", "layout", "field", "plan", "check", "vocabulary"},
    "write": {"write"},
}


def main():
    root = pathlib.Path(sys.argv[1])
    wrong = 0
    for folder, allowed in ALLOWED.items():
        for path in sorted((root / "lib" / folder).rglob("*.[ch]")):
            text = path.read_text(encoding="utf-8")
            for name in re.findall(r'^#include "([^"]+)"', text, re.MULTILINE):
                target = name.split("/")[0] if "/" in name else folder
                if target not in allowed:
                    wrong += 1
                    print(f"{path.relative_to(root)}: includes {name}; lib/{folder} may include {sorted(allowed)}")
    for path in sorted((root / "tools").rglob("*.[ch]")):
        for name in re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE):
            if "/" in name:
                wrong += 1
                print(f"{path.relative_to(root)}: includes {name}; the command uses public headers only")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
