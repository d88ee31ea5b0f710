"""Titles are composed without errors: what a rule refuses is left out, and nothing else is."""

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.models import Product
from kwopt.titles.composing.compose import compose

QIPAO = Product(name="改良旗袍", category=("女装", "旗袍"), attributes=(
        ("袖长", "短袖"), ("适用季节", "夏季"), ("领型", "立领"),
    ),
)  # fmt: skip


def scored_frame(*keywords: str) -> pd.DataFrame:
    """Return a scored frame; worth falls from 1,000 by a tenth with each keyword."""
    worths = [1_000 * 0.9**place for place in range(len(keywords))]
    return pd.DataFrame({c.KEYWORD: list(keywords), c.WORTH: worths, c.ELIGIBLE: True})


def test_too_short_for_the_marketplace_is_said() -> None:
    """Where all that may be said is below the minimum, there is no title but a notice of both widths."""
    plain = Product(name="旗袍", category=("旗袍",))
    result = compose(scored_frame("旗袍"), plain, marketplace="douyin")
    assert result.titles == ()
    # 旗袍 is 4 wide, Douyin wants 15
    assert [(n.code, n.params["width"], n.params["minimum"]) for n in result.notices] == [
        ("titles.too_short", 4, 15)
    ]


def test_long_enough_where_facts_fill() -> None:
    """Facts fill a title up to the minimum."""
    result = compose(scored_frame("旗袍", "夏季短袖旗袍", "旗袍女"), QIPAO, marketplace="douyin")
    assert result.titles[0].width >= 15


@pytest.mark.parametrize("brand", ["A&B C&D", "50%+ 20%"])
def test_marks_allowed_once_do_not_come_twice(brand: str) -> None:
    """A word with a mark that Etsy takes once is left out rather than published twice."""
    bottle = Product(name="water bottle", brand=brand, title=f"{brand} water bottle", category=("Bottles",))
    result = compose(scored_frame("water bottle", "steel bottle"), bottle, marketplace="etsy")
    assert result.titles
    assert all(finding.level != "error" for title in result.titles for finding in title.findings)
