"""Scoring as a whole: gates, ranks, independence from other rows and from chunks, untouched input."""

import pickle
from datetime import date

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.errors import TableError
from kwopt.models import Product, Settings
from kwopt.scoring import KeywordIndex, KeywordScorer, score, score_keywords

QIPAO = Product(
    name="改良旗袍",
    category=("女装", "旗袍"),
    attributes=(("袖长", "短袖"), ("适用季节", "夏季"), ("材质", "棉"), ("适用性别", "女")),
)


def table(rows: int = 40, seed: int = 3) -> pd.DataFrame:
    """Return a table of made-up keywords with figures from a seeded generator."""
    random = np.random.default_rng(seed)
    qipao = ["旗袍", "改良旗袍", "短袖旗袍", "长袖旗袍", "真丝旗袍", "夏季旗袍女"]
    heads = [*qipao, "旗袍鞋子", "男士衬衫", "拖鞋", "旗袍披肩"]
    words = ["", "新款", "显瘦", "2021年", "儿童", "中国风"]
    return pd.DataFrame(
        {
            c.KEYWORD: [f"{words[i // 10 % 6]}{heads[i % 10]}{i // 60 or ''}" for i in range(rows)],
            c.SEARCH_VOLUME: random.integers(50, 50_000, rows).astype(float),
            c.LISTING_COUNT: np.where(random.random(rows) < 0.1, np.nan, random.integers(10, 900_000, rows)),
            c.BUYERS_PER_VISITOR: random.random(rows).round(4) / 10,
            c.CLICK_THROUGH_RATE: random.random(rows).round(4) * 2,
            "备注": [f"行{i}" for i in range(rows)],
        }
    )


def test_wrong_keywords_are_worth_nothing() -> None:
    """Relevance gates: whatever the demand, a wrong keyword's worth is 0 and it is not eligible."""
    scored = score_keywords(table(), QIPAO)
    wrong = scored[scored[c.RELEVANCE_CLASS] == "wrong"]
    assert len(wrong) > 0
    assert (wrong[c.WORTH] == 0).all()
    assert not wrong[c.ELIGIBLE].any()


def test_columns_stand_in_the_order_of_the_contract_then_the_rest() -> None:
    """All scored columns come first, then the input's unmapped columns unchanged."""
    scored = score_keywords(table(), QIPAO)
    assert tuple(scored.columns[: len(c.SCORED)]) == c.SCORED
    assert scored["备注"].tolist() == table()["备注"].tolist()


def test_the_callers_frame_is_left_alone() -> None:
    """Scoring adds nothing to the frame that it was given."""
    frame = table()
    score_keywords(frame, QIPAO)
    pd.testing.assert_frame_equal(frame, table())


def test_rank_counts_by_worth_and_ties_by_keyword() -> None:
    """Rank 1 has the largest worth; equal worth ranks by keyword; missing worth comes last."""
    frame = pd.DataFrame({c.KEYWORD: ["b", "a", "c", "d"], c.SEARCH_VOLUME: [5.0, 5.0, 9.0, np.nan]})
    scored = score_keywords(frame)
    assert scored[c.RANK].tolist() == [3, 2, 1, 4]
    assert scored[c.WORTH_REASON].fillna("").tolist() == ["", "", "", "no_search_volume"]


def test_without_searches_there_is_no_worth() -> None:
    """A keyword of unknown searches has no worth, even where its buyers are known, and ranks last."""
    frame = pd.DataFrame(
        {c.KEYWORD: ["a", "b"], c.SEARCH_VOLUME: [np.nan, 5.0], c.MARKET_BUYERS: [900.0, 1.0]}
    )
    scored = score_keywords(frame)
    assert scored[c.WORTH].isna().tolist() == [True, False]
    assert scored[c.WORTH_REASON][0] == "no_search_volume"
    assert scored[c.RANK].tolist() == [2, 1]


def test_without_a_product_relevance_is_missing_and_gates_nothing() -> None:
    """No product: relevance is missing and worth is demand against supply alone."""
    scored = score_keywords(table())
    assert scored[c.RELEVANCE].isna().all()
    assert scored[c.RELEVANCE_CLASS].isna().all()
    assert (scored[c.WORTH] > 0).all()


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_chunks_of_any_size_give_the_same_bytes(size: int) -> None:
    """A fitted scorer gives every row the same figures whatever rows come with it."""
    frame = table(130)
    scorer = KeywordScorer(product=QIPAO).fit(frame)
    whole = scorer.transform(frame).drop(columns=c.RANK)
    parts = [scorer.transform(frame.iloc[low : low + size]) for low in range(0, len(frame), size)]
    joined = pd.concat(parts).drop(columns=c.RANK)
    pd.testing.assert_frame_equal(whole, joined, check_dtype=False, check_exact=True)
    for name in whole.select_dtypes("float").columns:
        assert whole[name].to_numpy().tobytes() == joined[name].to_numpy().tobytes(), name


def test_fitted_scorer_equals_index_and_function() -> None:
    """The function, the index and the estimator are three doors to one room."""
    frame = table()
    by_function = score_keywords(frame, QIPAO)
    pd.testing.assert_frame_equal(by_function, score(KeywordIndex.build(frame), QIPAO))
    pd.testing.assert_frame_equal(by_function, KeywordScorer(product=QIPAO).fit(frame).transform(frame))


def test_an_index_survives_pickling() -> None:
    """An index sent to another process scores the same."""
    index = KeywordIndex.build(table())
    copy = pickle.loads(pickle.dumps(index))
    pd.testing.assert_frame_equal(score(index, QIPAO), score(copy, QIPAO))


def test_order_of_rows_changes_no_figure() -> None:
    """Shuffling the table moves rows and changes nothing else."""
    frame = table()
    shuffled = frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        score_keywords(frame, QIPAO), score_keywords(shuffled, QIPAO).loc[frame.index], rtol=1e-9
    )


def test_years_that_are_over_earn_nothing() -> None:
    """A past year is dated, and a dated keyword is not eligible, though it fits."""
    frame = pd.DataFrame({c.KEYWORD: ["2021年旗袍", "旗袍"], c.SEARCH_VOLUME: [900.0, 500.0]})
    scored = score_keywords(frame, QIPAO, Settings(as_of=date(2022, 5, 1)))
    assert scored[c.DATED].tolist() == [True, False]
    assert scored[c.ELIGIBLE].tolist() == [False, True]


def test_forbidden_words_bar_a_keyword_and_approved_words_let_it_in() -> None:
    """The seller's forbidden words win over demand; a claim counts once the seller approves it."""
    frame = pd.DataFrame({c.KEYWORD: ["改良旗袍", "高端旗袍", "旗袍"], c.SEARCH_VOLUME: [9.0, 9.0, 9.0]})
    plain = score_keywords(frame, QIPAO)
    told = score_keywords(
        frame, Product(name="改良旗袍", forbidden_words=("改良",), approved_words=("高端",))
    )
    assert plain[c.ELIGIBLE].tolist() == [True, False, True]
    assert told[c.ELIGIBLE].tolist() == [False, True, True]


def test_a_frame_without_keywords_is_refused_by_name() -> None:
    """A frame that has no keyword column gives one sentence that lists what it has."""
    with pytest.raises(TableError, match='no column "keyword"; it has: word, n'):
        score_keywords(pd.DataFrame({"word": ["a"], "n": [1]}))


def test_an_empty_table_gives_an_empty_result() -> None:
    """No rows in, no rows out, all columns there."""
    empty = {c.KEYWORD: pd.Series([], dtype=str), c.SEARCH_VOLUME: pd.Series([], dtype=float)}
    scored = score_keywords(pd.DataFrame(empty), QIPAO)
    assert len(scored) == 0
    assert tuple(scored.columns) == c.SCORED


def test_own_visitors_are_carried_and_change_nothing() -> None:
    """What one shop's visitors did is no market: scores and conversion stay, and the columns stand behind."""
    market = pd.DataFrame({
        "keyword": ["旗袍", "汉服"], "search_volume": [900.0, 500.0], "buyers_per_visitor": [0.04, 0.02],
    })  # fmt: skip
    own = {"own_visitors": [400.0, 300.0], "own_buyers": [80.0, 60.0], "own_buyers_per_visitor": [0.2, 0.2]}
    scored = score_keywords(market.assign(**own))
    assert scored.columns[-3:].tolist() == list(own)
    pd.testing.assert_frame_equal(scored.drop(columns=list(own)), score_keywords(market))
