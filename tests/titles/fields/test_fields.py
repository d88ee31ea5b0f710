"""Fields beside the title: within their limits, without the title's words, true, lawful, proven."""

from itertools import combinations

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.errors import SettingError
from kwopt.language.english import lemma
from kwopt.models import Product
from kwopt.rules import marketplace, marketplace_names
from kwopt.titles.composing.compose import compose_titles
from kwopt.titles.fields import ComposedField, compose_fields

BOTTLE = Product(
    name="water bottle",
    brand="Fluxo",
    category=("Kitchen", "Water Bottles"),
    attributes=(
        ("Material", "stainless steel"), ("Capacity", "32 oz"), ("Lid", "straw"), ("BPA free", "yes"),
        ("Feature", "leak proof, insulated"), ("Use", "travel, hiking"), ("Dishwasher safe", "no"),
    ),
    selling_points=("Fits car cup holders",),
)  # fmt: skip
BOTTLE_KEYWORDS = (
    "water bottle", "insulated water bottle", "stainless steel water bottle", "water bottle with straw",
    "leak proof water bottle", "32 oz water bottle", "travel water bottle", "hiking bottle", "metal bottle",
    "steel water bottles", "insulated bottles for hiking", "sports flask", "bottle with straw lid",
    "fluxo bottle", "best bottle for travel",
)  # fmt: skip
QIPAO = Product(
    name="改良旗袍",
    category=("女装", "旗袍"),
    attributes=(
        ("袖长", "短袖"),
        ("适用季节", "夏季"),
        ("领型", "立领"),
        ("适用性别", "女"),
        ("版型", "修身"),
    ),
)
QIPAO_KEYWORDS = (
    "旗袍", "改良旗袍", "旗袍女", "短袖旗袍", "旗袍夏季", "立领旗袍", "旗袍连衣裙", "旗袍裙子", "显瘦旗袍",
)  # fmt: skip


def scored_frame(*keywords: str) -> pd.DataFrame:
    """Return a scored frame; worth falls from 1,000 by a tenth with each keyword."""
    worths = [1_000 * 0.9**place for place in range(len(keywords))]
    return pd.DataFrame({c.KEYWORD: list(keywords), c.WORTH: worths, c.ELIGIBLE: True})


BOTTLES, QIPAOS = scored_frame(*BOTTLE_KEYWORDS), scored_frame(*QIPAO_KEYWORDS)
TITLE = "Fluxo Stainless Steel Water Bottle 32 oz"


@pytest.fixture(scope="module")
def amazon() -> dict[str, ComposedField]:
    """Return the Amazon fields of the invented bottle beside a given title."""
    return compose_fields(BOTTLES, BOTTLE, marketplace="amazon", title=TITLE)


@pytest.fixture(scope="module")
def tags() -> ComposedField:
    """Return the Etsy tags of the invented bottle beside a given title."""
    return compose_fields(BOTTLES, BOTTLE, marketplace="etsy", title=TITLE)["tags"]


def test_fields_are_those_of_the_data() -> None:
    """A marketplace gets the fields that its data say kwopt composes, in their order."""
    wanted = {name: [r.name for r in marketplace(name).fields if r.composed] for name in marketplace_names()}
    assert wanted["taobao"] == ["guide_title"]
    assert wanted["amazon"] == ["highlights", "search_terms"]
    assert list(compose_fields(BOTTLES, BOTTLE, marketplace="amazon", title=TITLE)) == wanted["amazon"]
    assert compose_fields(BOTTLES, BOTTLE, marketplace="walmart", title=TITLE) == {}


@pytest.mark.parametrize("name", ["amazon", "ebay", "etsy", "google_ads", "google_merchant"])
def test_within_limits_and_without_errors(name: str) -> None:
    """Every text of every field keeps its limit, and no rule finds an error in it."""
    market = marketplace(name)
    for field in compose_fields(BOTTLES, BOTTLE, marketplace=name, title=TITLE).values():
        rule = market.field(field.name)
        assert len(field.values) <= rule.values
        for value in field.values:
            assert rule.min <= rule.width(value.text) == value.width <= rule.max
            assert all(finding.level != "error" for finding in value.findings)


def test_search_terms_say_nothing_again(amazon: dict[str, ComposedField]) -> None:
    """Search terms hold no word of the title in any form, no word twice, no mark, no brand."""
    words = amazon["search_terms"].text.split(" ")
    said = {lemma(word) for word in TITLE.lower().split()}
    forms = [lemma(word) for word in words]
    assert not said & set(forms)
    assert len(set(forms)) == len(forms)
    assert all(word.isalnum() for word in words)
    assert "fluxo" not in words
    assert "best" not in words  # Amazon refuses subjective words in search terms


def test_search_terms_complete_keywords(amazon: dict[str, ComposedField]) -> None:
    """The words taken complete keywords that the title alone does not cover."""
    covered = {item.keyword for item in amazon["search_terms"].coverage}
    assert {"insulated water bottle", "travel water bottle", "sports flask", "metal bottle"} <= covered
    assert "stainless steel water bottle" not in covered
    assert amazon["search_terms"].proof.proven


def test_search_terms_drop_the_least_worth() -> None:
    """Where bytes are short, the words of the keywords of largest worth are kept."""
    keywords = [f"bottle {letter * 30}" for letter in "abcdefgh"]  # 31 bytes a word with its space
    field = compose_fields(scored_frame(*keywords), BOTTLE, marketplace="amazon", title=TITLE)["search_terms"]
    # of 200 advised bytes, six words of 30 and five spaces are 185; a seventh would make 216
    assert [item.keyword for item in field.coverage] == keywords[:6]


def test_search_terms_hold_no_listing_number() -> None:
    """An ASIN or a bar code that shoppers typed is no search term."""
    field = compose_fields(
        scored_frame("bottle b0abcdefgh", "bottle 4006381333931", "camping bottle"),
        BOTTLE, marketplace="amazon", title=TITLE,
    )["search_terms"]  # fmt: skip
    assert field.text.split()[0] == "camping"
    assert not any(char.isdigit() for char in field.text)


def test_highlights_tell_what_the_title_does_not(amazon: dict[str, ComposedField]) -> None:
    """Highlights are stated facts, selling points first, and nothing that the title says or is denied."""
    highlights = amazon["highlights"].text.split(", ")
    assert highlights[0] == "Fits Car Cup Holders"
    assert {"Leak Proof", "Straw Lid", "Bpa Free"} <= {text.title() for text in highlights}
    assert "stainless" not in amazon["highlights"].text.lower()
    assert "dishwasher" not in amazon["highlights"].text.lower()


def test_tags_are_phrases_that_shoppers_type(tags: ComposedField) -> None:
    """Tags are keywords or their ends, no two of the same words, single words last."""
    assert tags.is_list
    for text in tags.texts[:5]:
        assert any(keyword.endswith(text) for keyword in BOTTLE_KEYWORDS)
    same = [frozenset(map(lemma, text.split())) for text in tags.texts]
    assert all(one != other for one, other in combinations(same, 2))
    lengths = [len(text.split()) == 1 for text in tags.texts]
    assert lengths == sorted(lengths)


def test_tags_part_no_bound_words(tags: ComposedField) -> None:
    """A keyword that is too wide loses words in front, but never half of a compound."""
    # "stainless steel water bottle" is 28 wide; "steel water bottle" would part stainless and steel
    assert "steel water bottle" not in tags.texts or "steel water bottles" in BOTTLE_KEYWORDS
    assert all(len(text) <= 20 for text in tags.texts)


def test_headlines_do_without_a_title() -> None:
    """Google Ads headlines are written as titles are, and cover the best keywords."""
    field = compose_fields(BOTTLES, BOTTLE, marketplace="google_ads", title="Bottle")["headline"]
    assert "Water Bottle" in field.text
    assert "water bottle" in {item.keyword for item in field.coverage}


def test_guide_title_names_the_thing_once_and_last() -> None:
    """A guide title holds one name of the thing, at its end but for whom it is for."""
    field = compose_fields(QIPAOS, QIPAO)["guide_title"]
    assert field.text.removesuffix("女").endswith(("旗袍", "连衣裙", "旗袍裙子"))
    assert field.text.count("旗袍") + field.text.count("裙") <= 2
    assert field.values[0].width <= 30


def test_short_title_and_selling_point_of_kuaishou() -> None:
    """Kuaishou gets a short title of 4 to 20 units, and a selling point of 8 to 24 where facts make one."""
    fields = compose_fields(QIPAOS, QIPAO, marketplace="kuaishou")
    assert 4 <= fields["short_title"].values[0].width <= 20
    assert all(8 <= value.width <= 24 for value in fields["selling_point"].values)


def test_without_a_title_the_best_is_taken() -> None:
    """Fields without a title go with the best composed one."""
    best = compose_titles(BOTTLES, BOTTLE, marketplace="amazon")[0].text
    given = compose_fields(BOTTLES, BOTTLE, marketplace="amazon", title=best)
    assert compose_fields(BOTTLES, BOTTLE, marketplace="amazon") == given


def test_nothing_eligible_composes_nothing() -> None:
    """Without an eligible keyword there are no fields, and no error."""
    assert compose_fields(BOTTLES.assign(**{c.ELIGIBLE: False}), BOTTLE, marketplace="amazon") == {}


def test_unknown_marketplace_is_refused() -> None:
    """An unknown marketplace is an error that names the known ones."""
    with pytest.raises(SettingError, match="taobao"):
        compose_fields(BOTTLES, BOTTLE, marketplace="nowhere")


def test_effort_is_that_of_short_titles() -> None:
    """A short title found fast keeps its rules, and its bound is none below that of all work there is."""
    full, fast = (compose_fields(QIPAOS, QIPAO, effort=effort)["guide_title"] for effort in ("full", "fast"))
    assert fast.values[0].width <= 30
    assert fast.proof.bound >= full.proof.bound - 1e-9
    with pytest.raises(SettingError, match="full, fast"):
        compose_fields(QIPAOS, QIPAO, effort="none")


def test_order_of_rows_is_of_no_account() -> None:
    """The same keywords in another order make the same fields."""
    shuffled = BOTTLES.sample(frac=1.0, random_state=3)
    for name in ("amazon", "etsy"):
        assert compose_fields(shuffled, BOTTLE, marketplace=name, title=TITLE) == compose_fields(
            BOTTLES, BOTTLE, marketplace=name, title=TITLE
        )


def test_json_form(amazon: dict[str, ComposedField], tags: ComposedField) -> None:
    """A text has "text" and "width", a list "list" and "widths"; both have limit, coverage, findings."""
    text, several = amazon["search_terms"].to_dict(), tags.to_dict("zh")
    assert text["text"] == amazon["search_terms"].text
    assert (text["limit"], text["unit"]) == (249, "utf8")
    assert text["width"] == len(text["text"].encode())
    assert several["list"] == list(tags.texts)
    assert several["width"] == max(several["widths"]) <= several["limit"] == 20
    assert {"coverage", "findings", "proof"} <= set(text) & set(several)
