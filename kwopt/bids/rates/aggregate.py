"""One row per keyword from a report that lists a keyword once per day, campaign or match type.

Counts and money are added and ratios recomputed from the sums: ratios are never averaged. Everything else is
taken from a keyword's first row.
"""

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.language.normalize import match_forms
from kwopt.scoring.rates.numbers import numbers


def by_keyword(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a new frame with one row per keyword, in order of first appearance.

    Rows of a keyword that lack clicks or orders are left out of its sums if other rows have both: an unknown
    count is not 0. `orders_per_click` is recomputed wherever both sums are known.

    Examples
    --------
    >>> days = pd.DataFrame({"keyword": ["旗袍", "旗袍 "], "clicks": [10, 30], "orders": [1, 1]})
    >>> by_keyword(days)[["clicks", "orders", "orders_per_click"]].values.tolist()
    [[40.0, 2.0, 0.05]]
    """
    frame = frame.reset_index(drop=True)  # joined reports repeat their row labels
    identity = pd.Series(match_forms(frame[c.KEYWORD].astype(str).tolist()))
    merged = frame if identity.is_unique else _summed(frame, identity)
    if c.CLICKS not in merged.columns or c.ORDERS not in merged.columns:
        return merged
    clicks = numbers(merged, c.CLICKS)
    orders = numbers(merged, c.ORDERS)
    given = merged[c.ORDERS_PER_CLICK] if c.ORDERS_PER_CLICK in merged.columns else np.nan
    known = (clicks > 0) & np.isfinite(orders)
    ratio = np.divide(orders, clicks, out=np.full(len(merged), np.nan), where=known)
    return merged.assign(**{c.ORDERS_PER_CLICK: np.where(known, ratio, given)})


def _summed(frame: pd.DataFrame, identity: pd.Series) -> pd.DataFrame:
    sums = [column for column in c.OWN_FIGURES if column in frame.columns]
    counted = [column for column in (c.CLICKS, c.ORDERS) if column in sums]
    complete = frame[counted].notna().all(axis=1)
    some_complete = complete.groupby(identity).transform("any")
    added = frame.loc[complete | ~some_complete, sums].astype(np.float64)
    totals = added.groupby(identity.loc[added.index], sort=False).sum(min_count=1)
    first = ~identity.duplicated()
    merged = frame.loc[first].copy()
    for column in sums:
        merged[column] = totals[column].reindex(identity.loc[first]).to_numpy()
    return merged.reset_index(drop=True)
