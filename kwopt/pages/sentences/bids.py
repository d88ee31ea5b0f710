"""What is said of bids: what an order earns, when advertising breaks even, the sums of a report."""

from collections.abc import Iterator, Mapping

from kwopt import columns as c
from kwopt.bids import BidResult
from kwopt.numerals import amount, count, money, orders, percent
from kwopt.pages.wording import Speaker


def profit_told(result: BidResult, speaker: Speaker) -> Iterator[str]:
    """Yield the profit of an order where no steps lead to it, then break-even, and what a target leaves."""
    economics = result.unit_economics
    if result.margin is not None:
        figures = {"price": money(economics.price), "profit": money(economics.profit_per_order)}
        yield speaker.say("margin_given", margin=percent(result.margin), **figures)
    elif len(economics.steps) == 1:
        yield speaker.say("profit_given", profit=money(economics.profit_per_order))
    if result.break_even_roas is not None:
        figures = {"roas": amount(result.break_even_roas), "acos": percent(result.break_even_acos)}
        yield speaker.say("break_even", **figures)
    if result.goal.is_set:
        yield speaker.say("allowance", allowance=money(result.goal.allowance))


def totals_told(figures: Mapping[str, float], speaker: Speaker) -> str:
    """Return the sums of a report."""
    return speaker.say(
        "totals", clicks=count(figures[c.CLICKS]), orders=orders(figures[c.ORDERS]),
        spend=money(figures[c.SPEND]), sales=money(figures[c.SALES]), profit=money(figures[c.PROFIT]),
        rate=percent(figures[c.CONVERSION]), cpc=money(figures[c.PAID_CPC]),
    )  # fmt: skip
