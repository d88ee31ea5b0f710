"""The keyword column: texts tidied, and rows that are no keywords told apart."""

import re
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

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
_PLAIN = r"(?-i)^[a-z0-9\x{4E00}-\x{9FFF}]+(?: [a-z0-9\x{4E00}-\x{9FFF}]+)*$"
FOOTER_ROWS = 40
"""Last rows, among which every text may be a footer."""

_ROWS_AT_ONCE = 2**17  # that one core matches; fewer are not worth a thread
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


@dataclass(frozen=True)
class TidyKeywords:
    """The keyword column tidied, where that changed something, and which texts are plain.

    A plain text is lower-case Latin letters, digits and hanzi, parted by single spaces: most keywords are,
    and need no further care, for they are tidy, their own identity, and never a footer.
    """

    texts: pd.Series
    changed: np.ndarray
    plain: np.ndarray

    def of_rows(self, kept: np.ndarray) -> "TidyKeywords":
        """Return those of the rows that are kept, numbered anew."""
        if kept.all():
            return replace(self, texts=self.texts.reset_index(drop=True))
        texts = self.texts[kept].reset_index(drop=True)
        return TidyKeywords(texts, self.changed[kept], self.plain[kept])


def tidy_keywords(texts: pd.Series) -> TidyKeywords:
    """Return keywords tidied; only those that are not plain are touched.

    >>> tidy_keywords(pd.Series([" Ｖ领", "旗袍"], dtype="str")).texts.tolist()
    ['Ｖ领', '旗袍']
    """
    filled = texts.fillna("")
    plain = matching(filled, _PLAIN)
    untidy = ~plain
    untidy[untidy] = matching(filled[untidy], _UNTIDY)
    before = filled[untidy].tolist()
    after = [tidy_keyword(text) for text in before]
    changed = np.zeros(len(filled), dtype=bool)
    changed[untidy] = [one != other for one, other in zip(before, after, strict=True)]
    return TidyKeywords(replaced(filled, untidy, after), changed, plain)


def refused_rows(raw: RawTable, keywords: TidyKeywords) -> tuple[np.ndarray, np.ndarray, tuple[Record, ...]]:
    """Return which rows are blank, which are refused, and why: sums, footers, headers, no keyword.

    A blank row (no keyword, and nothing but blanks and dashes) is no row: neither read nor refused.
    """
    texts, plain = keywords.texts, keywords.plain
    empty = ~plain
    empty[empty] = (texts[empty] == "").to_numpy(dtype=bool)
    blank = _among(empty, _all_blank(raw, empty))
    found = {
        "tables.header_repeated": _repeated_headers(raw, texts),
        "tables.total_rows": _totals(texts, plain, ~blank),
        "tables.rows_without_keyword": empty & ~blank,
    }
    refused = np.zeros(len(texts), dtype=bool)
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


def _among(few: np.ndarray, of_them: np.ndarray) -> np.ndarray:
    """Return what holds for all rows, given what holds for those of `few`."""
    where = few.copy()
    where[few] = of_them
    return where


def _all_blank(raw: RawTable, few: np.ndarray) -> np.ndarray:
    """Return which rows of `few` hold nothing but blanks and dashes beside the keyword."""
    blank = np.ones(np.count_nonzero(few), dtype=bool)
    rows = raw.body[few] if few.any() else raw.body.iloc[:0]
    for column in raw.plan.columns:
        if blank.any() and column is not raw.plan.keyword:
            codes, distinct = pd.factorize(rows[column.place])
            nothing = [says_nothing(str(value)) for value in distinct]
            blank &= np.array([*nothing, True], dtype=bool)[codes]
    return blank


def _repeated_headers(raw: RawTable, texts: pd.Series) -> np.ndarray:
    """Rows that repeat the header: the keyword's header, and that of another column beside it."""
    few = is_one_of(texts, [raw.plan.keyword.source])
    same = np.zeros(np.count_nonzero(few), dtype=int)
    for column in raw.plan.columns if len(same) else ():
        codes, distinct = pd.factorize(raw.body.loc[few, column.place])
        equal = [normal_header(str(value)) == column.header for value in distinct]
        same += np.array([*equal, False])[codes]
    return _among(few, same >= min(2, len(raw.plan.columns)))


def _totals(texts: pd.Series, plain: np.ndarray, real: np.ndarray) -> np.ndarray:
    """Rows that are sums or footers: a plain text is one only as a whole, or among the last rows."""
    signs = row_signs()
    where = is_one_of(texts, signs.totals)
    some = ~plain
    some[-FOOTER_ROWS:] = True
    where |= _among(some, matching(texts[some], signs.pattern))
    last = np.flatnonzero(real)[-1:]
    where[last] |= texts.iloc[last].str.lower().isin(signs.last_totals).to_numpy(dtype=bool)
    return where


def is_one_of(texts: pd.Series, words: Collection[str]) -> np.ndarray:
    """Return which texts are one of `words`."""
    known = pa.array(sorted(words), type=pa.large_string())
    found = pc.is_in(pa.array(texts, type=pa.large_string()), value_set=known)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)


def matching(texts: pd.Series, pattern: str) -> np.ndarray:
    """Return which texts match an RE2 pattern anywhere, cases apart; on all cores."""
    values = pa.array(texts, type=pa.large_string())
    parts = [values.slice(start, _ROWS_AT_ONCE) for start in range(0, len(values), _ROWS_AT_ONCE)]
    match = partial(pc.match_substring_regex, pattern=pattern, ignore_case=True)
    if len(parts) < 2:
        found = [match(part) for part in parts]
    else:
        with ThreadPoolExecutor() as threads:
            found = list(threads.map(match, parts))
    masks = [part.to_numpy(zero_copy_only=False) for part in found]
    return np.concatenate(masks).astype(bool) if masks else np.zeros(0, dtype=bool)


def replaced(texts: pd.Series, where: np.ndarray, others: Sequence[str]) -> pd.Series:
    """Return texts with those of `where` replaced by `others`."""
    if not where.any():
        return texts
    merged = pc.replace_with_mask(
        pa.array(texts, type=pa.large_string()), pa.array(where), pa.array(others, type=pa.large_string())
    )
    return pd.Series(merged.to_pandas().array, index=texts.index, dtype="str")
