"""Delimited text (CSV, TSV, semicolons) in pieces: raw tables of some rows each, as the whole would be split.

A well-formed text is split by `readers.delimited`, any other row by row, as `readers.ragged` does; all pieces
of a file are split in the same way.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import pandas as pd

from kwopt.tables.planning.plans import Plan
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.delimited import regular_body
from kwopt.tables.readers.layouts import SAMPLE_CHARACTERS, Layout, Quotes, body_start, find_layout
from kwopt.tables.readers.pasted import headers_stand_alone
from kwopt.tables.readers.ragged import Body, body_of_rows, quote_repairs, quotes_of, split_rows
from kwopt.tables.readers.texts import line_count, plan_of, table_of
from kwopt.tables.records import Record
from kwopt.tables.spooling.streams import Chunk, TextStream, WholeNeededError, row_blocks

_HEAD = 4 * SAMPLE_CHARACTERS  # bytes of UTF-8 that hold the characters from which the layout is found
ROW_BYTES = 128
"""Bytes of a row, about: a keyword with seven figures has 70."""


@dataclass(frozen=True)
class TextPieces:
    """A text file in pieces of some `rows_at_once` rows.

    Parameters
    ----------
    quotes
        What quotation marks do where rows are irregular; None while all of them are regular.
    """

    stream: TextStream
    layout: Layout
    plan: Plan
    file: str
    column_map: Mapping[str, str] | None
    rows_at_once: int
    quotes: Quotes | None = None
    unused: tuple[Record, ...] = ()

    @classmethod
    def of(
        cls, stream: TextStream, *, file: str, column_map: Mapping[str, str] | None, rows_at_once: int
    ) -> "TextPieces":
        """Return the pieces of a text.

        Raises
        ------
        TableError
            If its headers cannot be told, or none means keywords.
        WholeNeededError
            If it cannot be read in pieces.
        """
        head, _ = _head(stream.chunks())
        sample = head[:_HEAD].decode("utf-8", "ignore")[:SAMPLE_CHARACTERS]
        layout = find_layout(sample, frozenset((column_map or {}).values()), file=file)
        if len(layout.header) == 1 and headers_stand_alone(sample):
            raise WholeNeededError
        if body_start(head, layout) >= len(head):
            raise WholeNeededError
        plan = plan_of(layout, head, column_map, file=file)
        return cls(stream, layout, plan, file, column_map, rows_at_once)

    @property
    def opening(self) -> tuple[Record, ...]:
        """What reading records of the file before its rows."""
        return self.stream.guess

    @property
    def closing(self) -> tuple[Record, ...]:
        """What reading records of the file after its rows."""
        return (*(quote_repairs(self.quotes) if self.quotes else ()), *self.unused)

    def tables(self, texts: frozenset[int]) -> Iterator[RawTable]:
        """Yield the rows below the header.

        Parameters
        ----------
        texts
            Places of columns that hold more than numbers somewhere in the file.

        Raises
        ------
        IrregularTextError
            If some row is irregular, and it is not known what quotation marks do.
        """
        above = 0
        bodies = self._regular(texts) if self.quotes is None else self._ragged(self.quotes)
        for body, repairs, rows in bodies:
            table = table_of(body, self.layout, self.plan, above=above)
            yield replace(table, encoding=self.stream.found.encoding, repairs=repairs)
            above += rows

    def split(self) -> "TextPieces":
        """Return the pieces with irregular rows told as the whole text betrays."""
        width = len(self.plan.columns)
        return replace(self, quotes=quotes_of(self._lines, self.layout, width, file=self.file))

    def mended(self) -> "TextPieces":
        """Return the pieces with lines mended that do not fit their encoding."""
        stream, by = self.stream.mended(), self.column_map
        anew = TextPieces.of(stream, file=self.file, column_map=by, rows_at_once=self.rows_at_once)
        return replace(anew, unused=self.unused)

    def _chunks(self) -> Iterator[Chunk]:
        """Yield the text below the header."""
        chunks = self.stream.chunks()
        head, repairs = _head(chunks)
        yield Chunk(head[body_start(head, self.layout) :], repairs)
        yield from chunks

    def _regular(self, texts: frozenset[int]) -> Iterator[tuple[Body, tuple[Record, ...], int]]:
        noted: list[Record] = []
        for block in row_blocks(_noting(self._chunks(), noted), self.rows_at_once * ROW_BYTES):
            body = Body(self._regular_body(block, texts))
            yield body, tuple(noted), len(body.frame)
            noted.clear()

    def _regular_body(self, block: bytes, texts: frozenset[int]) -> pd.DataFrame:
        """Return the rows of a block; a row behind them betrays a quotation mark that is still open."""
        quoted = self.layout.quotes == "cells" and b'"' in block
        if not quoted:
            return regular_body(block, self.layout, self.plan, lines=0, quoted=False, texts=texts)
        width = len(self.layout.header)
        last = b"\nx" if width == 1 else b"\n" + self.layout.delimiter.encode() * (width - 1)
        lines = line_count(block, 0, len(block)) + 1
        return regular_body(block + last, self.layout, self.plan, lines=lines, texts=texts).iloc[:-1]

    def _ragged(self, quotes: Quotes) -> Iterator[tuple[Body, tuple[Record, ...], int]]:
        noted: list[Record] = []
        rows = split_rows(self._lines(noted), self.layout, quotes, file=self.file)
        above, width = 0, len(self.plan.columns)
        while some := list(islice(rows, self.rows_at_once)):
            yield body_of_rows(some, self.layout, width, above=above), tuple(noted), len(some)
            above += len(some)
            noted.clear()

    def _lines(self, noted: list[Record] | None = None) -> Iterable[str]:
        """Return the lines below the header, with their ends; what is mended in them is noted."""
        chunks = _Chunks(_noting(self._chunks(), noted if noted is not None else []))
        return io.TextIOWrapper(io.BufferedReader(chunks), "utf-8", "replace", newline="")


class _Chunks(io.RawIOBase):
    """Bytes that come in chunks, as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with the next bytes; 0 where there are no more."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = memoryview(chunk)
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size


def _head(chunks: Iterator[Chunk]) -> tuple[bytes, tuple[Record, ...]]:
    """Return the first bytes of a text: as many as it takes to find its layout, or all."""
    head = b""
    repairs: list[Record] = []
    while len(head) < _HEAD and (chunk := next(chunks, None)) is not None:
        head += chunk.utf8
        repairs += chunk.repairs
    return head, tuple(repairs)


def _noting(chunks: Iterable[Chunk], noted: list[Record]) -> Iterator[bytes]:
    """Yield the bytes of chunks, and note what was mended in each."""
    for chunk in chunks:
        noted += chunk.repairs
        yield chunk.utf8
