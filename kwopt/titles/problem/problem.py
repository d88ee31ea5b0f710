"""The problem that a title solves, stated; and the frozen records that hold one instance of it.

Given a vocabulary W of words w (text in match form, display form, width), demands k (text without spaces,
exact words, worth v_k >= 0), credits c_P >= c_O >= c_U, and fluency r in [0, 1] of neighbours with price
lambda, find a sequence pi of one or more distinct words of W that maximizes

    J(pi) = sum_k v_k * credit(k, pi)
            + lambda * (r_first(pi_1) + sum_i r(pi_i, pi_i+1) + r_last(pi_n))

where credit(k, pi) is the best of
    c_P  phrase   the characters of k stand contiguously in the characters of pi, both without spaces; neither
                  end lies between two letters or digits of one word (cam is no phrase of camera)
    c_O  ordered  the exact words of k are a subsequence of pi
    c_U  any      each exact word of k is a word of pi or inside one (its search set)
    0    otherwise

subject to
    (1) width     the displayed text is at most `limit` wide. Words are joined by `joiner`: " " (spaced
                  languages), or "" with one space wherever two letters or digits would meet
    (2) required  the required words stand in pi
    (3) at most   of a set of words at most so many (synonyms, opinions, seasons, words within words)
    (4) at least  of a set of words at least so many (a head noun, facts)
    (5) company   a word stands only together with one of some words (`OnlyWith`), or only right after or
                  right before one of some words (`Beside`)
    (6) ends      the first word, and the last, are of a given set, where one is given
    (7) survival  each word, each two neighbours and the whole text, cut again into words, give back
                  exactly the words of pi

By (7) the exact words of the title are the words of pi, so that `ordered` and `any` depend on pi alone;
`phrase` can also arise across words, and `decompose` lists every way in which it can. (For a segmenter
that takes the most probable path, the whole text survives only if all words and neighbours do: the first
two parts of (7) then forbid nothing by themselves. They let bounds use what is known of few words.)

This module holds the statement only: nothing here seeks a title.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kwopt.errors import TitleError
from kwopt.language.normalize import match_form
from kwopt.titles.problem.records import (
    AtLeast,
    AtMost,
    Beside,
    Demand,
    Floats,
    Fluency,
    OnlyWith,
    Word,
    fluency_arrays,
)

__all__ = [
    "AtLeast", "AtMost", "Beside", "Demand", "Flags", "Floats", "Fluency", "Ints", "OnlyWith",
    "TitleProblem", "Word", "can_be_cut", "fluency_arrays", "stands_in",
]  # fmt: skip

Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

FIRST_UNSPACED_SCRIPT = "\u2e80"
"""From this code point on (CJK and its neighbours) words need no space between them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class TitleProblem:
    """One instance. Words and demands are sorted and merged, so that the order of input never matters.

    Words that do not survive alone (7) are left out and named in `unstable`.

    Raises
    ------
    TitleError
        If the required words are unknown, too wide together, or cannot survive.

    Examples
    --------
    >>> problem = TitleProblem(
    ...     words=(Word("旗袍", 4), Word("改良", 4)),
    ...     demands=(Demand("改良旗袍", ("改良", "旗袍"), 9.0),),
    ...     limit=60,
    ... )
    >>> problem.text([0, 1]), problem.value([0, 1]), problem.value([1, 0])
    ('改良旗袍', 9.0, 6.3)
    """

    words: tuple[Word, ...]
    demands: tuple[Demand, ...]
    limit: int
    joiner: str = ""
    credits: tuple[float, float, float] = (1.0, 0.85, 0.7)
    required: tuple[str, ...] = ()
    at_most: tuple[AtMost, ...] = ()
    at_least: tuple[AtLeast, ...] = ()
    only_with: tuple[OnlyWith, ...] = ()
    beside: tuple[Beside, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    fluency: Fluency | None = None
    segment: Callable[[str], list[str]] | None = None
    unstable: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        given = tuple(self.words)
        kept = {word.text: place for place, word in reversed(list(enumerate(given)))}
        cut = self.segment
        unstable = {text for text in kept if cut is not None and cut(text) != [text]}
        order = [kept[text] for text in sorted(kept) if text not in unstable]
        self._set("unstable", tuple(sorted(unstable)))
        self._set("words", tuple(given[place] for place in order))
        self._set("demands", _merged(self.demands))
        self._set("fluency", _rearranged(self.fluency, order, len(given)))
        self._set("required", tuple(sorted(set(self.required))))
        self._check_required()

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _check_required(self) -> None:
        if lost := [text for text in self.required if text in self.unstable]:
            raise TitleError("titles.required_unstable", words=lost)
        if lost := [text for text in self.required if text not in self.index]:
            raise TitleError("titles.required_unknown", words=lost)
        widths = [self.words[self.index[text]].width for text in self.required]
        needed = sum(widths) + len(self.joiner) * max(0, len(widths) - 1)
        if needed > self.limit:
            raise TitleError(
                "titles.required_too_wide", words=list(self.required), width=needed, limit=self.limit
            )

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each word's text in `words`."""
        return {word.text: place for place, word in enumerate(self.words)}

    def places(self, texts: Iterable[str]) -> tuple[int, ...]:
        """Return the places of those texts that are words, sorted."""
        return tuple(sorted({self.index[text] for text in texts if text in self.index}))

    @cached_property
    def widths(self) -> Ints:
        """Width of each word, without any space."""
        return np.array([word.width for word in self.words], dtype=np.intp)

    @cached_property
    def edges(self) -> tuple[Flags, Flags]:
        """Whether each word starts, and whether it ends, with a character that needs a space (1)."""
        starts = [_needs_space(word.display[0]) for word in self.words]
        ends = [_needs_space(word.display[-1]) for word in self.words]
        return np.array(starts, dtype=bool), np.array(ends, dtype=bool)

    def text(self, order: Sequence[int]) -> str:
        """Return the displayed title."""
        parts: list[str] = []
        starts, ends = self.edges
        for before, place in zip([None, *order], order, strict=False):
            if before is not None:
                parts.append(self.joiner or (" " if ends[before] and starts[place] else ""))
            parts.append(self.words[place].display)
        return "".join(parts)

    def width(self, order: Sequence[int]) -> int:
        """Return the width of the displayed title, spaces included."""
        total = int(self.widths[list(order)].sum())
        if self.joiner:
            return total + max(0, len(order) - 1)
        starts, ends = self.edges
        return total + sum(int(ends[a] and starts[b]) for a, b in pairwise(order))

    def survives(self, order: Sequence[int]) -> bool:
        """Say whether the text, cut again, gives back these words (7)."""
        if self.segment is None:
            return True
        return self.segment(match_form(self.text(order))) == [self.words[place].text for place in order]

    def coverage_value(self, order: Sequence[int]) -> float:
        """Return the sum of worth times credit, by the definitions, from the texts."""
        texts = [self.words[place].text for place in order]
        found = set(texts).union(*(self.words[place].inside for place in order))
        return float(sum(d.worth * self._credit(d, texts, found) for d in self.demands))

    def _credit(self, demand: Demand, texts: list[str], found: set[str]) -> float:
        phrase, ordered, anyhow = self.credits
        if stands_in(demand.text, texts):
            return phrase
        if not demand.words or not found.issuperset(demand.words):
            return 0.0
        left = iter(texts)
        return ordered if all(word in left for word in demand.words) else anyhow

    def fluency_value(self, order: Sequence[int]) -> float:
        """Return lambda times the plausibility of the neighbours and the ends."""
        if self.fluency is None or not len(order):
            return 0.0
        first, pairs, last = fluency_arrays(self.fluency, len(self.words))
        inner = float(pairs[list(order[:-1]), list(order[1:])].sum())
        return self.fluency.weight * (inner + float(first[order[0]]) + float(last[order[-1]]))

    def value(self, order: Sequence[int]) -> float:
        """Return J."""
        return self.coverage_value(order) + self.fluency_value(order)


def _merged(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    """Return the demands worth something, equal ones as one; worths are added in sorted order."""
    worths: dict[tuple[str, tuple[str, ...]], float] = {}
    for demand in sorted(demands):
        if demand.text and demand.worth > 0:
            key = (demand.text, demand.words)
            worths[key] = worths.get(key, 0.0) + demand.worth
    return tuple(Demand(text, words, worth) for (text, words), worth in worths.items())


def _rearranged(fluency: Fluency | None, order: list[int], count: int) -> Fluency | None:
    if fluency is None:
        return None
    first, pairs, last = (np.asarray(part, dtype=np.float64) for part in fluency_arrays(fluency, count))
    if pairs.shape != (count, count) or first.shape != (count,) or last.shape != (count,):
        raise TitleError(
            "errors.bad_value", name="fluency", expected=f"of {count} words", value=str(pairs.shape)
        )
    for part in (first, pairs, last):
        if part.size and not (part.min() >= 0 and part.max() <= 1):
            raise TitleError(
                "errors.bad_value", name="fluency", expected="0 to 1", value=f"{part.min()} to {part.max()}"
            )
    if not 0 <= fluency.weight < float("inf"):
        raise TitleError(
            "errors.bad_value", name="fluency weight", expected="0 or more", value=fluency.weight
        )
    return Fluency(fluency.weight, pairs[np.ix_(order, order)], first[order], last[order])


def stands_in(text: str, words: Sequence[str]) -> bool:
    """Say whether `text` stands contiguously in `words`, cutting no run of letters and digits.

    >>> stands_in("cam", ["body", "camera"]), stands_in("bodycamera", ["body", "camera"])
    (False, True)
    >>> stands_in("旗袍", ["旗袍裙"])
    True
    """
    joined = "".join(words)
    if text not in joined:
        return False
    borders = set(accumulate(map(len, words), initial=0))
    place = joined.find(text)
    while place >= 0:
        ends = (place, place + len(text))
        if all(end in borders or can_be_cut(joined, end) for end in ends):
            return True
        place = joined.find(text, place + 1)
    return False


def can_be_cut(word: str, place: int) -> bool:
    """Say whether a phrase may begin or end at `place` of a word: not between two letters or digits."""
    return not 0 < place < len(word) or not (_needs_space(word[place - 1]) and _needs_space(word[place]))


def _needs_space(character: str) -> bool:
    return character.isalnum() and character < FIRST_UNSPACED_SCRIPT
