"""What is said of a keyword of the market when the mouse rests on its point: all its figures."""

import pandas as pd

from kwopt import columns as c
from kwopt.numerals import amount, count, money
from kwopt.numerals import percent as short_percent
from kwopt.plots.rows import Shown
from kwopt.plots.wording import Wording, percent, percent_range

_ESTIMATED = "imputed"


def estimated_listings(shown: Shown) -> list[bool]:
    """Return whether each listing count is an estimate of ours."""
    if c.LISTING_BASIS not in shown.rows.columns:
        return [False] * len(shown.rows)
    return [basis == _ESTIMATED for basis in shown.texts(c.LISTING_BASIS)]


def market_hover(shown: Shown, wording: Wording) -> list[str]:
    """Return what is said of each keyword when the mouse rests on its point."""
    columns = {name: shown.numbers(name) for name in (
        c.RANK, c.WORTH, c.RELEVANCE, c.SEARCH_VOLUME, c.LISTING_COUNT, c.CLICK_THROUGH_RATE, c.CONVERSION,
        c.CONVERSION_LOW, c.CONVERSION_HIGH, c.MARKET_BUYERS, c.MARKET_CPC,
    )}  # fmt: skip
    keywords, estimated = shown.texts(c.KEYWORD), estimated_listings(shown)
    classes, reasons = _words(shown, c.RELEVANCE_CLASS), _words(shown, c.REASON)
    return [
        wording.hover(keywords[row], _facts(
            {name: values[row] for name, values in columns.items()},
            classes[row], reasons[row], estimated[row], wording,
        ))
        for row in range(len(keywords))
    ]  # fmt: skip


def _facts(
    row: dict[str, float | None], kind: str, reason: str, estimated: bool, wording: Wording
) -> list[tuple[str, str]]:
    relevance, conversion = row[c.RELEVANCE], row[c.CONVERSION]
    listings, searches = row[c.LISTING_COUNT], row[c.SEARCH_VOLUME]
    known = [
        ("rank", count(row[c.RANK]), row[c.RANK]),
        ("worth", amount(row[c.WORTH]), row[c.WORTH]),
        ("searches", count(searches), searches),
        ("listings", count(listings) + (wording.say("by_estimate") if estimated else ""), listings),
        ("opportunity", amount(searches / listings) if searches and listings else "", searches and listings),
        ("click_through_rate", short_percent(row[c.CLICK_THROUGH_RATE]), row[c.CLICK_THROUGH_RATE]),
        ("conversion", f"{percent(conversion)} ({_range(row)})", conversion),
        ("buyers", amount(row[c.MARKET_BUYERS]), row[c.MARKET_BUYERS]),
        ("market_cpc", money(row[c.MARKET_CPC]), row[c.MARKET_CPC]),
    ]
    facts = [(wording.term("col", name), said) for name, said, value in known if value is not None and said]
    if relevance is not None:
        judged = f"{short_percent(relevance)} {wording.term('class', kind) if kind else ''}".rstrip()
        facts.insert(2, (wording.say("relevance"), judged))
    return facts + ([(wording.term("col", "reason"), reason)] if reason else [])


def _range(row: dict[str, float | None]) -> str:
    return percent_range(row[c.CONVERSION_LOW], row[c.CONVERSION_HIGH])


def _words(shown: Shown, column: str) -> list[str]:
    """Return a column of words, "" for what is missing or absent."""
    if column not in shown.rows.columns:
        return [""] * len(shown.rows)
    return ["" if pd.isna(value) else str(value) for value in shown.rows[column]]
