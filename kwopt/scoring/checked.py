"""What is scored is a table of canonical columns: one keyword a row, figures as numbers.

A `KeywordTable` was read that way. A frame that somebody made by hand is looked at here, so that a text among
its figures is named with its row and does not end in the middle of the arithmetic. Nothing is mended:
`read_keywords` does that, and lists it.
"""

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.arguments import check_kind
from kwopt.errors import TableError
from kwopt.models import Product, Settings
from kwopt.tables import KeywordTable

_FINITE = (c.SEARCH_VOLUME, c.LISTING_COUNT)
"""Figures of which worth is made: neither negative nor endless. Others that are count as missing."""


def checked_frame(table_or_frame: KeywordTable | pd.DataFrame) -> pd.DataFrame:
    """Return the frame of a table that can be scored.

    Raises
    ------
    SettingError
        If it is neither a table nor a frame.
    TableError
        If the column of keywords is missing, a canonical column stands twice, a row has no keyword, or a
        figure is no number.

    >>> checked_frame(pd.DataFrame({"keyword": ["旗袍"], "search_volume": ["1.2万"]}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    kwopt.errors.TableError: the frame's column "search_volume" holds "1.2万" in row 0 (counted from 0), ...
    """
    if isinstance(table_or_frame, KeywordTable):
        return table_or_frame.frame
    check_kind(
        table_or_frame, pd.DataFrame,
        name="table_or_frame", expected="a table (read_keywords makes one) or a frame",
    )  # fmt: skip
    frame = table_or_frame
    if c.KEYWORD not in frame.columns:
        raise TableError("scoring.no_keyword_column", columns=[str(name) for name in frame.columns])
    _check_once(frame)
    _check_keywords(frame[c.KEYWORD])
    for name in c.NUMERIC:
        if name in frame.columns:
            _check_numbers(frame[name])
    return frame


def check_job(product: Product | None, settings: Settings | None) -> None:
    """Raise a SettingError if what scoring is told is of another kind: a file's name, a mapping."""
    if product is not None:
        check_kind(product, Product, name="product", expected="a product (read_product makes one)")
    if settings is not None:
        check_kind(settings, Settings, name="settings", expected="Settings(...)")


def _check_once(frame: pd.DataFrame) -> None:
    for name in (c.KEYWORD, *c.NUMERIC):
        if isinstance(frame.columns.get_loc(name) if name in frame.columns else 0, int):
            continue
        raise TableError("scoring.repeated_column", column=name)


def _check_keywords(keywords: pd.Series) -> None:
    values = keywords.astype(object).tolist()
    place = next((place for place, value in enumerate(values) if not isinstance(value, str)), None)
    if place is not None:
        raise TableError("scoring.no_keyword", column=c.KEYWORD, value=str(values[place]), place=place)


def _check_numbers(values: pd.Series) -> None:
    try:
        figures = values.to_numpy(dtype=np.float64, na_value=np.nan) if values.dtype.kind in "iufO" else None
    except (TypeError, ValueError):
        figures = None
    if figures is None:
        raise _no_number(values, _first_text(values))
    if values.name in _FINITE:
        wrong = np.flatnonzero((figures < 0) | np.isinf(figures))
        if len(wrong):
            raise TableError(
                "scoring.impossible_figure", column=str(values.name), value=values.iloc[int(wrong[0])],
                place=int(wrong[0]),
            )  # fmt: skip


def _first_text(values: pd.Series) -> int:
    """Return the place of the first cell that is no number; 0 where the whole column is of another kind."""
    read = pd.to_numeric(values.astype(object), errors="coerce")
    wrong = np.flatnonzero(values.notna() & read.isna())
    return int(wrong[0]) if len(wrong) else 0


def _no_number(values: pd.Series, place: int) -> TableError:
    value = values.iloc[place] if len(values) else values.dtype
    return TableError("scoring.no_number", column=str(values.name), value=str(value), place=place)
