"""Rows that are no keywords of their file's kind, each refused with a record: sums, notes, ASINs ...

Owns which rows they are. What betrays them in one export (its columns, its footers) is data, in
`resources/formats.toml`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.planning.formats import GENERIC, OWN_FORMAT, asin_pattern, row_signs
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.rows.keywords import TidyKeywords, is_one_of, matching
from kwopt.tables.values.cells import says_nothing

FOOTER_ROWS = 40
"""Last rows, among which every text may be a footer, and in which notes are sought."""

_DASHES = ("--", "---", "—", "——")
_LONE_DASH = "-"  # only an export writes it so; in a list of people's own it may be meant
_SENTENCE = re.compile(r"[:：。；;!！©]|\. |\.$|https?://|www\.|.{40}")
"""What notes have and hardly any keyword: punctuation, an address, or 40 characters."""

_VALUES_SHOWN = 6  # other values of a column that a record names


@dataclass(frozen=True)
class RowKind:
    """Rows of one kind: code of its record, which rows, and what the record says besides."""

    code: str
    where: np.ndarray
    params: Mapping[str, Any] = field(default_factory=dict)


def refused_rows(
    raw: RawTable, keywords: TidyKeywords, *, footer: bool = True
) -> tuple[np.ndarray, np.ndarray, tuple[Record, ...]]:
    """Return which rows are blank, which are refused, and why.

    A blank row (an empty keyword, and nothing but blanks and dashes) is no row: neither read nor refused.

    Parameters
    ----------
    footer
        Whether the last rows are the last of their file, among which footers stand.
    """
    texts, plain = keywords.texts, keywords.plain
    empty, dashes = ~plain, ~plain
    empty[empty] = is_one_of(texts[empty], [""])
    dashes[dashes] = is_one_of(texts[dashes], _dashes(raw))
    blank = _among(empty, _all_blank(raw, empty))
    refused = np.zeros(len(texts), dtype=bool)
    records = []
    for kind in _kinds(raw, keywords, (empty & ~blank) | dashes, ~blank, footer):
        places = np.flatnonzero(kind.where & ~refused)
        refused |= kind.where
        if len(places):
            shown = [_row_text(raw, place) for place in places[:EXAMPLES]]
            few = examples(row=raw.rows[places[:EXAMPLES]], value=shown)
            records.append(Record(kind.code, len(places), few, kind.params))
    return blank, refused, tuple(records)


def _kinds(
    raw: RawTable, keywords: TidyKeywords, silent: np.ndarray, real: np.ndarray, footer: bool
) -> Iterator[RowKind]:
    """Yield the kinds in order: a row is listed under the first one that it is of."""
    texts = keywords.texts
    header = raw.plan.keyword.source
    whole = is_one_of(texts, [header, *row_signs().totals])
    headers = _among(whole, is_one_of(texts[whole], [header]))
    yield RowKind("tables.header_repeated", _repeated_headers(raw, headers))
    notes = _notes_below(raw) & real if footer else np.zeros(len(texts), dtype=bool)
    sums = whole & ~headers | _signed(keywords, footer) | _among(silent, _sums_beside(raw, silent))
    if footer:
        sums |= _last_sum(texts, real & ~sums & ~notes)
    yield RowKind("tables.total_rows", sums)
    yield RowKind("tables.note_rows", notes)
    real = real & ~sums & ~notes
    yield from _other_entities(raw, real)
    yield from _asins(raw, texts)
    yield from _other_currencies(raw, real)
    yield RowKind("tables.rows_without_keyword", silent)


def _dashes(raw: RawTable) -> list[str]:
    """Return the dashes by which a keyword's cell says that there is none."""
    own = raw.plan.format.id in (GENERIC.id, OWN_FORMAT)
    return list(_DASHES) if own else [*_DASHES, _LONE_DASH]


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


def _repeated_headers(raw: RawTable, few: np.ndarray) -> np.ndarray:
    """Return which rows of `few`, whose keyword is its header, bear that of another column beside it."""
    same = np.zeros(np.count_nonzero(few), dtype=int)
    for column in raw.plan.columns if len(same) else ():
        codes, distinct = pd.factorize(raw.body.loc[few, column.place])
        equal = [normal_header(str(value)) == column.header for value in distinct]
        same += np.array([*equal, False])[codes]
    return _among(few, np.asarray(same >= min(2, len(raw.plan.columns))))


def _signed(keywords: TidyKeywords, footer: bool) -> np.ndarray:
    """Return which keywords begin like sums or footers; a plain text does so among the last rows only."""
    some = ~keywords.plain
    if footer:
        some[-FOOTER_ROWS:] = True
    return _among(some, matching(keywords.texts[some], row_signs().pattern))


def _last_sum(texts: pd.Series, real: np.ndarray) -> np.ndarray:
    """Return the last row, if its keyword is a word for sums: elsewhere shoppers may search for it."""
    found = np.zeros(len(texts), dtype=bool)
    last = np.flatnonzero(real)[-1:]
    found[last] = texts.iloc[last].str.lower().isin(row_signs().last_totals).to_numpy(dtype=bool)
    return found


def _sums_beside(raw: RawTable, silent: np.ndarray) -> np.ndarray:
    """Return which of the rows without a keyword are sums or footers by the first cell that is no figure."""
    if not silent.any():
        return np.zeros(0, dtype=bool)
    first = pd.Series("", index=range(np.count_nonzero(silent)), dtype="str")
    for column in raw.plan.columns:
        cells = raw.body[column.place]
        if column.meaning.canonical is None and isinstance(cells.dtype, pd.StringDtype):
            first = first.where(first != "", cells[silent].fillna("").str.strip().set_axis(first.index))
    signs = row_signs()
    words = first.str.lower().isin(signs.last_totals | signs.totals).to_numpy(dtype=bool)
    return np.asarray(words | matching(first, signs.pattern), dtype=bool)


def _notes_below(raw: RawTable) -> np.ndarray:
    """Return which of the last rows are notes: one cell alone, below rows that hold more.

    It must begin like a note (then a comma may have split it), or stand below a blank row and read like a
    sentence.
    """
    found = np.zeros(len(raw.body), dtype=bool)
    start = max(0, len(raw.body) - FOOTER_ROWS)
    tail = [_filled(row) for row in raw.body.iloc[start:].itertuples(index=False)]
    signed = matching(pd.Series(["".join(cells[:1]) for cells in tail], dtype="str"), row_signs().notes)
    full = [place for place, cells in enumerate(tail) if len(cells) > 1 and not signed[place]]
    if not full:
        return found  # every row holds one cell: a bare list, of which none can be told to be a note
    for place in range(full[-1] + 1, len(tail)):
        found[start + place] = signed[place] or (bool(tail[place]) and _stands_apart(tail, place))
    return found


def _filled(row: Sequence[Any]) -> list[str]:
    texts = ("" if pd.isna(cell) else str(cell).strip() for cell in row)
    return [text for text in texts if text]


def _stands_apart(tail: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a cell alone stands below a blank row, and reads like a sentence."""
    above = place
    while above > 0 and len(tail[above]) == 1:
        above -= 1
    return not tail[above] and _SENTENCE.search(tail[place][0]) is not None


def _other_entities(raw: RawTable, real: np.ndarray) -> Iterator[RowKind]:
    """Yield rows whose column names another kind of thing than the format's keywords."""
    for header, allowed in raw.plan.format.rows:
        for column in (item for item in raw.plan.columns if item.header.name == header):
            codes, names = _distinct(raw.body[column.place])
            wrong = np.array([normal_header(name).name not in allowed for name in names], dtype=bool)
            where = wrong[codes] & real
            values = _commonest(names, codes[where])
            yield RowKind("tables.rows_of_other_kinds", where, {"column": column.source, "values": values})


def _distinct(values: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return the place of each cell's text among the distinct texts, and these, trimmed; missing is ""."""
    codes, texts = pd.factorize(values.astype("str").fillna(""))
    return codes, [str(text).strip() for text in texts]


def _commonest(names: Sequence[str], codes: np.ndarray) -> list[str]:
    counts = np.bincount(codes, minlength=len(names))
    order = np.argsort(-counts, kind="stable")[:_VALUES_SHOWN]
    return [names[place] or "-" for place in order if counts[place]]


def _asins(raw: RawTable, texts: pd.Series) -> Iterator[RowKind]:
    """Yield ASINs in a research table; in a report on advertisements they stay, for they cost money."""
    if not raw.plan.format.asins:
        asin = asin_pattern()
        alone_or_target = rf'^{asin}$|^asin(?:-expanded)?\s*=\s*"?{asin}"?$'
        yield RowKind("tables.asin_rows", matching(texts, alone_or_target))


def _other_currencies(raw: RawTable, real: np.ndarray) -> Iterator[RowKind]:
    """Yield rows in another currency than most, where money is added: sums of several mean nothing."""
    column = next((item for item in raw.plan.columns if item.meaning.unit == "currency"), None)
    if column is None or not (raw.plan.filling(columns.SPEND) or raw.plan.filling(columns.SALES)):
        return
    codes, texts = _distinct(raw.body[column.place])
    counts = _counts([text.upper() for text in texts], codes[real])
    if len(counts) < 2:
        return
    most = max(counts, key=lambda name: counts[name])
    wrong = np.array([text.upper() in counts and text.upper() != most for text in texts], dtype=bool)
    others = [name for name in counts if name != most]
    params = {"currency": most, "currencies": others}
    yield RowKind("tables.other_currency_rows", wrong[codes] & real, params)


def _counts(names: Sequence[str], codes: np.ndarray) -> dict[str, int]:
    """Return how many rows bear each name, in order of appearance, without cells that say nothing."""
    counts: dict[str, int] = {}
    for name, count in zip(names, np.bincount(codes, minlength=len(names)).tolist(), strict=True):
        if count and not says_nothing(name):
            counts[name] = counts.get(name, 0) + count
    return counts
