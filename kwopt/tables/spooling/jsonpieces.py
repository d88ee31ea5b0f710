"""JSON lines in pieces: objects of one line each, in a table of all their keys."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from kwopt.tables.planning.plans import Plan
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.json_rows import (
    Entries,
    entries_of_lines,
    frame_of_objects,
    headers_of,
    without_halves,
)
from kwopt.tables.readers.lists import read_frame
from kwopt.tables.records import Record
from kwopt.tables.spooling.streams import TextStream, WholeNeededError


class NewHeadersError(Exception):
    """Some rows bear keys that none of the first ones does: `headers` are all of them."""

    def __init__(self, headers: tuple[str, ...]) -> None:
        super().__init__(*headers)
        self.headers = headers


@dataclass(frozen=True)
class JsonPieces:
    """A file of JSON lines in pieces of `rows_at_once` rows, under the headers known so far."""

    stream: TextStream
    file: str
    headers: tuple[str, ...]
    column_map: Mapping[str, str] | None
    rows_at_once: int
    unused: tuple[Record, ...] = ()

    @classmethod
    def of(
        cls, stream: TextStream, *, file: str, column_map: Mapping[str, str] | None, rows_at_once: int
    ) -> "JsonPieces":
        """Return the pieces of a file.

        Raises
        ------
        WholeNeededError
            If its first line is not an object, or its only one: then it may be another document.
        """
        lines = (line for line, _ in _lines(stream) if line.strip())
        first = entries_of_lines(islice(lines, 2))
        if len(first.rows) < 2 or not isinstance(first.rows[0], dict):
            raise WholeNeededError
        return cls(stream, file, tuple(first.rows[0]), column_map, rows_at_once)

    @property
    def opening(self) -> tuple[Record, ...]:
        """What reading records of the file before its rows."""
        return self.stream.guess

    @property
    def closing(self) -> tuple[Record, ...]:
        """What reading records of the file after its rows."""
        return self.unused

    @property
    def plan(self) -> Plan:
        """What its headers mean."""
        frame = frame_of_objects([], self.headers)
        return read_frame(frame, file=self.file, column_map=self.column_map).plan

    def tables(self, texts: frozenset[int]) -> Iterator[RawTable]:
        """Yield its rows.

        Parameters
        ----------
        texts
            Places of columns that hold more than numbers somewhere in the file.

        Raises
        ------
        NewHeadersError
            If there are keys that none of the rows before bears.
        """
        good = bad = 0
        met = self.headers
        for entries, repairs in self._entries():
            good, bad = good + len(entries.rows), bad + len(entries.bad)
            met = headers_of([dict.fromkeys(met), *entries.rows], file=self.file)
            if met == self.headers:
                yield self._table(entries, repairs, texts)
        if good < bad:
            raise WholeNeededError
        if met != self.headers:
            raise NewHeadersError(met)

    def _table(self, entries: Entries, repairs: tuple[Record, ...], texts: frozenset[int]) -> RawTable:
        frame = frame_of_objects(entries.rows, self.headers, texts=texts)
        table = read_frame(frame, file=self.file, column_map=self.column_map)
        rows = np.array(entries.numbers, dtype=np.int64)
        encoding, refusals = self.stream.found.encoding, entries.refusals
        return replace(table, rows=rows, encoding=encoding, repairs=repairs, refusals=refusals)

    def with_headers(self, headers: tuple[str, ...]) -> "JsonPieces":
        """Return the pieces under more headers."""
        return replace(self, headers=headers)

    def mended(self) -> "JsonPieces":
        """Return the pieces with lines mended that do not fit their encoding."""
        return replace(self, stream=self.stream.mended())

    def _entries(self) -> Iterator[tuple[Entries, tuple[Record, ...]]]:
        lines, first = _lines(self.stream), 1
        while some := list(islice(lines, self.rows_at_once)):
            if any(without_halves(line)[1] for line, _ in some):
                raise WholeNeededError
            entries = entries_of_lines((line for line, _ in some), first=first).of_kind(dict)
            yield entries, tuple(record for _, repairs in some for record in repairs)
            first += len(some)


def _lines(stream: TextStream) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Yield the lines of a text without their ends, each with what was mended in the chunk that it begins."""
    held = ""
    repairs: tuple[Record, ...] = ()
    for text, noted in _texts(stream):
        repairs += noted
        *whole, held = (held + text).split("\n")
        for line in whole:
            yield line, repairs
            repairs = ()
    yield held, repairs


def _texts(stream: TextStream) -> Iterable[tuple[str, tuple[Record, ...]]]:
    return ((chunk.utf8.decode("utf-8", "replace"), chunk.repairs) for chunk in stream.chunks())
