"""A lock on an open file that vanishes with the process that holds it, however it ends."""

import sys
from typing import IO


def locked(file: IO[bytes]) -> bool:
    """Lock an open file for this process alone; False if another holds it."""
    try:
        _lock(file.fileno())
    except OSError:
        return False
    return True


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40
    """Windows forbids others to read what is locked: a byte beyond the end of any journal is locked."""

    def _lock(handle: int) -> None:
        import os

        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
