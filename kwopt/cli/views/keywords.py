"""The best keywords of a scored table, as a terminal shows them: by rank, twenty of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kwopt import columns as c
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.questions import draw_facts
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.numerals import amount, count, percent
from kwopt.scoring.questions.missing import MissingFact
from kwopt.scoring.relevance.relevance import FITS, class_counts
from kwopt.tables.scored import by_rank

SHOWN = 20


def draw_keywords(
    screen: Screen, scored: pd.DataFrame, facts: Sequence[MissingFact], voice: Voice, shown: int = SHOWN
) -> list[str]:
    """Draw the best keywords of a table and the open questions; return what else there is."""
    best = BestKeywords(by_rank(scored).head(shown), len(scored), class_counts(scored))
    return draw_best(screen, best, facts, voice)


@dataclass(frozen=True, eq=False)
class BestKeywords:
    """The best rows of a list, how many rows it has, and how many of each class of relevance."""

    best: pd.DataFrame
    rows: int
    classes: Mapping[str, int]


def draw_best(screen: Screen, found: BestKeywords, facts: Sequence[MissingFact], voice: Voice) -> list[str]:
    """Draw the best keywords of a list and the open questions; return what else there is."""
    judged = any(found.classes.values())
    if judged:
        counts = {name: count(number) for name, number in found.classes.items()}
        screen.line(voice.say("class_counts", **counts))
        screen.line()
    hidden = screen.table(_columns(found.best, voice, judged))
    draw_facts(screen, facts, voice)
    return unshown(voice, hidden, more=found.rows - len(found.best), of="keywords")


def _columns(rows: pd.DataFrame, voice: Voice, judged: bool) -> list[Column]:
    reasons = [Column(voice.say("col_class"), _classes(rows, voice), text=True)] if judged else []
    last = [Column(voice.say("col_reason"), rows[c.REASON].tolist(), text=True)] if judged else []
    return [
        Column(voice.say("col_rank"), list(map(count, rows[c.RANK]))),
        Column(voice.say("col_keyword"), rows[c.KEYWORD].tolist(), text=True),
        Column(voice.say("col_score"), list(map(amount, rows[c.SCORE]))),
        *reasons,
        Column(voice.say("col_worth"), list(map(amount, rows[c.WORTH]))),
        Column(voice.say("col_searches"), list(map(count, rows[c.SEARCH_VOLUME]))),
        Column(voice.say("col_listings"), list(map(count, rows[c.LISTING_COUNT]))),
        Column(voice.say("col_opportunity"), list(map(amount, rows[c.OPPORTUNITY]))),
        Column(voice.say("col_conversion"), list(map(percent, rows[c.CONVERSION]))),
        Column(voice.say("col_buyers"), list(map(amount, rows[c.MARKET_BUYERS]))),
        *last,
    ]


def _classes(rows: pd.DataFrame, voice: Voice) -> list[str]:
    """Return each keyword's class; one that fits and may not earn in a title is marked."""
    pairs = zip(rows[c.RELEVANCE_CLASS], rows[c.ELIGIBLE], strict=True)
    return [
        voice.say("class_barred") if name == FITS and not eligible else voice.term("class", name)
        for name, eligible in pairs
    ]
