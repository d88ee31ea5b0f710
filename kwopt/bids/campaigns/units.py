"""The units that are bid on: of Amazon's reports not search terms but targets.

A target is a targeting with its match type in an ad group; it collects the clicks of many terms. In reports
of the keywords that are bid on (直通车, Google) the keyword is the targeting. Owns how a report's rows become
rows of targets, and what a target is called. Ceilings and verdicts of targets are computed as those of
keywords are.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids.result import BidResult
from kwopt.errors import BidError

TARGET_KEYS = (c.CAMPAIGN, c.AD_GROUP, c.TARGETING, c.MATCH_TYPE)


def by_target(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a report's rows added up by campaign, ad group, targeting and match type.

    Parameters
    ----------
    rows
        What `target_rows` returned; left unchanged.

    Returns
    -------
    DataFrame
        One row a target, in order of first appearance: `keyword` (the target's name), the four keys as far
        as the report has them, and sums of its figures.

    Examples
    --------
    >>> row = {"targeting": "dust sheet", "match_type": "broad", "clicks": 3.0}
    >>> rows = pd.DataFrame([row | {"keyword": "dust sheet large"}, row | {"keyword": "dust sheets"}])
    >>> by_target(target_rows(rows))[["keyword", "clicks"]].values.tolist()
    [['dust sheet [broad]', 6.0]]
    """
    keys = [c.KEYWORD, *(name for name in TARGET_KEYS if name in rows.columns)]
    figures = [name for name in c.OWN_FIGURES if name in rows.columns]
    groups = rows.groupby(keys, sort=False, dropna=False, as_index=False)
    return groups[figures].sum(min_count=1)


def target_rows(report_rows: pd.DataFrame | None) -> pd.DataFrame:
    """Return a report's rows under the name of their target in place of the search term; others left out.

    Parameters
    ----------
    report_rows
        `KeywordTable.report_rows`; left unchanged.

    Raises
    ------
    BidError
        Where the report says neither what was bid on, nor where its keywords stand.
    """
    if report_rows is None or not set(TARGET_KEYS) & set(report_rows.columns):
        raise BidError("bids.no_targets")
    if c.TARGETING not in report_rows.columns:
        report_rows = report_rows.assign(**{c.TARGETING: report_rows[c.KEYWORD]})
    keys = [name for name in TARGET_KEYS if name in report_rows.columns]
    figures = [name for name in c.OWN_FIGURES if name in report_rows.columns]
    rows = report_rows[report_rows[c.TARGETING].notna()].reset_index(drop=True)
    rows = rows.astype(dict.fromkeys(keys, "object")).astype(dict.fromkeys(figures, "float64"))
    target = rows.groupby(keys, sort=False, dropna=False).ngroup()
    names = [target_name(row) or "" for row in rows[~target.duplicated()][keys].to_dict("records")]
    return rows.assign(**{c.KEYWORD: pd.Series(names, dtype="str").take(target.to_numpy()).to_numpy()})


def with_targets(result: BidResult, targets: pd.DataFrame) -> BidResult:
    """Return the result of `by_target`'s rows with the keys of each target in its frame."""
    keys = [name for name in TARGET_KEYS if name in targets.columns]
    named = targets.drop_duplicates(c.KEYWORD).set_index(c.KEYWORD)[keys]
    return replace(result, frame=result.frame.join(named, on=c.KEYWORD))


def target_name(row: Mapping[Any, Any]) -> str | None:
    """Return how a target is called among others: what is bid on, its match type, and where; None for none.

    >>> target_name({"targeting": "dust sheet", "match_type": "exact", "campaign": "A", "ad_group": "1"})
    'dust sheet [exact] · A / 1'
    """
    if nothing(row.get(c.TARGETING)):
        return None
    match = "" if nothing(row.get(c.MATCH_TYPE)) else f" [{row[c.MATCH_TYPE]}]"
    place = " / ".join(str(row[name]) for name in (c.CAMPAIGN, c.AD_GROUP) if not nothing(row.get(name)))
    return f"{row[c.TARGETING]}{match}" + (f" · {place}" if place else "")


def nothing(value: Any) -> bool:
    """Return whether a cell is missing: None, NaN or pandas' NA."""
    return value is None or value is pd.NA or value != value
