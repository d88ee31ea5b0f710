"""A store on a terminal: its tables, keywords over time, and titles with what they reached.

Bars stand at the ends of lines only: terminals disagree on how wide they are beside hanzi.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns as c
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.numerals import amount, count, money, percent
from kwopt.tables.planning.formats import GENERIC, formats

SHOWN = 20
"""Rows of a table; the last ones, where rows are days."""

_BARS = "▁▂▃▄▅▆▇█"
_LEAST_POINTS = 3
_GAP_DIGITS = 9
"""Digits of a gap that are shown: what lies beyond is left over from rounding, where no gap is."""


def draw_overview(screen: Screen, tables: pd.DataFrame, in_use: pd.DataFrame, voice: Voice) -> list[str]:
    """Draw the tables by day, and the title in use of each product; return what else there is."""
    screen.heading(voice.say("store_tables", count=count(len(tables))))
    hidden = screen.table(_table_columns(tables.tail(SHOWN), voice)) if len(tables) else []
    last = in_use.drop_duplicates([c.PRODUCT_ID, c.PRODUCT, c.MARKETPLACE], keep="last")
    if len(last):
        screen.line()
        screen.heading(voice.say("store_in_use", count=count(len(last))))
        hidden += screen.table(_use_columns(last.head(SHOWN), voice))
    further = unshown(voice, [], more=len(last) - SHOWN)
    return [*unshown(voice, hidden, more=len(tables) - SHOWN), *further]


def _table_columns(tables: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_table"), list(map(count, tables[c.TABLE]))),
        Column(voice.say("col_period"), periods(tables, voice), text=True),
        Column(voice.say("col_keywords"), list(map(count, tables[c.KEYWORDS]))),
        Column(voice.say("col_format"), [format_name(name, voice) for name in tables[c.FORMAT]], text=True),
        Column(voice.say("col_files"), [", ".join(names) for names in tables[c.FILES]], text=True),
        Column(voice.say("col_series"), list(map(count, tables[c.SERIES]))),
    ]


def periods(rows: pd.DataFrame, voice: Voice) -> list[str]:
    """Return each row's period; the day of reading where the table betrays none."""
    return [
        _period(*days, voice)
        for days in zip(rows[c.PERIOD_START], rows[c.PERIOD_END], rows[c.DAY], strict=True)
    ]


def _period(start: Any, end: Any, day: str, voice: Voice) -> str:
    if not isinstance(start, str):
        return voice.say("read_on", day=day)
    return start if start == end else f"{start} – {end}"


def format_name(name: str, voice: Voice) -> str:
    """Return what a format is called; its id where this kwopt knows it no more."""
    known = {item.id: item.names.get(voice.lang, item.id) for item in (*formats(), GENERIC)}
    return known.get(name, name)


def draw_overtime(screen: Screen, points: pd.DataFrame, voice: Voice) -> list[str]:
    """Draw the figures of keywords over time, each series of tables apart; return what else there is."""
    hidden: list[str] = []
    for place, (keyword, rows) in enumerate(points.groupby(c.KEYWORD, sort=False)):
        if place:
            screen.line()
        screen.heading(str(keyword))
        for _, series in rows.groupby(c.SERIES, sort=False):
            screen.line("  " + _series(series, voice))
            _draw_bars(screen, series, voice)
            hidden += screen.table(_point_columns(series.tail(SHOWN), voice))
    return unshown(voice, hidden)


def _series(rows: pd.DataFrame, voice: Voice) -> str:
    name = format_name(str(rows[c.FORMAT].iloc[0]), voice)
    currency = rows[c.CURRENCY].iloc[0]
    if isinstance(currency, str):  # two countries of one tool have nothing else to tell them apart
        name = f"{name} {currency}"
    days = rows[c.PERIOD_DAYS].iloc[0]
    if pd.isna(days):
        return name
    return voice.say("series_days", format=name, days=count(days))


def _draw_bars(screen: Screen, rows: pd.DataFrame, voice: Voice) -> None:
    for heading, name in _BARRED:
        if np.isfinite(rows[name]).sum() >= _LEAST_POINTS:
            screen.line(f"  {voice.say(heading)}: {bars(rows[name])}")


_BARRED = (
    ("col_searches", c.SEARCH_VOLUME), ("col_listings", c.LISTING_COUNT), ("col_conversion", c.CONVERSION),
)  # fmt: skip


def bars(values: Sequence[float] | pd.Series) -> str:
    """Return a bar for each figure, its height in proportion to the largest; a dot where there is none.

    >>> bars([0.0, 50.0, float("nan"), 100.0])
    '▁▅·█'
    """
    numbers = np.asarray(values, dtype=np.float64)
    highest = np.nanmax(numbers, initial=0.0)
    return "".join(_bar(number, highest) for number in numbers.tolist())


def _bar(number: float, highest: float) -> str:
    if not np.isfinite(number):
        return "·"
    return _BARS[round((len(_BARS) - 1) * number / highest)] if highest else _BARS[0]


def _point_columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    change = rows[c.SEARCH_VOLUME] / rows[c.SEARCH_VOLUME].shift().replace(0.0, np.nan) - 1
    figures = [
        ("col_searches", rows[c.SEARCH_VOLUME], list(map(count, rows[c.SEARCH_VOLUME]))),
        ("col_change", change, list(map(signed_percent, change))),
        ("col_listings", rows[c.LISTING_COUNT], list(map(count, rows[c.LISTING_COUNT]))),
        ("col_opportunity", rows[c.OPPORTUNITY], list(map(amount, rows[c.OPPORTUNITY]))),
        ("col_conversion", rows[c.CONVERSION], list(map(percent, rows[c.CONVERSION]))),
        ("col_conversion_range", rows[c.CONVERSION], _ranges(rows)),
        ("col_buyers", rows[c.MARKET_BUYERS], list(map(amount, rows[c.MARKET_BUYERS]))),
        (
            "col_click_through_rate",
            rows[c.CLICK_THROUGH_RATE],
            list(map(percent, rows[c.CLICK_THROUGH_RATE])),
        ),
        ("col_market_cpc", rows[c.MARKET_CPC], list(map(money, rows[c.MARKET_CPC]))),
        ("col_clicks", rows[c.CLICKS], list(map(count, rows[c.CLICKS]))),
        ("col_orders", rows[c.ORDERS], list(map(amount, rows[c.ORDERS]))),
    ]
    known = [Column(voice.say(name), cells) for name, values, cells in figures if values.notna().any()]
    return [
        Column(voice.say("col_period"), periods(rows, voice), text=True),
        *known,
        Column(voice.say("col_table"), list(map(count, rows[c.TABLE]))),
    ]


def signed_percent(change: Any) -> str:
    """Return a change as percent with its sign, whole from 1 % on.

    >>> signed_percent(0.4), signed_percent(-0.085), signed_percent(float("nan"))
    ('+40%', '−8.50%', '–')
    """
    text = percent(None if pd.isna(change) else abs(change))
    if pd.isna(change) or change == 0:
        return text
    return f"{'+' if change > 0 else '−'}{text}"


def _ranges(rows: pd.DataFrame) -> list[str]:
    ends = zip(rows[c.CONVERSION_LOW], rows[c.CONVERSION_HIGH], strict=True)
    return [f"{percent(low)}–{percent(high)}" if pd.notna(low) else percent(None) for low, high in ends]


def draw_titles(screen: Screen, titles: pd.DataFrame, in_use: pd.DataFrame, voice: Voice) -> list[str]:
    """Draw which title was in use when, and titles composed and audited by day; return what else there is."""
    hidden: list[str] = []
    if len(in_use):
        screen.heading(voice.say("titles_in_use"))
        hidden += screen.table(_use_columns(in_use.tail(SHOWN), voice))
    made = titles[titles[c.EVENT] != "used"]
    if len(made):
        screen.line()
        screen.heading(voice.say("titles_made", count=count(len(made))))
        hidden += screen.table(_title_columns(made.tail(SHOWN), voice))
    if titles.empty:
        screen.line(voice.say("no_titles_kept"))
    return unshown(voice, hidden, more=len(made) - SHOWN)


def _use_columns(in_use: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_product"), _products(in_use), text=True),
        Column(voice.say("col_title"), in_use[c.TEXT].tolist(), text=True),
        Column(voice.say("col_first_seen"), in_use[c.FIRST_SEEN].tolist(), text=True),
        Column(voice.say("col_last_seen"), in_use[c.LAST_SEEN].tolist(), text=True),
        Column(voice.say("col_marketplace"), in_use[c.MARKETPLACE].tolist(), text=True),
    ]


def _title_columns(titles: pd.DataFrame, voice: Voice) -> list[Column]:
    several = titles[c.PRODUCT].nunique() > 1
    return [
        Column(voice.say("col_day"), titles[c.DAY].tolist(), text=True),
        *([Column(voice.say("col_product"), _products(titles), text=True)] if several else []),
        Column(voice.say("col_event"), [voice.term("event", event) for event in titles[c.EVENT]], text=True),
        Column(voice.say("col_title"), titles[c.TEXT].tolist(), text=True),
        Column(voice.say("col_reach"), list(map(percent, titles["reach"]))),
        Column(voice.say("col_value"), list(map(amount, titles["value"]))),
        Column(voice.say("col_gap"), list(map(percent, titles["gap"].round(_GAP_DIGITS)))),
        Column(voice.say("col_table"), list(map(count, titles[c.TABLE]))),
        Column(voice.say("col_marketplace"), titles[c.MARKETPLACE].tolist(), text=True),
    ]


def _products(rows: pd.DataFrame) -> list[str]:
    """Return each product's id, its name where it has none."""
    pairs = zip(rows[c.PRODUCT_ID], rows[c.PRODUCT], strict=True)
    return [number if isinstance(number, str) and number else name for number, name in pairs]
