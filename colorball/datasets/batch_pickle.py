"""A batch of CIFAR-10's Python version, without trusting the pickle.

A pickle may name any function and have it called. This reader knows four names, those that an array
of bytes needs, and puts its own harmless functions in their place.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.datasets.files import bad_file

__all__ = ["read_batch_pickle"]

_IMAGE_BYTES = 3072
_ARRAY_CLASS = "the class ndarray"  # stands for it; not callable
_VALID = "a batch of CIFAR-10's Python version: a dictionary with data (N x 3072 bytes) and labels"


def read_batch_pickle(path: Path, content: bytes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Images and labels of one batch.

    Args:
        path: the file, for errors.
        content: its bytes.

    Raises:
        InputError: if it is no such pickle, or asks for anything but arrays of bytes.
    """
    try:
        batch = _Reader(io.BytesIO(content), encoding="bytes").load()
    except _RefusedError as error:
        raise bad_file(path, f"a pickle that asks for {error}", _VALID) from None
    except Exception as error:  # a broken pickle may raise anything, says its documentation
        raise bad_file(
            path, f"no pickle that can be read ({type(error).__name__})", _VALID
        ) from None
    if not isinstance(batch, dict):
        raise bad_file(path, f"a pickled {type(batch).__name__}", _VALID)
    images, labels = (batch.get(key, batch.get(key.encode())) for key in ("data", "labels"))
    if (
        not isinstance(images, np.ndarray)
        or images.dtype != np.uint8
        or images.ndim != 2
        or images.shape[1] != _IMAGE_BYTES
        or len(images) == 0
    ):
        raise bad_file(path, "other data", _VALID)
    if not isinstance(labels, list) or len(labels) != len(images):
        raise bad_file(path, "not one label for each image", _VALID)
    if not all(type(label) is int and 0 <= label <= 9 for label in labels):
        raise bad_file(path, "a label that is no integer from 0 to 9", _VALID)
    return images, np.array(labels, dtype=np.uint8)


class _RefusedError(Exception):
    """The pickle names something that no batch needs."""


class _Reader(pickle.Unpickler):
    """Knows what an array of bytes is made of, and no more."""

    def find_class(self, module: str, name: str) -> Any:
        """What stands for ``module.name``."""
        found = _KNOWN.get((module.replace("._core.", ".core."), name))
        if found is None:
            raise _RefusedError(f"{module}.{name}")
        return found


def _empty_array(kind: object, _shape: object, _code: object) -> NDArray[np.uint8]:
    """An empty array, whose state (shape, type, bytes) the pickle gives next."""
    if kind is not _ARRAY_CLASS:
        raise _RefusedError("an array of another class")
    return np.empty(0, dtype=np.uint8)


def _byte_type(code: object, *_flags: object) -> np.dtype[np.uint8]:
    """The type of a byte: a copy, so that no state in the pickle can change NumPy's own."""
    if code not in ("u1", b"u1", "uint8", b"uint8"):
        raise _RefusedError(f"arrays of {code!r}")
    return np.dtype(np.uint8, copy=True)


def _latin_bytes(text: object, encoding: object) -> bytes:
    """How Python 3 writes bytes in the pickles of Python 2."""
    if not isinstance(text, str) or encoding not in ("latin1", b"latin1"):
        raise _RefusedError("text in another encoding")
    return text.encode("latin1")


_KNOWN: dict[tuple[str, str], str | Callable[..., object]] = {
    ("numpy", "ndarray"): _ARRAY_CLASS,
    ("numpy", "dtype"): _byte_type,
    ("numpy.core.multiarray", "_reconstruct"): _empty_array,
    ("_codecs", "encode"): _latin_bytes,
}
