"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]


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
    path.parent.mkdir(parents=True, exist_ok=True)
    # beside the target: a rename is all or nothing only within one file system
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def _umask() -> int:
    # it can be read only by setting it; mkstemp's 0600 would keep the report from others
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
