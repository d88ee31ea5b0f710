"""Catalogs: rows become products or errors, and what is left out is told once."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import ProductError
from kwopt.products.catalog import read_catalog
from kwopt.products.catalog_headers import meaning_of
from kwopt.products.names import FIELDS

CASES = json.loads(
    (Path(__file__).parent.parent / "cases" / "catalog_cells.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cell_is_read_or_refused(case: dict[str, Any]) -> None:
    """A cell with one meaning is read; any other fails its row, with column and value named."""
    row = read_catalog([{"title": "x", case["header"]: case["input"]}]).rows[0]
    if case["expected"] is not None:
        assert row.product is not None
        found = getattr(row.product, case["field"])
        assert json.loads(json.dumps(found)) == case["expected"]
        return
    assert row.error is not None
    assert (row.error.row, row.error.column, row.error.value) == (1, case["header"], case["input"])
    assert row.error.level == "error"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_a_header(field: str) -> None:
    """Each field of a product may head a column, under its own name."""
    assert (meaning_of(field).kind, meaning_of(field).name) == ("field", field)


@pytest.mark.parametrize(
    ("header", "kind", "name"),
    [
        ("宝贝标题", "field", "title"),
        ("item-name", "field", "title"),
        ("item_name[marketplace_id=ATVPDKIKX0DER][language_tag=en_US]#1.value", "field", "title"),
        ("URL handle", "field", "product_id"),
        ("商品 ID", "field", "product_id"),
        ("*商品标题（必填）", "field", "title"),
        ("售价(元)", "field", "price"),
        ("属性：袖长", "attribute", "袖长"),
        ("商品属性_袖长", "attribute", "袖长"),
        ("attribute: Material", "attribute", "Material"),
        ("attr_material", "attribute", "material"),
        ("材质", "attribute", "材质"),
        ("color_name", "attribute", "color name"),
        ("Lining (product.metafields.custom.lining)", "attribute", "Lining"),
        ("Option1 Value", "option_value", "1"),
        ("Attribute 2 name", "option_name", "2"),
        ("库存", "unused", ""),
        ("属性", "field", "attributes"),
        ("property_tax", "unused", ""),
    ],
)
def test_header_has_a_meaning(header: str, kind: str, name: str) -> None:
    """Headers of known exports are fields, those that say so attributes, and others nothing."""
    assert (meaning_of(header).kind, meaning_of(header).name) == (kind, name)


def test_json_lines_give_a_row_a_line() -> None:
    """Rows are numbered by line, blank lines are none, and a bad line is an error among good ones."""
    lines = b'{"title": "a"}\n\n{bad\n["b"]\n{"title": "c", "title": "d"}\n{"price": 3}\n{"title": "e"}\n'
    rows = read_catalog(io.BytesIO(lines), file="shop.jsonl").rows
    assert [(row.row, row.error.code if row.error else None) for row in rows] == [
        (1, None),
        (3, "products.catalog_unreadable_row"),
        (4, "products.catalog_no_record"),
        (5, "products.catalog_repeated_name"),
        (6, "products.catalog_nameless"),
        (7, None),
    ]


def test_an_error_says_where_and_what_to_do() -> None:
    """The sentence has file, row, column, value, and a way out."""
    error = read_catalog([{"标题": "旗袍", "售价": "便宜"}], file="shop.csv").errors[0]
    assert error.to_dict("en")["message"] == (
        'shop.csv:1: product field 售价: "便宜" is not a number of 0 or more; write it as 39.9'
    )
    assert "shop.csv:1" in error.to_dict("zh")["message"]


@pytest.mark.parametrize(
    "text", ['[{"title": "a"}, {"title": "b"}]', '{"products": [{"title": "a"}, {"title": "b"}]}']
)
def test_json_documents_hold_lists(text: str) -> None:
    """A list, and a document that holds one, give a row an entry."""
    assert [row.row for row in read_catalog(io.BytesIO(text.encode())).rows] == [1, 2]


def test_unknown_columns_are_told_once() -> None:
    """However many rows have them, columns that are not used are one notice."""
    rows = [{"title": "a", "stock": 1, "url": "b"}] * 1000
    notices = read_catalog(rows).notices
    assert [notice.code for notice in notices] == ["products.catalog_unused"]
    assert notices[0].params["names"] == ["stock", "url"]


def test_repeated_ids_are_told_and_stay() -> None:
    """An ID that stands twice is told; both rows are products."""
    rows = [{"id": "7", "title": "a"}, {"id": 7.0, "title": "b"}, {"id": "8", "title": "c"}]
    catalog = read_catalog(rows)
    assert [row.product_id for row in catalog.rows] == ["7", "7", "8"]
    assert catalog.notices[0].code == "products.catalog_same_ids"
    assert catalog.notices[0].params["examples"] == ["7"]


def test_variants_of_a_handle_are_one_product() -> None:
    """Rows of one Shopify handle are one product with the options of all; "Default Title" is no option."""
    rows = [
        {"Handle": "tee", "Title": "Tee", "Vendor": "Acme", "Option1 Name": "Color", "Option1 Value": "Red"},
        {"Handle": "tee", "Title": "", "Option1 Value": "Blue"},
        {"Handle": "tee", "Image Src": "x.png"},
        {"Handle": "mug", "Title": "Mug", "Option1 Name": "Title", "Option1 Value": "Default Title"},
    ]
    products = read_catalog(rows).products
    assert [(item.title, item.attributes) for item in products] == [
        ("Tee", (("Color", "Red"), ("Color", "Blue"))),
        ("Mug", ()),
    ]


def test_of_two_columns_of_a_field_one_is_read() -> None:
    """The column named as product files name it wins, whatever the order, and the other is told."""
    catalog = read_catalog([{"商家编码": "A1", "商品ID": "7", "标题": "旗袍"}])
    assert catalog.products[0].product_id == "7"
    assert [(notice.code, notice.column) for notice in catalog.notices] == [
        ("products.catalog_second", "商家编码")
    ]


def test_ranges_of_prices_are_left_out_and_told() -> None:
    """A range is not one price: the product is kept without it, as titles need none."""
    catalog = read_catalog([{"标题": "旗袍", "售价": "39.9-59.9元"}])
    assert catalog.products[0].price is None
    assert [notice.code for notice in catalog.notices] == ["products.catalog_ranges"]


def test_repeated_headers_are_no_product() -> None:
    """A row that repeats the headers, also those of another language, is left out and told."""
    rows = [{"宝贝名称": "title", "宝贝价格": "price"}, {"宝贝名称": "旗袍", "宝贝价格": "59"}]
    catalog = read_catalog(rows)
    assert len(catalog.rows) == 1
    assert [notice.code for notice in catalog.notices] == ["products.catalog_headers"]


def test_map_names_fields() -> None:
    """A map goes before what headers mean; a header or field that is not there is refused."""
    assert read_catalog([{"名": "旗袍", "x": 1}], column_map={"title": "名"}).products[0].title == "旗袍"
    with pytest.raises(ProductError, match='no column "nothing"'):
        read_catalog([{"title": "a"}], column_map={"brand": "nothing"})
    with pytest.raises(ProductError, match='unknown product field "tittle"'):
        read_catalog([{"title": "a"}], column_map={"tittle": "title"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[]", "products.catalog_empty"),
        (b"[{]", "products.broken"),
        (b"no json", "products.broken"),
        (b"\xff\xfe\xfd", "products.not_utf8"),
        (b"[{}, {}]", "products.catalog_empty"),
    ],
)
def test_what_is_no_catalog_is_refused(data: bytes, code: str) -> None:
    """A file without any product is one clear error."""
    with pytest.raises(ProductError) as caught:
        read_catalog(io.BytesIO(data))
    assert caught.value.code == code


def test_real_catalogs_are_read_as_they_stand(real_data: Path) -> None:
    """The 1,674 Taobao products and the 1,294 electronics are catalogs, without any bad row."""
    taobao = read_catalog(real_data / "products_taobao.jsonl")
    assert (len(taobao.products), taobao.errors) == (1674, ())
    assert taobao.notices[0].params["names"] == ["coarse", "fine"]
    electronics = read_catalog(real_data / "electronics" / "products.jsonl")
    assert (len(electronics.products), electronics.errors) == (1294, ())
    assert ("product type", "Notebook") in electronics.products[0].attributes


def test_half_characters_are_replaced_and_told() -> None:
    r"""JSON may hold half an emoji (😀 is \ud83d\ude00): no file can, so it becomes U+FFFD, with a notice."""
    halves = {"title": "旗袍\ud83d", "attributes": {"材\ude00质": ["棉", "麻\ud83d"]}}
    catalog = read_catalog([halves, {"title": "旗袍😀"}])
    product, whole = catalog.products
    assert product.title == "旗袍�"
    assert whole.title == "旗袍😀"
    assert product.attributes == (("材�质", "棉"), ("材�质", "麻�"))
    told = [(notice.code, notice.column, notice.params) for notice in catalog.notices]
    code = "products.catalog_half_characters"
    assert told == [(code, "attributes", {"count": 1}), (code, "title", {"count": 1})]
