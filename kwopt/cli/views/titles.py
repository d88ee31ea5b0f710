"""Composed titles: the text, how much it reaches, what is proven of it, and which keywords it covers."""

from collections.abc import Mapping, Sequence

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.checked import draw_findings
from kwopt.cli.views.fields import draw_fields
from kwopt.cli.views.questions import draw_facts
from kwopt.cli.voice import Voice
from kwopt.models import Title
from kwopt.numerals import amount, count, percent
from kwopt.pages.sentences.titles import proven
from kwopt.payloads import dropped_records
from kwopt.scoring.questions.missing import MissingFact
from kwopt.titles.composing.compose import TitleResult
from kwopt.titles.fields import ComposedField

_COVERED_SHOWN = 10
_DROPPED_SHOWN = 10


def draw_titles(
    screen: Screen,
    result: TitleResult,
    voice: Voice,
    facts: Sequence[MissingFact] = (),
    fields: Mapping[str, ComposedField] | None = None,
) -> list[str]:
    """Draw each title with its proof, the first with its fields, what was left out, what could be asked."""
    screen.line(_head(result, voice))
    if not result.titles:
        screen.line(voice.say("no_title"))
    for title in result.titles:
        screen.line()
        _draw_title(screen, title, result, voice)
        if title.rank == 1:
            draw_fields(screen, fields or {}, voice)
    _draw_dropped(screen, result, voice)
    draw_facts(screen, facts, voice)
    return []


def _head(result: TitleResult, voice: Voice) -> str:
    return voice.say(
        "title_head", marketplace=result.marketplace, limit=result.limit,
        unit=voice.term("unit", result.unit), candidates=count(result.candidates),
        eligible=count(result.eligible),
    )  # fmt: skip


def _draw_title(screen: Screen, title: Title, result: TitleResult, voice: Voice) -> None:
    screen.heading(f"{title.rank}. {title.text}")
    unit = voice.term("unit", result.unit)
    screen.line("   " + voice.say("title_width", width=title.width, limit=result.limit, unit=unit))
    screen.line("   " + voice.say(
        "title_value", reach=percent(title.reach), value=amount(title.value),
        coverage=amount(title.coverage_value), fluency=amount(title.fluency_value),
    ))  # fmt: skip
    screen.line("   " + proven(title.proof, voice))
    if title.rank > 1:
        screen.line("   " + voice.say("title_cost", cost=percent(title.cost_against_best)))
    draw_findings(screen, title.findings, voice)
    _draw_coverage(screen, title, voice)


def _draw_coverage(screen: Screen, title: Title, voice: Voice) -> None:
    screen.line("   " + voice.say("title_covers", keywords=count(len(title.coverage))))
    best = sorted(title.coverage, key=lambda covered: (-covered.earned, covered.keyword))[:_COVERED_SHOWN]
    screen.table([
        Column(voice.say("col_keyword"), [covered.keyword for covered in best], text=True),
        Column(voice.say("col_match"), [voice.term("match", covered.match) for covered in best], text=True),
        Column(voice.say("col_credit"), [percent(covered.credit) for covered in best]),
        Column(voice.say("col_worth"), [amount(covered.worth) for covered in best]),
        Column(voice.say("col_earned"), [amount(covered.earned) for covered in best]),
    ])  # fmt: skip


def _draw_dropped(screen: Screen, result: TitleResult, voice: Voice) -> None:
    if not result.dropped:
        return
    screen.line()
    screen.heading(voice.say("dropped", keywords=count(len(result.dropped))))
    for entry in dropped_records(result, voice.lang)[:_DROPPED_SHOWN]:
        screen.line(f"  {entry['keyword']}: {entry['message']}")
