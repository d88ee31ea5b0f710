"""The order `keywords`: a page of the scored table, filtered, searched and sorted."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from kwopt import columns as c
from kwopt.errors import SettingError
from kwopt.language.normalize import match_form
from kwopt.pages.bench.state import Bench, Lang, Marks, Scores, may_earn
from kwopt.payloads import Document, frame_records, plain, with_reason

MOST_ROWS = 1_000
"""Rows that one page may have: more is a download."""

ELIGIBLE = "eligible"
"""Stands among the classes of relevance for the keywords that a title may earn from."""

IntArray = npt.NDArray[np.intp]


def keywords(
    bench: Bench,
    *,
    sort: str = c.RANK,
    descending: bool = False,
    search: str = "",
    classes: Sequence[str] = (),
    page: int = 1,
    size: int = 50,
    lang: Lang = "en",
) -> Document:
    """Return one page of the scored keywords.

    Parameters
    ----------
    sort, descending
        A column and its direction; equal values stand by rank, missing ones last either way.
    search
        Parts that a keyword must hold, parted by spaces, in any form and order.
    classes
        Classes of relevance to show, "eligible" for what a title may earn from; none of them: all.
    page, size
        Number of the page, from 1, and rows a page.

    Returns
    -------
    dict
        `total` rows of the table, `matching` rows, and the page's `rows` as `kwopt score` has them.

    Raises
    ------
    SettingError
        For a column that is not there.
    """
    scores = bench.scores
    frame = scores.ranked_in(lang)
    found = np.flatnonzero(_shown(scores, frame, search, classes))
    ordered = found[_order(frame, sort, descending, found)]
    rows = max(1, min(size, MOST_ROWS))
    first = (max(1, page) - 1) * rows
    shown = frame.iloc[ordered[first : first + rows]]
    return {"total": len(frame), "matching": len(found), "rows": scored_rows(shown)}


def scored_rows(frame: pd.DataFrame) -> list[Document]:
    """Return rows of a scored table as mappings, all values plain."""
    records: list[Document] = plain([with_reason(record) for record in frame_records(frame)])
    return records


def _shown(scores: Scores, frame: pd.DataFrame, search: str, classes: Sequence[str]) -> Marks:
    """Return which rows are of the classes and hold all parts of the search."""
    keep = _of_classes(frame, classes) if classes else np.ones(len(frame), dtype=bool)
    forms = scores.source.forms.loc[frame.index[keep]]
    for part in match_form(search).split():
        forms = forms[forms.str.contains(part, regex=False)]
    return keep & frame.index.isin(forms.index)


def _of_classes(frame: pd.DataFrame, classes: Sequence[str]) -> Marks:
    keep: Marks = frame[c.RELEVANCE_CLASS].isin(list(classes)).to_numpy(dtype=bool)
    return keep | may_earn(frame) if ELIGIBLE in classes else keep


def _order(frame: pd.DataFrame, sort: str, descending: bool, found: IntArray) -> IntArray:
    """Return the order of the found rows, which stand by rank."""
    if sort not in frame.columns:
        names = tuple(map(str, frame.columns))
        raise SettingError("errors.unknown_choice", what="column", value=sort, choices=names)
    if sort == c.RANK and not descending:
        return np.arange(len(found))
    values = frame[sort].iloc[found].reset_index(drop=True)
    ordered = values.sort_values(ascending=not descending, kind="stable", na_position="last")
    return ordered.index.to_numpy()
