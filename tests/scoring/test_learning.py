"""Learning from sketches and scoring in blocks: however a list is cut, the rows are the same bytes."""

import pickle
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwopt import columns as c
from kwopt.models import Product
from kwopt.scoring import KeywordIndex, KeywordScorer, score_keywords
from kwopt.scoring.learning import Sketch, learn, score_block
from kwopt.scoring.score import score
from kwopt.scoring.sketch import keyword_hashes, with_smallest_hashes
from kwopt.tables import read_keywords

QIPAO = Product(name="旗袍", title="改良旗袍 夏季 真丝", brand="某牌", shop_type="tmall")
FIRST, LAST = (
    ("改良", "夏季", "真丝", "短袖", "女童", "v领", "某某", "cotton "),
    ("旗袍", "裙", "鞋", "dress"),
)


def table(rows: int = 60) -> pd.DataFrame:
    """Return distinct keywords with figures, some of them missing, from two files."""
    place = np.arange(rows)
    words = [f"{FIRST[n % 8]}{n}{LAST[n // 8 % 4]}" for n in place.tolist()]
    return pd.DataFrame(
        {
            c.KEYWORD: pd.Series(words, dtype="str"),
            c.SEARCH_VOLUME: np.where(place % 11 == 5, np.nan, 100.0 + 37 * place),
            c.LISTING_COUNT: np.where(place % 3 == 0, np.nan, 20.0 * place),
            c.BUYERS_PER_VISITOR: np.where(place % 7 == 2, np.nan, (place % 13) / 100),
            c.CLICK_THROUGH_RATE: np.where(place % 5 == 1, np.nan, 0.5 + place / 100),
            c.TMALL_SHARE: (place % 10) / 10,
            c.SOURCE_FILE: pd.Series([("a.csv", "b.csv")[n % 2] for n in place.tolist()], dtype="str"),
            c.SOURCE_ROW: place + 2,
        }
    )


def blocks(frame: pd.DataFrame, cuts: list[int]) -> list[pd.DataFrame]:
    """Return the frame in blocks that begin at the cuts."""
    edges = [0, *sorted(cuts), len(frame)]
    return [frame.iloc[low:high] for low, high in pairwise(edges)]


def sketch_of(parts: list[pd.DataFrame], most: int) -> Sketch:
    """Return the sum of the sketches of all parts."""
    return reduce(add, (Sketch.of(part, most=most) for part in parts))


def held(sketch: Sketch) -> list[tuple[object, ...]]:
    """Return a sketch's rows in the order of their keywords, missing figures as -1."""
    rows = sketch.frame.astype(object)
    rows = rows.where(rows.notna(), -1)
    return sorted(map(tuple, rows.to_numpy().tolist()))


@given(st.lists(st.integers(0, 60), max_size=4), st.integers(1, 70), st.permutations(range(5)))
@settings(max_examples=20, deadline=None)
def test_sketches_add_up_to_the_sketch_of_the_whole(cuts: list[int], most: int, order: list[int]) -> None:
    """In any order and any brackets, the sum of the blocks' sketches is the sketch of the list."""
    parts = blocks(table(), [*cuts, *[0] * (4 - len(cuts))])
    one = [Sketch.of(parts[place], most=most) for place in order]
    whole = held(Sketch.of(table(), most=most))
    assert held(reduce(add, one)) == whole
    assert held((one[0] + one[1]) + (one[2] + (one[3] + one[4]))) == whole
    assert len(whole) == min(most, 60)
    assert sum(len(part.hashes) for part in reduce(add, one).parts) <= max(2 * most, len(whole))


@given(
    st.lists(st.integers(0, 60), max_size=4),
    st.sampled_from([1, 2, 20, 59, 60, 1_000]),
    st.sampled_from([None, QIPAO]),
)
@settings(max_examples=10, deadline=None)
def test_any_cutting_gives_the_same_bytes(cuts: list[int], most: int, product: Product | None) -> None:
    """Blocks scored with what their sketches taught are the rows of the table scored as one."""
    parts = blocks(table(), cuts)
    learned = pickle.loads(pickle.dumps(learn(sketch_of(parts[::-1], most))))
    scored = pd.concat([score_block(part, learned, product) for part in parts])
    whole = score(KeywordIndex.build(table(), most_learned=most), product)
    pd.testing.assert_frame_equal(scored.drop(columns=c.RANK), whole.drop(columns=c.RANK), check_exact=True)


def test_a_short_list_is_learned_from_whole() -> None:
    """Below the limit sketch, index, scorer and function agree on every byte."""
    learned = learn(sketch_of(blocks(table(), [7, 31]), 60))
    whole = score_keywords(table(), QIPAO)
    pd.testing.assert_frame_equal(score_block(table(), learned, QIPAO), whole, check_exact=True)
    scorer = KeywordScorer(product=QIPAO).fit(table())
    assert scorer.reference_worth_ == learned.reference


def test_a_long_list_is_learned_from_its_sketch() -> None:
    """The index of a table above the limit knows what the table of the sketch's rows alone teaches."""
    long = KeywordIndex.build(table(), most_learned=20)
    alone = KeywordIndex.build(Sketch.of(table(), most=20).frame)
    assert long.learned_from is not None
    assert np.count_nonzero(long.learned_from) == len(alone.rows.tokens) == 20
    assert (long.spec, long.statistics.conversion) == (alone.spec, alone.statistics.conversion)
    assert long.statistics.listings == alone.statistics.listings
    assert len(long.rows.tokens) == 60


def test_the_order_of_rows_teaches_nothing() -> None:
    """A table upside down teaches the same to the last bit."""
    one, other = KeywordIndex.build(table()), KeywordIndex.build(table()[::-1])
    assert one.statistics.conversion == other.statistics.conversion
    assert one.statistics.listings == other.statistics.listings


def test_the_rows_of_one_keyword_stay_together() -> None:
    """A keyword is one however it is spelled, and however often it stands there."""
    frame = pd.concat([table(3), table(3).assign(keyword=table(3)[c.KEYWORD].str.upper())])
    keywords = Sketch.of(frame, most=2).frame[c.KEYWORD]
    assert len(keywords) == 4
    assert keywords.str.lower().nunique() == 2


def test_a_scored_table_is_learned_from_by_what_it_states() -> None:
    """Listing counts and buyers that scoring filled in are no evidence when a scored table comes back."""
    again = Sketch.of(score_keywords(table(), QIPAO)).frame
    pd.testing.assert_series_equal(again[c.LISTING_COUNT], table()[c.LISTING_COUNT])
    assert again[c.MARKET_BUYERS].isna().all()


def test_a_sketch_leaves_the_callers_frame_alone() -> None:
    """Neither rows nor columns change."""
    frame = table()
    Sketch.of(frame, most=5)
    pd.testing.assert_frame_equal(frame, table())


@pytest.mark.parametrize(("most", "chosen"), [(1, [False, True, False]), (3, None)])
def test_the_smallest_hashes_are_chosen(most: int, chosen: list[bool] | None) -> None:
    """Of 7, 3, 9 the smallest is 3; where all may stay, nothing is chosen."""
    found = with_smallest_hashes(np.array([7, 3, 9], dtype=np.uint64), most)
    assert (found.tolist() if found is not None else None) == chosen


def test_keywords_of_one_identity_have_one_hash() -> None:
    """Width, case and spaces do not tell keywords apart."""
    first, second = keyword_hashes(["Ｖ领 上衣", "v领   上衣"])
    assert first == second


def test_a_real_table_gives_the_same_bytes_in_blocks(real_data: Path) -> None:
    """A real export, learned from a tenth of its keywords, is the same however it is cut."""
    frame = read_keywords(real_data / "keywords_taobao.csv").frame.head(9_000)
    whole = score(KeywordIndex.build(frame, most_learned=900), QIPAO)
    learned = learn(sketch_of(blocks(frame, [1, 4_000]), 900))
    scored = pd.concat([score_block(part, learned, QIPAO) for part in blocks(frame, [2_500, 2_501])])
    pd.testing.assert_frame_equal(scored.drop(columns=c.RANK), whole.drop(columns=c.RANK), check_exact=True)
