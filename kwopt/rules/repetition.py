"""Words that stand too often in a field, or that say the same as another.

Chinese words are those of the segmenter, if they are given; without them only repeated pieces of hanzi are
reported, as a warning, since a piece may span two words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from kwopt.language.normalize import HANZI
from kwopt.models import Finding
from kwopt.resources import load_toml
from kwopt.rules.fields import FieldText, Remark, Span, word_places

MIN_LETTERS = 2
"""Words of one hanzi or letter (女, A) repeat in good titles."""
MIN_PIECE, MIN_TIMES = 4, 3
"""Uncut text: pieces of 4 hanzi, or those that stand 3 times. Shorter pairs stand in 40 % of the real Taobao
titles of the shared data, often across two words; these stand in 8 %."""

_WORD = re.compile(r"[^\W_]+(?:['’&./-][^\W_]+)*")
_HANZI_RUN = re.compile(f"[{HANZI}]+")
_PLURAL = re.compile(r"(?<=[^\Wsu])s$")


def repetition_findings(field: FieldText, words: Sequence[str] | None = None) -> list[Finding]:
    """Return repeated words and synonyms in the field, by place of the first superfluous one.

    Parameters
    ----------
    words
        The text's exact words, in order; where they are None, words between spaces or repeated hanzi.
    """
    if field.rule.repeat_max is None:
        return []
    if words is None and not field.rule.spaced:
        return [*_repeated_parts(field), *_synonyms(field)]
    places = word_places(field.text, words) if words is not None else spaced_places(field.text)
    return [*_repeated_words(field, places), *_synonyms(field)]


def _repeated_words(field: FieldText, places: Iterable[Span]) -> Iterator[Finding]:
    rule = field.rule
    limit = rule.repeat_max or 1
    stood: dict[str, list[Span]] = {}
    for start, end in places:
        word = same_form(field.text[start:end])
        if counts(word) and word not in rule.repeat_exempt:
            stood.setdefault(word, []).append((start, end))
    for spans in stood.values():
        if len(spans) > limit:
            remark = Remark(
                spans[limit], {"count": len(spans), "limit": limit},
                confidence=rule.repeat_confidence, suggestion="rules.suggest_delete",
            )  # fmt: skip
            yield field.finding("repeated_word", rule.repeat_level, remark)


def counts(word: str) -> bool:
    """Say whether a word may not be repeated: those of one letter or hanzi, and figures, may."""
    letters = [char for char in word if not char.isdigit() and char.isalnum()]
    return len(letters) >= MIN_LETTERS


def same_form(word: str) -> str:
    """Return the form under which words are compared: NFKC, no case, no plural s.

    >>> same_form("Ｍugs"), same_form("glass"), same_form("旗袍")
    ('mug', 'glass', '旗袍')
    """
    return _PLURAL.sub("", unicodedata.normalize("NFKC", word).casefold())


def repeated_elsewhere(field: FieldText, other: str) -> Iterator[Finding]:
    """Yield the words that stand in `other`, the text of the field that this one must not repeat, once each.

    Words are those between spaces and marks; single hanzi and letters, figures and free words aside.
    """
    rule = field.rule
    if rule.excludes is None:
        return
    said = {same_form(other[start:end]) for start, end in spaced_places(other)}
    for start, end in spaced_places(field.text):
        word = same_form(field.text[start:end])
        if word in said and counts(word) and word not in rule.repeat_exempt:
            said.discard(word)
            remark = Remark((start, end), {"other": rule.excludes}, suggestion="rules.suggest_delete")
            yield field.finding("repeats_other_field", rule.excludes_level, remark)


def spaced_places(text: str) -> Iterator[Span]:
    """Yield the places of the words of a text whose words stand apart."""
    for match in _WORD.finditer(text):
        yield match.span()


def _repeated_parts(field: FieldText) -> Iterator[Finding]:
    for part in repeated_parts(field.text):
        if len(part) < MIN_PIECE and field.text.count(part) < MIN_TIMES:
            continue
        second = field.text.index(part, field.text.index(part) + len(part))
        remark = Remark(
            (second, second + len(part)), {"count": field.text.count(part)},
            confidence=field.rule.repeat_confidence, suggestion="rules.suggest_delete",
        )  # fmt: skip
        yield field.finding("repeated_part", "warning", remark)


def repeated_parts(text: str) -> list[str]:
    """Return the longest pieces of two hanzi and more that stand twice or more without overlap, by place.

    >>> repeated_parts("夏季连衣裙女夏季新款连衣裙"), repeated_parts("哈哈哈")
    (['夏季', '连衣裙'], [])
    """
    pairs: dict[str, list[int]] = {}
    for run in _HANZI_RUN.finditer(text):
        for place in range(run.start(), run.end() - 1):
            pairs.setdefault(text[place : place + 2], []).append(place)
    twice = sorted(
        (first, other - first)
        for places in pairs.values()
        for first, other in pairwise(places)
        if other - first >= MIN_LETTERS
    )
    found: set[str] = set()
    ends: dict[int, int] = {}
    for first, apart in twice:
        if first >= ends.get(apart, 0):
            start, ends[apart] = _common_run(text, first, apart)
            found.add(text[start : min(ends[apart], start + apart)])
    longest = [part for part in found if not any(part != other and part in other for other in found)]
    return sorted(longest, key=lambda part: (text.index(part), part))


def _common_run(text: str, first: int, apart: int) -> Span:
    """Return the longest piece around `first` that stands again, `apart` code points further on."""
    start, end = first, first + MIN_LETTERS
    while start > 0 and _is_common(text, start - 1, start + apart - 1):
        start -= 1
    while end + apart < len(text) and _is_common(text, end, end + apart):
        end += 1
    return start, end


def _is_common(text: str, left: int, right: int) -> bool:
    return text[left] == text[right] and _HANZI_RUN.match(text[left]) is not None


def _synonyms(field: FieldText) -> Iterator[Finding]:
    if field.rule.synonyms is None:
        return
    for words in _synonym_sets():
        places = sorted((field.text.index(word), word) for word in words if word in field.text)
        for (_, first), (start, word) in pairwise(places):
            remark = Remark((start, start + len(word)), {"other": first}, suggestion="rules.suggest_delete")
            yield field.finding("synonym", field.rule.synonyms, remark)


@cache
def _synonym_sets() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words) for words in load_toml("marketplaces.toml")["synonyms"]["sets"])
