"""The constraints on the set of words as linear rows over 0/1 choices: `matrix @ y <= room`.

Numbers in brackets are those of `problem`. A row may allow more than the constraint where that depends on
the order (spaces of (1), neighbours of (5)): it never forbids a set that some order makes a title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kwopt.titles.problem.problem import Flags, Floats, TitleProblem

ROUNDING = 1e-9
"""Slack for sums of small integers held as floats."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Linear rows over the words, and the words that must be chosen (2)."""

    matrix: Floats
    room: Floats
    required: Flags

    def allow(self, chosen: Flags) -> bool:
        """Say whether a set of words keeps all rows."""
        return bool(
            (self.matrix @ chosen <= self.room + ROUNDING).all() and not (self.required & ~chosen).any()
        )

    def allow_places(self, places: Sequence[int]) -> bool:
        """Say whether the set of words at `places` keeps all rows."""
        return self.allow(_flags(self.matrix.shape[1], places))

    def leave_room(self, places: Sequence[int]) -> bool:
        """Say whether a set keeps the rows that only ask for fewer words."""
        flags = _flags(self.matrix.shape[1], places)
        only_less = ~(self.matrix < 0).any(axis=1)
        return bool((self.matrix @ flags <= self.room + ROUNDING)[only_less].all())

    def apart(self, words: Sequence[int], distance: int) -> "Rows":
        """Return these rows and one more: at least `distance` of `words` are not chosen."""
        row = _flags(self.matrix.shape[1], words)[None, :]
        room = np.append(self.room, float(len(words) - distance))
        return Rows(np.vstack([self.matrix, row]), room, self.required)


def rows(problem: TitleProblem) -> Rows:
    """Return the rows of a problem."""
    count = len(problem.words)
    not_empty = [(-np.ones(count), -1.0)]
    listed = list(chain(not_empty, _widths(problem), _groups(problem), _company(problem)))
    matrix = np.array([row for row, _ in listed]).reshape(len(listed), count)
    required = np.zeros(count, dtype=bool)
    required[list(problem.places(problem.required))] = True
    return Rows(matrix, np.array([room for _, room in listed], dtype=np.float64), required)


def _widths(problem: TitleProblem) -> Iterator[tuple[Floats, float]]:
    """(1): all words and their spaces; with no joiner, the fewest spaces that any order could need.

    Of n words, e end and s start with a character that needs a space. Of the n - 1 junctions at least
    e - 1 have such an end on their left and s - 1 such a start on their right, so that at least
    (e - 1) + (s - 1) - (n - 1) have both.
    """
    widths = problem.widths.astype(np.float64)
    space = len(problem.joiner)
    yield widths + space, float(problem.limit + space)
    if not space:
        starts, ends = problem.edges
        yield widths + starts + ends - 1, float(problem.limit + 1)


def _groups(problem: TitleProblem) -> Iterator[tuple[Floats, float]]:
    """(3), (4), and of (6) that one of the words must be there."""
    for most in problem.at_most:
        if most.count != 1:
            yield _row(problem, most.words), float(most.count)
    for clique in _cliques(problem):
        yield _flags(len(problem.words), clique).astype(np.float64), 1.0
    for least in problem.at_least:
        yield -_row(problem, least.words), float(-least.count)
    for end in (problem.first, problem.last):
        if end:
            yield -_row(problem, end), -1.0


def _cliques(problem: TitleProblem) -> list[list[int]]:
    """Return sets of words that exclude each other, so that each two that do stand in one of them.

    Pairs that exclude each other (a word within a word) make a loose program: half of each word of a triangle
    keeps all its pairs. Each group is therefore extended by words that all its members exclude.
    """
    count = len(problem.words)
    groups = [problem.places(most.words) for most in problem.at_most if most.count == 1]
    groups = sorted({group for group in groups if len(group) > 1}, key=lambda group: (-len(group), group))
    excludes = np.zeros((count, count), dtype=bool)
    for group in groups:
        excludes[np.ix_(group, group)] = True
    covered = np.eye(count, dtype=bool)
    found = []
    for group in groups:
        if not covered[np.ix_(group, group)].all():
            clique = _extended(excludes, group)
            covered[np.ix_(clique, clique)] = True
            found.append(clique)
    return found


def _extended(excludes: Flags, group: Sequence[int]) -> list[int]:
    """Return a group and more words that exclude all of it and each other: those that exclude most first."""
    clique = list(group)
    open_: Flags = np.logical_and.reduce(excludes[clique], axis=0)
    open_[clique] = False
    while open_.any():
        rivals = np.where(open_, (excludes & open_).sum(axis=1), -1)
        word = int(np.argmax(rivals))
        clique.append(word)
        open_ &= excludes[word]
        open_[word] = False
    return sorted(clique)


def _flags(count: int, places: Sequence[int]) -> Flags:
    flags = np.zeros(count, dtype=bool)
    flags[list(places)] = True
    return flags


def _company(problem: TitleProblem) -> Iterator[tuple[Floats, float]]:
    """(5): a word is at most as much there as its partners."""
    pairs = [(item.word, item.partners) for item in problem.only_with]
    pairs += [(item.word, (*item.after, *item.before)) for item in problem.beside]
    for word, partners in pairs:
        if word in problem.index:
            others = [text for text in partners if text != word]
            yield _row(problem, (word,)) - _row(problem, others), 0.0


def _row(problem: TitleProblem, texts: tuple[str, ...] | list[str]) -> Floats:
    row = np.zeros(len(problem.words))
    row[list(problem.places(texts))] = 1.0
    return row
