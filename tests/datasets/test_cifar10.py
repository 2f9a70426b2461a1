"""CIFAR-10's files: both versions, broken ones, and pickles that want to do harm."""

import os
import pickle

import numpy as np
import pytest

from colorball.datasets.cifar10 import cifar10
from colorball.errors import InputError
from colorball.problems.catalog import problem


def test_binary_version(binary_folder, batch):
    data = cifar10(binary_folder)
    assert (data.name, data.classes, len(data)) == ("cifar10", 10, 30)
    assert np.array_equal(data.inputs[:6], np.roll(batch[0], 1, axis=0) / 255)
    assert data.labels[6:12].tolist() == np.roll(batch[1], 2).tolist()
    assert len(cifar10(binary_folder, split="test")) == 2


def test_python_version(tmp_path, batch, pickled):
    for k in range(1, 6):
        (tmp_path / f"data_batch_{k}").write_bytes(pickled(*batch))
    data = cifar10(tmp_path)
    assert np.array_equal(data.inputs[6:12], batch[0] / 255)
    assert data.labels[:6].tolist() == batch[1]


def test_only_the_files_that_are_needed_are_read(binary_folder):
    for k in range(2, 6):
        (binary_folder / f"data_batch_{k}.bin").unlink()
    assert len(cifar10(binary_folder, samples=4)) == 4
    with pytest.raises(InputError, match=r"data_batch_2.bin"):
        cifar10(binary_folder, samples=7)


def test_a_problem_stands_on_it(binary_folder):
    made = problem("cifar10-logistic", n=2, data=binary_folder)
    assert (made.name, made.shape) == ("cifar10-logistic", (30730,))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content[:-1], "18437 bytes, 3072 more than whole records"),
        (lambda content: content + b"\0", "1 more than whole records"),
        (lambda _content: b"", "0 bytes"),
        (lambda content: b"\x0a" + content[1:], "the label 10"),
    ],
)
def test_broken_binary_files_are_named(binary_folder, change, said):
    path = binary_folder / "data_batch_3.bin"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InputError, match=f"{said}.*data_batch_3.bin"):
        cifar10(binary_folder)


def test_truncated_pickles_are_refused(batch, pickled, read_pickle):
    content = pickled(*batch)
    for size in (0, 1, 30, 90, len(content) // 2, len(content) - 1):
        with pytest.raises(InputError, match=r"pickle that can be read.*data_batch_1"):
            read_pickle(content[:size])


def test_other_contents_are_refused(batch, pickled, read_pickle):
    images, labels = batch
    for content, said in (
        (pickle.dumps([1, 2], 2), "a pickled list"),
        (pickle.dumps({"labels": labels}, 2), "other data"),
        (pickle.dumps({"data": "pixels", "labels": labels}, 2), "other data"),
        (pickled(images[:, :3071].copy(), labels), ""),
        (pickled(images, labels[:5]), "not one label for each image"),
        (pickled(images, [*labels[:5], 10]), "a label that is no integer"),
        (b"not a pickle at all", "no pickle that can be read"),
    ):
        with pytest.raises(InputError, match=f"^data: got {said}"):
            read_pickle(content)
    with pytest.raises(InputError, match="asks for arrays of 'f8'"):
        read_pickle(pickle.dumps({"data": images.astype(float), "labels": labels}, 2))


class Harmful:
    """Pickled as a call of any function."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize("protocol", [0, 2, 4, 5])
@pytest.mark.parametrize("function", [os.mkdir, eval, exec, getattr, np.load, np.fromfile, open])
def test_a_pickle_cannot_call_functions(function, protocol, tmp_path, read_pickle):
    target = tmp_path / "made"
    content = pickle.dumps({"data": Harmful(function, str(target)), "labels": [1]}, protocol)
    with pytest.raises(InputError, match="a pickle that asks for"):
        read_pickle(content)
    assert not target.exists()


def test_the_four_known_names_do_no_harm(read_pickle):
    """What stands for ndarray cannot be called, and types other than bytes are refused."""
    for content in (
        b"\x80\x02cnumpy\nndarray\nM\x00\x0c\x85R.",  # ndarray(3072)
        b"\x80\x02cnumpy\ndtype\nU\x01O\x85R.",  # dtype("O")
        b"\x80\x02c_codecs\nencode\nX\x01\x00\x00\x00aX\x05\x00\x00\x00rot13\x86R.",
        b"\x80\x02cnumpy.core.multiarray\n_reconstruct\nNK\x00\x85U\x01b\x87R.",
        b"\x80\x02cnumpy\nndarray\n)\x81.",  # NEWOBJ
    ):
        with pytest.raises(InputError, match=r"^data: "):
            read_pickle(content)
    before = np.dtype(np.uint8).str
    with pytest.raises(InputError, match=r"^data: "):  # a state for the type of a byte
        read_pickle(
            b"\x80\x02cnumpy\ndtype\nU\x02u1K\x00K\x01\x87R"
            b"(K\x03U\x01>NNNJ\x10\x00\x00\x00J\xff\xff\xff\xffK\x00tb."
        )
    assert np.dtype(np.uint8).str == before
    assert np.zeros(2, dtype=np.uint8).itemsize == 1


def test_missing_files_and_bad_arguments(binary_folder, tmp_path):
    (binary_folder / "data_batch_5.bin").unlink()
    with pytest.raises(InputError, match=r"data_batch_5.bin; valid is one with .* or data_batch_5"):
        cifar10(binary_folder)
    with pytest.raises(InputError, match=r"^data: no|^data: got no folder"):
        cifar10(tmp_path / "none")
    with pytest.raises(InputError, match=r"^split: "):
        cifar10(binary_folder, split="all")
    with pytest.raises(InputError, match=r"^samples: "):
        cifar10(binary_folder, samples="-3")
