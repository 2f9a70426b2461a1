"""The checker stands alone: the standard library and itself, no code of the prover's."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import colorball.checker
from colorball.certificates.document import certificate_text
from colorball.certificates.registry import all_claims

FOLDER = Path(colorball.checker.__file__).parent
FILES = sorted(FOLDER.glob("**/*.py"))

# names of outer packages cannot be found, and the package above runs none of its own code
SCRIPT = """
import sys, types
for name in ("sympy", "numpy", "flint", "mpmath", "click", "rich", "colorball.balls",
             "colorball.exact", "colorball.weighted", "colorball.certificates", "colorball.proofs"):
    sys.modules[name] = None
package = types.ModuleType("colorball")
package.__path__ = [sys.argv[1]]
sys.modules["colorball"] = package
from colorball.checker import check
for path in sys.argv[2:]:
    print(check(open(path, "rb").read()))
foreign = [m for m in sys.modules if m.startswith("colorball.")
           and not m.startswith("colorball.checker") and sys.modules[m] is not None]
assert not foreign, foreign
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_imports_the_standard_library_and_itself_alone(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                modules = [name.name for name in names]
            case ast.ImportFrom(module=module, level=level):
                assert level == 0
                modules = [module]
            case ast.Call(func=ast.Name(id="__import__" | "eval" | "exec")):
                pytest.fail("it imports or runs something by name")
            case _:
                continue
        for module in modules:
            is_its_own = module == "colorball.checker" or module.startswith("colorball.checker.")
            assert is_its_own or module.partition(".")[0] in sys.stdlib_module_names
            assert module != "importlib"


def test_it_checks_all_certificates_where_nothing_else_is_installed(tmp_path, certificates):
    paths = []
    for name, certificate in certificates.items():
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(certificate_text(certificate), encoding="utf-8")
    command = [sys.executable, "-I", "-S", "-c", SCRIPT, str(FOLDER.parent), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [claim.name for claim in all_claims()]
