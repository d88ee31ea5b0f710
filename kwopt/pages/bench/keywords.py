"""The order `keywords`: a page of the scored table, filtered, searched and sorted."""

from collections.abc import Sequence

import pandas as pd

from kwopt import columns as c
from kwopt.locales import Lang
from kwopt.pages.bench.state import Bench, Marks, Scores, may_earn
from kwopt.pages.bench.views import View
from kwopt.pages.definitions import GROUPS, meanings
from kwopt.payloads import Document, frame_records, plain, with_reason

ELIGIBLE = "eligible"
"""Stands among the classes of relevance for the keywords that a title may earn from."""


DEFINED = (*GROUPS["keywords"], "orders_per_click")
"""Figures of keywords whose meaning goes along with them."""


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
    classes
        Classes of relevance to show, `ELIGIBLE` among them; none: all.
    sort, descending, search, page, size
        As `View` takes them.

    Returns
    -------
    dict
        `total` rows of the table, `matching` rows, the page's `rows` as `kwopt score` has them, and the
        `meanings` of the figures `DEFINED`.

    Raises
    ------
    SettingError
        For a column that is not there.
    """
    scores = bench.scores
    frame = scores.ranked_in(lang)
    by_rank = sort == c.RANK and not descending
    view = View(sort=None if by_rank else sort, descending=descending, search=search, page=page, size=size)
    found = view.found(frame, scores.forms, of_classes(frame, classes))
    rows = frame.iloc[view.of_page(found)]
    return {
        "total": len(frame),
        "matching": len(found),
        "rows": scored_rows(rows),
        "meanings": meanings(DEFINED, lang, settings=scores.settings),
    }


def matching(scores: Scores, lang: Lang, *, search: str, classes: Sequence[str]) -> pd.DataFrame:
    """Return all scored keywords that `keywords` would find, best first."""
    frame = scores.ranked_in(lang)
    return frame.iloc[View(search=search).found(frame, scores.forms, of_classes(frame, classes))]


def of_classes(frame: pd.DataFrame, classes: Sequence[str]) -> Marks | None:
    """Return which scored keywords are of the classes; None if all are asked for."""
    if not classes:
        return None
    keep: Marks = frame[c.RELEVANCE_CLASS].isin(list(classes)).to_numpy(dtype=bool)
    return keep | may_earn(frame) if ELIGIBLE in classes else keep


def scored_rows(frame: pd.DataFrame) -> list[Document]:
    """Return rows of a scored table as mappings, all values plain."""
    records: list[Document] = plain([with_reason(record) for record in frame_records(frame)])
    return records
