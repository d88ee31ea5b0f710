"""What was written to a file, forced to disk in the background, often but not for each line."""

import os
from threading import Event, Thread
from typing import IO

FORCED_WITHIN = 0.2
"""Seconds in which a line is on its way to disk. One line a time allows about 200 a second on a disk."""


class Forcing:
    """Force an open file to disk at most every `FORCED_WITHIN` seconds, while there is something new."""

    def __init__(self, file: IO[bytes]) -> None:
        self._handle = file.fileno()
        self._new, self._ended = Event(), Event()
        self._problem: OSError | None = None
        self._thread = Thread(target=self._run, name="kwopt-journal", daemon=True)
        self._thread.start()

    def soon(self) -> None:
        """Say that something was written."""
        self._new.set()

    def check(self) -> None:
        """Raise what the disk refused in the background, an OSError, if anything."""
        if self._problem is not None:
            raise self._problem

    def close(self) -> None:
        """Force what is left; raise what the disk refused, an OSError, if anything."""
        self._ended.set()
        self._new.set()
        self._thread.join()
        self.check()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._new.wait()
            self._new.clear()
            self._force()
            self._ended.wait(FORCED_WITHIN)
        self._force()

    def _force(self) -> None:
        try:
            os.fsync(self._handle)
        except OSError as error:
            self._problem = error
