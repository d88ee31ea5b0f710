"""A list scored block by block: the rows, facts and figures of one frame, whatever is worked on at once."""

from pathlib import Path

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.scoring.questions.missing import missing_facts
from kwopt.scoring.relevance.relevance import CLASSES
from kwopt.shop.lists.pipeline import Sizes
from tests.shop.lists.conftest import PRODUCT, SETTINGS, TINY, scored

SIZES = [TINY, Sizes(block=8, piece=100, ranged=1, asked=1), Sizes(piece=1, ranged=10)]


@pytest.mark.parametrize("sizes", SIZES)
def test_rows_are_those_of_one_frame(table: Path, whole: pd.DataFrame, sizes: Sizes) -> None:
    """However the list is cut, all columns, ranks among them, are those of the whole table in one frame."""
    with scored(table, None, sizes=sizes) as found:
        frame = pd.concat(found.frames(), ignore_index=True)
        assert len(found) == len(frame)
    pd.testing.assert_frame_equal(frame, whole)


@pytest.mark.parametrize("sizes", SIZES)
def test_rows_by_rank_come_best_first(table: Path, whole: pd.DataFrame, sizes: Sizes) -> None:
    """By rank, rows are those of the frame sorted by rank, and so are the best of them."""
    ordered = whole.sort_values(c.RANK).reset_index(drop=True)
    with scored(table, None, sizes=sizes, by_rank=True) as found:
        pd.testing.assert_frame_equal(pd.concat(found.frames(), ignore_index=True), ordered)
        pd.testing.assert_frame_equal(found.best(7), ordered.head(7))


@pytest.mark.parametrize("sizes", SIZES)
def test_facts_and_counts_are_those_of_one_frame(table: Path, whole: pd.DataFrame, sizes: Sizes) -> None:
    """Questions, classes and counts are over all blocks, and equal to those of the frame."""
    with scored(table, None, sizes=sizes) as found:
        facts, classes, reports = found.facts, found.summary.classes, found.table
    assert list(facts) == missing_facts(whole, PRODUCT, SETTINGS) != []
    assert classes == {name: int((whole[c.RELEVANCE_CLASS] == name).sum()) for name in CLASSES}
    # 40 made keywords and 3 more lines, of which one repeats "旗袍".
    assert (reports.rows_read, reports.rows_kept, reports.rows_merged) == (43, 42, 1)


def test_without_any_worth_rows_stay_in_their_order(tmp_path: Path) -> None:
    """Where no keyword has any worth there is nothing to sort by: as it is, by rank or not."""
    path = tmp_path / "bare.csv"
    path.write_text("关键词\n旗袍\n裙子\n毛衣\n", encoding="utf-8")
    with scored(path, None, sizes=Sizes(block=1, piece=2), by_rank=True) as found:
        frames = pd.concat(found.frames(), ignore_index=True)
        assert frames[c.KEYWORD].tolist() == found.best(20)[c.KEYWORD].tolist() == ["旗袍", "裙子", "毛衣"]
