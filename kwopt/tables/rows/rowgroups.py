"""Where the figures of a report's rows arose: campaign, ad group, target, match type and day, as categories.

Which columns say so is `planning.groups`; the rows themselves are `reports`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.planning.groups import match_type, match_type_of_target
from kwopt.tables.raw import as_text
from kwopt.tables.values.dates import MOST_DATES, Period, spans_of

GroupCells: TypeAlias = Mapping[str, Sequence[pd.Series]]
"""The cells of a report's columns by the group that they name; days may stand in two, first and last ones."""

_NOTHING = frozenset(["", "-", "--", "---", "—", "——", r"\N"])
"""Texts that name no campaign; "NA" or "none" may be the name of one."""


@dataclass(frozen=True)
class _Coded:
    """A column of texts: the place of each row's text in `texts`, -1 for none."""

    codes: np.ndarray
    texts: Sequence[str | None]


def row_groups(cells: GroupCells) -> dict[str, pd.Series]:
    """Return the groups of a report's rows, those of which no row says anything left out.

    >>> cells = {"match_type": [pd.Series(["EXACT", "-"])], "targeting": [pd.Series(["cup", "close-match"])]}
    >>> row_groups(cells)["match_type"].tolist()
    ['exact', 'auto']
    """
    coded = {name: [_coded(column) for column in found] for name, found in cells.items() if found}
    plain = (columns.CAMPAIGN, columns.AD_GROUP, columns.TARGETING)
    groups = {name: _category(coded[name][0]) for name in plain if name in coded}
    groups[columns.MATCH_TYPE] = _match_types(coded)
    groups[columns.DATE] = _dates(coded.get(columns.DATE, []))
    ordered = ((name, groups.get(name)) for name in columns.REPORT_GROUPS)
    return {name: values for name, values in ordered if values is not None}


def _coded(cells: pd.Series) -> _Coded:
    codes, distinct = pd.factorize(cells)
    texts = (str(text).strip() for text in as_text(list(distinct)))
    return _Coded(codes, [None if text in _NOTHING else text for text in texts])


def _category(coded: _Coded) -> pd.Series | None:
    """Return texts by their codes, equal ones as one; None where no row has any."""
    names = list(dict.fromkeys(text for text in coded.texts if text is not None))
    if not names:
        return None
    places = {name: place for place, name in enumerate(names)}
    by_code = np.array([*(-1 if text is None else places[text] for text in coded.texts), -1], dtype=np.int32)
    index = pd.Index(names, dtype="str")
    return pd.Series(pd.Categorical.from_codes(by_code[coded.codes], categories=index))


def _match_types(coded: Mapping[str, Sequence[_Coded]]) -> pd.Series | None:
    """Return the match type of each row; what is no keyword has that of its target."""
    stated = next(iter(coded.get(columns.MATCH_TYPE, ())), None)
    targets = next(iter(coded.get(columns.TARGETING, ())), None)
    names = [match_type(text) if text else None for text in stated.texts] if stated else []
    if targets is None:
        return _category(_Coded(stated.codes, names)) if stated else None
    kinds = [match_type_of_target(text) if text else None for text in targets.texts]
    places = np.array([*(len(names) + place if kind else -1 for place, kind in enumerate(kinds)), -1])
    found = places[targets.codes]
    codes = np.where(found < 0, stated.codes, found) if stated else found
    return _category(_Coded(codes, [*names, *kinds]))


def _dates(coded: Sequence[_Coded]) -> pd.Series | None:
    """Return the day or days of each row, in ISO's form; a text that is no date as it stands."""
    texts = [text or "" for item in coded for text in item.texts]
    spans = spans_of(texts) if len(texts) <= MOST_DATES else []
    if not any(spans):
        return None
    first = coded[0]
    if len(coded) == 1:
        shown = [_days([span]) or text for span, text in zip(spans, first.texts, strict=True)]
        return _category(_Coded(first.codes, shown))
    starts, ends = [*spans[: len(first.texts)], None], [*spans[len(first.texts) :], None]
    one, other = first.codes % len(starts), coded[1].codes % len(ends)  # -1, for none, is the last place
    codes, pairs = pd.factorize(one * len(ends) + other)
    met = (divmod(pair, len(ends)) for pair in pairs.tolist())
    return _category(_Coded(codes, [_days([starts[start], ends[end]]) for start, end in met]))


def _days(spans: Sequence[Period | None]) -> str | None:
    """Return the days from the first to the last of some spans, as one text."""
    known = [span for span in spans if span]
    if not known:
        return None
    start, end = min(span[0] for span in known), max(span[1] for span in known)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
