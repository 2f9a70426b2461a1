"""The IDX format: a type, the sizes of the dimensions, then the numbers."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from colorball.datasets.files import bad_file, read_bytes

__all__ = ["read_idx"]

_UNSIGNED_BYTE = 0x08
_TYPES = {
    0x08: "unsigned bytes",
    0x09: "signed bytes",
    0x0B: "short integers",
    0x0C: "integers",
    0x0D: "floats",
    0x0E: "doubles",
}
_MOST_BYTES = 2**30


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """The unsigned bytes of an IDX file, plain or ``.gz``.

    The file begins with two zero bytes, the type (8 for unsigned bytes), the number of dimensions,
    and the size of each as a big-endian 32-bit integer.

    Args:
        path: the file.
        dimensions: how many it must have.

    Raises:
        InputError: if it is no such file, has another type, or is too short or too long.

    Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
    """
    content = read_bytes(path, _MOST_BYTES)
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in _TYPES:
        shown = content[:4].hex(" ") or "nothing"
        raise bad_file(path, f"begins with {shown}", f"IDX: 00 00 08 {dimensions:02x} first")
    if content[2] != _UNSIGNED_BYTE:
        raise bad_file(path, f"IDX of {_TYPES[content[2]]}", f"IDX of {_TYPES[_UNSIGNED_BYTE]}")
    if content[3] != dimensions:
        raise bad_file(path, f"{content[3]} dimensions", f"IDX with {dimensions}")
    begin = 4 + 4 * dimensions
    if len(content) < begin:
        raise bad_file(path, f"ends in its header, after {len(content)} bytes", "a whole file")
    sizes = [int.from_bytes(content[at : at + 4], "big") for at in range(4, begin, 4)]
    there, said = len(content) - begin, math.prod(sizes)
    if there != said:
        shape = " x ".join(map(str, sizes))
        raise bad_file(
            path, f"{there} bytes after the header", f"{said} bytes, as the header says ({shape})"
        )
    return np.frombuffer(content, dtype=np.uint8, offset=begin).reshape(sizes)
