"""Search terms: words behind a listing that nobody reads, which complete keywords that the title does not.

A word of the title, of a brand, or of the rules' lists earns nothing or is refused; the order of words is of
no account, so words of one keyword stand together, best keyword first. The choice is `covering`'s.
"""

import re
from collections.abc import Iterable, Sequence

from kwopt.language.lexicon import senses_of
from kwopt.language.roles import Role
from kwopt.rules import FieldRule
from kwopt.titles.fields.covering import Completion, Covering, Lacking, Piece, best_pieces
from kwopt.titles.fields.records import ComposedField
from kwopt.titles.fields.source import NEVER_SEARCHED, SILENT, FieldSource, made
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.spaced import TELLING
from kwopt.titles.words.spaced_product import main_role

_PRODUCT_NUMBER = re.compile(r"b0[a-z0-9]{8}|\d{8,14}", re.IGNORECASE)
"""An ASIN (Amazon Seller Central: B0 and eight more), or a GTIN, UPC or EAN of 8 to 14 digits (GS1)."""


def search_terms(source: FieldSource, rule: FieldRule) -> ComposedField:
    """Return the words that complete most worth of keywords beside the title, with the proof.

    Room that is left takes facts of the product.
    """
    lacking = {
        demand: words
        for demand, credit in zip(source.demands, source.title_credits.tolist(), strict=True)
        if credit == 0 and (words := _lacking(source, demand))
    }
    asked = dict.fromkeys(word for words in lacking.values() for word in words)
    allowed = _allowed(source, rule, asked)
    room = min(rule.max, rule.soft_max or rule.max)
    while True:
        words = tuple(word for word in asked if word in allowed)
        chosen = best_pieces(_covering(source, rule, words, lacking, room))
        taken = [words[place] for place in chosen.places]
        refused = _refused(source, rule, taken)
        if refused is None:
            break
        allowed -= {refused}
    coverage = source.covered_beside_title(" ".join(taken))
    shown = " ".join(map(_written, [*taken, *_fillers(source, rule, taken, room)]))
    return made(source, rule, (shown,) if shown else (), coverage=coverage, proof=chosen.proof)


def _refused(source: FieldSource, rule: FieldRule, taken: Sequence[str]) -> str | None:
    """Return the last word with which the words, put together, hold what the rules refuse (limited time)."""
    if not source.is_refused(" ".join(map(_written, taken)), rule):
        return None
    for count in range(2, len(taken) + 1):
        if source.is_refused(" ".join(map(_written, taken[:count])), rule):
            return taken[count - 1]
    return None


def _lacking(source: FieldSource, demand: Demand) -> tuple[str, ...]:
    """Return the words of a keyword by which the title is not found."""
    missing = (word for word in demand.words if word not in source.title_words and word not in SILENT)
    return tuple(dict.fromkeys(missing))


def _covering(
    source: FieldSource,
    rule: FieldRule,
    words: tuple[str, ...],
    lacking: dict[Demand, tuple[str, ...]],
    room: int,
) -> Covering:
    found_by: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        for form in sorted(source.forms(word)):
            found_by.setdefault(form, []).append(place)
    anyhow = source.job.settings.match_credits[-1]
    demands = [
        Lacking(demand.worth, (Completion(tuple(tuple(found_by[word]) for word in missing), anyhow),))
        for demand, missing in lacking.items()
        if all(word in found_by for word in missing)
    ]
    pieces = tuple(Piece(word, rule.width(_written(word)) + 1) for word in words)
    return Covering(pieces=pieces, demands=tuple(demands), room=room + 1)


def _allowed(source: FieldSource, rule: FieldRule, words: Iterable[str]) -> frozenset[str]:
    """Return the words that may stand in search terms at all."""
    facts = source.job.facts
    return frozenset(
        word
        for word in words
        if not _is_barred(word, facts.brands)
        and not any(word in part or part in word for part in facts.forbidden)
        and not source.is_refused(_written(word), rule)
    )


def _is_barred(word: str, brands: frozenset[str]) -> bool:
    """Say whether a word is a brand, a number of a listing, a fragment, or speaks of no product."""
    roles = [sense.role for sense in senses_of(word)]
    if word in brands or roles[:1] == [Role.BRAND] or NEVER_SEARCHED & set(roles):
        return True
    return len(word) < 2 or _PRODUCT_NUMBER.fullmatch(word) is not None


def _fillers(source: FieldSource, rule: FieldRule, taken: list[str], room: int) -> list[str]:
    """Return words of the product's facts for the room that is left."""
    known = source.title_words.union(*map(source.forms, taken)) if taken else source.title_words
    left = room - rule.width(" ".join(map(_written, taken))) - bool(taken)
    facts = [w for filler in source.words.fillers for w in filler.split(" ") if main_role(w) in TELLING]
    found: list[str] = []
    for word in dict.fromkeys(facts):
        width = rule.width(_written(word))
        fits = width <= left and not word.replace(".", "").isdigit() and word not in SILENT
        is_new = fits and word not in known and bool(_allowed(source, rule, (word,)))
        if is_new and not source.is_refused(" ".join(map(_written, [*taken, *found, word])), rule):
            found.append(word)
            known |= source.forms(word)
            left -= width + 1
    return found


def _written(word: str) -> str:
    """Return a word without the marks that a search ignores: leak-proof as leak proof."""
    return re.sub(r"[^\w']+", " ", word).strip()
