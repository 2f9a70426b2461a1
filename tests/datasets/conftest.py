import gzip
import pickle

import numpy as np
import pytest

from colorball.datasets.batch_pickle import read_batch_pickle


def idx(array, kind=0x08):
    """An IDX file with an array of bytes."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, kind, array.ndim]) + sizes + array.tobytes()


@pytest.fixture
def idx_bytes():
    return idx


@pytest.fixture
def images():
    return np.random.default_rng(1).integers(0, 256, (7, 4, 3), dtype=np.uint8)


@pytest.fixture
def labels():
    return np.arange(3, 10, dtype=np.uint8)


@pytest.fixture
def mnist_folder(tmp_path, images, labels):
    """Train files plain, test files gzipped."""
    (tmp_path / "train-images-idx3-ubyte").write_bytes(idx(images))
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(labels))
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(images[:2])))
    (tmp_path / "t10k-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(labels[:2])))
    return tmp_path


@pytest.fixture
def batch():
    """Six images of CIFAR-10's size and their labels."""
    random = np.random.default_rng(2)
    return random.integers(0, 256, (6, 3072), dtype=np.uint8), [9, 0, 3, 3, 8, 1]


@pytest.fixture
def binary_folder(tmp_path, batch):
    rows = np.column_stack([np.array(batch[1], dtype=np.uint8), batch[0]])
    for k in range(1, 6):
        (tmp_path / f"data_batch_{k}.bin").write_bytes(np.roll(rows, k, axis=0).tobytes())
    (tmp_path / "test_batch.bin").write_bytes(rows[:2].tobytes())
    return tmp_path


@pytest.fixture(params=["python 2", "python 3"])
def pickled(request):
    """``(images, labels) ->`` a pickle as the one or the other Python writes it."""
    return python_two_pickle if request.param == "python 2" else python_three_pickle


def python_two_pickle(images, labels):
    """What Python 2 and its NumPy wrote: strings of bytes, and an array by its three functions."""
    count = len(images)
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R"
        b"(K\x01K" + bytes([count]) + b"M\x00\x0c\x86"
        b"cnumpy\ndtype\nU\x02u1K\x00K\x01\x87R"
        b"(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
        b"\x89T" + images.nbytes.to_bytes(4, "little") + images.tobytes() + b"tb"
    )
    numbers = b"](" + b"".join(b"K" + bytes([label]) for label in labels) + b"e"
    return b"\x80\x02}(U\x04data" + array + b"U\x06labels" + numbers + b"u."


def python_three_pickle(images, labels):
    return pickle.dumps({"data": images, "labels": labels, "batch_label": "1 of 5"}, 2)


@pytest.fixture
def read_pickle(tmp_path):
    """Reads the bytes of a pickle."""
    return lambda content: read_batch_pickle(tmp_path / "data_batch_1", content)
