"""A bound on the titles of a problem, without a title: the program of `pathcover`, its words taken whole.

What the search for titles knows is not needed: the choice of words (`selection`) bounds what any order can
cover, and the program adds order and fluency.
"""

from dataclasses import dataclass

import numpy as np

from kwopt.titles.bounds.certificate import Certificate
from kwopt.titles.bounds.pathcover import PathCover
from kwopt.titles.bounds.selection import select
from kwopt.titles.problem.problem import Floats, TitleProblem
from kwopt.titles.problem.reachable import Reachable
from kwopt.titles.problem.rows import rows
from kwopt.titles.proof.certify import BRANCHED_COLUMNS, ROOT_TOLERANCE

TIGHT_TOLERANCE = 0.02
"""Share of the optimum at which the tight search over the words stops. Six skirts at equal prices: bounds of
8,176 together at the root, 7,993 so in three times the time, 7,928 with cuts first and .003 in five."""


@dataclass(frozen=True, eq=False)
class TitleBound:
    """A bound on the value of every title of a problem.

    Parameters
    ----------
    value
        No title is worth more; 0 if no title keeps the constraints.
    words
        How much of each word the relaxed optimum uses, in [0, 1], shape (n_words,).
    """

    value: float
    words: Floats


def title_bound(problem: TitleProblem, *, known: float = 0.0, tight: bool = False) -> TitleBound:
    """Return a bound on the value of every title.

    Parameters
    ----------
    known
        What a title is known to be worth, 0 or more: spares work, for the bound need not lie below it.
    tight
        Search over the words until the bound is close; else that search is left at its root.

    Examples
    --------
    >>> from kwopt.titles.problem.problem import Demand, Word
    >>> problem = TitleProblem(
    ...     words=(Word("旗袍", 4), Word("改良", 4)),
    ...     demands=(Demand("改良旗袍", ("改良", "旗袍"), 9.0),),
    ...     limit=60,
    ... )
    >>> round(title_bound(problem).value, 6)
    9.0
    """
    reachable, limits = Reachable(problem), rows(problem)
    selection = select(reachable, limits)
    if selection is None:
        return TitleBound(0.0, np.zeros(len(problem.words)))
    certificate = Certificate(PathCover(reachable, limits, selection.bound), known=known)
    certificate.relax()
    words = certificate.words
    if certificate.program.size > BRANCHED_COLUMNS:
        certificate.tighten()
    else:
        certificate.branch(tolerance=TIGHT_TOLERANCE if tight else ROOT_TOLERANCE)
    return TitleBound(max(certificate.bound, 0.0), words)
