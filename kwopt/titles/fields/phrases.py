"""Fields of several phrases (tags, headlines): what shoppers type, whole, or the sensible part that fits.

A phrase is an eligible keyword, or, where that is too wide, its end without the words in front: in English
the thing stands last. A phrase that completes nothing more only fills: keywords first, then facts with the
name of the thing. No two phrases have the same words. The choice is `covering`'s.
"""

from collections.abc import Iterable, Iterator, Sequence

from kwopt.language.english import lemma
from kwopt.language.roles import Role
from kwopt.models import CoveredKeyword
from kwopt.rules import FieldRule
from kwopt.titles.fields.covering import Completion, Covering, Lacking, Piece, best_pieces
from kwopt.titles.fields.records import ComposedField
from kwopt.titles.fields.source import SILENT, FieldSource, made
from kwopt.titles.problem.records import Demand
from kwopt.titles.words.displays import cased_forms, shown_forms
from kwopt.titles.words.spaced import SpacedWords
from kwopt.titles.words.spaced_product import main_role

LEAST_WORDS = 2
"""Words of a phrase that says something by itself; single words only fill the last places."""

Words = tuple[str, ...]


def typed_phrases(source: FieldSource, rule: FieldRule) -> ComposedField:
    """Return the phrases of a field that complete the most worth of keywords, with the proof."""
    phrases = _typed(source, rule)
    before = _earned_before(source, rule)
    chosen = best_pieces(_covering(source, rule, phrases, before))
    taken = [phrases[place] for place in chosen.places]
    for words in (*phrases, *_described(source, rule)):
        if len(taken) < rule.values and not any(_same(words) == _same(other) for other in taken):
            taken.append(words)
    taken.sort(key=lambda words: len(words) < LEAST_WORDS)
    texts = [_shown(source, rule, words) for words in taken]
    return made(source, rule, texts, coverage=tuple(_coverage(source, texts, before)), proof=chosen.proof)


def _earned_before(source: FieldSource, rule: FieldRule) -> list[float]:
    """Return the credit at which the title covers each keyword; phrases that are the title add to none."""
    if rule.name == source.job.market.title.name:
        return [0.0] * len(source.demands)
    return [float(credit) for credit in source.title_credits]


def _coverage(source: FieldSource, texts: Sequence[str], before: Sequence[float]) -> Iterator[CoveredKeyword]:
    """Yield the keywords that stand whole in one phrase and stood so in no title, and what that adds."""
    phrase = source.job.settings.match_credits[0]
    held = source.phrases_in(texts)
    for (keyword, worth), is_held, credit in zip(source.job.keywords, held, before, strict=True):
        if is_held and credit < phrase:
            yield CoveredKeyword(keyword, "phrase", phrase, worth, worth * (phrase - credit))


def _typed(source: FieldSource, rule: FieldRule) -> list[Words]:
    """Return keywords that fit, and parts of those that do not, best keyword first, each once in any form."""
    found: dict[frozenset[str], Words] = {}
    for demand in source.demands:
        for words in _that_fit(source, rule, demand):
            if not source.is_refused(_shown(source, rule, words), rule):
                found.setdefault(_same(words), words)
                break
    return list(found.values())


def _that_fit(source: FieldSource, rule: FieldRule, demand: Demand) -> Iterator[Words]:
    """Yield a keyword's words, whole, or without words in front, longest first; no bound words are parted."""
    bound = source.words.phrases.bound
    for start in range(len(demand.words)):
        words = demand.words[start:]
        is_torn = start > 0 and bound(demand.words[start - 1], words[0])
        if start and (len(words) < LEAST_WORDS or words[0] in SILENT or is_torn):
            continue
        if rule.width(_shown(source, rule, words)) <= rule.max:
            yield words


def _described(source: FieldSource, rule: FieldRule) -> Iterator[Words]:
    """Yield the brand and what describes the thing, each with its name behind it, then features alone."""
    words, name = source.words, source.words.phrases.name
    brand = [words.own.brand] if words.own.brand else []
    fillers = [tuple(filler.split(" ")) for filler in words.fillers]
    telling = [filler for filler in fillers if not _is_of_maker_or_measure(filler, words)]
    features = [filler for filler in telling if len(filler) >= LEAST_WORDS and _has_feature(filler)]
    for phrase in (*((*filler, *name) for filler in (*brand, *telling)), *features):
        shown = _shown(source, rule, phrase)
        is_said_once = len(set(map(lemma, phrase))) == len(phrase) >= LEAST_WORDS
        if is_said_once and rule.width(shown) <= rule.max and not source.is_refused(shown, rule):
            yield phrase


def _is_of_maker_or_measure(filler: Words, words: SpacedWords) -> bool:
    """Say whether a fact is nothing that shoppers type before the name: a series, a measure, two colours."""
    colours = sum(main_role(word) is Role.COLOUR for word in filler)
    has_number = any(map(str.isdigit, "".join(filler)))
    return bool({*filler} & {*words.name_of_maker}) or has_number or colours > 1


def _has_feature(filler: Words) -> bool:
    return any(main_role(word) in (Role.FEATURE, Role.MATERIAL) for word in filler)


def _same(words: Iterable[str]) -> frozenset[str]:
    """Return what two phrases share that differ in order, number or small words alone."""
    return frozenset(lemma(word) for word in words if word not in SILENT)


def _covering(
    source: FieldSource, rule: FieldRule, phrases: Sequence[Words], before: Sequence[float]
) -> Covering:
    shown = [" ".join(words) for words in phrases]
    credit = source.job.settings.match_credits[0]
    holding: list[list[int]] = [[] for _ in source.demands]
    for place, text in enumerate(shown):
        for demand, is_held in enumerate(source.phrases_in([text])):
            if is_held:
                holding[demand].append(place)
    demands = tuple(
        Lacking(demand.worth, (Completion((tuple(places),), credit - earned),))
        for demand, places, earned in zip(source.demands, holding, before, strict=True)
        if places and credit > earned
    )
    pieces = tuple(Piece(text, rule.width(text)) for text in shown)
    return Covering(pieces=pieces, demands=demands, most=rule.values)


def _shown(source: FieldSource, rule: FieldRule, words: Words) -> str:
    """Return a phrase as it is typed; where the field is the marketplace's title, as titles are written."""
    if rule.name != source.job.market.title.name:
        return " ".join(words)
    return " ".join(shown for _, shown in shown_forms(words, cased_forms(source.job.product), rule))
