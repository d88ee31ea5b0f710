"""Ids (campaigns, listings, words) as text: what a spreadsheet rounded is told apart and stays as it stands.

An id with more than 15 digits that was opened in a spreadsheet comes back as 1.81235E+17 or ends in zeros.
No reader can mend it; it must be exported again.
"""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.resources import load_toml
from kwopt.tables.planning.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples

EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; all further ones become zeros."""

_SURPRISING_ZEROS = 3  # so many zeros beyond the 15th digit come by chance once in a thousand columns
_AS_POWER = r"^[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}$"
_LONG = r"^[0-9]{16,}(?:\.0+)?$"
_ROUNDED = r"^[0-9]{15}0+(?:\.0+)?$"
_TEXT_FORMULA = r'^="?([^"]*)"?$'


@cache
def _id_header() -> re.Pattern[str]:
    return re.compile(load_toml("formats.toml")["ids"]["pattern"])


def is_id(column: PlannedColumn) -> bool:
    """Whether a column that nothing else is known of holds ids, by its header."""
    return column.meaning.canonical is None and _id_header().search(column.header.name) is not None


def with_ids_as_text(raw: RawTable) -> RawTable:
    """Return the table with ids as text, and a record of those that a spreadsheet rounded."""
    found: dict[int, pd.Series] = {}
    records = []
    for column in filter(is_id, raw.plan.columns):
        values = raw.body[column.place]
        texts = _written_out(values) if pd.api.types.is_numeric_dtype(values) else values.astype("str")
        found[column.place] = _without_formulas(texts)
        records += _rounded_record(found[column.place], column, raw)
    if not found:
        return raw
    body = raw.body.copy(deep=False)
    for place, texts in found.items():
        body[place] = texts
    return replace(raw, body=body, repairs=(*raw.repairs, *records))


def _written_out(values: pd.Series) -> pd.Series:
    """Return numbers of a workbook as digits: 1.8e17 is 180000000000000000."""
    codes, distinct = pd.factorize(values)
    digits = [np.format_float_positional(float(number), trim="-") for number in distinct]
    texts = pd.Series([*digits, None], dtype="str")
    return texts.take(codes).set_axis(values.index)


def _without_formulas(texts: pd.Series) -> pd.Series:
    """Return ids without the formula that keeps a spreadsheet from rounding them: ="1712" is 1712."""
    written = pa.array(texts, type=pa.large_string())
    if not pc.any(pc.starts_with(written, "=")).as_py():
        return texts
    plain = pc.replace_substring_regex(written, _TEXT_FORMULA, r"\1")
    return pd.Series(plain.to_pandas().array, index=texts.index, dtype="str")


def _rounded_record(texts: pd.Series, column: PlannedColumn, raw: RawTable) -> list[Record]:
    written = pa.array(texts, type=pa.large_string())
    rounded = _matching(written, _AS_POWER)
    if (pc.max(pc.binary_length(written)).as_py() or 0) > EXACT_DIGITS:
        rounded |= _zero_tailed(written)
    places = np.flatnonzero(rounded)
    if not len(places):
        return []
    shown = examples(row=raw.rows[places[:EXAMPLES]], value=texts.iloc[places[:EXAMPLES]].tolist())
    return [Record("tables.ids_rounded", len(places), shown, {"column": column.source}, level="warning")]


def _zero_tailed(written: pa.Array) -> np.ndarray:
    """Return the ids of more than 15 digits, if all of them end in zeros from the 16th on."""
    long, rounded = _matching(written, _LONG), _matching(written, _ROUNDED)
    if not (rounded == long).all():
        return np.zeros(len(long), dtype=bool)
    distinct = pc.unique(written.filter(pa.array(rounded))).to_pylist()
    zeros = sum(len(text.partition(".")[0]) - EXACT_DIGITS for text in distinct)
    return rounded if zeros >= _SURPRISING_ZEROS else np.zeros(len(long), dtype=bool)


def _matching(written: pa.Array, pattern: str) -> np.ndarray:
    found = pc.fill_null(pc.match_substring_regex(written, pattern), fill_value=False)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)
