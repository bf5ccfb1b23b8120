#!/usr/bin/env python3
"""Runs the tests of the Python package against the library that was just built.

    run_python.py SOURCE_DIR BUILD_DIR LIBRARY COMMAND CC [PYTEST_ARGUMENT ...]

They run in a virtual environment in the build folder, which sees the system's packages (Debian's python3-pytest and
python3-hypothesis) and gets from PyPI what is missing. What compares with other projects (pyarrow, pandas, mypy) is
skipped, with the reason said, where PyPI cannot be reached. GKPLAN_TEST_SPARK=1 in the environment adds what is too big
for every run: PySpark, Dask, polars, duckdb. A library with AddressSanitizer in it is loaded behind its run-time, so
that the library's own reads of freed memory, and Python's of freed texts, are found.
"""
import os
import pathlib
import subprocess
import sys

NEEDED = ["pytest", "hypothesis"]
WELCOME = ["pyarrow", "pandas", "mypy"]
BIG = ["pyspark", "dask", "polars", "duckdb"]
SKIPPED = 77


def quiet(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def has(python, module):
    return quiet(python, "-c", f"import {module}").returncode == 0


def install(python, modules):
    missing = [module for module in modules if not has(python, module)]
    if missing:
        options = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15", "--prefer-binary"]
        quiet(python, "-m", "pip", "install", *options, *missing)
    return [module for module in missing if not has(python, module)]


def environment_in(folder):
    """The Python of the virtual environment; ends the test as skipped where it cannot be made."""
    python = str(folder / "bin" / "python")
    if not os.path.exists(python):
        made = quiet(sys.executable, "-m", "venv", "--system-site-packages", str(folder))
        if made.returncode:
            print("skipped: no virtual environment:", made.stdout.strip().splitlines()[:1])
            sys.exit(SKIPPED)
    missing = install(python, NEEDED)
    if missing:
        print("skipped: PyPI cannot be reached, and there is no", " and no ".join(missing))
        sys.exit(SKIPPED)
    welcome = WELCOME + (BIG if os.environ.get("GKPLAN_TEST_SPARK") == "1" else [])
    for module in install(python, welcome):
        print(f"{module} is not there and PyPI cannot be reached: its tests are skipped")
    return python


def sanitizer_settings(library, compiler):
    """What must be loaded before Python for a library with AddressSanitizer in it; C++ for pyarrow's exceptions."""
    if "libasan" not in quiet("ldd", library).stdout:
        return {}
    paths = [quiet(compiler, f"-print-file-name={name}").stdout.strip() for name in ("libasan.so", "libstdc++.so")]
    options = {"LD_PRELOAD": " ".join(os.path.realpath(path) for path in paths)}
    options["ASAN_OPTIONS"] = "detect_leaks=0"  # the interpreter never frees all it has
    return dict(options, ARROW_DEFAULT_MEMORY_POOL="system")


def main():
    source, build, library, command, compiler = sys.argv[1:6]
    root, package = pathlib.Path(source), pathlib.Path(source, "bindings", "python")
    python = environment_in(pathlib.Path(build) / "python-venv")
    environment = dict(os.environ, GKPLAN_LIBRARY=library, GKPLAN_COMMAND=command, GKPLAN_CC=compiler)
    environment.update(GKPLAN_SOURCE_ROOT=str(root), PYTHONPATH=str(package / "src"), PYTHONDONTWRITEBYTECODE="1")
    environment["GKPLAN_VERSION_HEADERS"] = str(pathlib.Path(build, "include", "gkplan"))
    environment.update(sanitizer_settings(library, compiler))
    arguments = ["-q", "-rs", "-p", "no:cacheprovider", *(sys.argv[6:] or [str(package / "tests")])]
    os.chdir(build)  # hypothesis writes its examples into the working directory
    return subprocess.run([python, "-m", "pytest", *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
