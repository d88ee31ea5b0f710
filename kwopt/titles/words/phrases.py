"""Which words of a spaced language stay together in a title: the name of the thing, compounds, measures.

What shoppers type and the product states shows it: in "stainless steel water bottle" water leads bottle
wherever bottle stands, stainless leads steel, and steel leads water only because the name follows all else.
What these texts leave open is asked of the counts over real titles.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kwopt.language.measures import UNIT_WORDS
from kwopt.titles.words.fluency_english import CONNECTIVES, EnglishCounts, english_counts

NAME_SHARE = 0.6
"""A word that leads the head noun in that share of the texts belongs to the name of the thing."""
LONGEST_NAME = 3
"""Words in the name of a thing; more is a description."""

BOUND_SHARE = 0.75
"""A word that has one neighbour in that share of its places is bound to it. From reading: at .6 words that a
few keywords happen to join are bound (black insulated), at .9 one "stainless bottle" frees stainless."""
LEAST_MET = 2
"""Times that two words must meet; what the product states as two words and no more counts twice."""
COUNTED = 2.0
"""Weight of the counts over real titles, in places."""


@dataclass(frozen=True)
class Phrases:
    """The name of the thing, and words bound to a neighbour.

    Attributes
    ----------
    name
        The words that name the thing, in order: water, bottle.
    leads
        For a word the one that it always leads: stainless: steel.
    follows
        For a word the one that it always follows: proof: leak.
    """

    name: tuple[str, ...]
    leads: dict[str, str]
    follows: dict[str, str]

    def bound(self, before: str, after: str) -> bool:
        """Say whether two words are one phrase."""
        return self.leads.get(before) == after or self.follows.get(after) == before

    def last(self, word: str) -> str:
        """Return the word that closes the phrase which a word leads; the word itself if it leads none."""
        seen = {word}
        while (word := self.leads.get(word, word)) not in seen:
            seen.add(word)
        return word


def phrases_of(
    searched: Sequence[Sequence[str]],
    stated: Sequence[Sequence[str]],
    kind: Sequence[str],
    counts: EnglishCounts | None = None,
) -> Phrases:
    """Return the phrases of the texts that shoppers type and of those that the product states.

    Parameters
    ----------
    searched, stated
        Texts as words.
    kind
        What the product calls itself, the head noun last; at least that, if known.

    Examples
    --------
    >>> typed = [("insulated", "steel", "water", "bottle"), ("water", "bottle", "leak", "proof")]
    >>> found = phrases_of(typed, [("stainless", "steel"), ("leak", "proof")], ["bottle"])
    >>> found.name, found.bound("stainless", "steel"), found.bound("steel", "water")
    (('water', 'bottle'), True, False)
    """
    counts = counts or english_counts()
    texts = [*searched, *stated]
    name = _name(texts, tuple(kind))
    whole = {tuple(text) for text in stated if len(text) == 2}
    places = Counter(word for text in [*texts, *whole] for word in text)
    met = Counter(pair for text in [*texts, *whole] for pair in pairwise(text))
    leads, follows = dict(pairwise(name)), dict[str, str]()
    for (before, after), times in sorted(met.items(), key=lambda item: (-item[1], item[0])):
        if (times < LEAST_MET and after not in UNIT_WORDS) or not _may_bind(before, after, name):
            continue
        prior = 0 if (before, after) in whole else counts.pairs.get((before, after), 0)
        firsts = 0 if (before, after) in whole else counts.first.get(before, 0)
        seconds = 0 if (before, after) in whole else counts.second.get(after, 0)
        if _share(times, places[before], prior, firsts) >= BOUND_SHARE:
            leads.setdefault(before, after)
        if _share(times, places[after], prior, seconds) >= BOUND_SHARE:
            follows.setdefault(after, before)
    return Phrases(name, leads, follows)


def _name(texts: Sequence[Sequence[str]], name: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a thing is called with the words that lead it nearly always."""
    while name and len(name) < LONGEST_NAME:
        before = Counter(word for text in texts for word in _before(text, name))
        word, times = max(before.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        rare = times < max(LEAST_MET, NAME_SHARE * before.total())
        if rare or not word.isalpha() or word in CONNECTIVES:
            break
        name = (word, *name)
    return name


def _before(text: Sequence[str], name: tuple[str, ...]) -> Iterable[str]:
    """Yield the word before each place of the name in a text; an empty one at its start."""
    size = len(name)
    for place in range(len(text) - size + 1):
        if tuple(text[place : place + size]) == name:
            yield text[place - 1] if place else ""


def _may_bind(before: str, after: str, name: tuple[str, ...]) -> bool:
    """Say whether two neighbours may be bound: neither name nor connectives; units to units only (sq ft)."""
    words = {before, after}
    if words & CONNECTIVES or words & set(name) or len(words & UNIT_WORDS) == 1:
        return False
    return before[0].isalpha() and after[0].isalpha()


def _share(met: int, places: int, counted: int, counted_places: int) -> float:
    """Return the share of a word's places in which it meets another, shrunk to that in real titles."""
    if not counted_places:
        return met / places
    return (met + COUNTED * counted / counted_places) / (places + COUNTED)
