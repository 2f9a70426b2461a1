"""A certificate's file, read whole and only if it can be one."""

from __future__ import annotations

import os
import stat

from colorball.checker import NotACertificate

__all__ = ["read_certificate"]

_MOST_BYTES = 5_000_000  # larger files are not read; the checker has its own, smaller limit


def read_certificate(name: str) -> bytes:
    """The file's bytes, read only if it is a file of a possible size.

    Raises:
        NotACertificate: if it is not.
    """
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever
        descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise NotACertificate(f"it cannot be read: {error.strerror}") from None
    except ValueError:  # a NUL in the name
        raise NotACertificate("it cannot be read: no file has such a name") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotACertificate("it is not a regular file")
        if status.st_size > _MOST_BYTES:
            raise NotACertificate(f"it has {status.st_size} bytes, too many for a certificate")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(_MOST_BYTES + 1)  # it may grow meanwhile
    except OSError as error:
        raise NotACertificate(f"it cannot be read: {error.strerror}") from None
    finally:
        os.close(descriptor)
