"""The body of a well-formed delimited text, read by pyarrow on all cores: numbers as numbers, else text.

What has rows of unequal length, or quotation marks that may have swallowed rows, belongs to `ragged`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from kwopt import columns
from kwopt.tables.planning.plans import Plan, PlannedColumn
from kwopt.tables.readers.layouts import MAX_CELL, Layout
from kwopt.tables.values.cells import says_nothing
from kwopt.tables.values.grammar import NA_TOKENS

_NUMBER = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*", re.ASCII)
_DOT_OF_THOUSANDS = re.compile(r"\s*[0-9]{1,3}(?:\.[0-9]{3})+\s*")
Buffer: TypeAlias = bytes | memoryview

_THREADS_FROM = 2**20  # bytes; below, starting threads takes longer than it saves


class IrregularTextError(Exception):
    """The text is not one row after the other of as many cells as there are headers."""


@dataclass(frozen=True)
class _Text:
    """What the engine is given: the text below the header, how it is split, a name for each column."""

    body: Buffer
    layout: Layout
    names: tuple[str, ...]
    quoted: bool

    def table(self, figures: Collection[str]) -> pa.Table:
        """Return all columns, those of `figures` as numbers."""
        kinds = {name: pa.float64() if name in figures else pa.large_string() for name in self.names}
        threads = len(self.body) >= _THREADS_FROM
        return csv.read_csv(
            pa.BufferReader(self.body),
            read_options=csv.ReadOptions(column_names=self.names, use_threads=threads),
            parse_options=csv.ParseOptions(
                delimiter=self.layout.delimiter,
                quote_char='"' if self.quoted else False,
                ignore_empty_lines=False,
            ),
            convert_options=csv.ConvertOptions(
                column_types=kinds,
                null_values=NA_TOKENS,
                check_utf8=False,  # the text is known to be valid
            ),
        )


def regular_body(
    body: Buffer,
    layout: Layout,
    plan: Plan,
    *,
    lines: int,
    quoted: bool = True,
    texts: Collection[int] = (),
) -> pd.DataFrame:
    """Return the rows below the header, columns named by their places.

    Columns of figures that hold nothing but numbers and signs for "not known" are floats; everything else
    is text as it stands.

    Parameters
    ----------
    body
        UTF-8, from the first byte below the header to the last that is no line end.
    lines
        Lines of `body`.
    quoted
        Whether quotation marks may enclose cells.
    texts
        Places of columns that are known to hold more than numbers.

    Raises
    ------
    IrregularTextError
        If a row has other cells than the header, holds a cell longer than any table's, or a
        line end inside quotation marks: those may belong to different cells.
    """
    text = _Text(body, layout, tuple(str(place) for place in range(len(layout.header))), quoted)
    some = (column for column in plan.columns if column.place not in texts)
    figures = {str(column.place) for column in some if _may_be_numbers(column, layout)}
    table = _table(text, figures) if len(body) else _no_rows(text)
    if quoted and lines != len(table):
        raise IrregularTextError("a line end inside a cell")
    for column in table.columns:
        _check_lengths(column)
    for column in table.columns[len(plan.columns) :]:
        _check_empty(column)
    place = plan.keyword.place  # the only column that is taken apart again and again
    table = table.set_column(place, text.names[place], table.column(place).combine_chunks())
    frame: pd.DataFrame = table.select(text.names[: len(plan.columns)]).to_pandas()
    frame.columns = pd.RangeIndex(len(plan.columns))
    return frame


def _may_be_numbers(column: PlannedColumn, layout: Layout) -> bool:
    """Whether a column may be read as numbers: not counts in which "1.234" may be 1234."""
    canonical = column.meaning.canonical
    if column.status != "used" or canonical not in columns.NUMERIC:
        return False
    if layout.delimiter == ";" and canonical in columns.COUNTS:
        return False
    first = [row[column.place] for row in layout.body_rows[:-1] if column.place < len(row)]
    if canonical in columns.COUNTS and any(_DOT_OF_THOUSANDS.fullmatch(cell) for cell in first):
        return False
    return all(_NUMBER.fullmatch(cell) or says_nothing(cell) for cell in first)


def _table(text: _Text, figures: Collection[str]) -> pa.Table:
    """Return all columns; those of `figures` are numbers where each of their cells is one."""
    try:
        table = text.table(figures)
        if not any(_has_infinity(table.column(name)) for name in figures):
            return table
    except pa.ArrowInvalid:  # a cell that is no number, or an irregular row: the second reading tells
        pass
    try:
        table = text.table(())
    except pa.ArrowInvalid as error:
        raise IrregularTextError(str(error)) from error
    for place, name in enumerate(text.names):
        if name in figures:
            table = table.set_column(place, name, _numbers_or_text(table.column(name)))
    return table


def _numbers_or_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    plain = pc.utf8_trim_whitespace(values)
    known = pc.if_else(pc.is_in(plain, value_set=pa.array(NA_TOKENS, type=plain.type)), None, plain)
    try:
        numbers = pc.cast(known, pa.float64())
    except pa.ArrowInvalid:
        return values
    return values if _has_infinity(numbers) else numbers


def _has_infinity(numbers: pa.ChunkedArray) -> bool:
    """Whether a number is beyond what floats hold, so that only its text tells it."""
    return bool(pc.any(pc.is_inf(numbers)).as_py())


def _check_lengths(values: pa.ChunkedArray) -> None:
    if pa.types.is_large_string(values.type) and (pc.max(pc.binary_length(values)).as_py() or 0) > MAX_CELL:
        raise IrregularTextError("a giant cell")


def _check_empty(values: pa.ChunkedArray) -> None:
    if pc.any(pc.not_equal(pc.utf8_trim_whitespace(values), "")).as_py():
        raise IrregularTextError("cells beyond the last header")


def _no_rows(text: _Text) -> pa.Table:
    return pa.table({name: pa.array([], type=pa.large_string()) for name in text.names})
