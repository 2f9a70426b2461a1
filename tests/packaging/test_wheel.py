"""The wheel: what it puts into site-packages, and that it works far from the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("colorball", "proofs", "pyproject.toml", "setup.py", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from a copy of the sources, so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / "source" / name, ignore=ignored)
        else:
            shutil.copy(source, folder / "source" / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    run = subprocess.run(
        [*command, str(folder / "source")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_a_wheel_holds_colorball_and_nothing_else(installed):
    tops = {path.name for path in installed.iterdir()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"colorball"}


def test_a_wheel_carries_claims_types_and_schema(installed):
    package = installed / "colorball"
    claims = {path.name for path in (ROOT / "proofs").glob("*.py")}
    assert {path.name for path in (package / "proofs").glob("*.py")} == claims
    assert (package / "py.typed").exists()
    assert (package / "certificates" / "schema.json").exists()


def test_verify_works_from_the_wheel_alone(installed, tmp_path):
    # -P and the path keep the checkout out, whatever is installed for development
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); "
        "sys.meta_path[:] = [f for f in sys.meta_path if 'editable' not in repr(f).lower()]; "
        "import colorball, colorball.proofs; "
        f"assert colorball.__file__.startswith({str(installed)!r}); "
        f"assert colorball.proofs.__file__.startswith({str(installed)!r}); "
        "from colorball.cli.main import main; "
        "sys.argv = ['colorball', 'verify', 'lemma-a1']; main()"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "proved" in run.stdout
