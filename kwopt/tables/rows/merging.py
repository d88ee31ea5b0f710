"""Rows of the same keyword: the first one wins, or, in a report, counts and money are added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.language.normalize import match_forms
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.rows.keywords import matching, replaced

_SUM_DIGITS = 9
"""Decimals of sums: 1.33 - 0.5 conversions are 0.83, not 0.8300000000000001."""

_NOT_NORMAL = r"(?-i)[^a-z0-9 \x{4E00}-\x{9FFF}]"
"""A character that a normal form might change: tidied keywords without any are their own identity."""


@dataclass(frozen=True)
class Merged:
    """A frame with one row a keyword, which of the rows given stayed, and what was done."""

    frame: pd.DataFrame
    stays: np.ndarray
    records: tuple[Record, ...]


def identities(keywords: pd.Series, *, plain: np.ndarray | None = None) -> pd.Series:
    """Return what makes keywords one and the same: NFKC, casefold, spaces collapsed.

    Parameters
    ----------
    plain
        Which of them are known to be their own identity.

    >>> identities(pd.Series(["Ｖ领 上衣", "v领  上衣"])).tolist()
    ['v领 上衣', 'v领 上衣']
    """
    others = np.ones(len(keywords), dtype=bool) if plain is None else ~plain
    others[others] = matching(keywords[others], _NOT_NORMAL)
    texts = keywords[others].tolist()
    forms = match_forms(texts)
    others[others] = [form != text for form, text in zip(forms, texts, strict=True)]
    return replaced(keywords, others, [form for form, text in zip(forms, texts, strict=True) if form != text])


@dataclass(frozen=True)
class Groups:
    """Rows of the same keyword: the group of each row, and the first row of its group."""

    codes: np.ndarray
    first: np.ndarray

    @property
    def stays(self) -> np.ndarray:
        """Which rows are the first of their group."""
        stays: np.ndarray = self.first == np.arange(len(self.first))
        return stays


def grouped(keys: pd.Series) -> Groups:
    """Return which rows have equal keys.

    >>> grouped(pd.Series(["旗袍", "长裙", "旗袍"], dtype="str")).first.tolist()
    [0, 1, 0]
    """
    codes, distinct = pd.factorize(keys)
    rows = np.arange(len(keys))
    if len(distinct) == len(keys):
        return Groups(rows, rows)
    firsts = np.empty(len(distinct), dtype=np.intp)
    firsts[codes[::-1]] = rows[::-1]  # the last one written is the first row
    return Groups(codes, firsts[codes])


def merge_first(frame: pd.DataFrame, groups: Groups) -> Merged:
    """Return the first row of every keyword; later rows with other figures are listed."""
    first, stays = groups.first, groups.stays
    later = np.flatnonzero(~stays)
    if not len(later):
        return Merged(frame, stays, ())
    kept = first[later]
    records = records_of_repeats(frame, later, kept, differing_rows(frame, later, kept))
    return Merged(
        frame[stays].reset_index(drop=True), stays, tuple(record for record in records if record.count)
    )


def differing_rows(frame: pd.DataFrame, later: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return which of the rows `later` have other figures than those of `kept` beside them."""
    differing = list(_differing(frame, later, kept).values())
    found: np.ndarray = np.any(differing, axis=0) if differing else np.zeros(len(later), dtype=bool)
    return found


def records_of_repeats(
    frame: pd.DataFrame, later: np.ndarray, kept: np.ndarray, differ: np.ndarray
) -> tuple[Record, Record]:
    """Return the records of later rows that differ from the one kept, and of those that do not."""
    differing = _repeated("tables.duplicates_differ", frame, later[differ], kept[differ])
    same = _repeated("tables.duplicates_merged", frame, later[~differ], kept[~differ])
    return _with_figures(differing, frame, later[differ], kept[differ]), same


def _differing(frame: pd.DataFrame, later: np.ndarray, kept: np.ndarray) -> Mapping[str, np.ndarray]:
    differing = {}
    for name in columns.NUMERIC:
        if name in frame:
            values = frame[name].to_numpy()
            one, other = values[later], values[kept]
            differing[name] = (one != other) & ~(np.isnan(one) & np.isnan(other))
    return differing


def _repeated(code: str, frame: pd.DataFrame, later: np.ndarray, kept: np.ndarray) -> Record:
    few, first = later[:EXAMPLES], kept[:EXAMPLES]
    shown = examples(
        keyword=frame[columns.KEYWORD].iloc[few].tolist(),
        row=frame[columns.SOURCE_ROW].iloc[few].tolist(),
        first_row=frame[columns.SOURCE_ROW].iloc[first].tolist(),
    )
    return Record(code, len(later), shown, {"keywords": len(np.unique(kept))})


def _with_figures(record: Record, frame: pd.DataFrame, later: np.ndarray, kept: np.ndarray) -> Record:
    """Return the record with the first figure in which each example differs from the row that was kept."""
    pairs = zip(record.examples, later[:EXAMPLES], kept[:EXAMPLES], strict=True)
    named = (dict(example) | _figures_beside(frame, place, beside) for example, place, beside in pairs)
    return replace(record, examples=tuple(named))


def _figures_beside(frame: pd.DataFrame, place: int, beside: int) -> dict[str, object]:
    """Return the first figure in which two rows differ."""
    differing = _differing(frame, np.array([place]), np.array([beside]))
    name = next((name for name, differs in differing.items() if differs[0]), None)
    if name is None:
        return {}
    return examples(column=[name], value=[frame[name].iloc[place]], kept=[frame[name].iloc[beside]])[0]


def merge_sum(frame: pd.DataFrame, groups: Groups) -> Merged:
    """Return one row a keyword, with counts and money added and orders per click computed anew.

    Everything else (campaign, dates) is that of the first row: it holds for a part only.
    """
    codes, first, stays = groups.codes, groups.first, groups.stays
    later = np.flatnonzero(~stays)
    if not len(later):
        return Merged(frame, stays, ())
    merged = frame[stays].reset_index(drop=True)
    for name in (name for name in columns.OWN_FIGURES if name in frame):
        merged[name] = _sums(frame[name].to_numpy(), codes)
    if {columns.ORDERS_PER_CLICK, columns.ORDERS, columns.CLICKS} <= set(frame):
        orders, clicks = merged[columns.ORDERS].to_numpy(), merged[columns.CLICKS].to_numpy()
        merged[columns.ORDERS_PER_CLICK] = orders_per_click(orders, clicks)
    return Merged(merged, stays, (_repeated("tables.rows_summed", frame, later, first[later]),))


def orders_per_click(orders: np.ndarray, clicks: np.ndarray) -> np.ndarray:
    """Return orders over clicks; missing where there are none of these.

    >>> orders_per_click(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    rates: np.ndarray = np.divide(orders, clicks, out=np.full(len(clicks), np.nan), where=clicks > 0)
    return rates


def _sums(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return sums by group, over what is known; a group of which nothing is known stays missing."""
    known = ~np.isnan(values)
    sums = np.bincount(codes, weights=np.where(known, values, 0.0)).round(_SUM_DIGITS)
    return np.where(np.bincount(codes, weights=known) > 0, sums, np.nan)
