"""Which library is loaded, and what is said when it is the wrong one."""

import os
import shutil
import subprocess
import sys

import pytest

CC = os.environ.get("GKPLAN_CC") or shutil.which("cc")


def try_import(library):
    environment = dict(os.environ, GKPLAN_LIBRARY=str(library))
    run = subprocess.run([sys.executable, "-c", "import gkplan"], env=environment, capture_output=True, text=True)
    return run.stderr


def build(folder, source):
    if not CC:
        pytest.skip("no C compiler")
    (folder / "fake.c").write_text(source)
    subprocess.run([CC, "-shared", "-fPIC", "-o", str(folder / "fake.so"), str(folder / "fake.c")], check=True)
    return folder / "fake.so"


def test_a_missing_library_says_what_to_do():
    words = try_import("/nowhere/libgkplan.so.1")
    assert "ImportError: libgkplan was not found" in words and "GKPLAN_LIBRARY" in words


def test_another_abi_version_is_refused(tmp_path):
    fake = build(tmp_path, "int gkplan_abi_version(void) { return 2; } int gkplan_version_number(void) { return 20000; }")
    assert "has ABI version 2, but this gkplan package needs 1" in try_import(fake)


def test_an_older_library_is_refused(tmp_path):
    fake = build(tmp_path, "int gkplan_abi_version(void) { return 1; } int gkplan_version_number(void) { return 99; }")
    assert "is libgkplan 0.0.99, but this gkplan package needs 0.1.0 or newer" in try_import(fake)


def test_another_library_is_refused(tmp_path):
    assert "is not libgkplan" in try_import(build(tmp_path, "int something(void) { return 1; }"))
