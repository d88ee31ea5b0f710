"""Titles of another field (导购标题, short titles): the title's own engine under a smaller limit."""

from dataclasses import replace

from kwopt.errors import TitleError
from kwopt.models import Proof
from kwopt.rules import FieldRule, Marketplace
from kwopt.titles.composing.compose import solved
from kwopt.titles.fields.records import ComposedField
from kwopt.titles.fields.source import FieldSource, made

NOTHING = Proof(0.0, 0.0, 0.0, True, "lp")


def short_title(source: FieldSource, rule: FieldRule, *, seed: int = 0) -> ComposedField:
    """Return the best title that the field takes; without a text where none keeps its rules."""
    market = _advised(source.job.market, rule)
    job = replace(source.job, market=market, field_name=rule.name)
    try:
        found = solved(job, seed=seed, effort=source.effort)
    except TitleError:
        return made(source, rule, (), coverage=(), proof=NOTHING)
    if not found.titles:
        return made(source, rule, (), coverage=(), proof=NOTHING)
    title = found.titles[0]
    return made(source, rule, (title.text,), coverage=title.coverage, proof=title.proof["whole"])


def _advised(market: Marketplace, rule: FieldRule) -> Marketplace:
    """Return the marketplace with the length that it advises as the field's limit."""
    advised = replace(rule, max=min(rule.max, rule.soft_max or rule.max))
    return replace(market, fields=tuple(advised if other is rule else other for other in market.fields))
