"""What changed between two tables, on a terminal: what rose, what fell, what is new and what is gone."""

import pandas as pd

from kwopt import columns as c
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.history import periods, signed_percent
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.history import Changes
from kwopt.numerals import count, percent

SHOWN = 10
"""Keywords of each list."""


def draw_changes(screen: Screen, changes: Changes, voice: Voice) -> list[str]:
    """Draw the lists of what changed, the largest first; return what else there is."""
    _draw_head(screen, changes, voice)
    lists = [
        *((f"demand_{way}", changes.moved("demand", way)) for way in ("rise", "fall")),
        *((f"supply_{way}", changes.moved("supply", way)) for way in ("rise", "fall")),
        ("keywords_new", changes.new),
        ("keywords_gone", changes.gone),
    ]
    hidden: list[str] = []
    for name, rows in lists:
        if len(rows):
            screen.line()
            screen.heading(voice.say(name, count=count(len(rows))))
            hidden += screen.table(_COLUMNS[name](rows.head(SHOWN), voice))
    if changes.reason is None and not any(len(rows) for _, rows in lists):
        screen.line(voice.say("nothing_changed"))
    cut = any(len(rows) > SHOWN for _, rows in lists)
    compared = changes.reason is None or changes.supply_comparable
    meaning = [_meaning(changes.threshold, voice)] if compared else []
    return [*unshown(voice, hidden), *meaning, *([voice.say("changes_cut", shown=SHOWN)] if cut else [])]


def _meaning(threshold: float, voice: Voice) -> str:
    return voice.say("changes_meaning", rise=percent(threshold), fall=percent(threshold / (1 + threshold)))


def _draw_head(screen: Screen, changes: Changes, voice: Voice) -> None:
    for name, table in (("changes_before", changes.before), ("changes_after", changes.after)):
        period = periods(table.to_frame().T, voice)[0]
        files = ", ".join(table[c.FILES])
        screen.line(voice.say(name, table=count(table[c.TABLE]), period=period, files=files,
                              keywords=count(table[c.KEYWORDS])))  # fmt: skip
    screen.line(voice.say(
        "changes_counts", shared=count(changes.shared), new=count(len(changes.new)),
        gone=count(len(changes.gone)),
    ))  # fmt: skip
    moved = {"market_demand": changes.market_demand, "market_supply": changes.market_supply}
    for name, change in moved.items():
        if pd.notna(change):
            screen.line(voice.say(name, change=signed_percent(round(change, 3)) if change else percent(0)))


def _demand(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        _keyword(rows, voice),
        Column(voice.say("col_change"), list(map(signed_percent, rows[c.DEMAND_CHANGE]))),
        Column(voice.say("col_searches_before"), list(map(count, rows[c.DEMAND_BEFORE]))),
        Column(voice.say("col_searches_after"), list(map(count, rows[c.DEMAND_AFTER]))),
        Column(voice.say("col_listings"), list(map(count, rows[c.SUPPLY_AFTER]))),
        Column(voice.say("col_listings_change"), list(map(signed_percent, rows[c.SUPPLY_CHANGE]))),
    ]


def _supply(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        _keyword(rows, voice),
        Column(voice.say("col_change"), list(map(signed_percent, rows[c.SUPPLY_CHANGE]))),
        Column(voice.say("col_listings_before"), list(map(count, rows[c.SUPPLY_BEFORE]))),
        Column(voice.say("col_listings_after"), list(map(count, rows[c.SUPPLY_AFTER]))),
        Column(voice.say("col_searches"), list(map(count, rows[c.DEMAND_AFTER]))),
        Column(voice.say("col_searches_change"), list(map(signed_percent, rows[c.DEMAND_CHANGE]))),
    ]


def _new(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return _lone(rows, c.DEMAND_AFTER, c.SUPPLY_AFTER, voice)


def _gone(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return _lone(rows, c.DEMAND_BEFORE, c.SUPPLY_BEFORE, voice)


def _lone(rows: pd.DataFrame, searches: str, listings: str, voice: Voice) -> list[Column]:
    return [
        _keyword(rows, voice),
        Column(voice.say("col_searches"), list(map(count, rows[searches]))),
        Column(voice.say("col_listings"), list(map(count, rows[listings]))),
    ]


def _keyword(rows: pd.DataFrame, voice: Voice) -> Column:
    return Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True)


_COLUMNS = {
    "demand_rise": _demand,
    "demand_fall": _demand,
    "supply_rise": _supply,
    "supply_fall": _supply,
    "keywords_new": _new,
    "keywords_gone": _gone,
}
