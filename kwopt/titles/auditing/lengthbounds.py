"""What the beginning of a lawful title can cover at best, width by width.

A *beginning* is the first words of a title that keeps the rules; the title itself is one. It keeps the rules
that only forbid (a word, two words for one thing), and may still owe what others ask for: so that these
rules, and (2), (4), (5) and the last word of (6), are dropped. Numbers in brackets are those of `problem`.

Let P(w) be the path-cover program (`pathcover`) of that eased problem for the width w, in which w stands on
the right-hand side alone. For any duals d of it, b(w)'d + the best ends of the reduced costs bounds P(w): a
straight line in w. The program is solved at a few widths, and each optimum's line holds for every width, so
that their lower envelope does. What short beginnings reach is bounded by exact selections (`selection`) as
well, for a program with fractions of words is loose there. No title covers more than the bound of the whole
job, whatever its beginnings.
"""

from copy import copy
from dataclasses import replace

import numpy as np
from scipy.optimize import linprog

from kwopt.errors import TitleError
from kwopt.titles.bounds.pathcover import PathCover
from kwopt.titles.bounds.selection import select
from kwopt.titles.composing.compose import Solved
from kwopt.titles.problem.problem import Floats, TitleProblem
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows

PROGRAMS = 8
"""Widths, evenly spaced, at which the program is solved. For six products with 60 to 400 eligible keywords,
8 lines lie nowhere beyond the short widths more than 2.3 % above 30, in a third of the time."""

SHORT = 5
"""One part in so many of the limit is short: up to there selections are solved exactly."""
SELECTIONS = 3
"""Widths, evenly spaced up to the short ones' end, of exact selections: 12 of 60 columns for that qipao cover
525 by selection and 919 by the program; at 24 it is the program that is tighter."""
SELECTION_NODES = 200
"""Nodes of one of these; its bound holds wherever the search stops."""


def length_bounds(found: Solved) -> Floats:
    """Return for each width 1, 2 ... up to the limit what no beginning of a lawful title covers more of.

    Returns
    -------
    numpy.ndarray
        Coverage value, shape (limit,), never falling; empty where the job has no title.

    Examples
    --------
    >>> from kwopt.models import Product
    >>> from kwopt.scoring import score_keywords
    >>> from kwopt.titles.auditing.desk import title_desk
    >>> import pandas as pd
    >>> table = pd.DataFrame({"keyword": ["改良旗袍", "旗袍短袖"], "search_volume": [900.0, 400.0]})
    >>> product = Product(name="改良旗袍", attributes={"袖长": "短袖"})
    >>> found = title_desk(score_keywords(table, product), product).found
    >>> bounds = length_bounds(found)
    >>> len(bounds), bool((np.diff(bounds) >= 0).all())
    (60, True)
    """
    if not found.titles:
        return np.zeros(0)
    whole = found.solution.coverage_bound
    return np.minimum(whole, bounds_of_beginnings(found.composition.problem))


def bounds_of_beginnings(problem: TitleProblem) -> Floats:
    """Return the bounds of a problem alone, without what is known of its titles; shape (limit,)."""
    if not problem.words:
        return np.zeros(problem.limit)
    eased = beginnings(problem)
    bounds = np.minimum(_by_program(eased), _by_selection(eased))
    return np.minimum.accumulate(bounds[::-1])[::-1]


def beginnings(problem: TitleProblem) -> TitleProblem:
    """Return the problem of which each beginning of a title is a title, without fluency."""
    return replace(problem, required=(), at_least=(), only_with=(), beside=(), last=(), fluency=None)


def _by_program(problem: TitleProblem) -> Floats:
    """Return the lower envelope of lines that each bound the program at every width."""
    program = _Program(problem)
    solved = np.unique(np.linspace(problem.limit / PROGRAMS, problem.limit, PROGRAMS).round().astype(int))
    lines = [line for width in solved.tolist() if (line := program.line(width)) is not None]
    lowest: Floats = np.min([np.full(problem.limit, np.inf), *lines], axis=0)
    return lowest


class _Program:
    """The path-cover program of one problem, its width on the right-hand side."""

    def __init__(self, problem: TitleProblem) -> None:
        self._limit = problem.limit
        reachable = Reachable(problem)
        program = self._at(reachable, problem.limit)
        self._gain, self._scale = program.coverage_gain, program.scale
        self._upper, self._room = program.upper()
        self._equal, self._target = program.equal()
        self._lower_end, self._upper_end = program.box()
        # Rooms that move with the width, by how much: told by the same program for one column less.
        self._moves: Floats = self._room - self._at(reachable, problem.limit - 1).upper()[1]

    @staticmethod
    def _at(reachable: Reachable, width: int) -> PathCover:
        """Write the program for a width: words and patterns stay those of the limit, so that rows do."""
        narrowed = copy(reachable)
        narrowed.problem = replace(reachable.problem, limit=width)
        return PathCover(narrowed, rows(narrowed.problem), float(reachable.worths.sum()))

    def line(self, width: int) -> Floats | None:
        """Return a bound for each width 1, 2 ... up to the limit, tight at `width`; None for no optimum."""
        room = self._room - (self._limit - width) * self._moves
        result = linprog(
            -self._gain, self._upper, room, self._equal, self._target,
            np.column_stack([self._lower_end, self._upper_end]),
            method="highs-ds", options={"presolve": False},
        )  # fmt: skip
        if result.x is None:
            return None
        upper, equal = -np.minimum(result.ineqlin.marginals, 0.0), -result.eqlin.marginals
        reduced = self._gain - self._upper.T @ upper - self._equal.T @ equal
        ends = np.where(reduced > 0, self._upper_end, self._lower_end)
        at_limit = float(self._room @ upper + self._target @ equal + (reduced * ends).sum())
        shorter = self._limit - np.arange(1, self._limit + 1)
        line: Floats = np.maximum(0.0, (at_limit - float(self._moves @ upper) * shorter) / self._scale)
        return line


def _by_selection(problem: TitleProblem) -> Floats:
    """Return what the best sets of words reach within short widths; infinity beyond them."""
    bounds = np.full(problem.limit, np.inf)
    for width in np.linspace(0, problem.limit / SHORT, SELECTIONS + 1).round().astype(int)[:0:-1].tolist():
        bounds[:width] = np.minimum(bounds[:width], _selected(problem, width))
    return bounds


def _selected(problem: TitleProblem, width: int) -> float:
    """Return a bound on what any set of words within a width covers: nothing where no word is so narrow."""
    words = tuple(word for word in problem.words if word.width <= width)
    if not words:
        return 0.0
    narrow = replace(problem, limit=width, words=words)
    try:
        found = select(Reachable(narrow), rows(narrow), node_limit=SELECTION_NODES)
    except TitleError:
        return np.inf
    return found.bound if found is not None else 0.0
