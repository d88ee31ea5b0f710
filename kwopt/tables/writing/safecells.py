"""Texts that a file or a spreadsheet cannot take as they are: made harmless, and listed.

A text that begins like a formula gets a leading apostrophe; `read_keywords` takes it off again. Characters
that a file cannot hold are left out (control characters) or become U+FFFD (halves of surrogate pairs).
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.models import Notice
from kwopt.tables.writing.textcells import TEXT, bytes_of, first_bytes, lengths_of, texts_of

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet take a text for a formula (OWASP, CSV injection)."""

_DASHES = frozenset("-–—－")
SHOWN = 3
"""Examples that a notice shows."""

FIRST_ROW = 2
"""Row of the first values, as a spreadsheet shows it: row 1 holds the headers."""

_LONG_NUMBER = re.compile(r"\d{16,}")  # Excel keeps 15 digits (Microsoft, Excel specifications)
_LONG_NUMBER_BYTES = 16
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HALVES = re.compile("[\ud800-\udfff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_UNFIT_FOR_SHEETS = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""Characters outside XML 1.0 (production 2, Char), besides surrogates, which Arrow's text cannot hold."""


def _marked(*signs: int) -> np.ndarray:
    """Return a table of the 256 bytes, True for some."""
    table = np.zeros(256, dtype=bool)
    table[list(signs)] = True
    return table


_MAY_BE_SIGN = _marked(*(sign.encode()[0] for sign in FORMULA_SIGNS))
_MAY_BE_DIGIT = _marked(*b"0123456789", *range(0x80, 0xE3), *range(0xEA, 0x100))
"""First bytes of digits of any script: between them lie U+3000 to U+9FFF, hanzi and kana, without digits."""
_FIRST_PRINTED, _SPACES = 0x20, tuple(b"\t\n\r")
_LAST_BEGIN = (0xEF, 0xBF)
"""Bytes with which U+FFC0 to U+FFFF begin."""


def neutralized(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the frame with an apostrophe before texts that look like formulas, and which these are.

    Headers are texts too. A lone dash is left as it is: no spreadsheet computes it.

    >>> neutralized(pd.DataFrame({"a": ["=1", "-", "b"]}))[1][0].params["count"]
    1
    """
    return _changed(frame, _risky, lambda text: f"'{text}", "tables.formulas_neutralized")


def fit_for_sheets(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    r"""Return the frame without characters that workbooks and tables of text cannot hold, and which had some.

    >>> fit_for_sheets(pd.DataFrame({"a": ["x\x01y"]}))[0]["a"].tolist()
    ['xy']
    """
    return _changed(frame, _unfit, _fit, "tables.characters_replaced")


def fit_for_utf8(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the frame without halves of surrogate pairs, which UTF-8 cannot hold, and what had some."""
    return _changed(frame, _halved, lambda text: _HALVES.sub("\ufffd", text), "tables.characters_replaced")


def for_spreadsheets(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the frame as spreadsheets may open it: single values, harmless texts; and what was changed."""
    fit, replaced = fit_for_sheets(_flattened(frame))
    safe, disarmed = neutralized(fit)
    return safe, [*replaced, *disarmed]


def rounded_numbers(frame: pd.DataFrame) -> list[Notice]:
    """Return a remark a column on long numbers, such as ids, that Excel rounds when it opens a text file."""
    found = []
    for name, values in frame.items():
        where = _texts(values, _long_numbers)
        if where.any():
            rows = (np.flatnonzero(where) + FIRST_ROW).tolist()
            found.append(_notice("tables.long_numbers", str(name), values[where].iloc[:SHOWN].tolist(), rows))
    return found


def _long_numbers(values: pd.Series) -> np.ndarray:
    if not isinstance(values.dtype, pd.StringDtype):
        values = values.astype("str")
    texts = texts_of(values)
    long = _MAY_BE_DIGIT[first_bytes(texts)] & (lengths_of(texts) >= _LONG_NUMBER_BYTES)
    return _where_too(texts, long, lambda text: _LONG_NUMBER.fullmatch(text) is not None)


def _where_too(texts: pa.Array, where: np.ndarray, holds: Callable[[str], bool]) -> np.ndarray:
    """Return which of the cells `where` hold what is asked for; few cells are looked at."""
    found = where.copy()
    found[where] = [holds(text or "") for text in texts.take(np.flatnonzero(where)).to_pylist()]
    return found


def flat(values: pd.Series) -> pd.Series:
    """Return a column whose cells are single values: lists become their items, parted by spaces."""
    if not pd.api.types.is_object_dtype(values.dtype):
        return values
    single = (" ".join(map(str, cell)) if isinstance(cell, (list, tuple)) else cell for cell in values)
    return pd.Series(list(single), index=values.index, dtype=object)


def _flattened(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose cells are single values."""
    plain = frame.copy(deep=False)
    for place, kind in enumerate(frame.dtypes):
        if pd.api.types.is_object_dtype(kind):
            # As a series: an array of objects would be inferred, and text that UTF-8 cannot hold would fail.
            plain.isetitem(place, flat(frame.iloc[:, place]))  # type: ignore[arg-type]
    return plain


def in_doubt(values: pd.Series) -> bool:
    """Return whether cells of a column may need a change or a remark; most need none, as their bytes tell.

    >>> in_doubt(pd.Series(["裙", "a"], dtype="str")), in_doubt(pd.Series(["裙", "=a"], dtype="str"))
    (False, True)
    """
    if not isinstance(values.dtype, pd.StringDtype):
        return not pd.api.types.is_numeric_dtype(values.dtype)
    texts = texts_of(values)
    first = first_bytes(texts)
    if _MAY_BE_SIGN[first].any() or _may_be_unfit(bytes_of(texts)):
        return True
    return bool((lengths_of(texts)[_MAY_BE_DIGIT[first]] >= _LONG_NUMBER_BYTES).any())


Finder = Callable[[pd.Series], np.ndarray]


def _changed(
    frame: pd.DataFrame, found_in: Finder, change: Callable[[str], str], code: str
) -> tuple[pd.DataFrame, list[Notice]]:
    """Return the frame with some texts changed, headers too, and a notice a column on which these are."""
    changed = frame.copy(deep=False)
    notices = []
    headers = pd.Series([str(name) for name in frame.columns], dtype=object)
    risky_headers = found_in(headers)
    for place, (header, (_, values)) in enumerate(zip(headers, frame.items(), strict=True)):
        where = _texts(values, found_in)
        rows = [1] * int(risky_headers[place]) + (np.flatnonzero(where) + FIRST_ROW).tolist()
        if not rows:
            continue
        shown = [header] * int(risky_headers[place]) + values[where].iloc[:SHOWN].tolist()
        notices.append(_notice(code, _fit(header), shown, rows))
        if where.any():
            changed.isetitem(place, _with_changes(values, where, change))  # type: ignore[arg-type]
    if risky_headers.any():
        pairs = zip(frame.columns, risky_headers, strict=True)
        changed.columns = pd.Index([change(str(name)) if risky else name for name, risky in pairs])
    return changed, notices


def _texts(values: pd.Series, found_in: Finder) -> np.ndarray:
    if pd.api.types.is_numeric_dtype(values.dtype) or not len(values):
        return np.zeros(len(values), dtype=bool)
    return found_in(values)


def _with_changes(values: pd.Series, where: np.ndarray, change: Callable[[str], str]) -> pd.Series:
    if isinstance(values.dtype, pd.StringDtype):
        return _texts_with_changes(values, where, change)
    cells = values.to_numpy(dtype=object, copy=True)
    for place in np.flatnonzero(where):
        cells[place] = _through(cells[place], change)
    return pd.Series(cells, index=values.index, dtype=object)


def _texts_with_changes(values: pd.Series, where: np.ndarray, change: Callable[[str], str]) -> pd.Series:
    texts = texts_of(values)
    changed = [change(text) for text in texts.take(np.flatnonzero(where)).to_pylist()]
    cells = pc.replace_with_mask(texts, pa.array(where), pa.array(changed, type=TEXT))
    return pd.Series(pd.array(cells, dtype=values.dtype), index=values.index)


def _through(cell: object, change: Callable[[str], str]) -> object:
    if isinstance(cell, (list, tuple)):
        return [_through(item, change) for item in cell]
    return change(cell) if isinstance(cell, str) else cell


def _notice(code: str, column: str, texts: Sequence[object], rows: Sequence[int]) -> Notice:
    examples = [_fit(str(text)) for text in texts[:SHOWN]]
    params = {"count": len(rows), "examples": examples, "rows": list(rows[:SHOWN])}
    return Notice(code, "warning", params, column=column)


def _risky(values: pd.Series) -> np.ndarray:
    """Return which cells are texts that look like formulas."""
    if not isinstance(values.dtype, pd.StringDtype):
        return np.array([isinstance(cell, str) and _is_risky(cell) for cell in values], dtype=bool)
    texts = texts_of(values)
    return _where_too(texts, _MAY_BE_SIGN[first_bytes(texts)], _is_risky)


def _is_risky(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS) and not set(text.strip()) <= _DASHES


def _unfit(values: pd.Series) -> np.ndarray:
    """Return which cells hold characters that spreadsheets cannot hold."""
    if not isinstance(values.dtype, pd.StringDtype):
        return np.array([isinstance(cell, str) and _fit(cell) != cell for cell in values], dtype=bool)
    texts = texts_of(values)
    if not _may_be_unfit(bytes_of(texts)):
        return np.zeros(len(texts), dtype=bool)
    found = pc.fill_null(pc.match_substring_regex(texts, _UNFIT_FOR_SHEETS), False)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)


def _may_be_unfit(data: np.ndarray) -> bool:
    """Return whether texts of these bytes may hold control characters, U+FFFE or U+FFFF."""
    low = data < _FIRST_PRINTED
    if low.any() and not np.isin(data[low], _SPACES).all():
        return True
    beyond = np.flatnonzero(data == _LAST_BEGIN[0])  # fullwidth signs begin alike
    return bool((data[np.minimum(beyond + 1, len(data) - 1)] == _LAST_BEGIN[1]).any())


def _fit(text: str) -> str:
    return _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", text))


def _halved(values: pd.Series) -> np.ndarray:
    """Return which cells hold half a surrogate pair, as JSON may; Arrow's text cannot."""
    if isinstance(values.dtype, pd.StringDtype):
        return np.zeros(len(values), dtype=bool)
    return np.array([_has_halves(cell) for cell in values], dtype=bool)


def _has_halves(cell: object) -> bool:
    if isinstance(cell, (list, tuple)):
        return any(_has_halves(item) for item in cell)
    return isinstance(cell, str) and _HALVES.search(cell) is not None
