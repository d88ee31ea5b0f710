"""Delimited text (CSV, TSV, semicolons) to a raw table: delimiter, header row, body.

The body is read by pandas' C engine in one pass, numbers as numbers; only a file that this engine refuses
(rows of unequal length, a stray quote) is taken apart line by line.
"""

import csv
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.errors import TableError
from kwopt.tables.cells import NA_TOKENS, says_nothing
from kwopt.tables.encodings import DecodedText, decode
from kwopt.tables.formats import known_headers
from kwopt.tables.headers import HEADER_ROWS, header_place, normal_header, shown_headers
from kwopt.tables.measures import COUNTS
from kwopt.tables.plans import Plan, PlannedColumn, plan_columns
from kwopt.tables.raw import RawTable
from kwopt.tables.records import Record, examples

DELIMITERS = ("\t", ",", ";", "|")
_SAMPLE_CHARACTERS = 2**18  # holds the first rows even of tables with some hundred columns
_MAX_CELL = csv.field_size_limit()  # characters; the longest cell of known exports has some thousand
_UNCLOSED = "unexpected end of data"  # how the csv module says that a quote was never closed


@dataclass(frozen=True)
class Layout:
    """Where the table begins in a text, and how it is split."""

    delimiter: str
    header_index: int
    rows: Sequence[Sequence[str]]

    @property
    def header(self) -> Sequence[str]:
        """Cells of the header row."""
        return self.rows[self.header_index]


def read_text_table(
    data: bytes, *, file: str, encoding: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table that a text file holds.

    Raises
    ------
    TableError
        If it cannot be decoded, or has no column of keywords.
    """
    decoded = decode(data, file=file, encoding=encoding)
    if not decoded.text or decoded.text.isspace():
        raise TableError("tables.empty", file=file)
    layout = find_layout(decoded.text, frozenset((column_map or {}).values()), file=file)
    shown = shown_headers(_without_empty_tail(layout.header))
    plan = plan_columns(shown, column_map, file=file)
    body, refusals, repairs = _body(data, decoded, layout, plan, file)
    return RawTable(
        plan=plan,
        body=body,
        rows=body.index.to_numpy() + layout.header_index + 2,
        header_row=layout.header_index + 1,
        preamble=tuple(" ".join(row) for row in layout.rows[: layout.header_index] if any(row)),
        encoding=decoded.encoding,
        delimiter=layout.delimiter,
        refusals=refusals,
        repairs=_guess(decoded) + repairs,
    )


def _guess(decoded: DecodedText) -> tuple[Record, ...]:
    if not decoded.guessed:
        return ()
    return (Record("tables.encoding_guessed", 1, params={"encoding": decoded.encoding}),)


def find_layout(text: str, wanted: frozenset[str] = frozenset(), *, file: str = "-") -> Layout:
    r"""Return delimiter and header row: the split under which most headers are known, else most columns.

    >>> find_layout("Report\n关键词;搜索人气\n旗袍;5\n").delimiter
    ';'
    """
    names = frozenset(normal_header(header).name for header in wanted)
    candidates = [_layout(text, delimiter, names, file) for delimiter in DELIMITERS]
    return max(candidates, key=lambda found: _plausibility(found, names))


def _layout(text: str, delimiter: str, wanted: frozenset[str], file: str) -> Layout:
    sample = io.StringIO(text[:_SAMPLE_CHARACTERS], newline="")
    rows = list(islice(_split(sample, delimiter, csv.QUOTE_MINIMAL, file), HEADER_ROWS))
    place = header_place(rows, known_headers(), wanted)
    if place is None:
        filled = (index for index, row in enumerate(rows) if any(cell.strip() for cell in row))
        place = next(filled, 0)
    return Layout(delimiter, place, rows)


def _split(lines: io.StringIO, delimiter: str, quoting: int, file: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    try:
        yield from reader
    except csv.Error as error:
        raise TableError("tables.giant_cell", file=file, row=reader.line_num, limit=_MAX_CELL) from error


def _plausibility(layout: Layout, wanted: frozenset[str]) -> tuple[int, int]:
    names = {normal_header(cell).name for cell in layout.header}
    return len(names & (known_headers() | wanted)), len(layout.header)


def _without_empty_tail(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while len(kept) > 1 and not kept[-1].strip():
        kept.pop()
    return kept


def _body(
    data: bytes, decoded: DecodedText, layout: Layout, plan: Plan, file: str
) -> tuple[pd.DataFrame, tuple[Record, ...], tuple[Record, ...]]:
    plain = data if decoded.encoding == "utf-8" else decoded.text.encode("utf-8", "replace")
    try:
        return _fast_body(plain, layout, plan), (), ()
    except (pd.errors.ParserError, pd.errors.ParserWarning, UnicodeDecodeError):
        return _slow_body(decoded.text, layout, plan, file)
    except pd.errors.EmptyDataError:
        return pd.DataFrame({column.place: pd.Series([], dtype="str") for column in plan.columns}), (), ()


def _fast_body(plain: bytes, layout: Layout, plan: Plan) -> pd.DataFrame:
    """Return the body as the C engine reads it: numbers where a column of figures holds nothing else.

    Naming the type "text" makes the engine three times slower, so types are left open first; the columns
    that must stay as written and were taken for numbers are then read again.
    """
    numeric = [str(column.place) for column in plan.columns if _may_be_numbers(column, layout)]
    names = [str(column.place) for column in plan.columns]
    body = _engine(plain, layout, names, numeric, None)
    mistaken = [
        name for name in names if name not in numeric and not isinstance(body[name].dtype, pd.StringDtype)
    ]
    if mistaken:
        body = body.assign(**_engine(plain, layout, names, numeric, mistaken))
    body.columns = pd.RangeIndex(len(names))
    return body


def _engine(
    plain: bytes, layout: Layout, names: list[str], numeric: list[str], as_text: list[str] | None
) -> pd.DataFrame:
    """Return all columns with types left open, or those of `as_text` as text."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        return pd.read_csv(
            io.BytesIO(plain),
            sep=layout.delimiter,
            header=None,
            names=names,
            usecols=as_text,
            index_col=False,
            skiprows=layout.header_index + 1,
            skip_blank_lines=False,
            dtype="str" if as_text else None,
            na_values=dict.fromkeys(numeric, NA_TOKENS),
            keep_default_na=False,
            low_memory=False,
            encoding="utf-8",
        )


def _may_be_numbers(column: PlannedColumn, layout: Layout) -> bool:
    """Whether the engine may read a column as numbers: not counts among semicolons, where "1.234" is 1234."""
    canonical = column.meaning.canonical
    return canonical in columns.NUMERIC and not (layout.delimiter == ";" and canonical in COUNTS)


def _slow_body(
    text: str, layout: Layout, plan: Plan, file: str
) -> tuple[pd.DataFrame, tuple[Record, ...], tuple[Record, ...]]:
    rows, repairs = _all_rows(text, layout.delimiter, file)
    rows = rows[layout.header_index + 1 :]
    width = len(plan.columns)
    fits = np.array([all(says_nothing(cell) for cell in row[width:]) for row in rows], dtype=bool)
    places = np.flatnonzero(fits)
    padded = [(rows[place] + [""] * width)[:width] for place in places]
    body = pd.DataFrame(padded, columns=range(width), index=places, dtype="str")
    bad = np.flatnonzero(~fits)
    if not len(bad):
        return body, (), repairs
    numbers = bad + layout.header_index + 2
    values = [layout.delimiter.join(rows[place])[:80] for place in bad]
    refusal = Record("tables.row_too_long", len(bad), examples(row=numbers, value=values), {"columns": width})
    return body, (refusal,), repairs


def _all_rows(text: str, delimiter: str, file: str) -> tuple[list[list[str]], tuple[Record, ...]]:
    """Return all rows; where a quote is opened and never closed, quotes are taken as they stand."""
    if not _has_unclosed_quote(text, delimiter):
        return list(_split(io.StringIO(text, newline=""), delimiter, csv.QUOTE_MINIMAL, file)), ()
    rows = _split(io.StringIO(text, newline=""), delimiter, csv.QUOTE_NONE, file)
    return [[_unquoted(cell) for cell in row] for row in rows], (Record("tables.stray_quotes", 1),)


def _has_unclosed_quote(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return _UNCLOSED in str(error)
    return False


def _unquoted(cell: str) -> str:
    inner = cell.strip()
    return inner[1:-1].replace('""', '"') if len(inner) > 1 and inner[0] == inner[-1] == '"' else cell
