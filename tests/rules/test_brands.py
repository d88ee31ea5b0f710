"""Another's brand in a title is a warning, what goods fit is not, and nothing is guessed without facts."""

from typing import Any

import pytest

from kwopt.models import Finding, Product
from kwopt.rules import TitleCheck


def brands_found(text: str, words: list[str] | None, **facts: Any) -> list[Finding]:
    """Return the findings of others' brands in a title of a pan by 苏泊尔, or of the product given."""
    product = Product(**({"name": "炒锅", "brand": "苏泊尔"} | facts))
    found = TitleCheck(marketplace="taobao", product=product).findings(text, words)
    return [finding for finding in found if finding.code == "rules.foreign_brand"]


def test_another_brand_is_a_warning_at_its_place() -> None:
    """The lexicon knows 美的 as a brand; its word warns, with what is needed to weigh it."""
    (found,) = brands_found("苏泊尔美的炒锅", ["苏泊尔", "美的", "炒锅"])
    assert (found.level, found.span, found.text) == ("warning", (3, 5), "美的")
    assert (found.rule, found.confidence) == ("taobao.title.foreign_brand_listed", "C")
    assert found.source.startswith("商标法")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("苏泊尔完美的炒锅", ["苏泊尔", "完美的", "炒锅"]),
        ("SUPOR/苏泊尔炒锅", ["SUPOR", "/", "苏泊尔", "炒锅"]),
        ("锅盖适用美的炒锅", ["锅盖", "适用", "美的", "炒锅"]),
        ("锅盖美的炒锅通用", ["锅盖", "美的", "炒锅", "通用"]),
        ("lid for 美的 pan", ["lid", "for", "美的", "pan"]),
    ],
)
def test_own_names_other_words_and_what_goods_fit(text: str, words: list[str]) -> None:
    """A word that only holds the name, the own brand in its other script, and what goods fit are free."""
    assert brands_found(text, words) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"attributes": (("适用品牌", "美的"),)},
        {"approved_words": ("美的",)},
        {"title": "美的电磁炉用炒锅"},
        {"brand": None},
        {"brand": "other/其他"},
    ],
)
def test_what_the_seller_says_is_believed(facts: dict[str, Any]) -> None:
    """A name that the product's facts hold is free; without a brand of its own nothing is another's."""
    assert brands_found("美的炒锅", ["美的", "炒锅"], **facts) == []


def test_without_words_nothing_is_guessed() -> None:
    """Uncut text may hold a name inside a word: no finding."""
    assert brands_found("苏泊尔美的炒锅", None) == []


def test_the_users_list_refuses_where_the_lexicon_warns() -> None:
    """A brand on the user's own list is an error, whoever makes the product."""
    checker = TitleCheck(marketplace="taobao", foreign_brands=("美的",))
    assert [finding.level for finding in checker.findings("苏泊尔美的炒锅")] == ["error"]
