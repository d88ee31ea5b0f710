"""The keyword column: texts tidied, and rows that are no keywords told apart."""

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.tables.cells import says_nothing
from kwopt.tables.formats import row_signs
from kwopt.tables.headers import normal_header
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples

_UNTIDY = (
    r"^[\p{Z}\s]|[\p{Z}\s]$|[\p{Z}\s]{2}|[^ \PZ]|[\p{Cc}\x{AD}\x{200B}\x{200E}\x{200F}]"
    r"|^'[=+\-@]|^''|[\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]"
)
_DISARMED = re.compile(r"^'+(?=[=+\-@])")  # as people and our own writer keep a text from being computed
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def tidy_keyword(text: str) -> str:
    r"""Return a keyword without invisible and control characters, its white space single spaces.

    An apostrophe that keeps a spreadsheet from computing the text goes too.

    >>> tidy_keyword(" 改良\u3000 旗袍\u200b")
    '改良 旗袍'
    """
    plain = " ".join(_CONTROLS.sub("", _INVISIBLE.sub("", text)).split())
    return _DISARMED.sub("", plain)


def tidy_keywords(texts: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """Return keywords tidied, and where that changed something; only untidy ones are touched."""
    filled = texts.fillna("")
    untidy = matching(filled, _UNTIDY)
    tidy = replaced(filled, untidy, lambda few: [tidy_keyword(text) for text in few])
    return tidy, untidy & (tidy != filled).to_numpy(dtype=bool) if untidy.any() else untidy


def refused_rows(raw: RawTable, keywords: pd.Series) -> tuple[np.ndarray, np.ndarray, tuple[Record, ...]]:
    """Return which rows are blank, which are refused, and why: sums, footers, headers, no keyword.

    A blank row (no keyword, and nothing but blanks and dashes) is no row: neither read nor refused.
    """
    empty = (keywords == "").to_numpy(dtype=bool)
    blank = empty & _all_blank(raw, empty)
    found = {
        "tables.header_repeated": _repeated_headers(raw, keywords),
        "tables.total_rows": _totals(keywords, ~blank),
        "tables.rows_without_keyword": empty & ~blank,
    }
    refused = np.zeros(len(keywords), dtype=bool)
    records = []
    for code, where in found.items():
        places = np.flatnonzero(where & ~refused)
        refused |= where
        if len(places):
            shown = [_row_text(raw, place) for place in places[:EXAMPLES]]
            records.append(Record(code, len(places), examples(row=raw.rows[places[:EXAMPLES]], value=shown)))
    return blank, refused, tuple(records)


def _row_text(raw: RawTable, place: int) -> str:
    return " | ".join("" if pd.isna(cell) else str(cell) for cell in raw.body.iloc[place])[:80]


def _all_blank(raw: RawTable, among: np.ndarray) -> np.ndarray:
    blank = np.zeros(len(among), dtype=bool)
    if not among.any():
        return blank
    figures = raw.body.drop(columns=raw.plan.keyword.place)
    for place in np.flatnonzero(among):
        blank[place] = all(pd.isna(cell) or says_nothing(str(cell)) for cell in figures.iloc[place])
    return blank


def _repeated_headers(raw: RawTable, keywords: pd.Series) -> np.ndarray:
    """Rows that repeat the header: the keyword's header, and that of another column beside it."""
    repeated = np.zeros(len(keywords), dtype=bool)
    for place in np.flatnonzero((keywords == raw.plan.keyword.source).to_numpy(dtype=bool)):
        cells = [normal_header(str(cell)) for cell in raw.body.iloc[place]]
        same = sum(cell == column.header for cell, column in zip(cells, raw.plan.columns, strict=True))
        repeated[place] = same >= min(2, len(cells))
    return repeated


def _totals(keywords: pd.Series, real: np.ndarray) -> np.ndarray:
    signs = row_signs()
    where = matching(keywords, signs.pattern)
    last = np.flatnonzero(real)[-1:]
    where[last] |= keywords.iloc[last].str.lower().isin(signs.last_totals).to_numpy(dtype=bool)
    return where


def matching(texts: pd.Series, pattern: str) -> np.ndarray:
    """Return which texts match an RE2 pattern anywhere, cases apart; much faster than row by row."""
    found = pc.match_substring_regex(pa.array(texts, type=pa.large_string()), pattern, ignore_case=True)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)


def replaced(
    texts: pd.Series, where: np.ndarray, function: Callable[[list[str]], Sequence[str]]
) -> pd.Series:
    """Return texts with those of `where` passed through `function`, the others untouched."""
    if not where.any():
        return texts
    few = pa.array(function(texts[where].tolist()), type=pa.large_string())
    merged = pc.replace_with_mask(pa.array(texts, type=pa.large_string()), pa.array(where), few)
    return pd.Series(merged.to_pandas().array, index=texts.index, dtype="str")
