"""What bids are made from: a frame or a keyword table, checked, and the rows of a report behind it."""

from typing import Protocol

import pandas as pd

from kwopt import columns as c
from kwopt.bids.rates.click_rates import has_rates
from kwopt.errors import BidError
from kwopt.scoring.rates.numbers import first_text


class HasFrame(Protocol):
    """A keyword table: anything that holds a frame of canonical columns, and maybe a report's rows.

    If it has `report_rows`, they are used as `bid_result` says.
    """

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""
        ...


def checked_frame(source: pd.DataFrame | HasFrame) -> pd.DataFrame:
    """Return the frame of a source of bids.

    Raises
    ------
    BidError
        If it is no table, or has no keywords, a text where a number should be, or no conversion rate.

    Examples
    --------
    >>> len(checked_frame(pd.DataFrame({"keyword": ["旗袍"], "clicks": [9.0], "orders": [1.0]})))
    1
    """
    frame = source if isinstance(source, pd.DataFrame) else getattr(source, "frame", None)
    if not isinstance(frame, pd.DataFrame):
        raise BidError("bids.not_a_table", value=type(source).__name__)
    if c.KEYWORD not in frame.columns:
        raise BidError("bids.no_keywords", columns=tuple(map(str, frame.columns)))
    for column in c.NUMERIC:
        if column in frame.columns:
            _check_numbers(frame[column])
    if len(frame) and not has_rates(frame):
        raise BidError("bids.no_rates")
    return frame


def _check_numbers(values: pd.Series) -> None:
    place = first_text(values)
    if place is not None:
        raise BidError("bids.not_numbers", column=str(values.name), value=values.iloc[place])


def detailed_rows(
    source: pd.DataFrame | HasFrame, report_rows: pd.DataFrame | None, named: pd.DataFrame
) -> pd.DataFrame | None:
    """Return the rows that tell of groups and days: those given, the table's, or the frame's own."""
    if report_rows is not None:
        return report_rows
    if not isinstance(source, pd.DataFrame):
        return getattr(source, "report_rows", None)
    return named if set(c.REPORT_GROUPS) & set(named.columns) else None
