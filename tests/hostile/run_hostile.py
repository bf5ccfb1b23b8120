#!/usr/bin/env python3
"""Hostile documents through the command, in bounded time and memory: `run_hostile.py GKPLAN [--show] [NAME...]`.

Each case is a document and what must come of it: words that the error must hold, or None when it must be read.
A child may use SECONDS of CPU and MEMORY of address space; what takes more fails, as does any signal.
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import hostile_documents

SECONDS = 20
MEMORY = 1 << 30
READ_EXITS = (0, 1)


def bound():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(command, path):
    # A sanitizer reserves address space without end.
    preparation = None if os.environ.get("GKPLAN_SANITIZED") else bound
    # convert takes a folder for the documents in it
    what = ["dump"] if path.is_dir() else ["convert", "--to", "json"]
    return subprocess.run([command, *what, str(path)], stdin=subprocess.DEVNULL, capture_output=True,
                          preexec_fn=preparation, timeout=6 * SECONDS)


def verdict(result, name, wanted):
    """Why the result is wrong, or None."""
    error = result.stderr.decode("utf-8", "replace")
    if wanted is None:
        return None if result.returncode in READ_EXITS else f"was not read: {error.strip()[:300]}"
    if isinstance(wanted, bytes):
        if result.returncode not in READ_EXITS:
            return f"was not read: {error.strip()[:300]}"
        return None if wanted in result.stdout else f"output does not hold {wanted.decode()}"
    if result.returncode != 2:
        return f"exit {result.returncode}, wanted 2 and '{wanted}'"
    if result.stdout:
        return "wrote a document although it could not read it"
    if name not in error:
        return f"the error does not name the file: {error}"
    return None if wanted in error else f"the error does not say '{wanted}': {error.strip()[:300]}"


def main():
    arguments = sys.argv[1:]
    show = "--show" in arguments
    command, *only = [argument for argument in arguments if argument != "--show"]
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, make, wanted in hostile_documents.cases():
            if only and name not in only:
                continue
            path = pathlib.Path(folder) / name
            cleanup = make(path)
            try:
                result = run(command, path)
                reason = verdict(result, name, wanted)
                if show:
                    print(name, result.returncode, result.stderr.decode("utf-8", "replace").strip()[:200], sep=": ")
            except subprocess.TimeoutExpired:
                reason = "did not end"
            if cleanup:
                cleanup()
            elif path.is_file():
                path.unlink()
            count += 1
            if reason:
                wrong += 1
                print(f"{name}: {reason}")
    print(f"{count} hostile documents, {wrong} not as wanted")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
