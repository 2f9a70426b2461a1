"""What tests and doctests share; it is here, not in tests/, to reach the doctests too."""

import importlib
import os
import pkgutil
import signal
import sys

import flint
import pytest
from hypothesis import settings

import colorball.proofs
from colorball.certificates.registry import all_claims

# pytest finds proofs/x.py and would import a second copy of it as proofs.x. Under that name it
# now meets the module that users get, colorball.proofs.x, and takes the doctests from there.
sys.modules["proofs"] = colorball.proofs
for _module in pkgutil.iter_modules(colorball.proofs.__path__):
    sys.modules[f"proofs.{_module.name}"] = importlib.import_module(
        f"colorball.proofs.{_module.name}"
    )

# CI must give the same verdict twice; slow machines must not fail a test by its deadline.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=2000)
_default_profile = "ci" if os.environ.get("CI") == "true" else "dev"
settings.load_profile(os.environ.get("COLORBALL_HYPOTHESIS", _default_profile))

_DEFAULT_PREC = flint.ctx.prec


@pytest.fixture(scope="session", autouse=True)
def ctrl_c():
    """A shell's background jobs ignore Ctrl-C, and tests that press it would wait for ever."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def flint_precision():
    """Fails a test that leaves flint's global precision changed, and puts it right for the next."""
    yield
    left_prec, flint.ctx.prec = flint.ctx.prec, _DEFAULT_PREC
    assert left_prec == _DEFAULT_PREC, f"the test left flint.ctx.prec at {left_prec}"


@pytest.fixture(scope="session")
def certificates():
    """All certificates by their claims' names, made once; tests change copies."""
    return {claim.name: claim.certificate() for claim in all_claims()}
