"""The handwritten digits that ship with scikit-learn: 1797 images of 8 by 8."""

from __future__ import annotations

from functools import cache

from colorball.errors import InputError
from colorball.problems.dataset import Dataset, dataset

__all__ = ["digits"]

_LARGEST_PIXEL = 16


@cache
def digits() -> Dataset:
    """scikit-learn's digits; pixels are divided by 16, their largest value. Read once.

    Raises:
        InputError: if scikit-learn is not installed.

    Source: UCI Machine Learning Repository, "Optical Recognition of Handwritten Digits", test set.

    Example:
        >>> data = digits()
        >>> data.inputs.shape, data.classes
        ((1797, 64), 10)
    """
    try:
        from sklearn.datasets import load_digits  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        raise InputError(
            "data",
            "digits, which come with scikit-learn; it is not installed",
            "digits after pip install 'colorball[simulate]'",
        ) from None
    inputs, labels = load_digits(return_X_y=True)
    return dataset("digits", inputs / _LARGEST_PIXEL, labels, 10)
