"""The rows of an advertising report before those of one keyword are added: where each figure arose.

Owns what a row says of campaign, ad group, targeting, match type and date. The figures are those that are
added up (`merging`), after all repairs; which columns group the rows is `planning.groups`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.planning.groups import match_type, match_type_of_target
from kwopt.tables.planning.plans import PlannedColumn
from kwopt.tables.raw import RawTable, as_text
from kwopt.tables.values.dates import MOST_DATES, Period, spans_of

_NOTHING = frozenset(["", "-", "--", "---", "—", "——", r"\N"])
"""Texts that name no campaign; "NA" or "none" may be the name of one."""


@dataclass(frozen=True)
class ReportRows:
    """The rows of one report.

    Parameters
    ----------
    frame
        Groups as categories, figures, source file and row, as far as the file has them.
    keywords
        For each row the place of its keyword in the file's table, shape (n_rows,).
    """

    frame: pd.DataFrame
    keywords: np.ndarray

    def without(self, names: Sequence[str]) -> "ReportRows":
        """Return the rows with nothing in the columns of these names."""
        missing = {name: np.nan for name in names if name in self.frame}
        return replace(self, frame=self.frame.assign(**missing)) if missing else self

    def of_keywords(self, keywords: pd.Series) -> pd.DataFrame:
        """Return the rows, each with its keyword as `keywords` spells it."""
        all_there = len(keywords) == len(self.keywords)  # no keyword repeats: both are in the file's order
        texts = keywords if all_there else keywords.take(self.keywords).reset_index(drop=True)
        named: dict[str, Any] = {columns.KEYWORD: texts}
        return pd.DataFrame(named | {str(name): self.frame[name] for name in self.frame}, copy=False)


def report_rows(raw: RawTable, frame: pd.DataFrame, keywords: np.ndarray) -> ReportRows | None:
    """Return the rows of a file that is a report of the shop's own advertisements; None of any other.

    Parameters
    ----------
    raw
        The rows that are kept, not yet merged.
    frame
        Their figures and sources.
    keywords
        For each of them the place of its keyword in the merged table.
    """
    if not raw.plan.is_report:
        return None
    found = {
        columns.CAMPAIGN: _texts(raw, columns.CAMPAIGN),
        columns.AD_GROUP: _texts(raw, columns.AD_GROUP),
        columns.TARGETING: _texts(raw, columns.TARGETING),
        columns.MATCH_TYPE: _match_types(raw),
        columns.DATE: _dates(raw),
    }
    named: dict[str, Any] = {name: values for name, values in found.items() if values is not None}
    others = (*columns.OWN_FIGURES, columns.SOURCE_FILE, columns.SOURCE_ROW)
    named |= {name: frame[name] for name in others if name in frame}
    return ReportRows(pd.DataFrame(named, copy=False), keywords)


@dataclass(frozen=True)
class _Coded:
    """A column of texts: the place of each row's text in `texts`, -1 for none."""

    codes: np.ndarray
    texts: list[str | None]


def _coded(raw: RawTable, column: PlannedColumn) -> _Coded:
    codes, distinct = pd.factorize(raw.body[column.place])
    texts = (str(text).strip() for text in as_text(list(distinct)))
    return _Coded(codes, [None if text in _NOTHING else text for text in texts])


def _first(raw: RawTable, group: str) -> _Coded | None:
    return next((_coded(raw, column) for column in raw.plan.grouping(group)), None)


def _texts(raw: RawTable, group: str) -> pd.Series | None:
    found = _first(raw, group)
    return None if found is None else _category(found.codes, found.texts)


def _category(codes: np.ndarray, texts: Sequence[str | None]) -> pd.Series | None:
    """Return texts by their codes, equal ones as one; None where no row has any."""
    names = list(dict.fromkeys(text for text in texts if text is not None))
    places = {name: place for place, name in enumerate(names)}
    by_code = np.array([*(-1 if text is None else places[text] for text in texts), -1], dtype=np.int32)
    if not names:
        return None
    index = pd.Index(names, dtype="str")
    return pd.Series(pd.Categorical.from_codes(by_code[codes], categories=index))


def _match_types(raw: RawTable) -> pd.Series | None:
    """Return the match type of each row; what is no keyword has that of its target."""
    rows = len(raw.body)
    stated = _first(raw, columns.MATCH_TYPE) or _Coded(np.full(rows, -1), [])
    names = [None if text is None else match_type(text) for text in stated.texts]
    targeting = _first(raw, columns.TARGETING)
    if targeting is None:
        return _category(stated.codes, names)
    kinds = [None if text is None else match_type_of_target(text) for text in targeting.texts]
    of_targets = np.array([*(len(names) + place if kind else -1 for place, kind in enumerate(kinds)), -1])
    found = of_targets[targeting.codes]
    return _category(np.where(found < 0, stated.codes, found), [*names, *kinds])


def _dates(raw: RawTable) -> pd.Series | None:
    """Return the day or days of each row, in ISO's form; a text that is no date as it stands."""
    found = [_coded(raw, column) for column in raw.plan.grouping(columns.DATE)]
    texts = [text or "" for item in found for text in item.texts]
    spans = spans_of(texts) if len(texts) <= MOST_DATES else []
    if not any(spans):
        return None
    one, *others = found
    if not others:
        return _category(
            one.codes, [_days([span]) or text for span, text in zip(spans, one.texts, strict=True)]
        )
    other = others[0]
    size = len(other.texts) + 1
    codes, pairs = pd.factorize((one.codes + 1) * size + other.codes + 1)
    firsts, lasts = [None, *spans[: len(one.texts)]], [None, *spans[len(one.texts) :]]
    ends = ((firsts[pair // size], lasts[pair % size]) for pair in pairs.tolist())
    return _category(codes, [_days(end) for end in ends])


def _days(spans: Sequence[Period | None]) -> str | None:
    """Return the days from the first to the last of some spans, as one text."""
    known = [span for span in spans if span]
    if not known:
        return None
    start, end = min(span[0] for span in known), max(span[1] for span in known)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
