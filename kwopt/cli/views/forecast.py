"""A forecast on screen: one row an entrance, the total below, and the funnel's weakest step in a sentence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.bids.forecasts.forecast import Forecast
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.locales import Lang
from kwopt.numerals import MISSING, amount, count, missing, money, percent

SHOWN = 20


def _orders(value: Any) -> str:
    """Return a number of orders: whole from 10 on, because what is expected of few is a fraction."""
    return amount(value) if missing(value) or value < 10 else count(value)


_RANGED = ((c.CLICKS, count), (c.ORDERS, _orders), (c.SALES, count), (c.SPEND, count), (c.PROFIT, count))


def draw_forecast(screen: Screen, result: Forecast, by: str, voice: Voice, shown: int = SHOWN) -> list[str]:
    """Draw the table of entrances, most orders first, and return what else there is."""
    rows = result.entrances.sort_values(c.ORDERS, ascending=False, kind="stable", na_position="last")
    screen.heading(voice.say("forecast_heading", currency=result.currency or "").rstrip())
    hidden = screen.table(_columns(rows.head(shown), result, by, voice))
    screen.line()
    for sentence in _sentences(result, voice):
        screen.line(sentence)
    return unshown(voice, hidden, more=len(rows) - shown, of="entrances")


def forecast_rows(result: Forecast, lang: Lang) -> pd.DataFrame:
    """Return one row an entrance and the total as the last row."""
    total = Voice(lang).say("total")
    last = pd.DataFrame([{c.ENTRANCE: total, **result.total}]).reindex(columns=result.entrances.columns)
    return pd.concat([result.entrances, last.astype(result.entrances.dtypes)], ignore_index=True)


def _columns(rows: pd.DataFrame, result: Forecast, by: str, voice: Voice) -> list[Column]:
    names = [*rows[c.ENTRANCE].tolist(), voice.say("total")]
    columns = [Column(voice.term("by", by), names, text=True)]
    columns += _ranged(rows, result, voice, (c.ORDERS, c.SALES, c.PROFIT))
    for name, shown in ((c.IMPRESSIONS, count), (c.CLICK_THROUGH_RATE, percent)):
        if rows[name].notna().any():
            columns.append(
                Column(voice.say(f"col_{name}"), [*map(shown, rows[name]), _of_total(result, name)])
            )
    columns += _ranged(rows, result, voice, (c.CLICKS,))
    conversion = [*map(percent, rows[c.CONVERSION]), _of_total(result, c.CONVERSION)]
    columns.append(Column(voice.say("col_orders_per_click"), conversion))
    values = [*map(money, rows[c.VALUE_PER_ORDER]), _of_total(result, c.VALUE_PER_ORDER)]
    columns.append(Column(voice.say("col_value_per_order"), values))
    return columns + _ranged(rows, result, voice, (c.SPEND,))


def _ranged(rows: pd.DataFrame, result: Forecast, voice: Voice, wanted: tuple[str, ...]) -> list[Column]:
    """Return for each measure that is known its expectation and its range, two columns."""
    columns = []
    for name, shown in _RANGED:
        if name not in wanted or missing(result.total[name]) or not result.total[c.high(name)]:
            continue
        records: list[Mapping[Any, Any]] = [*rows.to_dict("records"), result.total]
        columns.append(Column(voice.say(f"col_{name}"), [shown(record[name]) for record in records]))
        if all(record[c.low(name)] == record[c.high(name)] for record in records):
            continue  # taken as given: a range would say the same figure twice
        ranges = [_range(record[c.low(name)], record[c.high(name)]) for record in records]
        columns.append(Column(voice.say("col_range", level=f"{100 * result.level:g}"), ranges))
    return columns


def _range(low: float, high: float) -> str:
    return MISSING if missing(low) else f"{count(low)}–{count(high)}"


def _of_total(result: Forecast, name: str) -> str:
    """Return a rate of the total only where it is of everything in it."""
    return count(result.total[c.IMPRESSIONS]) if name == c.IMPRESSIONS else ""


def _sentences(result: Forecast, voice: Voice) -> list[str]:
    said = []
    weak = result.weakest
    if weak is not None:
        said.append(voice.say(
            f"weakest_{weak.step}", entrance=weak.entrance, rate=percent(weak.rate),
            others=percent(weak.others), orders=amount(weak.orders_lost),
        ))  # fmt: skip
    if result.purchases_per_buyer > 1:
        said.append(voice.say("forecast_repeats", purchases=f"{result.purchases_per_buyer:g}"))
    said.append(voice.say("forecast_meaning", level=f"{100 * result.level:g}"))
    return said
