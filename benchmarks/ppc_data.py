"""Real advertising reports, split into a part to learn from and a part held out. No command of its own.

A daily report is split by date: the first two thirds of its days against the rest. Of the others, which are
sums over days, every impression, click and order falls to training with probability 2/3: an order with its
click, so that both parts are what a report of part of the time would have shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from real_data import DATA

from kwopt import columns as c
from kwopt.tables import read_keywords

REPORTS = DATA / "ppc"
TRAINING_SHARE = 2 / 3
FIGURES = (c.IMPRESSIONS, c.CLICKS, c.ORDERS, c.SPEND, c.SALES)


@dataclass(frozen=True)
class Split:
    """One account: the rows to learn from, and sums by keyword of what is held out.

    `training` has one row for each keyword of either part, with 0 where it was not seen; `rows` are the
    report's rows behind it.
    """

    rows: pd.DataFrame
    training: pd.DataFrame
    held_out: pd.DataFrame

    @property
    def unseen(self) -> np.ndarray:
        """Which keywords with held-out clicks have no clicks to learn from."""
        return self.training.loc[self.held_out.index, c.CLICKS].to_numpy() == 0


def accounts() -> dict[str, pd.DataFrame]:
    """Return the rows of each report; orders above clicks count as clicks."""
    found = {}
    for path in sorted(REPORTS.glob("*.csv")):
        rows = read_keywords(path).report_rows
        assert rows is not None, path
        rows = rows.reset_index(drop=True)
        rows[list(FIGURES)] = rows[list(FIGURES)].astype(np.float64).fillna(0.0)
        found[path.stem] = rows.assign(**{c.ORDERS: np.minimum(rows[c.ORDERS], rows[c.CLICKS])})
    return found


def splits(rows: pd.DataFrame, seeds: int) -> Iterator[Split]:
    """Yield the split by date of a daily report, else `seeds` random ones."""
    if is_daily(rows):
        yield _by_date(rows)
        return
    for seed in range(seeds):
        yield _by_thinning(rows, seed)


def is_daily(rows: pd.DataFrame) -> bool:
    """Return whether each row is of a single day, and keywords recur from day to day."""
    return bool(rows[c.DATE].astype(str).str.fullmatch(r"\d{4}-\d\d-\d\d").all())


def _by_date(rows: pd.DataFrame) -> Split:
    dates = rows[c.DATE].astype(str)
    days = np.sort(dates.unique())
    early = (dates < days[int(len(days) * TRAINING_SHARE)]).to_numpy()
    return _split(rows[early], rows[~early])


def _by_thinning(rows: pd.DataFrame, seed: int) -> Split:
    random = np.random.default_rng(seed)

    def thinned(counts: pd.Series) -> np.ndarray:
        return random.binomial(counts.astype(np.int64), TRAINING_SHARE).astype(np.float64)

    orders, clicks, shown = rows[c.ORDERS], rows[c.CLICKS], rows[c.IMPRESSIONS]
    sold = thinned(orders)
    clicked = sold + thinned(clicks - orders)
    seen = clicked + thinned(np.maximum(shown - clicks, 0))
    part = np.divide(clicked, clicks, out=np.zeros(len(rows)), where=clicks > 0)
    sold_part = np.divide(sold, orders, out=np.zeros(len(rows)), where=orders > 0)
    training = rows.assign(**{
        c.IMPRESSIONS: seen, c.CLICKS: clicked, c.ORDERS: sold,
        c.SPEND: rows[c.SPEND] * part, c.SALES: rows[c.SALES] * sold_part,
    })  # fmt: skip
    rest = rows.assign(**{name: rows[name] - training[name] for name in FIGURES})
    return _split(training, rest)


def _split(early: pd.DataFrame, late: pd.DataFrame) -> Split:
    training, held_out = _by_keyword(early), _by_keyword(late)
    held_out = held_out[held_out[c.CLICKS] > 0]
    training = training.reindex(training.index.union(held_out.index)).fillna(0.0)
    return Split(
        early,
        training.rename_axis(c.KEYWORD).reset_index(drop=False).set_index(c.KEYWORD, drop=False),
        held_out,
    )


def _by_keyword(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(rows[c.KEYWORD].astype(str), sort=True)[list(FIGURES)].sum()
