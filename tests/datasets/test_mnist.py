"""MNIST's files: good ones, and every way in which one can be broken."""

import gzip

import numpy as np
import pytest

from colorball.datasets.digits import digits
from colorball.datasets.mnist import mnist
from colorball.errors import InputError
from colorball.problems.catalog import problem

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"


def test_plain_files(mnist_folder, images, labels):
    data = mnist(mnist_folder)
    assert (data.name, data.classes, len(data)) == ("mnist", 10, 7)
    assert data.inputs.dtype == np.float64
    assert np.array_equal(data.inputs, images.reshape(7, 12) / 255)
    assert np.array_equal(data.labels, labels)
    with pytest.raises(ValueError, match="read-only"):
        data.inputs[0, 0] = 1.0


def test_gzipped_files_and_the_first_samples(mnist_folder, images):
    assert np.array_equal(mnist(mnist_folder, split="test").inputs, images[:2].reshape(2, 12) / 255)
    assert np.array_equal(
        mnist(str(mnist_folder), samples="3").inputs, images[:3].reshape(3, 12) / 255
    )


def test_names_with_a_point(mnist_folder):
    for name in (IMAGES, LABELS):
        (mnist_folder / name).rename(mnist_folder / name.replace("-idx", ".idx"))
    assert len(mnist(mnist_folder)) == 7


def test_a_problem_stands_on_it(mnist_folder):
    made = problem("mnist-perceptron", n=3, data=mnist_folder, hidden=2, samples=6)
    assert (made.name, made.n, made.shape) == ("mnist-perceptron", 3, (12 * 2 + 2 + 20 + 10,))
    assert problem("mnist-logistic", n=7, data=mnist_folder).shape == (130,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content[:-1], "83 bytes after the header; valid is 84 bytes"),
        (lambda content: content + b"\0", "85 bytes after the header; valid is 84 bytes"),
        (lambda content: content[:9], "ends in its header"),
        (lambda _content: b"", "begins with nothing"),
        (lambda content: b"\0\0\x07\3" + content[4:], "begins with 00 00 07 03"),
        (lambda _content: b"<html>not found</html>", "begins with 3c 68 74 6d"),
        (lambda content: b"\0\0\x0d\3" + content[4:], "IDX of floats; valid is IDX of unsigned"),
        (lambda content: b"\0\0\x08\1" + content[4:], "1 dimensions; valid is IDX with 3"),
        (lambda content: content[:4] + b"\xff" * 12, "bytes after the header; valid is"),
        (lambda content: content[:4] + bytes(12), "no images; valid is at least one"),
    ],
)
def test_broken_images_are_named(mnist_folder, change, said):
    path = mnist_folder / IMAGES
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InputError, match=said) as failure:
        mnist(mnist_folder)
    assert str(failure.value).endswith(f"the file is {path}")


def test_images_and_labels_must_fit(mnist_folder, idx_bytes, labels):
    path = mnist_folder / LABELS
    path.write_bytes(idx_bytes(labels[:6]))
    with pytest.raises(InputError, match="6 labels; valid is 7"):
        mnist(mnist_folder)
    path.write_bytes(idx_bytes(labels + 1))
    with pytest.raises(InputError, match="the label 10; valid is labels from 0 to 9"):
        mnist(mnist_folder)


def test_no_images_are_too_few(mnist_folder, idx_bytes, images, labels):
    (mnist_folder / IMAGES).write_bytes(idx_bytes(images[:0]))
    (mnist_folder / LABELS).write_bytes(idx_bytes(labels[:0]))
    with pytest.raises(InputError, match="no images"):
        mnist(mnist_folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content[:-12], "a truncated gzip file"),
        (lambda content: gzip.decompress(content), "no gzip file"),
        (lambda content: content[:12] + b"\xff" * 8 + content[20:], "no gzip file"),
    ],
)
def test_broken_gzip_files_are_named(mnist_folder, change, said):
    path = mnist_folder / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InputError, match=f"{said}.*t10k-images-idx3-ubyte.gz"):
        mnist(mnist_folder, split="test")


def test_a_small_file_cannot_fill_the_memory(mnist_folder, monkeypatch):
    monkeypatch.setattr("colorball.datasets.idx._MOST_BYTES", 1000)
    path = mnist_folder / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(gzip.compress(bytes(10**6)))
    with pytest.raises(InputError, match="more than 1000 bytes"):
        mnist(mnist_folder, split="test")


def test_missing_files_and_bad_arguments(mnist_folder, tmp_path):
    (mnist_folder / LABELS).unlink()
    with pytest.raises(InputError, match=rf"{LABELS}; valid is one with .*{LABELS}\.gz"):
        mnist(mnist_folder)
    for folder in (tmp_path / "none", mnist_folder / IMAGES, 3):
        with pytest.raises(InputError, match=r"^data: "):
            mnist(folder)
    with pytest.raises(InputError, match=r"^split: "):
        mnist(mnist_folder, split="validation")
    with pytest.raises(InputError, match=r"^samples: "):
        mnist(mnist_folder, samples=0)


def test_digits_are_scikit_learns():
    datasets = pytest.importorskip("sklearn.datasets", reason="scikit-learn is not installed")
    found, theirs = digits(), datasets.load_digits()
    assert np.array_equal(found.inputs * 16, theirs.data)
    assert np.array_equal(found.labels, theirs.target)


def test_digits_without_scikit_learn(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sklearn.datasets", None)
    digits.cache_clear()
    with pytest.raises(InputError, match=r"not in.*pip install 'colorball\[simulate\]'"):
        digits()
