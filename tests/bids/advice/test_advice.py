"""Advice on a report: suggested bids within their limits, the chance of loss, sentences in both languages."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from kwopt import columns as c
from kwopt.bids.advice.advice import loss_probability, reason_sentences, with_advice
from kwopt.bids.advice.suggested import suggested_bids
from kwopt.bids.advice.verdicts import verdicts
from kwopt.scoring.rates.conversion import Posterior

PROFIT = 38.0


def suggestion(verdict: str, currency: str | None = None, **changes: float) -> float:
    """Return the suggested bid of a word paid at 1.0 whose safe ceiling is 1.5."""
    row = {c.PAID_CPC: 1.0, c.SAFE_CEILING: 1.5, c.CEILING_HIGH: 3.0, c.VERDICT: verdict} | changes
    return float(suggested_bids(pd.DataFrame([row]), currency=currency)[0])


@pytest.mark.parametrize(
    ("verdict", "changes", "expected"),
    [
        ("raise", {}, 1.25),  # a step of a quarter
        ("raise", {"safe_ceiling": 1.1}, 1.1),
        ("raise", {"safe_ceiling": 1.5, "target_bid": 1.2}, 1.2),
        ("raise", {"paid_cpc": 0.333}, 0.41),  # 0.41625 rounded down
        ("keep", {"paid_cpc": 1.678}, 1.67),
        ("lower", {"paid_cpc": 4.0}, 1.5),
        ("lower", {"paid_cpc": 4.0, "target_bid": 0.8}, 0.8),
        ("wait", {}, 1.0),
        ("wait", {"paid_cpc": 4.0}, 3.0),  # the optimistic ceiling
        ("wait", {"paid_cpc": float("nan")}, float("nan")),
        ("pause", {}, 0.0),
    ],
)
def test_each_verdict_has_its_bid(verdict: str, changes: dict[str, float], expected: float) -> None:
    """Up by a step within the safe ceiling, down to it, unchanged, or 0."""
    assert suggestion(verdict, **changes) == pytest.approx(expected, nan_ok=True)


def test_bids_are_rounded_down_to_the_currency() -> None:
    """Yen have no smaller unit."""
    assert suggestion("raise", "JPY", paid_cpc=17.0, safe_ceiling=99.0) == 21.0  # 21.25


def test_the_chance_of_loss_is_the_posteriors() -> None:
    """P(38 * rate < 1.9) = P(rate < 0.05); a click above the profit always loses."""
    found = Posterior(np.array([2.0, 2.0]), np.array([50.0, 50.0]), np.array([3, 3]))
    chance = loss_probability(pd.Series([1.9, 39.0]), found, PROFIT)
    assert chance.tolist() == pytest.approx([beta.cdf(0.05, 2, 50), 1.0])
    assert loss_probability(pd.Series([1.9, np.nan]), found, -1.0).tolist() == pytest.approx(
        [1.0, np.nan], nan_ok=True
    )


def advised(rows: list[dict[str, float]]) -> pd.DataFrame:
    """Return advice on rows, all of whose rates are Beta(5, 95)."""
    frame = pd.DataFrame(rows)
    frame[c.PROFIT] = frame[c.ORDERS] * PROFIT - frame[c.SPEND]
    size = len(frame)
    return with_advice(frame, Posterior(np.full(size, 5.0), np.full(size, 95.0), np.full(size, 3)), PROFIT)


def row(clicks: float, orders: float, paid: float) -> dict[str, float]:
    """Return a row with ceilings of 1.5, 2 and 3."""
    figures = {c.CLICKS: clicks, c.ORDERS: orders, c.SPEND: clicks * paid, c.PAID_CPC: paid}
    return figures | {c.SAFE_CEILING: 1.5, c.CEILING: 2.0, c.CEILING_HIGH: 3.0}


EVERY_RULE = [
    row(100, 1, 9.0) | {c.CEILING: 0.2, c.CEILING_HIGH: 0.5},
    row(100, 5, 1.0), row(100, 2, 1.0), row(100, 5, 1.4), row(100, 5, 1.6), row(100, 5, 2.1),
    row(50, 5, 2.1), row(100, 5, 3.1), row(1, 0, 39.0), row(4, 0, 2.0),
    row(4, 0, 3.5), row(0, 0, float("nan")) | {c.SPEND: 0.0}, row(float("nan"), 1, 1.0),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_reason_is_a_whole_sentence(lang: str) -> None:
    """No rule lacks a text or a figure in either language."""
    sentences = reason_sentences(advised(EVERY_RULE), lang=lang)
    assert len(set(sentences)) == len(EVERY_RULE)
    assert not any("{" in sentence or "nan" in sentence for sentence in sentences)


def test_a_wait_says_what_is_still_needed() -> None:
    """38 / 2.0 = 19 clicks judge the word; it has 4, so 15 more, for 30."""
    said = reason_sentences(advised([row(4, 0, 2.0)]))[0]
    assert said == "too little to judge: 4 clicks, 0 orders, 8.00 spent; 15 more clicks (some 30.00) will do"


def test_a_dear_wait_says_the_highest_bid() -> None:
    """Above the optimistic ceiling the bid is capped while waiting: the sentence names the cap."""
    found = advised([row(4, 0, 3.5)])
    assert found[c.SUGGESTED_BID].tolist() == [3.0]
    assert "no more than 3.00" in reason_sentences(found)[0]


@pytest.mark.parametrize(
    ("paid", "verdict", "said"),
    [
        (
            1.1,
            "lower",
            "1.10 a click earns, but leaves less than your target asks for; 0.75 is sure to hold it",
        ),
        (
            0.9,
            "keep",
            "0.90 a click is above 0.75, the bid that is sure to hold your target, but holds it on",
        ),
        (0.7, "keep", "0.70 a click is just below 0.75"),
        (0.6, "raise", "0.60 a click leaves room below 0.75"),
    ],
)
def test_sentences_name_the_bid_of_the_target(paid: float, verdict: str, said: str) -> None:
    """Half of the profit is kept: 0.75 and 1.0 take the place of 1.5 and 2.0 in all that is said."""
    frame = pd.DataFrame([row(100, 5, paid)]).assign(profit=1.0, target_bid=0.75)
    found = with_advice(
        frame, Posterior(np.array([5.0]), np.array([95.0]), np.array([3])), PROFIT, profit_share=0.5
    )
    assert found[c.VERDICT].tolist() == [verdict]
    assert found[c.SUGGESTED_BID].iloc[0] <= max(0.75, 0.9)
    assert reason_sentences(found)[0].startswith(said)


def test_clicks_without_an_order_that_judge_a_word() -> None:
    """Beta(5, 95) at 1.9 of 38: some clicks more; where nothing is paid, no number is enough."""
    found = advised([row(100, 4, 1.9), row(100, 4, 0.0), row(100, 4, 40.0)])
    lacking = found[c.CLICKS_TO_JUDGE].tolist()
    more = beta.sf(0.05, 5, 95 + lacking[0]), beta.sf(0.05, 5, 95 + lacking[0] - 1)
    assert more[0] < 0.2 <= more[1]
    assert lacking[1] != lacking[1]
    assert lacking[2] == 0


def test_advice_agrees_with_the_rules_and_leaves_its_input_alone() -> None:
    """Verdicts are those of the rules; the caller's frame has no new columns."""
    frame = pd.DataFrame(EVERY_RULE).assign(profit=0.0)
    before = frame.copy()
    size = len(frame)
    found = with_advice(frame, Posterior(np.ones(size), np.ones(size), np.zeros(size, dtype=int)), PROFIT)
    pd.testing.assert_frame_equal(frame, before)
    assert found[c.VERDICT].tolist() == verdicts(frame, PROFIT)[0].tolist()


def test_what_is_raised_stays_below_the_safe_ceiling() -> None:
    """Over many prices and ceilings: a raise is above the price paid and never above what is safe."""
    random = np.random.default_rng(5)
    paid, safe = random.uniform(0.05, 3, 500), random.uniform(0.05, 3, 500)
    frame = pd.DataFrame({
        c.CLICKS: 100, c.ORDERS: 5, c.SPEND: 100 * paid, c.PAID_CPC: paid, c.SAFE_CEILING: safe,
        c.CEILING: safe * 1.2, c.CEILING_HIGH: safe * 1.5,
    })  # fmt: skip
    frame[c.VERDICT] = verdicts(frame, PROFIT)[0]
    bids = suggested_bids(frame)
    raised, lowered = (frame[c.VERDICT] == "raise").to_numpy(), (frame[c.VERDICT] == "lower").to_numpy()
    assert raised.sum() > 50
    assert lowered.sum() > 50
    assert (bids[raised | lowered] <= safe[raised | lowered]).all()
    assert (bids[raised] >= paid[raised] - 0.01).all()  # rounded down to the cent
    assert (bids[lowered] <= paid[lowered]).all()
