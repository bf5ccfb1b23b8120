"""python -m gkplan FILE: the tree of a document, or one of the C library's outputs.

Exit status: 0 done, 1 done but the document has error diagnostics, 2 could not run; as the gkplan command's.
"""

import argparse
import sys
from typing import List, Optional

import gkplan

_OUTPUTS = {str(output): output for output in gkplan.Output}


def main(arguments: Optional[List[str]] = None) -> int:
    """Run it; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m gkplan", description="Show a work plan (分解表).")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--to", choices=sorted(_OUTPUTS), help="write this instead of a short tree")
    parser.add_argument("--version", action="version", version="gkplan %s" % gkplan.library_version)
    parsed = parser.parse_args(arguments)
    try:
        document = gkplan.read(parsed.file)
    except gkplan.Error as error:
        print(error, file=sys.stderr)
        return 2
    text = document.write(_OUTPUTS[parsed.to]) if parsed.to else str(document) + "\n"
    sys.stdout.buffer.write(text.encode("utf-8"))
    return int(any(item.severity is gkplan.Severity.ERROR for item in document.diagnostics))


if __name__ == "__main__":
    sys.exit(main())
