"""The package is typed, and its syntax is that of the oldest Python it claims."""

import ast
import pathlib
import subprocess
import sys

import gkplan
import pytest

PACKAGE = pathlib.Path(gkplan.__file__).parent


def test_mypy_finds_nothing():
    pytest.importorskip("mypy")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(PACKAGE)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert (PACKAGE / "py.typed").exists()


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_it_is_python_3_9(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize("name", gkplan.__all__)
def test_everything_public_says_what_it_is(name):
    thing = getattr(gkplan, name)
    if name != "library_version":
        assert thing.__doc__
