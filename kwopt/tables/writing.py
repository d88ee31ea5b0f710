"""Files written whole or not at all: tables in six formats, and texts. Never over an input.

Equal frames give equal bytes: no clock, no machine, no order but the frame's.
"""

import codecs
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from kwopt.errors import TableError
from kwopt.models import Notice
from kwopt.tables.sheets import write_sheet

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a text for a formula (OWASP, CSV injection)."""

_DASHES = frozenset("-–—")
_LARGEST_WHOLE = 2.0**53  # beyond it, floats skip whole numbers
_ROWS_AT_ONCE = 20_000  # of which the text is held in memory


def write_table(
    frame: pd.DataFrame, path: str | Path, *, protect: Iterable[str | Path] = (), sheet: str = "keywords"
) -> list[Notice]:
    """Write `frame` to `path`; the suffix decides on the format. Return what the user should know.

    In CSV, TSV and XLSX, texts that a spreadsheet would take for formulas get a leading apostrophe, and are
    counted in the notice returned. Missing values are empty cells, or null.

    Parameters
    ----------
    protect
        Inputs, over which nothing is written.
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
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise TableError(
            "tables.unknown_suffix", file=str(target), value=target.suffix, choices=tuple(_WRITERS)
        )
    if target.suffix.lower() not in _SPREADSHEETS:
        _write_bytes(target, protect, lambda file: writer(frame, file, sheet))
        return []
    safe, places = neutralized(frame)
    _write_bytes(target, protect, lambda file: writer(safe, file, sheet))
    if not places:
        return []
    examples = [value for _, value in places[:3]]
    return [Notice("tables.formulas_neutralized", "warning", {"count": len(places), "examples": examples})]


def write_text_atomically(
    path: str | Path, text: str | Iterable[str], *, protect: Iterable[str | Path] = ()
) -> None:
    """Write `text` (one, or its parts in order) as UTF-8 to `path`, whole or not at all.

    Raises
    ------
    TableError
        For a protected path, or a place that cannot be written.
    """
    parts = [text] if isinstance(text, str) else text
    _write_bytes(Path(path), protect, lambda file: file.writelines(part.encode("utf-8") for part in parts))


def neutralized(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return the frame with an apostrophe before texts that look like formulas, and which these are.

    Headers are texts too. A lone dash is left as it is: no spreadsheet computes it.

    >>> neutralized(pd.DataFrame({"a": ["=1", "-", "b"]}))[1]
    [('a', '=1')]
    """
    safe = frame.copy(deep=False)
    places: list[tuple[str, str]] = []
    for place, name in enumerate(frame.columns):
        values = flat(frame.iloc[:, place])
        if not pd.api.types.is_numeric_dtype(values.dtype):
            risky = _risky(values)
            if risky.any():
                places += [(str(name), value) for value in values[risky].tolist()]
                values = values.astype(object).where(~risky, "'" + values.astype("str"))
        safe.isetitem(place, values.array)
    risky_headers = [str(name) for name in frame.columns if _is_risky(str(name))]
    safe.columns = pd.Index([f"'{name}" if str(name) in risky_headers else name for name in frame.columns])
    return safe, [*places, *((name, name) for name in risky_headers)]


def _risky(values: pd.Series) -> np.ndarray:
    """Return which cells are texts that look like formulas."""
    if not isinstance(values.dtype, pd.StringDtype):
        return np.array([isinstance(value, str) and _is_risky(value) for value in values], dtype=bool)
    risky = values.str.startswith(FORMULA_SIGNS).fillna(value=False).to_numpy(dtype=bool, copy=True)
    risky[risky] = [_is_risky(text) for text in values[risky]]
    return risky


def _is_risky(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS) and not set(text.strip()) <= _DASHES


def flat(values: pd.Series) -> pd.Series:
    """Return a column whose cells are single values: lists become their items, parted by spaces."""
    if not pd.api.types.is_object_dtype(values.dtype):
        return values
    return values.map(lambda cell: " ".join(map(str, cell)) if isinstance(cell, (list, tuple)) else cell)


def _write_bytes(target: Path, protect: Iterable[str | Path], write: Callable[[IO[bytes]], None]) -> None:
    _refuse_inputs(target, protect)
    if target.is_dir():
        raise TableError("tables.is_folder", file=str(target))
    try:
        with _whole_or_not(target) as file:
            write(file)
    except OSError as error:
        problem = error.strerror or str(error)
        raise TableError("tables.cannot_write", file=str(target), problem=problem) from error


def _refuse_inputs(target: Path, protect: Iterable[str | Path]) -> None:
    for path in protect:
        if target.exists() and Path(path).exists() and target.samefile(path):
            raise TableError("tables.over_input", file=str(target))


@contextmanager
def _whole_or_not(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file beside the target, which takes its place at the end, or goes if anything fails."""
    final = target.resolve()
    part = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _write_csv(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    _write_delimited(frame, file, ",")


def _write_tsv(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    _write_delimited(frame, file, "\t")


def _write_delimited(frame: pd.DataFrame, file: IO[bytes], delimiter: str) -> None:
    """Write rows by the thousand: the text of a million would take more memory than the frame."""
    file.write(codecs.BOM_UTF8)
    for rows in csv_parts(_with_whole_numbers(frame), delimiter):
        file.write(rows)


def csv_parts(frame: pd.DataFrame, delimiter: str = ",") -> Iterator[bytes]:
    r"""Yield the frame as delimited text in UTF-8, headers first, some thousand rows at a time.

    >>> list(csv_parts(pd.DataFrame({"a": [1, 2]})))
    [b'a\n1\n2\n']
    """
    for start in range(0, max(len(frame), 1), _ROWS_AT_ONCE):
        rows = frame.iloc[start : start + _ROWS_AT_ONCE]
        text = rows.to_csv(index=False, header=start == 0, sep=delimiter, lineterminator="\n")
        yield text.encode("utf-8", "replace")


def _with_whole_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with counts as whole numbers: 2053, not 2053.0."""
    plain = frame.copy(deep=False)
    for place, kind in enumerate(frame.dtypes):
        if pd.api.types.is_float_dtype(kind):
            values = frame.iloc[:, place].to_numpy(dtype=float, na_value=np.nan)
            known = values[~np.isnan(values)]
            if len(known) and (np.abs(known) < _LARGEST_WHOLE).all() and (known == np.rint(known)).all():
                plain.isetitem(place, pd.array(values, dtype="Float64").astype("Int64"))
    return plain


def _write_xlsx(frame: pd.DataFrame, file: IO[bytes], sheet: str) -> None:
    buffer = io.BytesIO()
    write_sheet(frame, buffer, sheet)
    file.write(buffer.getbuffer())


def _write_json(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    file.write(b"[")
    file.writelines((b",\n" if place else b"\n") + row for place, row in enumerate(_json_rows(frame)))
    file.write(b"\n]\n")


def _write_json_lines(frame: pd.DataFrame, file: IO[bytes], _sheet: str) -> None:
    file.writelines(row + b"\n" for row in _json_rows(frame))


def _json_rows(frame: pd.DataFrame) -> Iterator[bytes]:
    names = [str(name) for name in frame.columns]
    frame = _with_whole_numbers(frame)
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        part = frame.iloc[start : start + _ROWS_AT_ONCE]
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
    named = frame.set_axis([str(name) for name in frame.columns], axis=1)
    for place, kind in enumerate(named.dtypes):
        if pd.api.types.is_object_dtype(kind):
            named.isetitem(place, _one_kind(named.iloc[:, place]).array)
    buffer = io.BytesIO()
    named.to_parquet(buffer, index=False)
    file.write(buffer.getbuffer())


def _one_kind(values: pd.Series) -> pd.Series:
    """Return a column that Parquet can hold: lists or texts as they are, mixed kinds as text."""
    kinds = {type(value) for value in values if value is not None and value is not pd.NA and value == value}
    if len(kinds) <= 1 or kinds <= {list, tuple}:
        return values.map(lambda cell: list(cell) if isinstance(cell, tuple) else cell)
    return flat(values).map(lambda cell: None if pd.isna(cell) else str(cell)).astype("str")


_SPREADSHEETS = (".csv", ".tsv", ".xlsx")
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
