"""What can be chosen on the page: everything that the rooms know, by names that people know."""

import pytest

from kwopt.locales import LANGUAGES
from kwopt.models import SHOP_STRENGTHS
from kwopt.pages.bench import Bench
from kwopt.pages.bench.choosing import PRODUCT_SUFFIXES, TABLE_SUFFIXES
from kwopt.products.parsers import PARSERS
from kwopt.rules import marketplace, marketplace_names
from kwopt.tables.writing.write import SUFFIXES
from tests.made_bench import asked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_marketplaces_with_their_limits(lang: str) -> None:
    """Each marketplace stands there with the limit of its title, in the order of the data."""
    found = asked(Bench(), "choices", lang=lang)["marketplaces"]
    assert [entry["name"] for entry in found] == list(marketplace_names())
    assert all(entry["limit"] == marketplace(entry["name"]).title.max for entry in found)


def test_names_are_in_the_language_of_the_page() -> None:
    """An English page says Taobao and search volume, a Chinese one 淘宝 and 搜索量."""
    en, zh = (asked(Bench(), "choices", lang=lang) for lang in ("en", "zh"))
    assert (en["marketplaces"][0]["label"], zh["marketplaces"][0]["label"]) == ("Taobao", "淘宝")
    assert (en["canonical"][1]["label"], zh["canonical"][1]["label"]) == ("search volume", "搜索量")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_has_a_label(lang: str) -> None:
    """Nothing stands there without a name, and no name is one of the code."""
    found = asked(Bench(), "choices", lang=lang)
    for kind in ("marketplaces", "shop_strengths", "canonical", "product_fields", "samples"):
        assert all(entry["label"] and "_" not in entry["label"] for entry in found[kind]), kind
    assert [entry["name"] for entry in found["shop_strengths"]] == list(SHOP_STRENGTHS)


def test_files_that_are_written_may_be_uploaded() -> None:
    """What kwopt writes, and what holds a product, is among the kinds of files."""
    assert set(SUFFIXES) <= set(TABLE_SUFFIXES)
    assert set(PARSERS) <= set(PRODUCT_SUFFIXES)
