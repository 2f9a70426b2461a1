"""A name for the source texts that a kernel is compiled from."""

from __future__ import annotations

import hashlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from colorball.simulation.compiled.reachable import functions_of, used_by

__all__ = ["fingerprint"]

_PACKAGES = ("colorball.rules", "colorball.simulation.compiled")
_MODULES = ("colorball.simulation.philox",)


def fingerprint(functions: Iterable[Any]) -> str:
    """A digest of the functions and all that they use, and of the compiled engine itself.

    numba's cache looks at the kernel's own file alone; what the kernel calls is in others.
    """
    digest = hashlib.sha256(_engine().encode())
    for function in functions:
        for one in functions_of(function):
            for text in _texts(one):
                digest.update(text)
    return digest.hexdigest()[:16]


def _texts(function: FunctionType) -> Iterator[bytes]:
    yield from _code(function.__code__)
    for value in used_by(function):
        if isinstance(value, ModuleType):
            yield _source(getattr(value, "__file__", None))
        elif isinstance(value, np.ndarray):
            yield value.tobytes()
        elif not isinstance(value, FunctionType):
            yield repr(value).encode()


def _code(code: CodeType) -> Iterator[bytes]:
    """What a function does; without a file too, as at Python's prompt."""
    yield code.co_code + repr(code.co_names).encode()
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _code(constant)
        else:
            yield repr(constant).encode()


def _source(file: str | None) -> bytes:
    path = Path(file or "")
    return path.read_bytes() if path.suffix == ".py" and path.is_file() else str(file).encode()


@cache
def _engine() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for package in _PACKAGES:
        spec = find_spec(package)
        folders = list(spec.submodule_search_locations or ()) if spec else []
        for module in pkgutil.iter_modules(folders):
            digest.update(Path(folders[0], f"{module.name}.py").read_bytes())
    for name in _MODULES:
        spec = find_spec(name)
        digest.update(_source(spec.origin if spec else None))
    return digest.hexdigest()
