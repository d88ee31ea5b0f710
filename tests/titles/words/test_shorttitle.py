"""Short titles: one name, last but for whom it is for; the brand in front or not at all."""

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.models import Product
from kwopt.rules import marketplace
from kwopt.titles.fields import compose_fields
from kwopt.titles.words.shorttitle import is_short


def guide_title(product: Product, *keywords: str) -> str:
    """Return the guide title of a product; worth falls from 1,000 by a tenth with each keyword."""
    worths = [1_000 * 0.9**place for place in range(len(keywords))]
    scored = pd.DataFrame({c.KEYWORD: list(keywords), c.WORTH: worths, c.ELIGIBLE: True})
    return compose_fields(scored, product)["guide_title"].text


@pytest.mark.parametrize(
    ("market", "field", "short"),
    [
        ("taobao", "guide_title", True), ("kuaishou", "short_title", True), ("taobao", "title", False),
        ("amazon", "title", False), ("google_merchant", "short_title", False),
    ],
)  # fmt: skip
def test_which_fields_are_short(market: str, field: str, short: bool) -> None:
    """Fields of half a Chinese title's room are short; English ones have an order of their own."""
    assert is_short(marketplace(market).field(field)) is short


def test_brand_leads() -> None:
    """The brand of today's title comes first."""
    shoe = Product(
        title="耐克运动鞋男款春季", brand="耐克", category=("运动鞋",),
        attributes=(("适用性别", "男"), ("适用季节", "春季")),
    )  # fmt: skip
    text = guide_title(shoe, "春季运动鞋男款", "运动鞋男款", "耐克运动鞋", "运动鞋", "春季鞋子男")
    assert text.startswith("耐克")


def test_whom_it_is_for_stands_at_the_name() -> None:
    """女 stands right before or behind the name of the thing, so that the title ends in a phrase."""
    hat = Product(
        title="帽子女夏季百搭鸭舌帽",
        category=("帽子",),
        attributes=(("适用性别", "女"), ("适用季节", "夏季")),
    )
    text = guide_title(hat, "鸭舌帽女", "女夏季百搭鸭舌帽", "百搭女鸭舌帽", "帽子女夏季", "鸭舌帽夏季")
    assert "女" not in text or "女鸭舌帽" in text or "帽女" in text or "女帽" in text
