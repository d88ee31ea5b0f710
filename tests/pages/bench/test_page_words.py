"""Sentences in the page's words: none names an option of the command line, all stand in both languages."""

import re

import pytest

from kwopt.errors import BidError, SettingError, TitleError
from kwopt.locales import LANGUAGES
from kwopt.models import Notice, Product
from kwopt.pages.bench.wording import in_page_words, notice_records, sentence
from kwopt.products import product_notices
from kwopt.resources import load_toml
from tests.made_bench import asked, small_bench

TWIN = re.compile(r"on_page_([a-z]+)_(\w+)")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_twins_belong_to_sentences_and_name_no_option(lang: str) -> None:
    """Each twin is that of a sentence of a room, with no other parameters, and speaks of no option."""
    texts = load_toml(f"messages.{lang}.toml")
    twins = [(found, text) for name, text in texts["bench"].items() if (found := TWIN.fullmatch(name))]
    assert len(twins) > 10
    for found, text in twins:
        room = texts[found[1]][found[2]]
        names = set(re.findall(r"\{(\w+)", text))
        assert names <= set(re.findall(r"\{(\w+)", room)) | {"fields"}, found[0]
        assert "--" not in text, found[0]
        assert "kwopt" not in text, found[0]


def test_fields_are_named_as_the_form_names_them() -> None:
    """What a product lacks is told by the labels of the form."""
    error = BidError("bids.lacks_figures", product="杯子", fields=("price", "cost"))
    assert "售价、成本" in in_page_words(error, "zh").text("zh")
    assert "price, cost" in in_page_words(error, "en").text("en")


def test_notices_of_a_product_speak_of_the_form() -> None:
    """No sentence sends a seller to a file; a field is called as its box is."""
    told = notice_records(product_notices(Product(name="旗袍", tax_rate=1.0)), "zh")
    assert [record["message"].partition("：")[0] for record in told] == ["没有填属性", "税率是 100 %"]


def test_a_sentence_without_a_twin_stays() -> None:
    """What names no option is said on the page as everywhere."""
    params = {"found": 1, "wanted": 3}
    assert sentence("titles.fewer", params, "zh") == "需要 3 个标题，得到 1 个：没有差异足够大的其他标题"


def test_notices_come_once() -> None:
    """A notice that is met twice is told once, with code and parameters."""
    notice = Notice("titles.no_name", "info")
    (record,) = notice_records([notice, notice], "zh")
    assert (record["code"], record["level"], record["params"]) == ("titles.no_name", "info", {})
    assert "必含词" in record["message"]


def test_the_page_says_how_to_add_attributes_on_the_page() -> None:
    """A product without attributes is told so without a word of product files."""
    bench = small_bench()
    (notice,) = asked(bench, "product", content={"name": "旗袍"}, lang="zh")["notices"]
    assert notice["code"] == "products.no_attributes"
    assert "商品文件" not in notice["message"]


def test_settings_are_named_as_the_page_names_them() -> None:
    """A setting that cannot be is told by its label, in the language of the page."""
    with pytest.raises(SettingError) as caught:
        small_bench(shop_strength="-3", lang="zh")
    assert caught.value.text("zh").startswith("店铺实力 应为 大于 0 的数")


def test_errors_of_orders_are_in_page_words() -> None:
    """Words that cannot stand in a title are told without a word of the command line."""
    bench = small_bench(require="旗" * 40)
    with pytest.raises(TitleError) as caught:
        asked(bench, "titles", lang="zh")
    assert "--" not in caught.value.text("zh")
