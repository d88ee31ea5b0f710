"""Marketplaces are found by name and alias, are complete, and can be overridden."""

import pickle
from dataclasses import fields
from datetime import date

import pytest

from kwopt.errors import SettingError
from kwopt.rules import check_title
from kwopt.rules.fieldrule import FieldRule
from kwopt.rules.marketplaces import marketplace, marketplace_names
from kwopt.rules.profiles import own_keys
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
    assert marketplace("kuaishou", {"title": {"max": 50}}).field("short_title").source != "user setting"


@pytest.mark.parametrize(
    ("values", "message"),
    [({"maximum": 3}, "unknown rule of title"), ({"max": 0}, "title.max"), ({"min": 99}, "0 to 60"),
     ({"unit": "px"}, "unknown unit")],
)  # fmt: skip
def test_wrong_overrides_are_refused(values: dict[str, object], message: str) -> None:
    """An override that makes no sense says which value is wrong."""
    with pytest.raises(SettingError, match=message):
        marketplace("taobao", {"title": values})


def test_old_rules_tell_their_age() -> None:
    """Rules seen over a year ago are remarked, after a year and a half with a warning; fresh ones not."""
    market = marketplace("walmart")  # seen on 2025-07-15
    assert market.age_notice(date(2026, 7, 15)) is None
    notice = market.age_notice(date(2026, 7, 17))  # 367 days
    assert notice is not None
    assert notice.level == "info"
    assert "2025-07-15, 367 days ago (marketplacelearn.walmart.com" in notice.to_dict()["message"]
    late = market.age_notice(date(2027, 1, 15))  # 549 days
    assert late is not None
    assert late.level == "warning"


def test_each_field_has_its_own_age() -> None:
    """The guide title was seen earlier than the title, and tells its own age; a user's limit has none."""
    day = date(2026, 11, 1)
    assert marketplace("taobao").age_notice(day) is None
    assert marketplace("taobao").age_notice(day, "guide_title") is not None
    own = marketplace("taobao", {"guide_title": {"max": 40}})
    assert own.age_notice(day, "guide_title") is None


def test_own_rules_touch_only_what_they_name() -> None:
    """A user's emoji rule is sure; the limit beside it stays general knowledge, with its own source."""
    own = marketplace("jd", {"emoji": "error"})
    emoji, limit = check_title("😀" + "旗" * 50, marketplace=own), marketplace("jd").title
    levels = {finding.code: (finding.level, finding.source) for finding in emoji}
    assert levels["rules.emoji"] == ("error", "user setting")
    assert levels["rules.over_limit"] == ("warning", limit.source)  # 102 of 100 units


def test_own_rules_take_a_rule_away() -> None:
    """The word "off" is no rule; a level of its own counts for any rule by its name, word lists included."""
    own = marketplace("taobao", {"title": {"emoji": "off", "levels": {"cn_promotion": "off"}}})
    assert check_title("包邮旗袍😀", marketplace=own) == []
    strict = marketplace("taobao", {"levels": {"cn_promotion": "error"}})
    assert [finding.level for finding in check_title("包邮旗袍", marketplace=strict)] == ["error"]


def test_own_words_are_refused() -> None:
    """Words that a user bars from a field are errors there, in any case and width."""
    own = marketplace("ebay", {"title": {"forbidden_words": ["L@@K"]}})
    assert [finding.text for finding in check_title("Ｌ@@k Vase", marketplace=own)] == ["Ｌ@@k"]


def test_a_new_field_must_say_that_it_is_new() -> None:
    """A field spelled wrongly is refused with the nearest; one that is new takes the title's unit."""
    with pytest.raises(SettingError, match='did you mean "guide_title"'):
        marketplace("taobao", {"guide_titel": {"max": 40}})
    own = marketplace("douyin", {"short_title": {"new": True, "max": 24}})
    rule = own.field("short_title")
    assert (rule.max, rule.min, rule.unit) == (24, 0, "w2")


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"fields": 3}, "taobao.fields must be tables with a name; found 3"),
        ({"fields": {"title": 5}}, "taobao.fields must be tables with a name; found 5"),
        ({"label": 5}, "taobao.label must be a text; found 5"),
        ({"title": {"encoding": "gb"}}, "taobao.title.encoding must be an encoding, as gbk; found gb"),
        ({"title": {"brand": "last"}}, "taobao.title.brand must be one of: first, absent, never; found last"),
    ],
)
def test_own_rules_that_make_no_sense_are_refused(own: dict[str, object], sentence: str) -> None:
    """What is no table, no text, no encoding or none of the choices is said before any title is checked."""
    with pytest.raises(SettingError) as caught:
        marketplace("taobao", own)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("name", ["guide_title", "title"])
def test_a_new_field_that_the_data_hold_is_no_other(name: str) -> None:
    """`new` at a field that the marketplace has changes what it names, and keeps the rest."""
    shipped, own = marketplace("taobao"), marketplace("taobao", {name: {"new": True, "max": 28}})
    assert len(own.fields) == len(shipped.fields)
    assert own.field(name) == shipped.field(name).changed({"max": 28})


def test_own_rules_have_the_form_of_the_data_file() -> None:
    """A piece copied from the data file, with its list of fields, is understood."""
    own = marketplace("taobao", {"label": "My shop", "fields": [{"name": "title", "max": 50}]})
    assert (own.title.max, own.label) == (50, "My shop")


def test_every_key_of_a_rule_can_be_overridden() -> None:
    """What a user may set is every key of the record, its name and bookkeeping aside."""
    keys = {item.name for item in fields(FieldRule)}
    assert set(own_keys()) == keys - {"name", "overridden", "shipped"}


@pytest.mark.parametrize("name", ["amazon.ae", "Amazon:AE", "amazon_ae"])
def test_stores_are_found_in_any_spelling(name: str) -> None:
    """A store follows a colon, a dot or an underscore; those without own rules are the marketplace."""
    assert marketplace(name).title.max == 200
    assert marketplace("amazon:de") == marketplace("amazon")


def test_an_unknown_store_lists_the_stores() -> None:
    """An unknown store names those that are known."""
    with pytest.raises(SettingError, match=r'unknown store "amazon:xx".*amazon:ae'):
        marketplace("amazon:xx")


def test_marketplaces_can_be_sent_to_other_processes() -> None:
    """A marketplace with a user's rules is hashable, and survives pickling."""
    own = marketplace("amazon", {"levels": {"emoji": "warning"}})
    assert pickle.loads(pickle.dumps(own)) == own
    assert hash(own) == hash(pickle.loads(pickle.dumps(own)))


def test_word_lists_name_marketplaces_that_exist() -> None:
    """Every word list holds for known marketplaces, fields or laws."""
    for words in word_lists():
        for place in words.fields:
            if place.startswith("law:"):
                assert place == "law:cn"
            else:
                name, _, field = place.partition(".")
                assert marketplace(name).field(field or "title")
