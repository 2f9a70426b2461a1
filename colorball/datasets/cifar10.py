"""CIFAR-10 from its files: the binary version, or the one that Python pickled."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from colorball.datasets.batch_pickle import read_batch_pickle
from colorball.datasets.files import bad_file, data_folder, first_file, read_bytes
from colorball.errors import InputError
from colorball.problems.arguments import read_count
from colorball.problems.dataset import Dataset, from_bytes

__all__ = ["cifar10"]

_IMAGE_BYTES = 3 * 32 * 32
_SPLITS = {
    "train": tuple(f"data_batch_{k}" for k in range(1, 6)),
    "test": ("test_batch",),
}
_MOST_BYTES = 2**28
_MOST_SAMPLES = 10**8


def cifar10(
    folder: str | os.PathLike[str], *, split: str = "train", samples: int | str | None = None
) -> Dataset:
    """CIFAR-10; an image is 1024 red, 1024 green and 1024 blue bytes, divided by 255.

    Args:
        folder: holds ``data_batch_1.bin`` to ``data_batch_5.bin`` (for ``test``
            ``test_batch.bin``), the binary version; or the same without ``.bin``, the Python
            version. The latter are pickles, and a pickle can run code. They are read by an
            unpickler that makes arrays of bytes, lists and dictionaries, and nothing else.
        split: ``train`` or ``test``.
        samples: only the first so many; all by default, which takes 1.2 GB as float64.

    Raises:
        InputError: if a file is missing, truncated or of another type; it names the file.

    Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
    """
    if split not in _SPLITS:
        raise InputError("split", split, f"one of {', '.join(_SPLITS)}")
    most = None if samples is None else read_count(samples, "samples", 1, _MOST_SAMPLES)
    place = data_folder(folder, "a folder with the files of CIFAR-10")
    images: list[NDArray[np.uint8]] = []
    labels: list[NDArray[np.uint8]] = []
    for name in _SPLITS[split]:
        if most is not None and sum(map(len, labels)) >= most:
            break
        path = first_file(place, (f"{name}.bin", name))
        content = read_bytes(path, _MOST_BYTES)
        read = _read_binary if path.suffix == ".bin" else read_batch_pickle
        batch_images, batch_labels = read(path, content)
        images.append(batch_images)
        labels.append(batch_labels)
    return from_bytes("cifar10", np.concatenate(images)[:most], np.concatenate(labels)[:most], 10)


def _read_binary(path: Path, content: bytes) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """One label byte and 3072 of the image for each."""
    record = 1 + _IMAGE_BYTES
    if not content or len(content) % record:
        raise bad_file(
            path,
            f"{len(content)} bytes, {len(content) % record} more than whole records",
            f"records of {record} bytes each, at least one",
        )
    rows = np.frombuffer(content, dtype=np.uint8).reshape(-1, record)
    if rows[:, 0].max() > 9:
        raise bad_file(path, f"the label {rows[:, 0].max()}", "labels from 0 to 9")
    return rows[:, 1:], rows[:, 0]
