"""Marketplaces are found by name and alias, are complete, and can be overridden."""

from datetime import date

import pytest

from kwopt.errors import SettingError
from kwopt.rules.marketplaces import marketplace, marketplace_names
from kwopt.rules.wordlists import word_lists


@pytest.mark.parametrize("name", marketplace_names())
def test_every_marketplace_names_its_sources(name: str) -> None:
    """Every field has a source, a date and a confidence."""
    for rule in marketplace(name).fields:
        assert rule.source
        assert date(2020, 1, 1) <= rule.source_date <= date(2026, 12, 31)
        assert rule.confidence in "ABCD"


@pytest.mark.parametrize(
    ("name", "field", "limit", "minimum", "unit"),
    [
        # marketplaces.md A.2
        ("taobao", "title", 60, 1, "w2"),
        ("taobao", "guide_title", 30, 0, "w2"),
        ("pinduoduo", "title", 60, 1, "w2"),
        ("douyin", "title", 60, 15, "w2"),
        ("xiaohongshu", "title", 60, 16, "w2"),
        ("kuaishou", "short_title", 20, 4, "w2"),
        ("amazon", "title", 75, 1, "chars"),
        ("amazon:ae", "title", 200, 1, "chars"),
        ("amazon:media", "title", 200, 1, "chars"),
        ("amazon", "highlights", 125, 0, "chars"),
        ("amazon", "search_terms", 249, 0, "utf8"),
        ("ebay", "title", 80, 1, "chars"),
        ("etsy", "title", 140, 1, "chars"),
        ("etsy", "tags", 20, 1, "chars"),
        ("walmart", "title", 150, 1, "chars"),
        ("google_ads", "headline", 30, 1, "google2"),
    ],
)
def test_limits_are_those_of_the_reference(
    name: str, field: str, limit: int, minimum: int, unit: str
) -> None:
    """Limits, minima and units are those of the reference table."""
    rule = marketplace(name).field(field)
    assert (rule.max, rule.min, rule.unit) == (limit, minimum, unit)


@pytest.mark.parametrize(
    ("alias", "name"),
    [("淘宝", "taobao"), ("天猫", "tmall"), ("拼多多", "pinduoduo"), (" Amazon ", "amazon")],
)
def test_aliases_are_accepted(alias: str, name: str) -> None:
    """A marketplace is found by its Chinese name, in any case, with spaces around."""
    assert marketplace(alias).name == name


def test_an_unknown_name_lists_all() -> None:
    """An unknown marketplace names those there are."""
    with pytest.raises(SettingError, match=r'unknown marketplace "ozon".*taobao, tmall, 1688'):
        marketplace("ozon")


def test_an_unknown_field_lists_the_fields() -> None:
    """An unknown field names those the marketplace has."""
    with pytest.raises(SettingError, match="title, guide_title"):
        marketplace("taobao").field("tags")


def test_title_is_the_first_field() -> None:
    """For Google Ads, which has no title, "title" means the headline."""
    assert marketplace("google_ads").field("title").name == "headline"


def test_overrides_replace_values_and_may_refuse() -> None:
    """A user's own limit wins, and is sure whatever the shipped confidence."""
    changed = marketplace("jd", {"title": {"max": 90}}).title
    assert (changed.max, changed.confidence, changed.source) == (90, "A", "user setting")
    assert marketplace("jd").title.max == 100


@pytest.mark.parametrize(
    ("values", "message"),
    [({"maximum": 3}, "unknown rule of title"), ({"max": 0}, "title.max"), ({"min": 99}, "0 to 60"),
     ({"unit": "px"}, "unknown unit")],
)  # fmt: skip
def test_wrong_overrides_are_refused(values: dict[str, object], message: str) -> None:
    """An override that makes no sense says which value is wrong."""
    with pytest.raises(SettingError, match=message):
        marketplace("taobao", {"title": values})


def test_old_rules_warn_of_their_age() -> None:
    """Rules seen more than a year ago warn; fresh ones do not."""
    market = marketplace("walmart")  # seen on 2025-07-15
    assert market.age_notice(date(2026, 7, 15)) is None
    notice = market.age_notice(date(2026, 7, 17))  # 367 days
    assert notice is not None
    assert "2025-07-15, 367 days ago" in notice.to_dict()["message"]


def test_word_lists_name_marketplaces_that_exist() -> None:
    """Every word list holds for known marketplaces, fields or laws."""
    for words in word_lists():
        for place in words.fields:
            if place.startswith("law:"):
                assert place == "law:cn"
            else:
                name, _, field = place.partition(".")
                assert marketplace(name).field(field or "title")
