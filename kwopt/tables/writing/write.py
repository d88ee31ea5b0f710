"""Tables in six formats, as files that stand whole or not at all. Never over an input.

Equal frames give equal bytes: no clock, no machine, no order but the frame's.
"""

import codecs
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from kwopt.files.atomic import write_atomically
from kwopt.files.places import check_suffix
from kwopt.models import Notice
from kwopt.tables.writing.csvtext import ROWS_AT_ONCE, csv_parts, with_whole_numbers
from kwopt.tables.writing.rowgroups import row_groups, write_row_groups
from kwopt.tables.writing.safecells import fit_for_utf8, for_spreadsheets, rounded_numbers
from kwopt.tables.writing.sheets import write_sheet
from kwopt.version import __version__

SCHEMA = "kwopt.table/1"
"""Name and version of the JSON form of a table."""


def write_table(
    frame: pd.DataFrame, path: str | Path, *, protect: Iterable[str | Path] = (), sheet: str = "keywords"
) -> list[Notice]:
    """Write `frame` to `path`; the suffix decides on the format. Return what the user should know.

    In CSV, TSV and XLSX, texts that a spreadsheet would take for formulas get a leading apostrophe, which
    `read_keywords` takes off again; the notices say which column holds how many. Characters that a file
    cannot hold are replaced, and told alike. Missing values are empty cells, or null.

    The file is written whole or not at all, under the permissions of the file that stood there. A symbolic
    link is written through; devices and pipes are refused.

    Parameters
    ----------
    protect
        Inputs, over which nothing is written, whatever they are called.
    sheet
        Name of the sheet in a workbook.

    Raises
    ------
    TableError
        For an unknown suffix, a protected path, or a place that cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> write_table(pd.DataFrame({"keyword": ["=1+1"]}), Path(folder) / "out.csv")[0].params["count"]
    1
    """
    target = Path(path)
    suffix = target.suffix.lower()
    check_suffix(target, SUFFIXES)
    safe, notices = _safe(frame, suffix)
    write_atomically(target, lambda file: _WRITERS[suffix](safe, file, sheet), protect=protect)
    return notices


def _safe(frame: pd.DataFrame, suffix: str) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the frame as a file of this kind may hold it, and what the user should know."""
    safe, notices = for_spreadsheets(frame) if suffix in _SPREADSHEETS else fit_for_utf8(frame)
    return safe, notices + (rounded_numbers(safe) if suffix in _TEXTS else [])


@dataclass(frozen=True)
class TableBytes:
    """The bytes of a table's file, and what the user should know of it."""

    data: bytes
    notices: tuple[Notice, ...] = ()


def table_bytes(frame: pd.DataFrame, suffix: str, *, sheet: str = "keywords") -> TableBytes:
    r"""Return the file that `write_table` would write, as bytes: nothing touches a disk.

    Parameters
    ----------
    suffix
        Of the file, which decides on the format: ".csv", ".xlsx" ...

    Raises
    ------
    TableError
        For an unknown suffix, or a frame that the format cannot hold.

    Examples
    --------
    >>> table_bytes(pd.DataFrame({"keyword": ["=1+1"]}), ".csv").data.decode("utf-8-sig")
    "keyword\n'=1+1\n"
    """
    check_suffix(f"table{suffix}", SUFFIXES)
    safe, notices = _safe(frame, suffix)
    buffer = io.BytesIO()
    _WRITERS[suffix](safe, buffer, sheet)
    return TableBytes(buffer.getvalue(), tuple(notices))


def _write_csv(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    _write_delimited(frame, file, ",")


def _write_tsv(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    _write_delimited(frame, file, "\t")


def _write_delimited(frame: pd.DataFrame, file: IO[bytes], delimiter: str) -> None:
    """Write rows by the thousand: the text of a million would take more memory than the frame."""
    file.write(codecs.BOM_UTF8)
    file.writelines(csv_parts(frame, delimiter))


def _write_xlsx(frame: pd.DataFrame, file: IO[bytes], sheet: str) -> None:
    buffer = io.BytesIO()
    write_sheet(frame, buffer, sheet)
    file.write(buffer.getbuffer())


def _write_json(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    names = [str(name) for name in frame.columns]
    opening = json.dumps({"schema": SCHEMA, "kwopt": __version__, "columns": names}, ensure_ascii=False)
    file.write(opening[:-1].encode("utf-8", "replace") + b', "rows": [')
    file.writelines((b",\n" if place else b"\n") + row for place, row in enumerate(_json_rows(frame)))
    file.write(b"\n]}\n")


def _write_json_lines(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    file.writelines(row + b"\n" for row in _json_rows(frame))


def _json_rows(frame: pd.DataFrame) -> Iterator[bytes]:
    names = [str(name) for name in frame.columns]
    frame = with_whole_numbers(frame)
    for start in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[start : start + ROWS_AT_ONCE]
        columns = [map(_json_value, part.iloc[:, place].tolist()) for place in range(len(names))]
        for row in zip(*columns, strict=True):
            text = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
            yield text.encode("utf-8", "replace")


def _json_value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json_value(item) for key, item in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    return None if value is pd.NA or value is pd.NaT else str(value)


def _write_parquet(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    write_row_groups(row_groups(frame), file)


_TEXTS = (".csv", ".tsv")
_SPREADSHEETS = (*_TEXTS, ".xlsx")
_WRITERS: dict[str, Callable[[pd.DataFrame, IO[bytes], str], None]] = {
    ".csv": _write_csv,
    ".tsv": _write_tsv,
    ".xlsx": _write_xlsx,
    ".json": _write_json,
    ".jsonl": _write_json_lines,
    ".parquet": _write_parquet,
}

SUFFIXES: Sequence[str] = tuple(_WRITERS)
"""Suffixes that `write_table` knows."""
