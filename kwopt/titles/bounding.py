"""A bound on the titles of a problem, without a title: the relaxed program of `pathcover` with its cuts.

What the search for titles knows is not needed: the choice of words (`selection`) bounds what any order can
cover, and the program adds order and fluency.
"""

from dataclasses import dataclass

import numpy as np

from kwopt.titles.certificate import Certificate
from kwopt.titles.certify import BRANCHED_COLUMNS, PROOF_TOLERANCE
from kwopt.titles.pathcover import PathCover
from kwopt.titles.problem import Floats, TitleProblem
from kwopt.titles.reachable import Reachable
from kwopt.titles.rows import rows
from kwopt.titles.selection import select

ROOT_NODES = 5
"""Nodes of the search over the words: beyond the root's cuts more gained nothing on real shops."""


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
        Search over the words too: on real shops that closes half of the gap, in five times the time.

    Examples
    --------
    >>> from kwopt.titles.problem import Demand, Word
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
    certificate.tighten()
    words = certificate.words
    if tight and certificate.program.size <= BRANCHED_COLUMNS:
        certificate.branch(ROOT_NODES, tolerance=PROOF_TOLERANCE)
    return TitleBound(max(certificate.bound, 0.0), words)
