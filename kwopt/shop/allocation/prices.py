"""A bound on the shop's worth F by prices on keywords (Lagrangian relaxation), and prices that bring it down.

F is defined in `worth`. Write top_m(e) for the sum of the m largest of the earnings e_pk >= 0 of a keyword;
then e_(1) + s * e_(2) = (1 - s) * top_1 + s * top_2. For any price l >= 0 and any m

    top_m(e) <= m * l + sum_p max(0, e_p - l)                                                        (1)

since each of the m largest is at most l + max(0, e_p - l), and the other terms are not negative. With
shares h_1 = 1 - s, h_2 = s and prices l_1k, l_2k of each keyword, summed over keywords and exchanged:

    F(t) <= sum_k sum_m h_m * m * l_mk
            + sum_p [ sum_k sum_m h_m * max(0, e_pk(t_p) - l_mk) + phi_p(t_p) ]                      (2)

The bracket knows one product alone. It is at most the value J of the title t_p in the problem of p whose
demands are worth what is earned beyond the prices (`hinges`; its words, constraints and fluency stay), so at
most any bound on J: that of the relaxed program (`kwopt.titles.proof.bounding`). As max(0, e - l) <= e, it is
also at most the bound on titles of the product alone, which is taken where it is lower, and for products that
share no keyword. The right side of (2) does not depend on the titles: it bounds F over all lawful titles.
That titles must also be unlike each other, and each keep enough of its own, only lowers the best F.

At prices 0 the bound is the sum of the bounds alone. Good prices are those at which each keyword is wanted
by as many products as earn from it (m). They start at the next to the m largest that titles earn, and go by
steps along the subgradient h_m * (m - wanted), of a length after Polyak [1]_, shortened where the bound did
not fall. How much of a keyword a product wants is read off the relaxed program's words, so the direction is
a guess; the bound holds at any prices.

References
----------
.. [1] B. Polyak, "Minimization of unsmooth functionals", 1969: step = (bound - target) / |g|^2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kwopt.shop.allocation.hinges import Hinge, residual_demands
from kwopt.shop.allocation.records import ShopProduct
from kwopt.shop.allocation.standing import Work
from kwopt.titles.composing.recomposing import Recomposer
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.problem.records import Demand
from kwopt.titles.proof.bounding import title_bound

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

CLOSE = 0.002
"""Gap at which no further prices are tried."""
FIRST_STEP = 0.125
"""Share of Polyak's step, which is too long, for titles are worth well below the least bound: on a real shop
whole steps missed for four rounds before they were so short."""
SHORTER = 0.5
"""Factor of the step where the bound did not fall."""


@dataclass(frozen=True, eq=False)
class Priced:
    """One product held against prices.

    Parameters
    ----------
    hinges
        The shares h_m with the prices of the product's keywords.
    known
        What its title now is worth beyond them.
    tight
        Whether the bound may take its time.
    """

    product: ShopProduct
    hinges: tuple[Hinge, ...]
    known: float
    tight: bool = False


@dataclass(frozen=True, eq=False)
class PricedBound:
    """A bound on the bracket of (2), and how much of each keyword the product wants, from 0 to 1."""

    value: float
    wanted: Floats


def priced_bound(work: Work, task: Priced) -> PricedBound:
    """Return the bound of one product at given prices."""
    product = task.product
    recomposer = Recomposer(product.job(work.market, work.settings), product.solution)
    found = bound_beyond(
        recomposer.problem, recomposer.wanted, task.hinges,
        credits=work.settings.match_credits, known=task.known, tight=task.tight,
    )  # fmt: skip
    return PricedBound(min(found.value, product.solution.bound), found.wanted)


def bound_beyond(
    problem: TitleProblem,
    wanted: Sequence[Demand],
    hinges: Sequence[Hinge],
    *,
    credits: tuple[float, float, float],  # noqa: A002
    known: float = 0.0,
    tight: bool = False,
) -> PricedBound:
    """Return a bound on what any title of a problem earns beyond thresholds, fluency included.

    Parameters
    ----------
    problem
        Words, constraints and fluency; its demands are not read.
    wanted
        The demand of each keyword.
    known
        What a title is known to earn so.
    tight
        As in `title_bound`.
    """
    demands = residual_demands(wanted, hinges, credits)
    found = title_bound(replace(problem, demands=demands), known=known, tight=tight)
    share = dict(zip((word.text for word in problem.words), found.words.tolist(), strict=True))
    uses = [min((share.get(word, 0.0) for word in demand.words), default=0.0) for demand in wanted]
    return PricedBound(found.value, np.array(uses, dtype=np.float64))


class Prices:
    """Prices of keywords, shape (2, n_keywords): what the largest and the second largest must exceed.

    Parameters
    ----------
    shares
        h_1, h_2.
    rivals
        How many products have each keyword: one that a single product has is free.
    start
        Prices to begin with.
    """

    def __init__(self, shares: tuple[float, float], rivals: Ints, start: tuple[Floats, Floats]) -> None:
        self._shares = np.array(shares)[:, None]
        self._rank = np.array([1.0, 2.0])[:, None]
        self._shared = rivals[None, :] > self._rank
        self.values = np.where(self._shared, np.vstack(start), 0.0)
        self._step = FIRST_STEP
        self.best = np.inf
        self._best_values = self.values

    @property
    def paid(self) -> float:
        """The first term of (2)."""
        return float((self._shares * self._rank * self.values).sum())

    def go_back(self) -> None:
        """Return to the best prices so far."""
        self.values = self._best_values

    def hinges(self, keywords: Ints) -> tuple[Hinge, ...]:
        """Return the shares with the prices of some keywords."""
        ranks = zip(self._shares[:, 0].tolist(), self.values, strict=True)
        return tuple((share, values[keywords]) for share, values in ranks if share > 0)

    def learn(self, bound: float, wanted: Floats, target: float) -> None:
        """Take note of the bound at these prices, and go on to others.

        Parameters
        ----------
        wanted
            How many products want each keyword beyond its price, shape (2, n_keywords).
        target
            What titles are known to be worth.
        """
        if bound < self.best:
            self.best, self._best_values = bound, self.values
        else:
            self._step *= SHORTER
        slope = self._shares * (self._rank - wanted)
        slope[~self._shared | ((self.values <= 0) & (slope > 0))] = 0.0
        length = float((slope**2).sum())
        if length > 0:
            step = self._step * max(0.0, bound - target) / length
            self.values = np.maximum(0.0, self.values - step * slope)
