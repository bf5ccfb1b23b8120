"""Hatchling's hook: builds the shared library with Meson for a wheel, and takes the C sources into an sdist.

With GKPLAN_SYSTEM_LIBRARY=1 in the environment the wheel carries no library and uses the system's, whose ABI version is
checked when it is loaded.
"""

import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SONAME = "libgkplan.so.1"
# What building the library needs of the repository.
SOURCES = ["meson.build", "meson_options.txt", "include", "lib", "pkgconfig", "schema", "tools", "docs", "LICENSE"]


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version, build_data):
        here = pathlib.Path(self.root)
        core = here / "core" if (here / "core").exists() else here.parent.parent
        if self.target_name == "sdist":
            for name in SOURCES:
                build_data["force_include"][str(core / name)] = "core/" + name
        elif version != "editable" and os.environ.get("GKPLAN_SYSTEM_LIBRARY") != "1":
            build_data["force_include"][self.build_library(core)] = "gkplan/" + SONAME
            build_data["pure_python"] = False
            build_data["tag"] = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")

    def build_library(self, core):
        """The path of the new library; its folder lives as long as this hook."""
        self.folder = tempfile.TemporaryDirectory()
        # The build tools of pip's own environment stand beside its Python's packages, and on PATH.
        meson = [sys.executable, "-m", "mesonbuild.mesonmain"]
        options = ["--buildtype=release", "--strip", "-Dtests=false", "-Ddefault_library=both"]
        subprocess.run([*meson, "setup", self.folder.name, str(core), *options], check=True)
        subprocess.run([*meson, "compile", "-C", self.folder.name, "lib/gkplan:shared_library"], check=True)
        return str((pathlib.Path(self.folder.name) / "lib" / SONAME).resolve())
