"""The estimator of keywords' rates: scikit-learn's habits, what it learns from, and what it refuses."""

import io
import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from kwopt import columns as c
from kwopt.bids import bid_ceilings
from kwopt.errors import KwoptError
from kwopt.scoring import ConversionRates
from kwopt.tables import read_keywords

WORDS = ["red mug", "blue mug", "red cup", "blue cup", "red pot", "blue pot"]
REPORT = """Campaign Name,Ad Group Name,Match Type,Customer Search Term,Impressions,Clicks,Spend,7 Day Total Sales,7 Day Total Orders (#)
Mugs,A,EXACT,red mug,900,40,20.0,80,4
Mugs,B,BROAD,red mug,800,30,15.0,20,1
Mugs,B,BROAD,blue mug,700,30,15.0,20,1
Cups,A,EXACT,red cup,500,20,10.0,60,3
Cups,B,BROAD,blue cup,400,10,5.0,0,0
"""  # noqa: E501


def report(**columns: Any) -> pd.DataFrame:
    """Return a report of six keywords: red things sell at 10 %, blue ones at 2.5 %."""
    plain = {c.KEYWORD: WORDS, c.CLICKS: 400, c.ORDERS: [40, 10, 40, 10, 40, 10]}
    return pd.DataFrame(plain | columns)


def test_a_report_is_shrunk_row_by_row() -> None:
    """Each row has its mean, its interval and what it rests on, under the index of the rows."""
    frame = pd.concat([report(), pd.DataFrame({c.KEYWORD: ["red kettle"]})]).set_index(np.arange(7) * 3)
    found = ConversionRates().fit(report()).transform(frame)
    assert found.index.equals(frame.index)
    assert found[c.CONVERSION_BASIS].tolist() == ["counts"] * 6 + ["prior"]
    assert (found[c.CONVERSION_LOW] < found[c.CONVERSION]).all()
    assert (found[c.CONVERSION] < found[c.CONVERSION_HIGH]).all()
    assert ConversionRates().get_feature_names_out().tolist() == found.columns.tolist()


def test_what_was_learned_can_be_read() -> None:
    """The account's rate is its orders per click: 150 of 2,400; each level has a spread."""
    rates = ConversionRates().fit(report(campaign=["a", "b"] * 3))
    assert rates.account_rate_ == 150 / 2400
    assert list(rates.spreads_) == ["words", c.CAMPAIGN, "popularity"]
    assert (rates.rate_, rates.strength_ > 1) == ("orders_per_click", True)


def test_unseen_terms_get_their_words_rates() -> None:
    """A red thing that nobody clicked is expected near the red ones, a blue one near the blue ones."""
    found = ConversionRates().fit(report()).predict(["red kettle", "kettle", "blue kettle"])
    assert found[0] > found[1] > found[2]
    # Between the mean of 6.25 % and the words' 10 % and 2.5 %, and past half-way.
    assert found[0] == pytest.approx(0.1, abs=0.015)
    assert found[2] == pytest.approx(0.025, abs=0.015)


def test_nothing_to_predict_is_nothing() -> None:
    """No keyword gives no rate; a series of texts serves as a list."""
    rates = ConversionRates().fit(report())
    assert rates.predict([]).shape == (0,)
    assert rates.predict(pd.Series(WORDS, dtype="str")).tobytes() == rates.predict(WORDS).tobytes()


def test_report_rows_tell_of_groups() -> None:
    """A table that was read tells of campaigns, ad groups and match types, and gives what bids rest on."""
    table = read_keywords(io.BytesIO(REPORT.encode()))
    rates = ConversionRates().fit(table)
    assert {c.CAMPAIGN, c.AD_GROUP, c.MATCH_TYPE} <= set(rates.spreads_)
    bids = bid_ceilings(table, profit_per_order=5.0)
    assert bids[c.CONVERSION].tolist() == rates.transform(table)[c.CONVERSION].tolist()


def test_rates_per_visitor_are_learned_where_asked_for() -> None:
    """A market table's rate is taken by default, that of clicks if it is named."""
    frame = report(buyers_per_visitor=0.2)
    assert ConversionRates().fit(frame).rate_ == "buyers_per_visitor"
    chosen = ConversionRates(rate="orders_per_click").fit(frame)
    assert (chosen.rate_, chosen.account_rate_) == ("orders_per_click", 0.0625)


def test_scored_tables_may_come_back() -> None:
    """Columns of an earlier estimate are no evidence."""
    rates = ConversionRates().fit(report())
    again = report().join(rates.transform(report()))
    pd.testing.assert_frame_equal(ConversionRates().fit(again).transform(again), rates.transform(report()))


def test_estimators_are_cloned_set_and_pickled() -> None:
    """Parameters come back as given, a clone knows nothing, a pickle knows all."""
    rates = ConversionRates(level=0.5, user_words=("red mug",))
    assert rates.get_params() == {"level": 0.5, "rate": None, "user_words": ("red mug",)}
    fitted = rates.set_params(level=0.9).fit(report())
    copy = pickle.loads(pickle.dumps(fitted))
    pd.testing.assert_frame_equal(copy.transform(report()), fitted.transform(report()))
    with pytest.raises(NotFittedError):
        clone(fitted).transform(report())
    with pytest.raises(NotFittedError):
        clone(fitted).predict(WORDS)


def test_level_widens_the_interval() -> None:
    """95 % hold more than 50 %."""
    narrow, wide = (ConversionRates(level=level).fit(report()).transform(report()) for level in (0.5, 0.95))
    assert (narrow[c.CONVERSION_LOW] > wide[c.CONVERSION_LOW]).all()
    assert (narrow[c.CONVERSION_HIGH] < wide[c.CONVERSION_HIGH]).all()


@pytest.mark.parametrize(
    ("source", "text", "in_chinese"),
    [
        (
            WORDS,
            "rates are learned from a table of keywords or a frame; found list",
            "转化率要从关键词表或数据表里学；实际为 list",
        ),
        (
            report().drop(columns=c.KEYWORD),
            'the frame has no column "keyword"; it has: clicks, orders',
            "数据表没有 keyword 列；现有列：clicks、orders",
        ),
        (
            report(keyword=["a", None, "c", None, "e", "f"]),
            "row 2 of the frame has no keyword (2 such rows); leave such rows out",
            "数据表第 2 行没有关键词（这样的行共 2 行）；请去掉这些行",
        ),
        (
            report(clicks=[1, 2, "many", 4, 5, 6]),
            'row 3 of the frame: column clicks holds "many", which is no number; write numbers, and leave '
            "unknown figures empty",
            "数据表第 3 行：列 clicks 含有“many”，不是数字；请写数字，未知的留空",
        ),
        (
            report()[[c.KEYWORD, c.CLICKS]],
            "no row tells a rate, so there is nothing to learn from: clicks with orders are needed, or "
            "orders per click, or the rate of payers per visitor (支付转化率); columns found: "
            "keyword, clicks",
            "没有一行能看出转化率，无从学起：需要点击量和成交笔数，或点击转化率，或支付转化率；现有列："
            "keyword、clicks",
        ),
    ],
)
def test_what_tells_no_rates_is_refused(source: Any, text: str, in_chinese: str) -> None:
    """Each refusal says what, where, the value and what to do, in both languages."""
    with pytest.raises(KwoptError) as refused:
        ConversionRates().fit(source)
    assert (refused.value.text(), refused.value.text("zh")) == (text, in_chinese)


def test_an_empty_table_is_refused() -> None:
    """Without any row there is nothing to learn from; but no row may be transformed."""
    with pytest.raises(KwoptError, match="no row tells a rate"):
        ConversionRates().fit(report().head(0))
    assert len(ConversionRates().fit(report()).transform(report().head(0))) == 0


@pytest.mark.parametrize(
    ("keywords", "text"),
    [
        ("red mug", "rates are predicted for a list of keywords; found str: pass a list of texts"),
        (report(), "rates are predicted for a list of keywords; found DataFrame: pass a list of texts"),
        (5, "rates are predicted for a list of keywords; found int: pass a list of texts"),
        (["red mug", 5], 'keyword 2 is "5", which is no text; pass a list of texts'),
    ],
)
def test_what_is_no_list_of_keywords_is_refused(keywords: Any, text: str) -> None:
    """A single text is not taken for its letters, nor a frame for its headers."""
    rates = ConversionRates().fit(report())
    with pytest.raises(KwoptError) as refused:
        rates.predict(keywords)
    assert str(refused.value) == text


@pytest.mark.parametrize(
    ("rates", "text"),
    [
        (ConversionRates(level=1.0), "level must be above 0 and below 1; found 1.0"),
        (
            ConversionRates(rate="clicks"),  # type: ignore[arg-type]
            'unknown rate "clicks"; choose one of: orders_per_click, buyers_per_visitor',
        ),
    ],
)
def test_settings_are_checked_in_fit(rates: ConversionRates, text: str) -> None:
    """A setting outside what it may be is stored, and refused by fit."""
    with pytest.raises(KwoptError) as refused:
        rates.fit(report())
    assert str(refused.value) == text
