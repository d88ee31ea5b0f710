"""Titles are checked for limits, characters, words and law, each at the level its source allows."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.errors import SettingError
from kwopt.models import Finding, Product
from kwopt.rules import CheckedTitle, TitleCheck, check_title, marketplace, marketplace_names
from kwopt.rules.repetition import repeated_parts

title_text = st.text(alphabet="旗袍女夏新款 aAbB1<>$!😀™\t\n\u200b，·最好第一", max_size=80)


def codes(found: list[Finding]) -> list[tuple[str, str]]:
    """Return level and name of each finding."""
    return [(finding.level, finding.code.removeprefix("rules.")) for finding in found]


def test_a_good_title_gives_nothing() -> None:
    """An ordinary title is clean."""
    assert check_title("中式改良旗袍女夏季短袖真丝年轻款", marketplace="taobao") == []


def test_over_the_limit_is_an_error_with_the_overhang() -> None:
    """31 hanzi are 62 units: the last character stands beyond 60."""
    finding = check_title("甲乙丙丁戊己庚辛壬癸" * 3 + "子", marketplace="taobao")[0]
    assert (finding.level, finding.code, finding.span) == ("error", "rules.over_limit", (30, 31))
    assert "62 width units (a hanzi is 2) long" in finding.to_dict()["message"]


def test_exactly_the_limit_is_allowed() -> None:
    """60 units are no finding."""
    assert check_title("真丝旗袍" * 5 + "a" * 20, marketplace="ebay") == []


def test_general_knowledge_warns_only() -> None:
    """JD's limit is general knowledge: 51 hanzi warn, they do not refuse."""
    long = "".join(chr(0x4E00 + 7 * place) for place in range(51))
    assert ("warning", "over_limit") in codes(check_title(long, marketplace="jd"))


def test_under_the_minimum() -> None:
    """Douyin wants 15 units; seven hanzi are 14."""
    assert codes(check_title("真丝改良短旗袍", marketplace="douyin")) == [("error", "under_minimum")]


def test_surrounding_space_and_breaks_do_not_count() -> None:
    """A title is counted as the platform stores it."""
    assert marketplace("taobao").title.width("\t旗袍 女\n") == 7  # 2 + 2 + 1 + 2


@pytest.mark.parametrize(
    ("text", "market", "expected"),
    [
        ("短袖旗袍<女>", "taobao", [("error", "forbidden_character")] * 2),
        ("短袖旗袍＜女＞", "taobao", []),
        ("短袖旗袍😀👍🏽女", "taobao", [("error", "emoji")]),
        ("短袖旗袍★女", "taobao", []),
        ("短袖旗袍™女", "taobao", [("warning", "not_encodable")]),
        ("短袖\t旗袍", "taobao", [("warning", "line_break")]),
        ("短袖\u200b旗袍", "taobao", [("error", "control_character")]),
        ("Steel Bottle!", "amazon", [("error", "forbidden_character")]),
        ("Steel Bottle ~ Blue", "amazon", [("warning", "discouraged_character")]),
        ("Steel Bottle® Blue", "amazon", [("error", "forbidden_character")]),
        ("Mug 50% off 20% wool", "etsy", [("error", "repeated_character")]),
        ("STEEL WATER BOTTLE", "walmart", [("error", "all_caps")]),
        ("USB HUB 4", "walmart", []),
    ],
)
def test_characters(text: str, market: str, expected: list[tuple[str, str]]) -> None:
    """Each marketplace refuses its own characters."""
    assert codes(check_title(text, marketplace=market)) == expected


def test_a_tag_must_not_begin_with_a_dash() -> None:
    """Etsy tags do not begin with a dash."""
    assert codes(check_title("-mug", marketplace="etsy", field="tags")) == [("error", "forbidden_start")]


@pytest.mark.parametrize(
    ("text", "market", "expected"),
    [
        ("Bottle Bottle Steel", "amazon", []),
        ("Bottle for Bottles and bottle", "amazon", [("error", "repeated_word")]),
        ("Cup for Him for Her for You", "amazon", []),
        ("Steel Bottle Steel", "walmart", [("warning", "repeated_word")]),
        ("真丝旗袍改良真丝旗袍", "taobao", [("warning", "repeated_part")]),
        ("真丝旗袍女真丝裙", "taobao", []),
    ],
)
def test_repetition_without_a_segmenter(text: str, market: str, expected: list[tuple[str, str]]) -> None:
    """Words between spaces are counted; uncut hanzi only where a long piece or many stand."""
    assert codes(check_title(text, marketplace=market)) == expected


def test_repetition_with_the_exact_words() -> None:
    """With the words of the segmenter the second 真丝 is found, at its place; single hanzi are free."""
    words = ["真丝", "旗袍", "女", "真丝", "裙", "女"]
    found = check_title("".join(words), marketplace="taobao", words=words)
    assert [(finding.code, finding.span) for finding in found] == [("rules.repeated_word", (5, 7))]


@given(text=st.text(alphabet="旗袍女夏真丝a ", max_size=24))
def test_repeated_parts_stand_twice(text: str) -> None:
    """Every piece that is called repeated stands twice without overlap."""
    for part in repeated_parts(text):
        assert text.count(part) >= 2


def test_repeated_parts_of_a_long_text() -> None:
    """In 30,000 characters of one phrase the phrase itself is the longest repeated piece."""
    assert repeated_parts("真丝旗袍女夏" * 5_000) == ["真丝旗袍女夏"]


def test_units_have_names() -> None:
    """A message says the unit in words, not by its key."""
    finding = check_title("a" * 21, marketplace="etsy", field="tags")[0]
    assert "21 characters long" in finding.to_dict("en")["message"]
    assert "字" in finding.to_dict("zh")["message"]


@pytest.mark.parametrize(
    ("text", "market", "field", "expected"),
    [
        ("Steel Bottle Best Seller", "amazon", "title", [("error", "risky_word")]),
        ("Newborn Gift Set New Balance", "amazon", "title", []),
        ("Wholesale Tin", "amazon", "title", []),
        ("cheap bottle steel", "amazon", "search_terms", [("error", "risky_word")]),
        ("Steel Bottle 2024", "walmart", "title", [("warning", "risky_word")]),
        ("好物链接", "douyin", "title", [("error", "under_minimum"), ("warning", "risky_word")]),
        ("真丝旗袍包邮", "taobao", "title", [("warning", "risky_word")]),
        ("红色顺丰包邮", "taobao", "sku_text", [("warning", "risky_word"), ("error", "risky_word")]),
    ],
)
def test_words_of_the_marketplace(
    text: str, market: str, field: str, expected: list[tuple[str, str]]
) -> None:
    """Word lists hold for their fields; third-party ones warn only."""
    found = codes(check_title(text, marketplace=market, field=field))
    assert sorted(set(found)) == sorted(set(expected))


def test_the_law_holds_in_china_only() -> None:
    """The advertising law of China is checked for Chinese marketplaces."""
    assert check_title("顶级 silk", marketplace="ebay") == []
    assert codes(check_title("顶级羊绒衫", marketplace="taobao")) == [("error", "law_top")]


def test_the_brand_of_the_product_is_approved() -> None:
    """A brand that holds a superlative is no finding inside the brand, and is one outside."""
    product = Product(name="锅", brand="顶级家", approved_words=("独家",))
    assert check_title("顶级家独家铁锅", marketplace="taobao", product=product) == []
    found = check_title("顶级家顶级铁锅", marketplace="taobao", product=product)
    assert [finding.span for finding in found] == [(3, 5)]


def test_approval_covers_only_what_lies_inside() -> None:
    """Approving 第一 does not approve 世界第一."""
    found = check_title("世界第一铁锅", marketplace="taobao", approved=["第一"])
    assert [finding.text for finding in found] == ["世界第一"]


def test_forbidden_words_win_over_approved() -> None:
    """A word that is both approved and forbidden is an error, in any spelling of its case and width."""
    found = check_title("Ａcme铁锅", marketplace="taobao", approved=["acme"], forbidden=["ACME"])
    assert [(finding.level, finding.code, finding.span) for finding in found] == [
        ("error", "rules.forbidden_word", (0, 4))
    ]


def test_brands_of_others() -> None:
    """A foreign brand from the user's list is an error."""
    checker = TitleCheck(marketplace="taobao", foreign_brands=("某牌",))
    assert codes(checker.findings("适用某牌铁锅")) == [("error", "foreign_brand")]


def test_where_the_brand_belongs() -> None:
    """JD wants the brand first; Xiaohongshu adds it itself."""
    product = Product(name="锅", brand="某牌")
    assert codes(check_title("铸铁锅家用", marketplace="jd", product=product)) == [
        ("warning", "missing_brand")
    ]
    found = check_title("某牌铸铁炒锅家用平底煎锅", marketplace="xiaohongshu", product=product)
    assert codes(found) == [("warning", "needless_brand")]


def test_the_guide_title_wants_its_category() -> None:
    """Taobao's guide title needs a category word and no synonyms."""
    checker = TitleCheck(marketplace="taobao", field="guide_title", category_words=("拉杆箱", "行李箱"))
    assert codes(checker.findings("万向轮静音大容量")) == [("error", "missing_category_word")]
    assert codes(checker.findings("静音行李箱旅行箱")) == [("warning", "synonym")]


def test_any_kind_of_goods_is_a_category() -> None:
    """Without words of its own the guide title wants a kind of goods that the lexicon knows."""
    checker = TitleCheck(marketplace="taobao", field="guide_title")
    assert codes(checker.findings("静音大容量", ["静音", "大容量"])) == [("warning", "no_category_word")]
    assert checker.findings("静音行李箱", ["静音", "行李箱"]) == []


def test_search_terms_take_no_brand_and_no_identifier() -> None:
    """Amazon's search terms hold neither the own brand nor an ASIN or UPC (marketplaces.md A.4)."""
    product = Product(name="flask", brand="Acme")
    found = check_title(
        "acme flask B0ABCDEFG1 123456789012", marketplace="amazon", field="search_terms", product=product
    )
    assert codes(found) == [("error", "brand_not_allowed"), *[("error", "risky_word")] * 2]


def test_tags_are_checked_one_by_one() -> None:
    """Of 14 tags the last is too many, a double one is refused, and a long one is found at its place."""
    tags = ", ".join(["-mug", "mug", "Mug", "a" * 21, *(f"tag{place}" for place in range(10))])
    found = {item.code: item.text for item in check_title(tags, marketplace="etsy", field="tags")}
    assert found == {
        "rules.too_many_values": "tag9", "rules.duplicate_value": "Mug", "rules.forbidden_start": "-",
        "rules.over_limit": "a",
    }  # fmt: skip


def test_a_field_must_not_say_the_title_again() -> None:
    """Highlights and search terms leave out the title's words, small words aside; plurals count as one."""
    found = check_title(
        "Straw Lids for Kids", marketplace="amazon", field="highlights", beside="Kids Bottle with Lid for Gym"
    )
    assert [(item.level, item.text) for item in found] == [("warning", "Lids"), ("warning", "Kids")]


def test_walmart_takes_english_only() -> None:
    """Letters of other scripts are an error on Walmart; Latin letters with marks and units are not."""
    assert codes(check_title("Café Mug 水杯", marketplace="walmart")) == [("error", "latin_only")]
    assert check_title("Café Mug 10 µm Ω", marketplace="walmart") == []


def test_sister_keyword_fields_warn_of_their_tail() -> None:
    """Beyond the limit Amazon ignores only the tail of these fields, so that is a warning."""
    text = " ".join(f"word{place}" for place in range(20))  # 10 x 5 + 10 x 6 + 19 spaces = 129 bytes
    assert codes(check_title(text, marketplace="amazon", field="style")) == [("warning", "over_limit")]


def test_the_record_is_the_contracts() -> None:
    """A checked title has the fields of the check document."""
    shown = TitleCheck(marketplace="douyin").report("改良旗袍", index=3, file="t.csv", row=5).to_dict()
    assert {key: shown[key] for key in shown if key != "findings"} == {
        "text": "改良旗袍", "index": 3, "file": "t.csv", "row": 5,
        "width": 8, "limit": 60, "minimum": 15, "unit": "w2", "ok": False,
    }  # fmt: skip
    assert shown["findings"][0]["rule"] == "douyin.title.under_minimum"


def test_wrong_names_are_refused() -> None:
    """An unknown marketplace or field is refused before any text is read."""
    with pytest.raises(SettingError, match="unknown marketplace"):
        TitleCheck(marketplace="nowhere")
    with pytest.raises(SettingError, match="unknown field of etsy"):
        TitleCheck(marketplace="etsy", field="headline")


@pytest.mark.parametrize("name", marketplace_names())
@given(text=title_text)
def test_findings_are_sound(name: str, text: str) -> None:
    """On any text: spans lie inside and bear their text, low confidence never refuses, all can be told."""
    for rule in marketplace(name).fields:
        assert_sound(TitleCheck(marketplace=name, field=rule.name).report(text), text)


def assert_sound(report: CheckedTitle, text: str) -> None:
    """Hold one report against what every report promises."""
    assert report.ok == all(finding.level != "error" for finding in report.findings)
    for finding in report.findings:
        assert finding.level != "error" or finding.confidence in "AB"
        if finding.span is not None:
            start, end = finding.span
            assert 0 <= start < end <= len(text)
            assert finding.text == text[start:end]
    for lang in ("en", "zh"):
        assert all("{" not in item["message"] for item in report.to_dict(lang)["findings"])


def test_real_titles_seldom_break_the_law(real_data: Path) -> None:
    """Sellers know the law: of real Pinduoduo titles fewer than 1 in 500 has an error of the law."""
    lines = (real_data / "titles_pdd.csv").read_text(encoding="utf-8").splitlines()[1:]
    sample = random.Random(7).sample(lines, 3000)
    checker = TitleCheck(marketplace="pinduoduo")
    flagged = sum(
        any(
            finding.level == "error" and finding.rule.startswith("law.") for finding in checker.findings(line)
        )
        for line in sample
    )
    assert flagged < len(sample) / 500
