"""The distinct words of some rows and what the lexicon knows of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, count, repeat

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kwopt.language.lexicon import MANNERS, Sense, lexicon, listed_form
from kwopt.language.roles import Role
from kwopt.language.types import type_tree
from kwopt.language.years import year_of
from kwopt.scoring.words.labels import texts_in_arrow

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

ALTERNATIVE_SLOTS = frozenset({"season", "gender", "age"})
"""Slots in which a word with several concepts means any of them (春秋: spring or autumn); in others it
means all (棉麻: cotton and linen)."""


_ROLES = tuple(Role)
_UNLISTED = -1


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The distinct words of some rows and what the lexicon knows of each; make one with `Vocabulary.of`.

    `sense_start` and `sense_of` are ragged like rows: the senses of word w are
    `senses[sense_of[sense_start[w]:sense_start[w + 1]]]`. A word without senses is unlisted. Senses in one
    of `ALTERNATIVE_SLOTS` stand together and are alternatives; others hold together (女童: a girl). `role`
    and `slot` are the codes of each sense's role and slot, -1 for none.
    """

    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    sense_start: IntArray
    sense_of: IntArray
    role: IntArray
    slot: IntArray

    @classmethod
    def of(cls, words: tuple[str, ...]) -> "Vocabulary":
        """Return the vocabulary of distinct words in match form; their order stays.

        >>> Vocabulary.of(("旗袍", "某某")).listed.tolist()
        [True, False]
        """
        known = _lexicon_arrays()
        place = np.fromiter(map(known.place.get, words, repeat(_UNLISTED)), dtype=np.int64, count=len(words))
        formed: dict[int, Sense] = {}
        for word in np.flatnonzero(place == _UNLISTED).tolist():
            if not _may_be_form(words[word]):
                continue
            found = _meaning(words[word])
            if isinstance(found, Sense):
                formed[word] = found
            else:
                place[word] = found
        return cls(words, *_ragged_senses(known, place, formed))

    @cached_property
    def number(self) -> dict[str, int]:
        """Place of each word in `words`."""
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def texts(self) -> pa.Array:
        """The words in Arrow, an empty text behind them."""
        return texts_in_arrow([*self.words, ""])

    @cached_property
    def word_lengths(self) -> tuple[int, ...]:
        """The distinct numbers of characters that words have, ascending."""
        return tuple(sorted(set(map(len, self.words))))

    @cached_property
    def ascii_places(self) -> tuple[int, ...]:
        """Places of the words of ASCII characters alone."""
        return tuple(place for place, word in enumerate(self.words) if word.isascii())

    @cached_property
    def listed(self) -> BoolArray:
        """Whether the lexicon knows the word, shape (n_words,)."""
        return np.diff(self.sense_start) > 0

    @cached_property
    def lengths(self) -> FloatArray:
        """Characters of each word, shape (n_words,)."""
        return np.fromiter(map(len, self.words), dtype=np.float64, count=len(self.words))

    @cached_property
    def slot_start(self) -> tuple[IntArray, IntArray]:
        """Place in `sense_of` where each run of alternatives starts; for each listed word, its first run."""
        first = self.sense_start[:-1][self.listed]
        slot = self.slot[self.sense_of]
        starts = np.ones(len(slot), dtype=bool)
        alternatives = [_slot_codes()[name] for name in sorted(ALTERNATIVE_SLOTS)]
        starts[1:] = ~np.isin(slot[1:], alternatives) | (slot[1:] != slot[:-1])
        starts[first] = True
        return np.flatnonzero(starts), (np.cumsum(starts) - 1)[first]

    def worst(self, by_sense: IntArray) -> IntArray:
        """Return for each word the largest value over its slots of the smallest over their alternatives.

        Words without senses get 0; `by_sense` has shape (n_senses,).
        """
        worst = np.zeros(len(self.words), dtype=np.int64)
        starts, first_run = self.slot_start
        if first_run.size:
            best = np.minimum.reduceat(by_sense[self.sense_of], starts)
            worst[self.listed] = np.maximum.reduceat(best, first_run)
        return worst

    def with_role(self, *roles: Role) -> BoolArray:
        """Return which senses have one of `roles`, shape (n_senses,)."""
        return np.isin(self.role, [_ROLES.index(role) for role in roles])

    def by_role(self, values: Mapping[Role, int]) -> IntArray:
        """Return for each sense the value of its role, shape (n_senses,)."""
        return np.array([values[role] for role in _ROLES], dtype=np.int64)[self.role]

    def in_slot(self, slot: str) -> BoolArray:
        """Return which senses lie in `slot`, shape (n_senses,)."""
        codes = _slot_codes()
        return np.equal(self.slot, codes.get(slot, len(codes)))

    def having(self, *roles: Role) -> BoolArray:
        """Return whether each word has one of `roles` in one of its senses, shape (n_words,)."""
        has = self.with_role(*roles)
        found = np.zeros(len(self.words), dtype=bool)
        found[self._word_of_sense[has[self.sense_of]]] = True
        return found

    def meaning(self, concepts: Iterable[str]) -> IntArray:
        """Return the places of the senses that mean one of some concepts."""
        number = self._concepts[0]
        asked = np.zeros(len(number) + 1, dtype=bool)
        asked[[number[concept] for concept in concepts if concept in number]] = True
        return np.flatnonzero(asked[self._concepts[1]])

    @cached_property
    def _concepts(self) -> tuple[Mapping[str, int], IntArray]:
        """A number for each concept, and that of each sense."""
        concepts = [sense.concept for sense in self.senses]
        number = dict(zip(dict.fromkeys(concepts), count(), strict=False))
        return number, np.fromiter(map(number.__getitem__, concepts), dtype=np.int64, count=len(concepts))

    @cached_property
    def groups(self) -> tuple[tuple[Sense, ...], IntArray]:
        """One sense of each role and slot, all types as one group; and the group of each sense."""
        slot = np.where(self.with_role(Role.TYPE), -1, self.slot)
        _, first, group = np.unique(
            self.role * (len(_slot_codes()) + 1) + slot, return_index=True, return_inverse=True
        )
        return tuple(self.senses[place] for place in first.tolist()), group

    @cached_property
    def families(self) -> tuple[tuple[str, ...], IntArray]:
        """The outermost types that senses name, and for each sense the place of its own; -1 for no type."""
        number: dict[str, int] = {}
        family = np.full(len(self.senses), -1, dtype=np.int64)
        places = np.flatnonzero(self.with_role(Role.TYPE)).tolist()
        tops = (type_tree().top(self.senses[place].concept) for place in places)
        family[places] = [number.setdefault(top, len(number)) for top in tops]
        return tuple(number), family

    @cached_property
    def _word_of_sense(self) -> IntArray:
        return np.repeat(np.arange(len(self.words)), np.diff(self.sense_start))


@dataclass(frozen=True, eq=False)
class _LexiconArrays:
    """The lexicon's words as a vocabulary; what is slow to make of senses is made once a process."""

    place: Mapping[str, int]
    senses: tuple[Sense, ...]
    start: IntArray
    sense_of: IntArray
    role: IntArray
    slot: IntArray


@cache
def _lexicon_arrays() -> _LexiconArrays:
    words = lexicon()
    flat = list(chain.from_iterable(map(_alternatives_together, words.values())))
    number = {sense: place for place, sense in enumerate(dict.fromkeys(flat))}
    senses = tuple(number)
    return _LexiconArrays(
        place={word: place for place, word in enumerate(words)},
        senses=senses,
        start=np.cumsum([0, *map(len, words.values())]),
        sense_of=np.array([number[sense] for sense in flat], dtype=np.int64),
        role=np.array([_ROLES.index(sense.role) for sense in senses], dtype=np.int64),
        slot=np.array([_slot_code(sense) for sense in senses], dtype=np.int64),
    )


def _alternatives_together(senses: tuple[Sense, ...]) -> list[Sense]:
    return sorted(senses, key=lambda sense: sense.slot or "")


def _slot_code(sense: Sense) -> int:
    return -1 if sense.slot is None else _slot_codes()[sense.slot]


@cache
def _slot_codes() -> Mapping[str, int]:
    """Return a number for each slot of the lexicon and each of `ALTERNATIVE_SLOTS`, in sorted order."""
    named = {sense.slot for senses in lexicon().values() for sense in senses if sense.slot is not None}
    return {slot: code for code, slot in enumerate(sorted(named | ALTERNATIVE_SLOTS))}


def _ragged_senses(
    known: _LexiconArrays, place: IntArray, formed: Mapping[int, Sense]
) -> tuple[tuple[Sense, ...], IntArray, IntArray, IntArray, IntArray]:
    """Return the fields of a vocabulary after its words: listed words at `place`, others as `formed`."""
    counts = np.where(place >= 0, np.diff(known.start)[place], 0)
    by_form = np.fromiter(formed, dtype=np.int64, count=len(formed))
    counts[by_form] = 1
    start = np.concatenate([[0], np.cumsum(counts)])
    first = np.where(place >= 0, known.start[place], 0)
    first[by_form] = len(known.sense_of) + np.arange(len(formed))
    numbers = np.concatenate([known.sense_of, len(known.senses) + np.arange(len(formed))])[
        np.repeat(first - start[:-1], counts) + np.arange(start[-1])
    ]
    used = np.zeros(len(known.senses) + len(formed), dtype=bool)
    used[numbers] = True
    every = (*known.senses, *formed.values())
    chosen = np.flatnonzero(used)
    role = np.concatenate([known.role, [_ROLES.index(sense.role) for sense in formed.values()]])
    slot = np.concatenate([known.slot, np.full(len(formed), -1)])
    return (
        tuple(map(every.__getitem__, chosen.tolist())),
        start,
        (np.cumsum(used) - 1)[numbers],
        role[chosen].astype(np.int64),
        slot[chosen],
    )


def _may_be_form(word: str) -> bool:
    """Return whether a word that is not listed may be a form of one, or give its sense away by its form."""
    return word[0] < "\x80" or word[-1] in MANNERS


@lru_cache(maxsize=2**18)
def _meaning(word: str) -> int | Sense:
    """Return the place of the listed word that a word is a form of, or the sense that its form gives.

    `_UNLISTED` if there is neither. Kept: the blocks of a long list hold the same words over and over.
    """
    form = listed_form(word)
    return _lexicon_arrays().place[form] if form is not None else _sense_of_form(word) or _UNLISTED


def _sense_of_form(word: str) -> Sense | None:
    """Return the sense that a word's form gives away: a year, a number with its unit, a model number."""
    year = year_of(word)
    if year is not None:
        return Sense(Role.YEAR, None, str(year))
    return Sense(Role.SPEC, None, word) if word[0].isdigit() else None
