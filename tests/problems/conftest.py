import numpy as np
import pytest

from colorball.problems.dataset import dataset


@pytest.fixture(scope="session")
def small_data():
    """23 inputs of 5 numbers in 3 classes."""
    random = np.random.default_rng(7)
    return dataset("small", random.random((23, 5)), np.arange(23) % 3, 3)
