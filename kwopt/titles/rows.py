"""The constraints on the set of words as linear rows over 0/1 choices: `matrix @ y <= room`.

Numbers in brackets are those of `problem`. A row may allow more than the constraint where that depends on
the order (spaces of (1), neighbours of (5)): it never forbids a set that some order makes a title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kwopt.titles.problem import Flags, Floats, TitleProblem

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

    def apart(self, words: Sequence[int], distance: int) -> "Rows":
        """Return these rows and one more: at least `distance` of `words` are not chosen."""
        row = np.zeros((1, self.matrix.shape[1]))
        row[0, list(words)] = 1.0
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
        yield _row(problem, most.words), float(most.count)
    for least in problem.at_least:
        yield -_row(problem, least.words), float(-least.count)
    for end in (problem.first, problem.last):
        if end:
            yield -_row(problem, end), -1.0


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
