"""JSON to a raw table: a list of objects or of lists, columns, a document that holds one, or JSON lines."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.tables.bounds import check_cells, check_width
from kwopt.tables.planning.formats import known_headers
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.readers.grids import Grid, table_of_grids
from kwopt.tables.readers.lists import read_frame
from kwopt.tables.records import Record, examples
from kwopt.tables.sources.encodings import decode

_DEPTH = 4  # levels of a document in which its rows are sought: answers of shops' programs have two or three
_HALF = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_HALVES = re.compile(rf"\\\\|{_HALF[0]}{_HALF[1]}|({_HALF[0]}|{_HALF[1]})")
"""A backslash, a whole pair, or half of one: what cut-off texts end in."""

_MAX_DIGITS = 300  # of an integer: longer ones are no figures, and slow to convert
_SHOWN = 80  # characters of a refused row that an example shows


@dataclass(frozen=True)
class Entries:
    """Rows with their numbers (places in a list, or lines), and those that cannot be read."""

    rows: tuple[Any, ...]
    numbers: tuple[int, ...]
    bad: tuple[tuple[int, str], ...] = ()

    def of_kind(self, kind: type) -> "Entries":
        """Return these entries without those of another kind, which are refused."""
        pairs = list(zip(self.numbers, self.rows, strict=True))
        good = [(number, row) for number, row in pairs if isinstance(row, kind)]
        others = [(number, _text(row)) for number, row in pairs if not isinstance(row, kind)]
        return Entries(
            tuple(row for _, row in good), tuple(number for number, _ in good), (*self.bad, *others)
        )

    @property
    def refusals(self) -> tuple[Record, ...]:
        """The rows that cannot be read, as a record."""
        if not self.bad:
            return ()
        bad = sorted(self.bad)
        shown = examples(row=[row for row, _ in bad], value=[text[:_SHOWN] for _, text in bad])
        return (Record("tables.unreadable_rows", len(bad), shown),)


def read_json(
    data: bytes, *, file: str, encoding: str | None = None, column_map: Mapping[str, str] | None = None
) -> RawTable:
    """Return the table that a JSON file holds. A line or entry that is no row is refused, not the file.

    Raises
    ------
    TableError
        If it is no JSON, or holds no rows.

    >>> read_json('[["关键词", "搜索人气"], ["旗袍", 5]]'.encode(), file="a.json").plan.keyword.source
    '关键词'
    """
    decoded = decode(data, file=file, encoding=encoding)
    text, halves = without_halves(decoded.text)
    entries = _entries(text, file)
    if not entries.rows:
        raise TableError("tables.empty", file=file)
    first = next((row for row in entries.rows if isinstance(row, (dict, list))), None)
    if first is None:
        raise TableError("tables.not_an_object", file=file, row=entries.numbers[0] if entries.numbers else 1)
    good = entries.of_kind(type(first))
    read = _listed if isinstance(first, list) else _keyed
    table = read(good, file, column_map)
    return replace(
        table,
        encoding=decoded.encoding,
        repairs=(*decoded.records, *halves, *table.repairs),
        refusals=good.refusals,
    )


def without_halves(text: str) -> tuple[str, tuple[Record, ...]]:
    r"""Return JSON with a mark for each half of a character, which no file can hold, and how many there were.

    >>> without_halves(r'["\ud83d\ude00", "\ud83d"]')[0]
    '["\\ud83d\\ude00", "\\ufffd"]'
    """
    if "\\u" not in text:
        return text, ()
    found = [match.start() for match in _HALVES.finditer(text) if match[1]]
    if not found:
        return text, ()
    mended = _HALVES.sub(lambda match: r"\ufffd" if match[1] else match[0], text)
    row = text.count("\n", 0, found[0]) + 1
    return mended, (Record("tables.broken_characters", len(found), params={"row": row}),)


def _listed(entries: Entries, file: str, column_map: Mapping[str, str] | None) -> RawTable:
    """Return the table of rows that are lists, the headers in one of the first."""
    width = max(map(len, entries.rows))
    check_width(width, file=file)
    check_cells(len(entries.rows), len(entries.rows) * width, file=file)
    cells = [[_cell(value) for value in row] + [""] * (width - len(row)) for row in entries.rows]
    table = table_of_grids([Grid(cells)], file=file, column_map=column_map)
    numbers = np.array(entries.numbers, dtype=np.int64)
    return replace(table, rows=numbers[table.rows - 1], header_row=int(numbers[table.header_row - 1]))


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return _text(value) if isinstance(value, (dict, list)) else value


def _keyed(entries: Entries, file: str, column_map: Mapping[str, str] | None) -> RawTable:
    """Return the table of rows that are objects, each value under its header."""
    headers = headers_of(entries.rows, file=file)
    if not headers:
        raise TableError("tables.empty", file=file)
    check_cells(len(entries.rows), len(entries.rows) * len(headers), file=file)
    table = read_frame(frame_of_objects(entries.rows, headers), file=file, column_map=column_map)
    return replace(table, rows=np.array(entries.numbers, dtype=np.int64))


def headers_of(rows: Iterable[Mapping[str, Any]], *, file: str) -> tuple[str, ...]:
    """Return the keys of objects in the order in which they appear.

    Raises
    ------
    TableError
        If they are too many.
    """
    headers: dict[str, None] = {}
    for row in rows:
        headers.update(dict.fromkeys(row))
        check_width(len(headers), file=file)
    return tuple(headers)


def frame_of_objects(
    rows: Sequence[Mapping[str, Any]], headers: Sequence[str], *, texts: Collection[int] = ()
) -> pd.DataFrame:
    """Return objects as rows; a column is numbers where all its values are.

    Parameters
    ----------
    texts
        Places of columns that are text whatever they hold.
    """
    columns = [
        _values([row.get(header) for row in rows], text=place in texts)
        for place, header in enumerate(headers)
    ]
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(len(rows)))
    frame.columns = pd.Index(list(headers), dtype="object")
    return frame


def _values(values: Sequence[Any], *, text: bool) -> pd.Series:
    if not text and all(
        value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)) for value in values
    ):
        try:
            return pd.Series([np.nan if value is None else value for value in values], dtype="float64")
        except OverflowError:  # an integer beyond floats: as text, so that it stays as written
            pass
    return as_text([_text(value) if isinstance(value, dict) else value for value in values])


def _text(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return " ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _entries(text: str, file: str) -> Entries:
    """Return the rows of a document, or of JSON lines."""
    try:
        return _document_rows(_loaded(text))
    except RecursionError as error:
        raise TableError("tables.bad_json", file=file, row=1, problem="nested too deeply") from error
    except ValueError as error:
        if (lines := _lines(text)) is not None:
            return lines
        row = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise TableError("tables.bad_json", file=file, row=row, problem=str(error)) from error


def _loaded(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object, parse_int=_integer)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a key that stands twice is numbered, as a repeated header is."""
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    numbered: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for key, value in pairs:
        seen[key] = seen.get(key, 0) + 1
        numbered[key if seen[key] == 1 else f"{key}.{seen[key]}"] = value
    return numbered


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_DIGITS else digits


def _document_rows(whole: Any) -> Entries:
    """Return the list of rows inside a document that has most known headers, the first of equals."""
    found = list(_row_lists(whole, _DEPTH))
    if found:
        rows = max(found, key=_known)
    elif isinstance(whole, dict):
        rows = [whole] if any(value not in ([], {}, None) for value in whole.values()) else []
    else:
        rows = whole if isinstance(whole, list) else [whole]
    return Entries(tuple(rows), tuple(range(1, len(rows) + 1)))


def _row_lists(value: Any, depth: int) -> Iterator[list[Any]]:
    """Yield all lists of objects or lists in a document, outer ones first; columns are turned into rows."""
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        yield value
    elif isinstance(value, dict) and depth:
        if rows := _rows_of_columns(value):
            yield rows
        for item in value.values():
            yield from _row_lists(item, depth - 1)


def _rows_of_columns(value: dict[str, Any]) -> list[Any]:
    """Return the rows of an object that holds columns: lists of equal length, or objects with equal keys.

    No rows, if it holds something else.
    """
    columns = list(value.values())
    if columns and all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        columns = [list(column.values()) for column in columns]
    if not columns or not all(isinstance(column, list) for column in columns):
        return []
    if len(set(map(len, columns))) != 1 or any(isinstance(item, (dict, list)) for item in columns[0][:1]):
        return []
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _known(rows: list[Any]) -> int:
    first = next(item for item in rows if isinstance(item, (dict, list)))
    return len({normal_header(str(header)).name for header in first} & known_headers())


def _lines(text: str) -> Entries | None:
    """Return the rows of JSON lines; None where fewer than half of the lines are rows."""
    entries = entries_of_lines(text.split("\n"))
    good = sum(isinstance(row, (dict, list)) for row in entries.rows)
    if not good or good < len(entries.bad) + len(entries.rows) - good:
        return None
    return entries


def entries_of_lines(lines: Iterable[str], *, first: int = 1) -> Entries:
    """Return the entries of JSON lines, blank ones left out; `first` is the number of the first line."""
    rows, numbers, bad = [], [], []
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        try:
            row = _loaded(line)
        except (ValueError, RecursionError):
            bad.append((number, line))
            continue
        rows.append(row)
        numbers.append(number)
    return Entries(tuple(rows), tuple(numbers), tuple(bad))
