"""Laws of demand against supply: the KEI axioms, the bases of market buyers, the share of shops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.scoring.market import demand
from kwopt.scoring.words.labels import MISSING, labelled

SEARCHES = st.floats(1, 1e7)
LISTINGS = st.floats(0, 1e8)
COMPETITION = st.floats(0, 1)


def worth(
    searches: float, listings: float, competition: float, *, rate: float = 0.03, ctr: float = 1.2
) -> float:
    """Return the worth of one keyword before relevance."""
    one = np.ones(1)
    market = demand.market_buyers(
        given=one * np.nan, searches=one * searches, clicks_per_search=one * ctr, conversion=one * rate
    )
    share = demand.competition_share(one * listings, 5_000.0)
    return float(demand.worth(market.buyers, share, competition)[0])


@given(SEARCHES, st.floats(1.01, 10), LISTINGS, COMPETITION)
def test_more_searches_are_worth_more(searches: float, factor: float, listings: float, g: float) -> None:
    """First KEI axiom: with the same supply, more searches are worth more."""
    assert worth(searches * factor, listings, g) > worth(searches, listings, g)


@given(SEARCHES, LISTINGS, st.floats(1.5, 10), st.floats(0.05, 1))
def test_more_listings_are_worth_less(searches: float, listings: float, factor: float, g: float) -> None:
    """Second KEI axiom: with the same demand, more listings are worth less (g above 0)."""
    assert worth(searches, listings * factor + 1_000, g) < worth(searches, listings, g)


@given(SEARCHES, LISTINGS, st.floats(1.5, 10), COMPETITION)
def test_same_ratio_and_more_searches_are_worth_more(
    searches: float, listings: float, factor: float, g: float
) -> None:
    """Third KEI axiom: at the same searches per listing, the larger market is worth more."""
    assert worth(searches * factor, listings * factor, g) > worth(searches, listings, g)


def test_without_competition_worth_is_market_buyers() -> None:
    """With g = 0 supply counts nothing: 1000 searches at 1 click each, 500 visitors, 10 % buy: 50."""
    assert worth(1_000, 123_456, 0.0, rate=0.1, ctr=1.0) == pytest.approx(50.0)


def test_market_buyers_take_the_best_basis() -> None:
    """Given buyers win; else clicks per search make visitors; else every search counts as one."""
    found = demand.market_buyers(
        given=np.array([7.0, np.nan, np.nan, np.nan]),
        searches=np.array([100.0, 100.0, 100.0, np.nan]),
        clicks_per_search=np.array([1.0, 1.5, np.nan, 1.0]),
        conversion=np.array([0.1, 0.1, 0.1, 0.1]),
    )
    # 100 * 1.5 / 2.5 * 0.1 = 6; 100 * 0.1 = 10
    assert found.buyers[:3].tolist() == pytest.approx([7.0, 6.0, 10.0])
    assert math.isnan(found.buyers[3])
    assert list(labelled(found.basis, demand.BUYERS_BASES))[:3] == ["given", "clicks", "searches"]
    assert found.basis[3] == MISSING


@pytest.mark.parametrize(
    ("shop", "expected"), [(None, [1, 1, 1]), ("tmall", [0.8, 0.05, 0.4]), ("taobao", [0.2, 1, 0.6])]
)
def test_shop_part_narrows_the_market(shop: str | None, expected: list[float]) -> None:
    """A Tmall shop gets the Tmall share, a Taobao shop the rest, never below the floor; unknown is usual."""
    part = demand.shop_part(np.array([0.8, 0.0, np.nan]), shop, 0.4)
    assert part.tolist() == pytest.approx(expected)


def test_unknown_supply_leaves_demand_alone() -> None:
    """Where listings are unknown worth is market buyers, and the share is missing."""
    share = demand.competition_share(np.array([np.nan]), 5_000.0)
    assert math.isnan(share[0])
    assert demand.worth(np.array([12.0]), share, 0.5).tolist() == [12.0]
