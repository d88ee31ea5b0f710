"""Ids (campaigns, listings, words) as text: what a spreadsheet rounded is told apart and stays as it stands.

An id with more than 15 digits that was opened in a spreadsheet comes back as 1.81235E+17 or ends in zeros.
No reader can mend it; it must be exported again.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.resources import load_toml
from kwopt.tables.planning.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, both, examples

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


@dataclass(frozen=True)
class IdEvidence:
    """What a column of ids betrays of having been rounded; evidence of pieces adds up.

    Parameters
    ----------
    powers
        The record of ids written as powers of ten, None without any.
    tailed
        The record of these and of long ids that end in zeros.
    exact
        Whether some long id does not end in zeros, so that none of them was rounded.
    few
        Some of the long ids that end in zeros: as many as it takes to be surprised.
    """

    powers: Record | None = None
    tailed: Record | None = None
    exact: bool = False
    few: frozenset[str] = frozenset()

    def __add__(self, other: "IdEvidence") -> "IdEvidence":
        """Return what two pieces of a column betray, the first one's rows before the other's."""
        return IdEvidence(
            both(self.powers, other.powers),
            both(self.tailed, other.tailed),
            self.exact or other.exact,
            frozenset(sorted(self.few | other.few)[:_SURPRISING_ZEROS]),
        )

    @property
    def record(self) -> Record | None:
        """The ids that a spreadsheet rounded; None without any."""
        zeros = sum(len(text.partition(".")[0]) - EXACT_DIGITS for text in self.few)
        return self.tailed if zeros >= _SURPRISING_ZEROS and not self.exact else self.powers


def with_ids_as_text(raw: RawTable) -> tuple[RawTable, dict[int, IdEvidence]]:
    """Return the table with ids as text, and by its place what each column of them betrays."""
    found: dict[int, pd.Series] = {}
    evidence = {}
    for column in filter(is_id, raw.plan.columns):
        values = raw.body[column.place]
        texts = _written_out(values) if pd.api.types.is_numeric_dtype(values) else values.astype("str")
        found[column.place] = _without_formulas(texts)
        evidence[column.place] = _evidence(found[column.place], column, raw)
    if not found:
        return raw, {}
    body = raw.body.copy(deep=False)
    for place, texts in found.items():
        body[place] = texts
    return replace(raw, body=body), evidence


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


def _evidence(texts: pd.Series, column: PlannedColumn, raw: RawTable) -> IdEvidence:
    written = pa.array(texts, type=pa.large_string())
    powers = _matching(written, _AS_POWER)
    record = _record(powers, texts, column, raw)
    if (pc.max(pc.binary_length(written)).as_py() or 0) <= EXACT_DIGITS:
        return IdEvidence(record, record)
    long, rounded = _matching(written, _LONG), _matching(written, _ROUNDED)
    distinct = pc.unique(written.filter(pa.array(rounded)))[:_SURPRISING_ZEROS].to_pylist()
    return IdEvidence(
        record,
        _record(powers | rounded, texts, column, raw),
        exact=not (rounded == long).all(),
        few=frozenset(distinct),
    )


def _record(where: np.ndarray, texts: pd.Series, column: PlannedColumn, raw: RawTable) -> Record | None:
    places = np.flatnonzero(where)
    if not len(places):
        return None
    shown = examples(row=raw.rows[places[:EXAMPLES]], value=texts.iloc[places[:EXAMPLES]].tolist())
    return Record("tables.ids_rounded", len(places), shown, {"column": column.source}, level="warning")


def _matching(written: pa.Array, pattern: str) -> np.ndarray:
    found = pc.fill_null(pc.match_substring_regex(written, pattern), fill_value=False)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)
