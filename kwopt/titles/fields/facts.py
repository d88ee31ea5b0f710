"""Fields that tell facts (highlights, a subtitle, a selling point): phrases that the title does not say.

Each phrase is stated by the product. Those are taken that complete most worth of keywords beside the title,
and, at a small price, tell most: selling points before features before the rest. The choice is `covering`'s.
"""

from collections.abc import Sequence

from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.rules import FieldRule
from kwopt.titles.fields.covering import Completion, Covering, Lacking, Piece, best_pieces
from kwopt.titles.fields.records import ComposedField
from kwopt.titles.fields.source import SILENT, FieldSource, made
from kwopt.titles.fields.stated import POINT, VALUE, Phrase, content_words, stated_phrases
from kwopt.titles.words.displays import cased_forms, shown_forms
from kwopt.titles.words.spaced_product import main_role

TELLING_SHARE = 0.05
"""What a phrase is worth for each step that it tells, as a share of the best keyword's worth: room that
completes no keyword is used, and none that does is lost to it."""
OF_THE_THING = (Role.FEATURE, Role.MATERIAL, Role.CUT, Role.PATTERN, Role.STYLE, Role.SPEC, Role.BODY)
"""Roles of hanzi words that sell a thing by what it is; names, seasons and audiences are the title's."""
BETWEEN = ", "
BETWEEN_HANZI = " "


def told_facts(source: FieldSource, rule: FieldRule) -> ComposedField:
    """Return the facts that a field has room for, most telling ones, with the proof."""
    between = BETWEEN if rule.spaced else BETWEEN_HANZI
    barred: set[str] = set()
    while True:
        phrases = [phrase for phrase in _phrases(source, rule) if phrase.text not in barred]
        chosen = best_pieces(_covering(source, rule, phrases, between))
        taken = [phrases[place] for place in chosen.places]
        taken.sort(key=lambda phrase: -phrase.tells)
        text = between.join(_shown(source, rule, phrase) for phrase in taken)
        if not taken or not source.is_refused(text, rule):
            break
        barred.add(taken[-1].text)  # alone none is refused; what tells least goes first
    if rule.width(text) < max(rule.min, 1):
        return made(source, rule, (), coverage=(), proof=chosen.proof)
    coverage = source.covered_beside_title(text)
    return made(source, rule, (text,), coverage=coverage, proof=chosen.proof)


def _phrases(source: FieldSource, rule: FieldRule) -> list[Phrase]:
    """Return the phrases that may stand in the field: none says again what the title says."""
    if rule.spaced:
        found: Sequence[Phrase] = stated_phrases(source.job.product)
    else:
        points = [Phrase(match_form(point), POINT) for point in source.job.product.selling_points]
        words = [word for word in source.job.composition().fillers if main_role(word) in OF_THE_THING]
        found = [*points, *(Phrase(word, VALUE) for word in words)]
    return [
        phrase
        for phrase in found
        if rule.width(_shown(source, rule, phrase)) <= rule.max
        and (not rule.spaced or not _says_again(source, rule, phrase))
        and not any(part in phrase.text for part in source.job.facts.forbidden)
        and not source.is_refused(_shown(source, rule, phrase), rule)
    ]


def _says_again(source: FieldSource, rule: FieldRule, phrase: Phrase) -> bool:
    """Say whether a phrase says what the title says: any word where the field must not, else half of them."""
    words = content_words(phrase.words)
    again = len(words & source.title_words)
    return not words or (again > 0 if rule.excludes else 2 * again >= len(words))


def _covering(source: FieldSource, rule: FieldRule, phrases: Sequence[Phrase], between: str) -> Covering:
    bringing: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        said = source.job.cutter.search_words(phrase.text)
        for form in sorted({form for word in said for form in source.forms(word)}):
            bringing.setdefault(form, []).append(place)
    anyhow = source.job.settings.match_credits[-1]
    demands = []
    for demand, credit in zip(source.demands, source.title_credits.tolist(), strict=True):
        missing = [w for w in demand.words if w not in source.title_words and w not in SILENT]
        if credit == 0 and missing and all(word in bringing for word in missing):
            slots = tuple(tuple(bringing[word]) for word in missing)
            demands.append(Lacking(demand.worth, (Completion(slots, anyhow),)))
    price = TELLING_SHARE * max((demand.worth for demand in source.demands), default=1.0)
    pieces = tuple(
        Piece(phrase.text, rule.width(_shown(source, rule, phrase)) + len(between), price * phrase.tells)
        for phrase in phrases
    )
    return Covering(
        pieces=pieces, demands=tuple(demands), room=rule.max + len(between), apart=_apart(phrases, source)
    )


def _apart(phrases: Sequence[Phrase], source: FieldSource) -> tuple[tuple[int, ...], ...]:
    """Return the phrases that share a word which says something: one of them is enough."""
    said: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases):
        words = content_words(phrase.words) or {phrase.text}
        for form in sorted(frozenset().union(*map(source.forms, words))):
            said.setdefault(form, []).append(place)
    return tuple(sorted({tuple(places) for places in said.values() if len(places) > 1}))


def _shown(source: FieldSource, rule: FieldRule, phrase: Phrase) -> str:
    """Return a phrase as the product writes its words; where words stand apart, capitalized."""
    pieces = phrase.text.split(" ")
    return " ".join(shown for _, shown in shown_forms(pieces, cased_forms(source.job.product), rule))
