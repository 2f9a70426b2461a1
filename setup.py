"""What pyproject.toml cannot tell setuptools.

The claims live in the top-level folder ``proofs`` but are installed as ``colorball.proofs``.
pyproject.toml can either find packages by itself or list them with such a mapping, not both,
and a list would have to be kept up with every new subpackage.
"""

import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


class CleanBuild(build_py):
    """Starts from an empty folder.

    Left to itself setuptools also packs what an earlier build left in build/lib: a claim deleted
    since then would still be in the wheel, and be found there.
    """

    def run(self):
        shutil.rmtree(Path(self.build_lib, "colorball"), ignore_errors=True)
        super().run()


setup(
    packages=[*find_packages(include=["colorball", "colorball.*"]), "colorball.proofs"],
    package_dir={"colorball": "colorball", "colorball.proofs": "proofs"},
    cmdclass={"build_py": CleanBuild},
)
