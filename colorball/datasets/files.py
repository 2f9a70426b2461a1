"""Reading data files, plain or gzipped, with errors that name the file."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path

from colorball.errors import InputError

__all__ = ["bad_file", "data_folder", "first_file", "read_bytes"]


def data_folder(folder: str | os.PathLike[str], valid: str) -> Path:
    """The folder, which must be there.

    Args:
        folder: its path.
        valid: what it should hold, for the error.

    Raises:
        InputError: if it is no folder.
    """
    if not isinstance(folder, str | os.PathLike):
        raise InputError("data", folder, valid)
    path = Path(folder)
    if not path.is_dir():
        raise InputError("data", "no folder", f"{valid}; the path given is {path}")
    return path


def first_file(folder: Path, names: tuple[str, ...]) -> Path:
    """The first of several files that is there.

    Raises:
        InputError: if none is.
    """
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise InputError(
        "data", f"a folder without {names[0]}", f"one with {_either(names)}; the folder is {folder}"
    )


def read_bytes(path: Path, most: int) -> bytes:
    """All bytes of a file; of what is inside, if its name ends in ``.gz``.

    Args:
        path: the file.
        most: more than this is refused, so that a small file cannot fill the memory.

    Raises:
        InputError: if it cannot be read, is longer, or is no complete gzip file.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rb") as stream:
                content = stream.read(most + 1)
        else:
            with path.open("rb") as plain:
                content = plain.read(most + 1)
    except EOFError:
        raise bad_file(path, "a truncated gzip file", "a complete one") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise bad_file(path, f"no gzip file ({error})", "a gzip file, or a plain one") from None
    except OSError as error:
        raise bad_file(path, error.strerror or str(error), "a file that can be read") from None
    if len(content) > most:
        raise bad_file(path, f"more than {most} bytes", "at most that many")
    return content


def bad_file(path: Path, found: str, valid: str) -> InputError:
    """The error for a file that is not what it should be."""
    return InputError("data", found, f"{valid}; the file is {path}")


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
