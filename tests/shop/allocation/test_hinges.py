"""What a keyword is worth beyond a threshold, as demands."""

import numpy as np
import pytest

from kwopt.shop.allocation.hinges import residual_demands
from kwopt.titles.problem.records import Demand

CREDITS = ((1.0, 0.85, 0.7), (1.0, 0.5, 0.2), (1.0, 1.0, 1.0), (0.9, 0.9, 0.0), (1.0, 0.0, 0.0))


def earned(demands: tuple[Demand, ...], credit: float, *, phrase: bool) -> float:
    """Return what a match of the keyword earns: demands without words are met by phrases only."""
    return sum(demand.worth * credit for demand in demands if demand.words or phrase)


@pytest.mark.parametrize("of_matches", CREDITS)
@pytest.mark.parametrize("threshold", [0.0, 1.0, 6.5, 7.5, 9.5, 20.0])
def test_never_less_than_the_truth(of_matches: tuple[float, float, float], threshold: float) -> None:
    """A phrase and words in order earn exactly what is beyond the threshold, words in any order at least."""
    wanted = [Demand("改良旗袍", ("改良", "旗袍"), 10.0)]
    demands = residual_demands(wanted, [(1.0, np.array([threshold]))], of_matches)
    truth = [max(0.0, credit * 10 - threshold) for credit in of_matches]
    assert earned(demands, of_matches[0], phrase=True) == pytest.approx(truth[0])
    assert earned(demands, of_matches[1], phrase=False) == pytest.approx(truth[1])
    assert earned(demands, of_matches[2], phrase=False) >= truth[2] - 1e-12


def test_shares_add_up() -> None:
    """Half beyond 4 and half beyond 8 of a worth of 10 are 3 and 1."""
    wanted = [Demand("旗袍", ("旗袍",), 10.0)]
    demands = residual_demands(wanted, [(0.5, np.array([4.0])), (0.5, np.array([8.0]))], CREDITS[0])
    assert sum(demand.worth for demand in demands) == 4


def test_nothing_beyond_is_no_demand() -> None:
    """A keyword that others earn in full is left out."""
    wanted = [Demand("旗袍", ("旗袍",), 10.0)]
    assert residual_demands(wanted, [(1.0, np.array([10.0]))], CREDITS[0]) == ()
