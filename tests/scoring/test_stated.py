"""Scored tables as input: what scoring computed is computed again, never taken for what a tool stated."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.bids import bid_ceilings
from kwopt.models import Product
from kwopt.scoring import KeywordIndex, KeywordScorer, score, score_keywords
from kwopt.scoring.stated import stated_figures
from kwopt.tables import read_keywords, write_table

QIPAO = Product(name="改良旗袍", category=("女装", "旗袍"), shop_type="taobao")


def market() -> pd.DataFrame:
    """Return a made-up market table in which one listing count has to be imputed."""
    return pd.DataFrame(
        {
            c.KEYWORD: ["旗袍", "改良旗袍", "旗袍改良", "汉服"],
            c.SEARCH_VOLUME: [9000.0, 4000.0, 700.0, 8000.0],
            c.LISTING_COUNT: [50_000.0, 9000.0, np.nan, 80_000.0],
            c.CLICK_THROUGH_RATE: [1.0, 1.2, 0.8, 1.1],
            c.BUYERS_PER_VISITOR: [0.049, 0.051, 0.0333, 0.0097],
            c.TMALL_SHARE: [0.3, 0.2, 0.1, 0.4],
            "备注": ["甲", "乙", "丙", "丁"],
        }
    )


def test_scoring_a_scored_table_again_changes_nothing() -> None:
    """Estimates and filled-in counts of the first run are no statements of the second."""
    once = score_keywords(market(), QIPAO)
    pd.testing.assert_frame_equal(score_keywords(once, QIPAO), once)
    pd.testing.assert_frame_equal(KeywordScorer(product=QIPAO).fit(once).transform(once), once)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".json"])
def test_a_scored_file_can_be_read_and_scored_again(tmp_path: Path, suffix: str) -> None:
    """A file that kwopt wrote gives the same worth as the table it was made from."""
    once = score_keywords(market(), QIPAO)
    file = tmp_path / f"scored{suffix}"
    write_table(once, file)
    again = score(KeywordIndex.build(read_keywords(file)), QIPAO)
    assert again[c.WORTH].tolist() == pytest.approx(once[c.WORTH].tolist())
    assert again[c.LISTING_BASIS].tolist() == ["given", "given", "imputed", "given"]


def test_bids_take_estimated_buyers_for_no_evidence() -> None:
    """A scored table allows the bids that its market table allows, and no basis "counts" appears."""
    plain = bid_ceilings(market(), profit_per_order=38.0)
    scored = bid_ceilings(score_keywords(market(), QIPAO), profit_per_order=38.0)
    assert scored[c.CONVERSION].tolist() == pytest.approx(plain[c.CONVERSION].tolist())
    assert scored[c.CONVERSION_BASIS].tolist() == plain[c.CONVERSION_BASIS].tolist()


def test_columns_of_the_input_that_bear_names_of_ours_are_carried_along() -> None:
    """A tool's own "rank" and "conversion" are kept under a second name, not lost and no fault."""
    frame = market().assign(rank=[4, 3, 2, 1], conversion=["a", "b", "c", "d"])
    scored = score_keywords(frame, QIPAO)
    assert scored["rank.2"].tolist() == [4, 3, 2, 1]
    assert scored["conversion.2"].tolist() == ["a", "b", "c", "d"]
    assert scored.columns.is_unique


def test_plain_tables_pass_untouched() -> None:
    """A table without such columns is returned as it is."""
    frame = market()
    assert stated_figures(frame) is frame
