"""Rates of a report's keywords that learn from one another: what must hold whatever the report."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from kwopt import columns as c
from kwopt.scoring.rates.conversion import Posterior
from kwopt.scoring.rates.levels import Keywords
from kwopt.scoring.rates.pooled import PooledRates, fit_pooled_rates

WORDS = ["red mug", "blue mug", "red cup", "blue cup", "red pot", "blue pot"]
GROUPS = {
    c.CAMPAIGN: ["a", "b"] * 3,
    c.AD_GROUP: ["x", "y", "z"] * 2,
    c.MATCH_TYPE: ["exact", "broad", "exact"] * 2,
}


def report(**columns: Any) -> pd.DataFrame:
    """Return a report of six keywords."""
    plain = {c.KEYWORD: WORDS, c.CLICKS: [40.0, 30, 20, 10, 5, 0], c.ORDERS: [4.0, 1, 3, 0, 1, 0]}
    return pd.DataFrame(plain | columns)


def account(count: int, *, seed: int = 0, strength: float = 20.0) -> tuple[pd.DataFrame, np.ndarray]:
    """Return a simulated report and its true rates: two words a keyword, ad groups, few clicks."""
    random = np.random.default_rng(seed)
    words = np.array([f"{first}{second}o" for first in "bdfgklmnpr" for second in ("a", "e", "i", "u")])
    effects, groups = random.normal(0, 0.5, len(words)), random.normal(0, 0.3, 8)
    pairs = random.permutation([(i, j) for i in range(40) for j in range(40) if i != j])[:count]
    group = random.integers(0, 8, count)
    mean = expit(logit(0.06) + effects[pairs].sum(axis=1) / np.sqrt(2) + groups[group])
    rates = random.beta(strength * mean, strength * (1 - mean))
    clicks = np.rint(random.lognormal(2.0, 1.2, count))
    frame = pd.DataFrame(
        {
            c.KEYWORD: [" ".join(words[pair]) for pair in pairs],
            c.AD_GROUP: [f"group {number}" for number in group],
            c.CLICKS: clicks,
            c.ORDERS: random.binomial(clicks.astype(int), rates),
        }
    )
    return frame, rates


def same(first: Posterior, second: Posterior) -> bool:
    """Return whether two posteriors have equal bytes."""
    pairs = ((first.alpha, second.alpha), (first.beta, second.beta), (first.basis, second.basis))
    return all(one.tobytes() == other.tobytes() for one, other in pairs)


def is_sound(found: Posterior) -> bool:
    """Return whether all is finite, and every rate and quantile lies from 0 to 1."""
    ends = [found.mean, found.quantile(0.1), found.quantile(0.9)]
    proper = (found.alpha > 0).all() and (found.beta > 0).all() and np.isfinite(found.alpha).all()
    return bool(proper and all(((end >= 0) & (end <= 1)).all() for end in ends))


@pytest.fixture(scope="module")
def simulated() -> tuple[pd.DataFrame, np.ndarray, PooledRates]:
    """Return an account of 1,200 keywords, its true rates, and what it teaches."""
    frame, rates = account(1200)
    return frame, rates, fit_pooled_rates(frame)


def test_intervals_hold_what_they_promise(
    simulated: tuple[pd.DataFrame, np.ndarray, PooledRates],
) -> None:
    """80 % intervals of 1,200 keywords hold 75 to 85 % of the true rates: 80 give or take 1.2, and misfit."""
    frame, rates, pooled = simulated
    found = pooled.posterior(frame)
    inside = (found.quantile(0.1) <= rates) & (rates <= found.quantile(0.9))
    assert 0.75 <= inside.mean() <= 0.85


def test_intervals_of_new_keywords_hold_what_they_promise() -> None:
    """So they do for 900 keywords that were not learned from, with counts of their own and without any."""
    frame, rates = account(1500, seed=1)
    pooled, new, true = fit_pooled_rates(frame.head(600)), frame.tail(900), rates[600:]
    for told in (new, new[[c.KEYWORD, c.AD_GROUP]]):
        found = pooled.posterior(told)
        inside = (found.quantile(0.1) <= true) & (true <= found.quantile(0.9))
        assert 0.75 <= inside.mean() <= 0.85


def test_keywords_are_estimated_better_together(
    simulated: tuple[pd.DataFrame, np.ndarray, PooledRates],
) -> None:
    """True rates are met better than by raw rates, and than by the account's mean."""
    frame, rates, pooled = simulated
    mean = frame[c.ORDERS].sum() / frame[c.CLICKS].sum()
    raw = (frame[c.ORDERS] / frame[c.CLICKS]).fillna(mean).to_numpy()
    errors = [float(((guess - rates) ** 2).mean()) for guess in (pooled.posterior(frame).mean, raw, mean)]
    assert errors[0] < 0.9 * min(errors[1:])


def test_levels_that_tell_are_found(simulated: tuple[pd.DataFrame, np.ndarray, PooledRates]) -> None:
    """Words of sd .5 stray further than ad groups of .3; popularity, which tells nothing, least."""
    spreads = simulated[2].spreads
    assert list(spreads) == ["words", c.AD_GROUP, "popularity"]
    assert spreads["words"] > spreads[c.AD_GROUP] > spreads["popularity"]


def test_unseen_terms_are_ranked_by_their_words(
    simulated: tuple[pd.DataFrame, np.ndarray, PooledRates],
) -> None:
    """A term that nobody clicked is expected between those of its best and its worst words."""
    words = ["bao", "deo", "fio", "guo", "kao", "leo", "mio", "nuo"]
    single = simulated[2].posterior(pd.DataFrame({c.KEYWORD: words})).mean
    worst, best = words[int(np.argmin(single))], words[int(np.argmax(single))]
    both = simulated[2].posterior(pd.DataFrame({c.KEYWORD: [f"{best} {worst}", "unheard"]})).mean
    assert single.min() < both.min() <= both.max() < single.max()


def test_order_of_rows_changes_no_byte() -> None:
    """Rows and report rows in any order teach the same, and keywords that repeat do not change that."""
    rows = pd.concat([report(**GROUPS), report(**GROUPS, orders=1.0, clicks=9.0)], ignore_index=True)
    for frame, parts in ((report(), rows), (rows, None)):
        first = fit_pooled_rates(frame, rows=parts)
        shuffled = None if parts is None else parts.sample(frac=1, random_state=1)
        second = fit_pooled_rates(frame.sample(frac=1, random_state=2), rows=shuffled)
        assert same(first.posterior(report(), rows=parts), second.posterior(report(), rows=shuffled))


@pytest.mark.parametrize("size", [1, 7, 400])
def test_chunks_give_the_same_bytes(
    size: int, simulated: tuple[pd.DataFrame, np.ndarray, PooledRates]
) -> None:
    """A row's rate does not depend on the rows beside it."""
    frame, pooled = simulated[0].head(20), simulated[2]
    whole = pooled.posterior(frame)
    parts = [pooled.posterior(frame[start : start + size]) for start in range(0, 20, size)]
    assert np.concatenate([part.alpha for part in parts]).tobytes() == whole.alpha.tobytes()
    assert np.concatenate([part.beta for part in parts]).tobytes() == whole.beta.tobytes()


def test_frames_are_left_alone() -> None:
    """Learning and estimating change nothing in the caller's frames."""
    frame, rows = report(), report(**GROUPS)
    fit_pooled_rates(frame, rows=rows).posterior(frame, rows=rows)
    pd.testing.assert_frame_equal(frame, report())
    pd.testing.assert_frame_equal(rows, report(**GROUPS))


def test_own_counts_enter_once() -> None:
    """A keyword's visitors and orders are added to what the others say; a new one's, to what all say."""
    pooled = fit_pooled_rates(report(**GROUPS))
    old = report(**GROUPS).head(5)
    features = pooled.levels.features
    new = old.assign(**{c.KEYWORD: [f"{word}s!" for word in "vwxyz"]})
    for frame, seen in ((old, 1.0), (new, 0.0)):
        found = pooled.posterior(frame)
        held = features(_like(frame)).then
        clicks, orders = frame[c.CLICKS].to_numpy(), frame[c.ORDERS].to_numpy()
        alpha, beta = pooled.pooling.prior_by_others(held, orders * seen, clicks * seen)
        assert found.alpha - alpha == pytest.approx(orders)
        assert found.beta - beta == pytest.approx(clicks - orders)


def _like(frame: pd.DataFrame) -> Keywords:
    unknown = np.full(len(frame), np.nan)
    texts = frame[c.KEYWORD].tolist()
    return Keywords(texts, frame[c.CLICKS].to_numpy(), frame, np.arange(len(frame)), unknown, unknown)


@cache
def learned() -> PooledRates:
    """Return what the report of six keywords teaches."""
    return fit_pooled_rates(report())


@settings(max_examples=40)
@given(st.integers(1, 2000), st.floats(0, 1))
def test_the_mean_lies_between_the_others_and_the_raw_rate(clicks: int, rate: float) -> None:
    """What is expected of a keyword lies between what the others say of it and its own counts."""
    row = report().head(1).assign(**{c.CLICKS: float(clicks), c.ORDERS: clicks * rate})
    held = learned().levels.features(_like(row)).then
    alpha, beta = learned().pooling.prior_by_others(held, row[c.ORDERS].to_numpy(), row[c.CLICKS].to_numpy())
    low, high = sorted((rate, float(alpha[0] / (alpha[0] + beta[0]))))
    assert low - 1e-9 <= learned().posterior(row).mean[0] <= high + 1e-9


def weekly(rates: list[float], clicks: int = 200) -> pd.DataFrame:
    """Return rows of three keywords for each week, clicked in that week alone, at the week's rate."""
    weeks = pd.date_range("2026-01-04", periods=len(rates), freq="7D").strftime("%Y-%m-%d")
    return pd.DataFrame(
        [
            {c.KEYWORD: f"{word}{week}", c.DATE: weeks[week], c.CLICKS: clicks, c.ORDERS: clicks * rate}
            for week, rate in enumerate(rates)
            for word in ("mug", "cup", "pot")
        ]
    )


def test_weeks_follow_a_jump() -> None:
    """After eight weeks at 2 % and eight at 10 %, a word of the first weeks is expected at 10 % today.

    The tolerance is a tenth of the rate: the walk from week to week smooths.
    """
    rows = weekly([0.02] * 8 + [0.1] * 8)
    today = fit_pooled_rates(rows).posterior(rows)
    always = fit_pooled_rates(rows.drop(columns=c.DATE)).posterior(rows.drop(columns=c.DATE))
    assert today.mean == pytest.approx(np.full(48, 0.1), rel=0.1)
    assert (always.mean[:24] < 0.03).all()


def test_one_rate_every_week_stays() -> None:
    """Where no week differs, today's rate is that of all weeks; it may move, and is known less well."""
    rows = weekly([0.05] * 8)
    today = fit_pooled_rates(rows).posterior(rows)
    always = fit_pooled_rates(rows.drop(columns=c.DATE)).posterior(rows.drop(columns=c.DATE))
    assert today.mean == pytest.approx(np.full(24, 0.05), rel=0.05)
    assert (today.alpha + today.beta < always.alpha + always.beta).all()


def test_ranges_of_days_are_no_weeks() -> None:
    """A report whose rows span several days gives the bytes of one without dates."""
    frame = report(**GROUPS)
    dated = frame.assign(**{c.DATE: ["2026-01-01/2026-01-31", "2026-02-01/2026-02-28"] * 3})
    first, second = (fit_pooled_rates(table).posterior(table) for table in (frame, dated))
    assert same(first, second)


DEGENERATE = {
    "no row": report().head(0),
    "one row": report().head(1),
    "no order": report(orders=0.0),
    "every click orders": report(orders=[40.0, 30, 20, 10, 5, 0]),
    "one word of 10,000 clicks": pd.DataFrame({c.KEYWORD: ["mug"], c.CLICKS: [10_000], c.ORDERS: [300]}),
    "fractions": report(orders=[4.5, 1.25, 0.3, 0, 0.01, 0]),
    "no click": report(clicks=0.0, orders=0.0),
    "orders above clicks": report(orders=[400.0, 1, 30, 0, 1, 2]),
    "repeated": pd.concat([report(), report()]),
    "signs": report(keyword=["!!!", "😀", "..", "  ", "", "。"]),
    "one group": report(campaign="a", ad_group="b", match_type="exact"),
    "missing groups": report(
        campaign=["a", None, np.nan, "b", "a", "b"], ad_group=pd.Categorical(["x", None, "y", "x", "y", None])
    ),
    "huge": report(clicks=[1e9, 1e9, 1e9, 3e9, 1, 0], orders=[1e8, 1e7, 0, 3e9, 0, 0]),
    "tiny": report(clicks=1e-9, orders=1e-9),
    "impossible": report(clicks=[-5.0, np.inf, 3, 4, 5, 1], orders=[1, 2, np.inf, -1, 1, 0]),
    "unknown": report(
        clicks=pd.array([1, 2, None, 4, 5, 6], "Int64"), orders=pd.array([1, 0, None, 1, None, 0], "Int64")
    ),
    "days": report(date=["2026-01-01", "2026-02-01", "2026-03-01", "2026-03-08", "2026-03-15", "2026-03-16"]),
    "impressions": report(impressions=[np.nan, 1, 1e12, 0, np.inf, 5]),
    "rates alone": pd.DataFrame({c.KEYWORD: WORDS, c.ORDERS_PER_CLICK: [0.1, 0.2, 0, 1, np.nan, 3]}),
}  # fmt: skip


@pytest.mark.parametrize("frame", DEGENERATE.values(), ids=DEGENERATE)
def test_every_table_has_sound_rates(frame: pd.DataFrame) -> None:
    """Without warning and without NaN, for the rows learned from, and for others."""
    pooled = fit_pooled_rates(frame)
    assert is_sound(pooled.posterior(frame))
    assert is_sound(pooled.posterior(frame, rows=report(**GROUPS)))
    assert is_sound(pooled.posterior(report(**GROUPS, date="2026-05-01/2026-05-07")))
    assert pooled.pooling.strength >= 1


def test_sure_counts_are_believed() -> None:
    """A billion clicks leave nothing to others: 10 % stays 10 %, to a thousandth of it."""
    pooled = fit_pooled_rates(DEGENERATE["huge"])
    assert pooled.posterior(DEGENERATE["huge"]).mean[:2] == pytest.approx([0.1, 0.01], rel=1e-3)
