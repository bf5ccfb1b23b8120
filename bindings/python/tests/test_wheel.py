"""A wheel is built as a stranger would, installed into a fresh environment, and used there."""

import os
import subprocess
import sys
import venv
import zipfile

import pytest
from conftest import ROOT, SEED, environment_of_strangers

PROGRAM = """
import gkplan, sys
document = gkplan.read(sys.argv[1])
assert gkplan._library.library._name.startswith(sys.prefix), gkplan._library.library._name
print(len(list(document.records())), document.plans[0].title)
"""


def call(*command, **options):
    # The variables reach the pip that fills pip's own build environment, too.
    environment = dict(environment_of_strangers(), PIP_RETRIES="1", PIP_TIMEOUT="15")
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip"]
    run = call(*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT / "bindings" / "python"))
    if "No matching distribution found for hatchling" in run.stderr or "No module named pip" in run.stderr:
        pytest.skip("PyPI cannot be reached: no hatchling and meson to build a wheel with")
    assert run.returncode == 0, run.stdout + run.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_library_and_its_types(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {"gkplan/libgkplan.so.1", "gkplan/py.typed", "gkplan/__main__.py"} <= set(names)
    assert "-py3-none-linux_" in wheel.name


def test_a_fresh_environment_uses_it(wheel, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    assert call(python, "-m", "pip", "install", "--no-index", "--no-deps", str(wheel)).returncode == 0
    run = call(python, "-c", PROGRAM, str(SEED), cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout.split()[0]) > 50
    assert call(python, "-m", "gkplan", str(SEED), cwd=tmp_path).returncode in (0, 1)
    assert os.path.exists(tmp_path / "venv" / "bin" / "gkplan-python")
