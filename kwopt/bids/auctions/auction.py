"""What a click is expected to cost in an auction, which bid keeps the place, and which bid a ceiling allows.

A ceiling, a bid and a price are three numbers. The ceiling is the most a click may cost. The price is set by
the advertiser below, so it is lower than the bid (generalized second price [1]):

    price = next_bid * next_quality / own_quality + increment, never above the own bid

With quality scores, as on Taobao's 直通车 (search advertising: increment 0.01 yuan) [2]; without, the two
qualities are equal and cancel. The place is kept while `own_bid * own_quality >= next_bid * next_quality`.

Where the platform raises bids by itself (dynamic bids up and down, placements), the ceiling has to be divided
by the largest increase before it is entered as a bid (`base_bid`). Where it bids by target cost per order
(OCPX), no bid per click is needed at all: `UnitEconomics.allowance` is the target.

Owns no fact of one platform but the formula; smallest bids and increases are `kwopt.bids.auctions.limits`'.

References
----------
[1] Edelman, Ostrovsky, Schwarz: Internet Advertising and the Generalized Second-Price Auction, American
    Economic Review 97(1), 2007.
[2] 直通车 "扣费公式" as sellers' pages give it (www.raopengfei.cn/3961.html, seen 2026-11-22): the price is
    the bid itself where the formula gives more. Today's quality scores are shown rounded, so the result is
    an estimate.
"""

import numpy as np
from numpy.typing import ArrayLike

from kwopt.bids.economics.money import rounded_down, rounded_up
from kwopt.errors import SettingError
from kwopt.scoring.rates.credible import Floats

USUAL_INCREMENT = 0.01
"""What is paid above the advertiser below, in the account's currency (Taobao: 0.01 yuan)."""

_NOISE = 1e-9  # relative: 1.2 * 8 / 10 is not exactly 0.96, and a bid of 0.96 keeps the place


def expected_cpc(
    bid: ArrayLike,
    *,
    next_bid: ArrayLike,
    next_quality: ArrayLike | None = None,
    own_quality: ArrayLike | None = None,
    increment: float = USUAL_INCREMENT,
) -> Floats:
    """Return what a click is expected to cost at the place above the next advertiser.

    Parameters
    ----------
    bid, next_bid
        Own bid and that of the advertiser below, 0 or more; NaN where unknown. A next bid of 0 says that
        nobody stands below: the increment is the price.
    next_quality, own_quality
        Quality scores of both, on one scale, above 0; NaN where unknown. Either both or neither.
    increment
        What is paid above the advertiser below, 0 or more.

    Returns
    -------
    ndarray
        Never above `bid`. NaN where a figure is unknown, and where the bid does not keep the place: what a
        click costs further down, these figures do not tell.

    Raises
    ------
    SettingError
        For an amount below 0, a quality of 0 or below, or one quality without the other.

    Examples
    --------
    >>> expected_cpc([1.5, 1.0, 0.9], next_bid=1.2, next_quality=8, own_quality=10)  # 1.2 * 8 / 10 + 0.01
    array([0.97, 0.97,  nan])
    >>> expected_cpc(1.5, next_bid=1.2)
    array(1.21)
    """
    own = _amounts("bid", bid)
    _amounts("increment", increment)
    least = _matching_bid(next_bid, next_quality, own_quality)
    kept = own >= least * (1 - _NOISE)  # unknown figures compare as not kept
    return np.where(kept, np.minimum(own, least + increment), np.nan)


def lowest_winning_bid(
    *,
    next_bid: ArrayLike,
    next_quality: ArrayLike | None = None,
    own_quality: ArrayLike | None = None,
    currency: str | None = None,
) -> Floats:
    """Return the lowest bid that keeps the place above the next advertiser, rounded up for the currency.

    See `expected_cpc` for the parameters, what is refused, and NaN. A safe ceiling below it cannot keep the
    place without risk.

    Examples
    --------
    >>> lowest_winning_bid(next_bid=[1.2, 1.0], next_quality=[8, 10], own_quality=[10, 7], currency="CNY")
    array([0.96, 1.43])
    """
    return rounded_up(_matching_bid(next_bid, next_quality, own_quality), currency)


def base_bid(ceiling: ArrayLike, *, largest_increase: float, currency: str | None = None) -> Floats:
    """Return the bid to enter so that the platform's own increases never lift it above the ceiling.

    Parameters
    ----------
    ceiling
        The most a click may cost, 0 or more; NaN stays NaN.
    largest_increase
        The most by which the platform may raise a bid, as a fraction: 1.0 where it may double it; for
        several increases together see `combined_increase`.
    currency
        Decides the smallest unit, to which the bid is rounded down.

    Raises
    ------
    SettingError
        For an amount or an increase below 0, or one without end.

    Examples
    --------
    >>> base_bid([1.05, 0.29], largest_increase=1.0, currency="USD")
    array([0.52, 0.14])
    """
    if not 0 <= largest_increase < np.inf:
        raise SettingError(
            "errors.bad_value", name="largest_increase", expected="0 or more", value=largest_increase
        )
    return rounded_down(_amounts("ceiling", ceiling) / (1 + largest_increase), currency)


def combined_increase(*increases: float) -> float:
    """Return the increase that several of them together make: each raises what the one before has raised.

    Raises
    ------
    SettingError
        For an increase below 0.

    Examples
    --------
    >>> combined_increase(1.0, 0.5)  # dynamic bids up by 100 % upon a placement's 50 %: three times the bid
    2.0
    """
    return float(np.prod(1 + _amounts("increase", increases))) - 1


def _matching_bid(
    next_bid: ArrayLike, next_quality: ArrayLike | None, own_quality: ArrayLike | None
) -> Floats:
    """Return the own bid that is worth as much as the next advertiser's: not rounded."""
    following = _amounts("next_bid", next_bid)
    if next_quality is None and own_quality is None:
        return following
    if next_quality is None or own_quality is None:
        lacking = "next_quality" if next_quality is None else "own_quality"
        raise SettingError("bids.quality_needs_both", value=lacking)
    return following * _qualities("next_quality", next_quality) / _qualities("own_quality", own_quality)


def _amounts(name: str, values: ArrayLike) -> Floats:
    amounts = _numbers(name, values)
    if (wrong := (amounts < 0) | np.isinf(amounts)).any():
        raise SettingError(
            "errors.bad_value", name=name, expected="0 or more", value=float(amounts[wrong][0])
        )
    return amounts


def _qualities(name: str, values: ArrayLike) -> Floats:
    qualities = _numbers(name, values)
    if (wrong := (qualities <= 0) | np.isinf(qualities)).any():
        raise SettingError(
            "errors.bad_value", name=name, expected="above 0", value=float(qualities[wrong][0])
        )
    return qualities


def _numbers(name: str, values: ArrayLike) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SettingError("errors.bad_value", name=name, expected="a finite number", value=values) from error
