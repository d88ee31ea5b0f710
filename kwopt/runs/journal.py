"""The journal of a long run: which parts are done, so that a run that was killed goes on where it stopped.

A file of JSON lines. The first is the header (schema, version, and a fingerprint: what the results depend
on), then one line a finished part, at the end one that says that the run finished. Lines are only ever
appended. Each reaches the system before `add` returns, so a killed process loses nothing; each is forced to
disk within `FORCED_WITHIN` seconds, so a power cut loses no more than that. What a kill or a power cut
leaves torn is cut off. Knows nothing of what the parts are.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from kwopt.errors import RunError
from kwopt.files.atomic import force_name
from kwopt.runs.fingerprints import Fingerprint, differences
from kwopt.runs.forcing import Forcing
from kwopt.runs.lines import Lines, line_of
from kwopt.runs.locks import locked
from kwopt.version import __version__

SCHEMA = "kwopt.journal/1"
_KEY, _RECORD = "key", "record"
_END: Mapping[str, Any] = {"finished": True}


class Journal:
    r"""The journal at `path`, open and locked for this process; made by `start`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "titles.journal")
    ...     with Journal.start(path, {"catalog": "8f3a"}) as journal:
    ...         journal.add("sku-1", {"titles": 3})
    ...     with Journal.start(path, {"catalog": "8f3a"}, resume=True) as journal:
    ...         "sku-1" in journal.done, journal.record("sku-1")
    (True, {'titles': 3})
    """

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.finished = False
        self._lines = Lines(path, file)
        self._offsets: dict[str, int] = {}
        self._forcing = Forcing(file)

    @classmethod
    def start(
        cls, path: str | Path, fingerprint: Fingerprint, *, resume: bool = False, restart: bool = False
    ) -> "Journal":
        """Open the journal at `path`, or begin one.

        Parameters
        ----------
        path
            Beside the output.
        fingerprint
            What the results depend on, by name: hashes of inputs, settings; as JSON holds it.
        resume
            Go on with the parts that are done. Where there is no journal, one is begun.
        restart
            Begin anew, whatever was done.

        Raises
        ------
        RunError
            If another process holds the journal; if it belongs to other inputs, settings or another version
            of kwopt; if it is unfinished and neither `resume` nor `restart` is given; if the file is no
            journal, or cannot be written.
        """
        place = Path(path)
        if resume and restart:
            raise RunError("runs.resume_or_restart", file=str(place))
        file = _opened(place)
        try:
            if not locked(file):
                raise RunError("runs.journal_in_use", file=str(place))
            journal = cls(place, file)
            journal._begin(fingerprint, resume=resume, restart=restart)
        except BaseException:
            file.close()
            raise
        return journal

    @property
    def done(self) -> frozenset[str]:
        """Keys of the parts that are done."""
        return frozenset(self._offsets)

    def add(self, key: str, record: Any) -> None:
        """Note that a part is done; a key noted again replaces what was noted before.

        Raises
        ------
        RunError
            If the disk is full or refuses; what was noted before stays.
        """
        self._offsets[key] = self._write({_KEY: key, _RECORD: record})

    def record(self, key: str) -> Any:
        """Return what was noted with a part, read from the file."""
        return self._lines.at(self._offsets[key])[_RECORD]

    def finish(self) -> None:
        """Note that the run finished: a later one begins anew without being asked."""
        if not self.finished:
            self._write(_END)
            self.finished = True

    def close(self) -> None:
        """Force the last lines to disk and let go of the file."""
        try:
            self._forcing.close()
        except OSError as error:
            raise self._lines.problem(error) from error
        finally:
            self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the journal; it stays on disk."""
        self.close()

    def _begin(self, fingerprint: Fingerprint, *, resume: bool, restart: bool) -> None:
        content = self._lines.whole()
        header = self._header(content)
        if header is not None and not restart:
            self._recall(content)
            if self._goes_on(header, fingerprint, resume):
                self._lines.cut_after_last()
                return
        self._lines.clear()
        self._offsets.clear()
        self.finished = False
        self._write({"schema": SCHEMA, "kwopt": __version__, "fingerprint": fingerprint})
        force_name(self.path)

    def _header(self, content: Iterator[tuple[int, Any]]) -> Any:
        """Return the first line; None for an empty file, or one torn in that line."""
        _, header = next(content, (0, None))
        if header is None and self._lines.begins_otherwise(line_of({"schema": SCHEMA})[:-2]):
            raise RunError("runs.no_journal", file=str(self.path))
        if header is not None and header.get("schema") != SCHEMA:
            raise RunError("runs.no_journal", file=str(self.path))
        return header

    def _recall(self, content: Iterator[tuple[int, Any]]) -> None:
        for offset, line in content:
            self.finished = line == _END
            if isinstance(line.get(_KEY), str) and _RECORD in line:  # others were written by hand
                self._offsets[line[_KEY]] = offset

    def _goes_on(self, header: Mapping[str, Any], fingerprint: Fingerprint, resume: bool) -> bool:
        """Return whether parts that are done are to be used; refuse where that is not clear."""
        if not resume and not self.finished and self._offsets:
            raise RunError("runs.unfinished", file=str(self.path), count=len(self._offsets))
        if not resume:
            return False
        if header.get("kwopt") != __version__:
            raise RunError(
                "runs.other_version", file=str(self.path), value=header.get("kwopt"), now=__version__
            )
        different = differences(header.get("fingerprint", {}), fingerprint)
        if different:
            raise RunError("runs.other_run", file=str(self.path), differences=different)
        return True

    def _write(self, line: Any) -> int:
        """Append a line and return where it begins."""
        try:
            self._forcing.check()
        except OSError as error:
            raise self._lines.problem(error) from error
        offset = self._lines.append(line)
        self._forcing.soon()
        return offset


def _opened(path: Path) -> BinaryIO:
    """Open for reading and appending; an existing file is left as it is."""
    try:
        handle = os.open(
            path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0), 0o666
        )
        return os.fdopen(handle, "r+b", buffering=0)
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise RunError("runs.journal_not_opened", file=str(path), problem=problem) from error
