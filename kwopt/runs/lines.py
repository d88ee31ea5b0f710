"""JSON lines in an open file: appended whole or not at all, read by offset."""

import errno
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kwopt.errors import RunError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def line_of(value: Any) -> bytes:
    r"""Return a value as one line.

    >>> line_of({"key": "旗袍"}).decode()
    '{"key":"旗袍"}\n'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


class Lines:
    """Lines of the file at `path`, open without a buffer for reading and writing."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self._end = 0

    def whole(self) -> Iterator[tuple[int, Any]]:
        """Yield offset and value of each line, up to the first that is torn; lines are appended there."""
        self._end = 0
        reader = io.BufferedReader(io.FileIO(os.dup(self._file.fileno())))
        with reader:
            reader.seek(0)
            for line in reader:
                value = _value(line)
                if value is None:
                    return
                offset, self._end = self._end, self._end + len(line)
                yield offset, value

    def begins_otherwise(self, start: bytes) -> bool:
        """Return whether the file holds something else than a torn line that begins with `start`."""
        self._file.seek(0)
        found = self._file.read(len(start))
        return found != start[: len(found)]

    def at(self, offset: int) -> Any:
        """Return the value of the line that begins at `offset`."""
        reader = io.BufferedReader(io.FileIO(os.dup(self._file.fileno())))
        with reader:
            reader.seek(offset)
            return _value(reader.readline())

    def append(self, value: Any) -> int:
        """Append a line, hand it to the system, and return where it begins.

        Raises
        ------
        RunError
            If it cannot be written; nothing of it stays in the file.
        """
        line, offset = line_of(value), self._end
        try:
            self._file.seek(offset)
            _write_all(self._file, line)
        except OSError as error:
            self._file.truncate(offset)
            raise self.problem(error) from error
        self._end += len(line)
        return offset

    def cut_after_last(self) -> None:
        """Cut off what follows the last whole line."""
        self._file.truncate(self._end)

    def clear(self) -> None:
        """Remove all lines."""
        self._end = 0
        self._file.truncate(0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def problem(self, error: OSError) -> RunError:
        """Return what the system refused as a sentence on what to do."""
        code = "runs.disk_full" if error.errno in _FULL else "runs.journal_not_written"
        return RunError(code, file=str(self._path), problem=error.strerror or str(error))


def _value(line: bytes) -> Any:
    """Return the object that a line holds; None if the line is torn or damaged."""
    try:
        value = json.loads(line.decode("utf-8", "surrogatepass")) if line.endswith(b"\n") else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _write_all(file: BinaryIO, content: bytes) -> None:
    """Write all bytes: a system may take only the first of them, when a disk fills up."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
