"""The product form without a browser: attributes out of pasted text, boxes, the saved file, answers."""

import tomllib

import pytest

from kwopt.locales import LANGUAGES
from kwopt.models import Product
from kwopt.pages.bench.form import content_of, product_of
from kwopt.pages.web.panel_product.attribute_lines import lines_of, read_lines
from kwopt.pages.web.panel_product.form_texts import ReadForm, boxes_of, read_form
from kwopt.pages.web.panel_product.importing import found
from kwopt.pages.web.panel_product.product_file import file_name, product_file
from kwopt.pages.web.panel_product.questions import answered
from kwopt.payloads import product_document
from kwopt.products import read_product
from kwopt.resources import load_toml

PAIRS = (("品牌", "槿禾里"), ("袖长", "短袖"))
PRODUCT = Product(
    name='改良"旗袍"\x7f',
    category=("女装", "旗袍"),
    attributes=(*PAIRS, ("风格", "新中式"), ("风格", "国风")),
    selling_points=("不透，不皱", "小个子也能穿"),
    price=239.0,
    commission_rate=0.006,
    forbidden_words=("真丝", "高档"),
    year=2026,
)


@pytest.mark.parametrize(
    "text",
    [
        "品牌：槿禾里\n袖长：短袖",
        "品牌: 槿禾里\r\n\r\n袖长 : 短袖\r\n",
        "品牌\t槿禾里\t袖长\t短袖",
        "品牌: 槿禾里\t袖长: 短袖",
        "品牌\n槿禾里\n袖长\n短袖",
        "槿禾里\n品牌\n短袖\n袖长",
        "品牌 槿禾里\n袖长 短袖",
        "品牌：槿禾里；袖长：短袖",
    ],
)
def test_attributes_are_read_however_they_were_copied(text: str) -> None:
    """Pairs on a line, several between tabs, and names that take turns with values say the same."""
    assert read_lines(text).pairs == PAIRS
    assert read_lines(text).unread == ()


@pytest.mark.parametrize("text", ["提花", "提花\n小个子\n显瘦", "提花\n显瘦", "袖长："])
def test_lines_that_name_nothing_stay(text: str) -> None:
    """What states no attribute is neither guessed at nor lost."""
    lines = read_lines(text)
    assert lines.pairs == ()
    assert lines.text == text


def test_pairs_survive_being_shown() -> None:
    """What the box shows of pairs is read as the same pairs."""
    pairs = (*PAIRS, ("size: EU", "40: wide"), ("material", "steel"))
    assert read_lines(lines_of(PAIRS)).pairs == PAIRS
    assert read_lines(lines_of(pairs[3:])).pairs == pairs[3:]


def test_a_box_that_cannot_be_understood_keeps_no_other_back() -> None:
    """Each bad box is named with the kind it should hold; the rest makes the product."""
    form = read_form(
        {"name": "旗袍", "price": "贵", "tax_rate": "500", "year": "26", "cost": " 82 ", "brand": " "}
    )
    assert form.bad == {"price": "number", "tax_rate": "rate", "year": "year"}
    assert form.product_content == {"name": "旗袍", "cost": "82"}


def test_without_a_name_there_is_no_product() -> None:
    """A brand alone is no product, and a name of spaces is no name."""
    assert ReadForm({"brand": "槿禾里"}, {}).product_content == {}
    assert not read_form({"name": "  ", "brand": "槿禾里"}).named


def test_the_form_holds_a_whole_product() -> None:
    """A product that is shown in the boxes and read from them is the same product."""
    form = read_form(boxes_of(content_of(PRODUCT, "zh")))
    assert form.bad == {}
    assert product_of(form.product_content, "zh") == PRODUCT


def test_rates_are_typed_in_percent() -> None:
    """32 in the box of the refund rate is 0.32, as the sign beside the box says."""
    content = read_form({"name": "旗袍", "refund_rate": "32", "tax_rate": "1％"}).product_content
    product = product_of(content, "zh")
    assert (product.refund_rate, product.tax_rate) == (0.32, 0.01)


def test_a_saved_product_is_read_back() -> None:
    """The file is TOML that gives the same product; fields that say nothing are left out."""
    text = product_file(product_document(PRODUCT) or {})
    assert read_product(tomllib.loads(text)) == PRODUCT
    assert "discount" not in text


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("旗袍", "旗袍.toml"),
        ("../../etc/passwd", "etc passwd.toml"),
        ("a<b>\n", "a b.toml"),
        ("", "product.toml"),
    ],
)
def test_a_file_is_named_after_its_product(label: str, name: str) -> None:
    """No sign of a name can lead to another folder or be refused by a file system."""
    assert file_name(label) == name


def test_an_answer_moves_words_between_the_boxes() -> None:
    """Yes approves, no bans, and taking back leaves what else stands there."""
    texts = {"approved_words": "大码", "forbidden_words": "真丝"}
    refused = answered(texts, ("大码",), yes=False)
    assert refused == {"approved_words": "", "forbidden_words": "真丝、大码"}
    assert answered(refused, ("大码",), yes=None) == {"approved_words": "", "forbidden_words": "真丝"}
    assert answered(refused, ("大码",), yes=True) == {"approved_words": "大码", "forbidden_words": "真丝"}


def test_a_catalog_is_searched_in_titles_and_identifiers() -> None:
    """All words must be there, in any order and case."""
    products = [
        {"label": "Steel Bottle", "content": {"title": "Steel Bottle 32 oz", "product_id": "B-1"}},
        {"label": "Glass Bottle", "content": {}},
    ]
    assert [entry["label"] for entry in found(products, "oz steel")] == ["Steel Bottle"]
    assert [entry["label"] for entry in found(products, "b-1")] == ["Steel Bottle"]
    assert len(found(products, "")) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_an_import_names_an_option(lang: str) -> None:
    """What may be said of a product file or a catalog tells nobody to use the command line."""
    texts = load_toml(f"messages.{lang}.toml")
    raised = {f"products.{name}" for name in texts["products"]}
    raised -= {"products.catalog_unused", "products.no_file_named"}  # a notice; a path that nobody wrote
    raised |= {f"shop.catalog_{name}_encoding" for name in ("open", "unknown")}
    said = {code: texts[code.split(".")[0]][code.split(".")[1]] for code in raised
            if f"on_page_{code.replace('.', '_')}" not in texts["bench"]}  # fmt: skip
    assert {code: text for code, text in said.items() if "--" in text} == {}
    assert not any("--" in text for text in texts["page_product"].values())
