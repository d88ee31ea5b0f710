"""What a campaign report shows beside its table: waste, words worth more, what waits, a budget's split."""

from collections.abc import Mapping

import pandas as pd

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.bids.campaigns.budget import BudgetSplit
from kwopt.bids.campaigns.lists import by_verdict, waste_total, wasting, worth_more
from kwopt.cli.screen import Column, Screen
from kwopt.cli.voice import Voice
from kwopt.numerals import count, money, orders, percent

LISTED = 5
"""Words of each list on screen: the first make up most of it; all stand in the JSON document."""

BUDGETED = 12


def draw_lists(screen: Screen, result: BidResult, voice: Voice, listed: int = LISTED) -> None:
    """Draw the words that waste money, those worth more, and what the words that wait cost together."""
    waste, more = wasting(result), worth_more(result)
    if len(waste):
        screen.line()
        screen.heading(voice.say("waste_head", **_counted(waste_total(waste))))
        screen.table(_waste_columns(waste.head(listed), voice))
    if len(more):
        screen.line()
        screen.heading(voice.say("worth_more_head", count=count(len(more))))
        screen.table(_worth_columns(more.head(listed), voice))
    waits = by_verdict(result)["wait"]
    if waits["keywords"]:
        screen.line()
        screen.line(voice.say("waiting", **_counted(waits)))


def draw_budget(screen: Screen, split: BudgetSplit, voice: Voice, shown: int = BUDGETED) -> None:
    """Draw who gets how much of a budget, what that is expected to earn, and what one more unit would."""
    screen.line()
    screen.heading(voice.say("budget_head", budget=money(split.budget)))
    words = split.keywords.head(shown)
    if len(words):
        screen.table(_budget_columns(words, voice))
    rest = split.keywords.iloc[shown:]
    if len(rest):
        screen.line(voice.say("budget_rest", count=count(len(rest)), spend=money(rest[c.SPEND].sum())))
    screen.line(voice.say(
        "budget_total", spent=money(split.spent), explored=money(split.explored),
        orders=count(split.expected_orders), profit=money(split.expected_profit),
    ))  # fmt: skip
    left = split.budget - split.spent
    if left >= _CENT:
        screen.line(voice.say("budget_left", left=money(left)))
    else:
        screen.line(voice.say("budget_marginal", profit=money(split.marginal_return)))


_CENT = 0.01  # less is rounding


def _waste_columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        _keywords(rows, voice),
        Column(voice.say("col_loss"), list(map(money, rows[c.LOSS]))),
        Column(voice.say("col_spend"), list(map(money, rows[c.SPEND]))),
        Column(voice.say("col_orders"), list(map(orders, rows[c.ORDERS]))),
        Column(voice.say("col_loss_chance"), list(map(percent, _never_sure(rows[c.LOSS_PROBABILITY])))),
        _verdicts(rows, voice),
        Column(voice.say("col_clicks"), list(map(count, rows[c.CLICKS]))),
    ]


def _worth_columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        _keywords(rows, voice),
        Column(voice.say("col_suggested_bid"), list(map(money, rows[c.SUGGESTED_BID]))),
        Column(voice.say("col_paid_cpc"), list(map(money, rows[c.PAID_CPC]))),
        Column(voice.say("col_safe_ceiling"), list(map(money, rows[c.SAFE_CEILING]))),
        Column(voice.say("col_per_click"), list(map(money, rows[c.EARNED_PER_CLICK]))),
        Column(voice.say("col_profit"), list(map(money, rows[c.PROFIT]))),
        Column(voice.say("col_orders"), list(map(orders, rows[c.ORDERS]))),
    ]


def _budget_columns(rows: pd.DataFrame, voice: Voice) -> list[Column]:
    return [
        _keywords(rows, voice),
        Column(voice.say("col_spend"), list(map(money, rows[c.SPEND]))),
        Column(
            voice.say("col_purpose"), [voice.term("purpose", name) for name in rows[c.PURPOSE]], text=True
        ),
        Column(voice.say("col_clicks"), list(map(count, rows[c.CLICKS]))),
        Column(voice.say("col_expected_profit"), list(map(money, rows[c.EXPECTED_PROFIT]))),
    ]


def _never_sure(chances: pd.Series) -> list[float]:
    """Return chances in whole percent, at most 99: no report proves more."""
    return [float(chance) for chance in chances.round(2).clip(upper=0.99)]


def _keywords(rows: pd.DataFrame, voice: Voice) -> Column:
    return Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True)


def _verdicts(rows: pd.DataFrame, voice: Voice) -> Column:
    names = [voice.term("verdict", name) for name in rows[c.VERDICT]]
    return Column(voice.say("col_verdict"), names, text=True)


def _counted(figures: Mapping[str, float]) -> dict[str, str]:
    """Return sums as sentences show them: words as a count, the rest as money."""
    kinds = {"keywords": count, c.CLICKS: count, c.ORDERS: orders}
    return {name: kinds.get(name, money)(value) for name, value in figures.items()}
