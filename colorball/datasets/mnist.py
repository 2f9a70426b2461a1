"""MNIST from the four files that it is published as."""

from __future__ import annotations

import os

from colorball.datasets.files import bad_file, data_folder, first_file
from colorball.datasets.idx import read_idx
from colorball.errors import InputError
from colorball.problems.arguments import read_count
from colorball.problems.dataset import Dataset, from_bytes

__all__ = ["mnist"]

_SPLITS = {"train": "train", "test": "t10k"}
_MOST_SAMPLES = 10**8


def mnist(
    folder: str | os.PathLike[str], *, split: str = "train", samples: int | str | None = None
) -> Dataset:
    """MNIST, or any data set in its format, such as Fashion-MNIST.

    Args:
        folder: holds ``train-images-idx3-ubyte`` and ``train-labels-idx1-ubyte`` (for ``test``
            ``t10k-...``), plain or with ``.gz``; a point before ``idx`` is accepted too.
        split: ``train`` or ``test``.
        samples: only the first so many; all by default, which takes 376 MB as float64.

    Raises:
        InputError: if a file is missing, truncated or of another type; it names the file.

    Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
    """
    if split not in _SPLITS:
        raise InputError("split", split, f"one of {', '.join(_SPLITS)}")
    most = None if samples is None else read_count(samples, "samples", 1, _MOST_SAMPLES)
    place = data_folder(folder, "a folder with the files of MNIST")
    images_file = first_file(place, _names(f"{_SPLITS[split]}-images", "idx3-ubyte"))
    labels_file = first_file(place, _names(f"{_SPLITS[split]}-labels", "idx1-ubyte"))
    images, labels = read_idx(images_file, 3), read_idx(labels_file, 1)
    if images.size == 0:
        raise bad_file(images_file, "no images", "at least one")
    if len(labels) != len(images):
        raise bad_file(labels_file, f"{len(labels)} labels", f"{len(images)}, one for each image")
    if labels.max() > 9:
        raise bad_file(labels_file, f"the label {labels.max()}", "labels from 0 to 9")
    flat = images.reshape(len(images), -1)
    return from_bytes("mnist", flat[:most], labels[:most], 10)


def _names(begin: str, end: str) -> tuple[str, ...]:
    return tuple(f"{begin}{dot}{end}{zipped}" for dot in "-." for zipped in ("", ".gz"))
