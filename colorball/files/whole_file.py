"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["made_whole", "write_whole"]


def write_whole(path: Path, text: str | bytes) -> Path:
    """Write a UTF-8 text, or bytes as they are, so that no reader ever finds half of it.

    The text goes to a temporary file beside it, which then takes the name. Folders on the way are
    made. An interrupted run leaves the old file as it was.

    Args:
        path: the file.
        text: its content; line ends are written as they are.

    Returns:
        The path, for lists of what was written.

    Raises:
        OSError: if the folder cannot be made or written to.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_whole(Path(folder, "deep", "a.txt"), "text").read_text()
        'text'
    """
    content = text.encode("utf-8") if isinstance(text, str) else text
    with made_whole(path) as part:
        part.write_bytes(content)
    return path


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """The same for a file that another library writes: it is given a temporary name to write to.

    Args:
        path: the file.

    Yields:
        The temporary file; it takes the name when the block ends without an error.

    Raises:
        OSError: if the folder cannot be made or written to.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with made_whole(Path(folder, "a.txt")) as part:
        ...         _ = part.write_text("text")
        ...     Path(folder, "a.txt").read_text()
        'text'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # beside the target: a rename is all or nothing only within one file system
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    # it can be read only by setting it; mkstemp's 0600 would keep the report from others
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
