"""Titles under several segmenters: how each reads them, what stays covered, and which keywords hang on it."""

from collections.abc import Sequence

import pandas as pd

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.numerals import amount, count, percent
from kwopt.titles.coverage.meetings import KeywordMatch, Simulation, Simulations

SHOWN = 20
_BETWEEN_WORDS = " / "


def draw_matched(screen: Screen, result: Simulations, voice: Voice) -> list[str]:
    """Draw each title's readings and its keywords, those with most at stake first."""
    remarks = []
    for place, simulation in enumerate(result.titles):
        if place:
            screen.line()
        screen.heading(simulation.title)
        _draw_readings(screen, simulation, voice)
        screen.line()
        remarks = _draw_keywords(screen, simulation, voice)
    return remarks


def _draw_readings(screen: Screen, simulation: Simulation, voice: Voice) -> None:
    readings = simulation.readings
    names = [reading.segmenter for reading in readings]
    words = [_BETWEEN_WORDS.join(reading.words) for reading in readings]
    measure = voice.say(f"match_value_{simulation.measure}")
    screen.table([
        Column(voice.say("col_segmenter"), names, text=True),
        Column(voice.say("col_keywords"), [count(reading.covered) for reading in readings]),
        Column(measure, [amount(reading.value) for reading in readings]),
        Column(voice.say("col_words"), words, text=True),
    ])  # fmt: skip
    for name in names:
        screen.line(f"  {name}: {voice.term('segmenter', name)}")
    screen.line()
    screen.line(voice.say(
        "match_robust", robust=percent(simulation.robust_share), first=names[0],
        words=percent(simulation.robust_words_share),
    ))  # fmt: skip


def _draw_keywords(screen: Screen, simulation: Simulation, voice: Voice) -> list[str]:
    """Draw the keywords that some segmenter covers and return what else there is."""
    met = simulation.met
    counted = {name: count(number) for name, number in simulation.counts().items()}
    screen.line(voice.say("match_counts", first=simulation.readings[0].segmenter, **counted))
    if not met:
        return []
    rows = sorted(met, key=lambda item: -item.at_stake)[:SHOWN]  # stable: ties stay by worth
    hidden = screen.table(_columns(rows, simulation, voice))
    if any(item.meeting.inside for item in rows):
        screen.line(voice.say("match_inside"))
    return unshown(voice, hidden, more=len(met) - len(rows), of="keywords")


def _columns(rows: Sequence[KeywordMatch], simulation: Simulation, voice: Voice) -> list[Column]:
    kinds = [
        Column(reading.segmenter, [_kind(item, reading.segmenter, voice) for item in rows], text=True)
        for reading in simulation.readings
    ]
    doubts = [voice.term("doubt", item.meeting.doubt) if item.meeting.doubt else "" for item in rows]
    return [
        Column(voice.say("col_keyword"), [item.keyword for item in rows], text=True),
        Column(voice.say("col_hangs"), doubts, text=True),
        Column(voice.say("col_at_stake"), [amount(item.at_stake) for item in rows]),
        Column(voice.say(f"match_{simulation.measure}"), [amount(item.worth) for item in rows]),
        *kinds,
    ]


def _kind(item: KeywordMatch, segmenter: str, voice: Voice) -> str:
    name = voice.term("match", item.meeting.kinds[segmenter])
    return f"{name}*" if segmenter in item.meeting.inside else name


def match_rows(result: Simulations) -> pd.DataFrame:
    """Return one row a title and keyword, for CSV and workbooks."""
    names = [reading.segmenter for reading in result.titles[0].readings]
    rows = [
        {
            "title": simulation.title,
            "keyword": item.keyword,
            simulation.measure: item.worth,
            **{f"match_{name}": item.meeting.kinds[name] for name in names},
            "inside": " ".join(item.meeting.inside),
            "reference": item.meeting.reference,
            "lowest": item.meeting.lowest,
            "highest": item.meeting.highest,
            "hangs": item.meeting.hangs,
            "doubt": item.meeting.doubt,
            "at_stake": item.at_stake,
        }
        for simulation in result.titles
        for item in simulation.keywords
    ]
    return pd.DataFrame(rows)
