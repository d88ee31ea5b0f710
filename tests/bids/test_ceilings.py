"""Bid ceilings end to end: columns, bounds, modes, notices, errors."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution

from kwopt import columns as c
from kwopt.bids import bid_ceilings, bid_result
from kwopt.errors import BidError, SettingError
from kwopt.models import Product

KEYWORDS = pd.DataFrame({c.KEYWORD: ["旗袍", "唐装", "汉服"], c.CLICKS: [1000, 800, 0], c.ORDERS: [50, 8, 0]})
REPORT = KEYWORDS.assign(
    **{c.IMPRESSIONS: [20000, 18000, 90], c.SPEND: [800.0, 900.0, 0.0], c.SALES: [11950.0, 1912.0, 0.0]}
)


@dataclass
class Table:
    """A stand-in for a keyword table: anything with a frame."""

    frame: pd.DataFrame


def codes(source: pd.DataFrame, profit: float = 38.0) -> list[str]:
    """Return the codes of the notices for `source`."""
    return [notice.code for notice in bid_result(source, profit_per_order=profit).notices]


def test_ceilings_from_the_posterior() -> None:
    """Ceilings are profit times mean, interval and 20 % quantile of the beta posterior, rounded down."""
    result = bid_result(KEYWORDS, profit_per_order=38.0)
    alpha, beta, row = result.posterior.alpha[0], result.posterior.beta[0], result.frame.iloc[0]
    assert alpha > 50  # its own 50 orders of 1,000 clicks are counted whole, above a prior
    assert alpha + beta > 1000
    low, safe, high = beta_distribution.ppf([0.1, 0.2, 0.9], alpha, beta)
    for name, rate in (
        (c.CEILING, alpha / (alpha + beta)), (c.CEILING_LOW, low),
        (c.SAFE_CEILING, safe), (c.CEILING_HIGH, high),
    ):  # fmt: skip
        assert row[name] == pytest.approx(np.floor(3800 * rate) / 100)


def test_columns_of_both_modes() -> None:
    """The contract's columns come first, in their order; a report has more."""
    assert tuple(bid_ceilings(KEYWORDS, profit_per_order=38.0)) == (*c.BIDS, c.CONVERSION_SOURCE)
    extra = (c.CONVERSION_SOURCE, c.LOSS_PROBABILITY, c.CLICKS_TO_VERDICT, c.CLICKS_TO_JUDGE, c.SUGGESTED_BID)
    assert tuple(bid_ceilings(REPORT, profit_per_order=38.0)) == (*c.REPORT_BIDS, *extra)


def test_report_figures_by_hand() -> None:
    """Profit after advertising is orders x profit - spend, paid CPC is spend / clicks; totals likewise."""
    result = bid_result(REPORT, profit_per_order=38.0)
    assert result.mode == "report"
    assert result.frame[c.PROFIT].tolist() == [1100.0, -596.0, 0.0]  # 50 * 38 - 800, 8 * 38 - 900
    assert result.frame[c.PAID_CPC].tolist()[:2] == [0.8, 1.125]
    assert np.isnan(result.frame[c.PAID_CPC][2])
    assert result.frame[c.VERDICT].tolist() == ["raise", "pause", "wait"]
    assert result.totals is not None
    assert result.totals[c.PROFIT] == 504.0
    assert result.totals[c.CONVERSION] == pytest.approx(58 / 1800)
    assert result.totals[c.PAID_CPC] == pytest.approx(1700 / 1800)


def test_totals_divide_what_is_known_of_the_same_keywords() -> None:
    """Unknown spend makes the average click no cheaper, unknown orders the rate no lower."""
    told = pd.DataFrame({
        c.KEYWORD: ["a", "b", "c"], c.CLICKS: [100.0, 300.0, 50.0], c.ORDERS: [5.0, 9.0, np.nan],
        c.SPEND: [80.0, np.nan, 20.0],
    })  # fmt: skip
    totals = bid_result(told, profit_per_order=38.0).totals
    assert totals is not None
    assert (totals[c.CLICKS], totals[c.SPEND]) == (450.0, 100.0)
    assert totals[c.PAID_CPC] == pytest.approx(100 / 150)  # not 100 / 450
    assert totals[c.CONVERSION] == pytest.approx(14 / 400)  # not 14 / 450


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_has_a_reason(lang: str) -> None:
    """Each row of a report is explained in one sentence."""
    reasons = bid_result(REPORT, profit_per_order=38.0).reasons(lang)
    assert len(reasons) == 3
    assert all(reasons)
    assert "0.80" in reasons[0]


def test_keywords_have_no_reasons() -> None:
    """Without a report there are no verdicts to explain."""
    assert bid_result(KEYWORDS, profit_per_order=38.0).reasons() == []


def test_word_without_clicks_gets_the_account() -> None:
    """A word that nobody clicked gets the account's prior, and says so."""
    row = bid_ceilings(KEYWORDS, profit_per_order=38.0).iloc[2]
    assert (row[c.CONVERSION_BASIS], row[c.CONVERSION_SOURCE]) == ("prior", "account")
    assert row[c.CEILING] > 0


def test_product_and_its_profit_agree() -> None:
    """A product gives the ceilings of its profit per order, its currency and its break-even ROAS."""
    product = Product(name="x", price=60, cost=22, currency="JPY")
    result = bid_result(KEYWORDS, product=product)
    pd.testing.assert_frame_equal(result.frame, bid_ceilings(KEYWORDS, profit_per_order=38.0, currency="JPY"))
    assert result.break_even_roas == pytest.approx(60 / 38)
    assert (result.frame[c.CEILING] % 1 == 0).all()


def test_no_profit_no_bid() -> None:
    """Where an order earns nothing every ceiling is 0, with a warning."""
    frame = bid_ceilings(KEYWORDS, profit_per_order=-4.0)
    assert (frame[[c.CEILING, c.CEILING_LOW, c.CEILING_HIGH, c.SAFE_CEILING]] == 0).all(axis=None)
    assert "bids.no_profit" in codes(KEYWORDS, profit=0.0)


def test_market_table_is_a_labelled_guess() -> None:
    """Ceilings from 支付转化率 alone carry a notice, and their safe ceiling is far below the middle one."""
    market = pd.DataFrame(
        {
            c.KEYWORD: [f"词{i}" for i in range(40)],
            c.BUYERS_PER_VISITOR: np.round(np.random.default_rng(1).beta(2, 40, 40), 4),
            c.SEARCH_VOLUME: 4000.0,
            c.CLICK_THROUGH_RATE: 1.1,
        }
    )
    result = bid_result(market, profit_per_order=38.0)
    assert [notice.code for notice in result.notices] == ["bids.market_guess"]
    assert (result.frame[c.CONVERSION_SOURCE] == "market_guess").all()
    assert (result.frame[c.SAFE_CEILING] < 0.65 * result.frame[c.CEILING]).all()
    assert result.frame[c.CLICKS].isna().all()


def test_repeated_keyword_is_added_up() -> None:
    """Rows of one keyword count together, with a notice that says so."""
    days = pd.concat([REPORT, REPORT])
    result = bid_result(days, profit_per_order=38.0)
    assert result.frame[c.CLICKS].tolist() == [2000, 1600, 0]
    assert result.frame[c.SPEND].tolist() == [1600.0, 1800.0, 0.0]
    assert "bids.rows_added_up" in [notice.code for notice in result.notices]


def test_row_without_keyword_is_told() -> None:
    """A row without a keyword gets no bid, and is remarked."""
    frame = KEYWORDS.assign(**{c.KEYWORD: ["旗袍", None, "汉服"]})
    assert bid_ceilings(frame, profit_per_order=38.0)[c.KEYWORD].tolist() == ["旗袍", "汉服"]
    assert "bids.rows_without_keyword" in codes(frame)


def test_account_average_is_told() -> None:
    """How many words get the account's average instead of a rate of their own is said."""
    (notice,) = bid_result(KEYWORDS, profit_per_order=38.0).notices
    assert (notice.code, dict(notice.params)) == ("bids.account_average", {"count": 1})


@pytest.mark.parametrize("dtype", ["int64", "float64", "Int64", "int64[pyarrow]", "object"])
def test_kinds_of_number_columns_are_equal(dtype: str) -> None:
    """Integers, floats, nullable, Arrow and object columns of the same figures give the same ceilings."""
    frame = KEYWORDS.astype({c.CLICKS: dtype, c.ORDERS: dtype})
    expected = bid_ceilings(KEYWORDS, profit_per_order=38.0)
    pd.testing.assert_frame_equal(bid_ceilings(frame, profit_per_order=38.0), expected)


def test_orders_above_clicks_are_told() -> None:
    """More orders than clicks never make a rate above 1, and are remarked."""
    frame = pd.DataFrame({c.KEYWORD: ["a", "b"], c.CLICKS: [2, 50], c.ORDERS: [7, 4]})
    assert (bid_ceilings(frame, profit_per_order=10.0)[c.CONVERSION_HIGH] <= 1).all()
    assert "bids.orders_above_clicks" in codes(frame)


def test_wrong_keywords_are_told() -> None:
    """Scored words that do not fit the product keep their class, and a notice warns."""
    scored = KEYWORDS.assign(**{c.RELEVANCE_CLASS: ["fits", "wrong", "wrong"]})
    assert bid_ceilings(scored, profit_per_order=38.0)[c.RELEVANCE_CLASS].tolist() == [
        "fits",
        "wrong",
        "wrong",
    ]
    assert "bids.wrong_keywords" in codes(scored)


def test_table_object_equals_its_frame() -> None:
    """A keyword table is read through its frame, which stays as it is."""
    before = REPORT.copy(deep=True)
    pd.testing.assert_frame_equal(
        bid_ceilings(Table(REPORT), profit_per_order=38.0), bid_ceilings(REPORT, profit_per_order=38.0)
    )
    pd.testing.assert_frame_equal(REPORT, before)


def test_empty_table_gives_no_rows() -> None:
    """No keywords give no ceilings, and no error."""
    empty = pd.DataFrame({c.KEYWORD: pd.Series([], dtype="str")})
    assert list(bid_ceilings(empty, profit_per_order=38.0)[c.KEYWORD]) == []


WORDS = st.lists(st.tuples(st.integers(1, 3000), st.floats(0, 1)), min_size=1, max_size=8)


@settings(max_examples=8)
@given(st.floats(0.01, 0.98), st.floats(0.5, 500), WORDS)
def test_ceilings_are_in_order(chance: float, profit: float, words: list[tuple[int, float]]) -> None:
    """Low <= high; a bolder chance of loss and more profit never lower the safe ceiling of any word."""
    counts = [{c.CLICKS: clicks, c.ORDERS: int(clicks * rate)} for clicks, rate in words]
    frame = pd.DataFrame(counts).assign(**{c.KEYWORD: [f"word {place}" for place in range(len(words))]})
    found = bid_ceilings(frame, profit_per_order=profit, max_loss_probability=chance)
    assert (found[c.CEILING_LOW] >= 0).all()
    assert (found[c.CEILING_LOW] <= found[c.CEILING_HIGH]).all()
    bolder = bid_ceilings(frame, profit_per_order=profit, max_loss_probability=chance + 0.01)
    richer = bid_ceilings(frame, profit_per_order=profit * 2, max_loss_probability=chance)
    assert (found[c.SAFE_CEILING] <= bolder[c.SAFE_CEILING]).all()
    assert (found[c.SAFE_CEILING] <= richer[c.SAFE_CEILING]).all()


@pytest.mark.parametrize("chance", [0, 1, -0.1, 20, float("nan")])
def test_chance_of_loss_is_a_fraction(chance: float) -> None:
    """The chance of losing money lies strictly between 0 and 1."""
    with pytest.raises(SettingError, match="max_loss_probability must be above 0 and below 1"):
        bid_ceilings(KEYWORDS, profit_per_order=38.0, max_loss_probability=chance)


@pytest.mark.parametrize(
    ("profit", "product"), [(None, None), (1.0, Product(name="x", price=2, cost=1))], ids=["neither", "both"]
)
def test_exactly_one_of_profit_and_product(profit: float | None, product: Product | None) -> None:
    """Neither and both are refused with one sentence."""
    with pytest.raises(BidError, match="state one of the three"):
        bid_ceilings(KEYWORDS, profit_per_order=profit, product=product)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (["旗袍"], "bids need a table of keywords or a campaign report; found list"),
        (pd.DataFrame({"词": ["旗袍"]}), "bids need a column of keywords; found the columns 词"),
        (
            pd.DataFrame({c.KEYWORD: ["旗袍", "唐装"], c.CLICKS: ["12", "many"], c.ORDERS: [1, 2]}),
            'the column clicks holds "many", which is no number; read the file with kwopt first, or mend it',
        ),
        (
            pd.DataFrame({c.KEYWORD: ["旗袍"], c.SEARCH_VOLUME: [9.0]}),
            "no conversion can be told from this table: it needs clicks and orders, orders per click, your "
            "own visitors and their buyers, or at least the market conversion rate (支付转化率); "
            '"kwopt inspect FILE" shows how each column was read',
        ),
    ],
)
def test_what_is_no_table_is_named(source: pd.DataFrame, sentence: str) -> None:
    """Input that bids cannot use gives one sentence that says what is needed."""
    with pytest.raises(BidError) as caught:
        bid_ceilings(source, profit_per_order=38.0)
    assert str(caught.value) == sentence
