"""Where the table begins in a text, and how its rows are split: delimiter, quotes, header row."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from kwopt.errors import TableError
from kwopt.tables.planning.formats import known_headers
from kwopt.tables.planning.headers import HEADER_ROWS, header_place, normal_header

DELIMITERS = ("\t", ",", ";", "|")
SAMPLE_CHARACTERS = 2**18
"""Characters from which the layout is found: the first rows even of tables with some hundred columns."""

MAX_CELL = csv.field_size_limit()
"""Longest cell in characters; that of known exports has some thousand."""

Quotes = Literal["cells", "text"]

_QUOTING: Mapping[Quotes, Literal[0, 3]] = {"cells": csv.QUOTE_MINIMAL, "text": csv.QUOTE_NONE}
_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True)
class Layout:
    """The first rows of a text, split, and which of them is the header.

    Parameters
    ----------
    quotes
        What quotation marks do: "cells" enclose cells, "text" is text like any other.
    line_ends
        Ends of lines before the body, those inside quoted headers among them.
    """

    delimiter: str
    quotes: Quotes
    header_index: int
    line_ends: int
    rows: Sequence[Sequence[str]]

    @property
    def header(self) -> Sequence[str]:
        """Cells of the header row."""
        return self.rows[self.header_index]

    @property
    def body_rows(self) -> Sequence[Sequence[str]]:
        """The first rows below the header; the last of them may be cut off."""
        return self.rows[self.header_index + 1 :]


def find_layout(sample: str, wanted: frozenset[str] = frozenset(), *, file: str = "-") -> Layout:
    r"""Return delimiter and header row: the split under which most headers are known, else most columns.

    Where that knows no header, a quotation mark may have been opened and never closed: the split that
    takes quotation marks as text is tried too. A split under which a cell is longer than any table's loses.

    Raises
    ------
    TableError
        If the first rows hold a cell longer than any table's, however they are split.

    >>> find_layout("Report\n关键词;搜索人气\n旗袍;5\n").delimiter
    ';'
    """
    names = frozenset(normal_header(header).name for header in wanted)
    try:
        best = _best_layout(sample, "cells", names, file)
    except TableError:  # a quotation mark opened above may have swallowed all that follows
        return _best_layout(sample, "text", names, file)
    if '"' not in sample or _known(best, names):
        return best
    try:
        bare = _best_layout(sample, "text", names, file)
    except TableError:
        return best
    return bare if _known(bare, names) else best


def _best_layout(sample: str, quotes: Quotes, wanted: frozenset[str], file: str) -> Layout:
    candidates = []
    for delimiter in DELIMITERS:
        try:
            candidates.append(_layout(sample, delimiter, quotes, wanted, file))
        except TableError as error:
            problem = error
    if not candidates:
        raise problem
    return max(candidates, key=lambda found: (_known(found, wanted), len(found.header)))


def _layout(sample: str, delimiter: str, quotes: Quotes, wanted: frozenset[str], file: str) -> Layout:
    lines = io.StringIO(sample, newline="")
    numbered = list(islice(numbered_rows(lines, delimiter, quotes, file=file), HEADER_ROWS))
    rows = [row for row, _ in numbered] or [[""]]
    place = header_place(rows, known_headers(), wanted)
    if place is None:
        filled = (index for index, row in enumerate(rows) if any(cell.strip() for cell in row))
        place = next(filled, 0)
    return Layout(delimiter, quotes, place, numbered[place][1] if numbered else 0, rows)


def _known(layout: Layout, wanted: frozenset[str]) -> int:
    names = {normal_header(cell).name for cell in layout.header}
    return len(names & (known_headers() | wanted))


def numbered_rows(
    lines: Iterable[str], delimiter: str, quotes: Quotes, *, strict: bool = False, file: str = "-"
) -> Iterator[tuple[list[str], int]]:
    """Yield the rows of lines with their ends, each with the number of lines read so far.

    Raises
    ------
    TableError
        If a cell is longer than any table's; with `strict`, `csv.Error` where quotation marks do not pair.
    """
    reader = csv.reader(lines, delimiter=delimiter, quoting=_QUOTING[quotes], strict=strict)
    try:
        for row in reader:
            yield row, reader.line_num
    except csv.Error as error:
        if "field limit" not in str(error):
            raise
        raise TableError("tables.giant_cell", file=file, row=reader.line_num, limit=MAX_CELL) from error


def body_start(data: bytes, layout: Layout) -> int:
    r"""Return the place of the first byte below the header.

    >>> layout = find_layout("关键词,搜索人气\r\n旗袍,5\r\n")
    >>> "关键词,搜索人气\r\n旗袍,5\r\n".encode()[body_start("关键词,搜索人气\r\n".encode(), layout):].decode()
    '旗袍,5\r\n'
    """
    end = next(islice(_LINE_END.finditer(data), layout.line_ends - 1, None), None)
    return len(data) if end is None else end.end()
