"""Product files: formats, sources, and one clear sentence for each way to fail."""

import io
import json
from pathlib import Path

import pytest

from kwopt.errors import ProductError
from kwopt.models import Product
from kwopt.products import product_notices, read_product
from kwopt.products.names import FIELDS, field_named

TOML = """name = "改良旗袍"
price = 239.0
[attributes]
"袖长" = "短袖"
"颜色" = ["红", "绿"]
"""
YAML = "name: 改良旗袍\nprice: 239.0\nattributes:\n  袖长: 短袖\n  颜色: [红, 绿]\n"
JSON = json.dumps(
    {"name": "改良旗袍", "price": 239.0, "attributes": {"袖长": "短袖", "颜色": ["红", "绿"]}},
    ensure_ascii=False,
)
EXPECTED = Product(
    name="改良旗袍", price=239.0, attributes=(("袖长", "短袖"), ("颜色", "红"), ("颜色", "绿"))
)
FORMATS = {"p.toml": TOML, "p.yaml": YAML, "p.yml": YAML, "p.json": JSON}


@pytest.mark.parametrize("name", FORMATS)
def test_all_formats_give_the_same_product(tmp_path: Path, name: str) -> None:
    """TOML, YAML and JSON files of the same facts give equal products."""
    path = tmp_path / name
    path.write_text(FORMATS[name], encoding="utf-8")
    assert read_product(path) == EXPECTED
    assert read_product(str(path)) == EXPECTED


@pytest.mark.parametrize("text", [TOML, YAML, JSON], ids=["toml", "yaml", "json"])
def test_unnamed_stream_is_recognized(text: str) -> None:
    """An open file without a name is read by what it holds."""
    assert read_product(io.BytesIO(text.encode())) == EXPECTED


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A file saved by a Windows editor, with byte order mark and CRLF, reads like any other."""
    path = tmp_path / "p.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode())
    assert read_product(path) == EXPECTED


def test_mapping_is_left_alone() -> None:
    """Reading a mapping changes nothing in it."""
    content = {"name": "旗袍", "attributes": {"袖长": "短袖"}, "cost": None}
    before = json.dumps(content)
    assert read_product(content).cost is None
    assert json.dumps(content) == before


def test_list_of_one_product_is_that_product() -> None:
    """A JSON list that holds one product is read as it."""
    assert read_product(io.BytesIO(f"[{JSON}]".encode())) == EXPECTED


BROKEN = {
    "empty": ("p.toml", b"", "{path}: the product file is empty; state at least a name and its attributes"),
    "only comments": (
        "p.toml", b"# nothing\n",
        "{path}: the product file is empty; state at least a name and its attributes",
    ),
    "broken TOML": (
        "p.toml", b'name = "x',
        "{path}: is not valid TOML: Unterminated string (at end of document); mend that place and try again",
    ),
    "broken YAML": (
        "p.yaml", b"name: x\n  price: [1",
        "{path}: is not valid YAML: mapping values are not allowed here (line 2, column 8); "
        "mend that place and try again",
    ),
    "not UTF-8": (
        "p.toml", 'name = "旗袍"'.encode("gbk"),
        "{path}: is not UTF-8 text; save the product file as UTF-8",
    ),
    "not a table": (
        "p.json", b"[1, 2]", '{path}: must hold the fields of one product, such as name = "..."',
    ),
    "nameless": (
        "p.json", b'{"price": 3}',
        "{path}: the product needs one of name, title, category; state at least one of them",
    ),
    "typo": (
        "p.toml", b'name = "x"\natributes = {}',
        '{path}: unknown product field "atributes"; did you mean "attributes"?',
    ),
    "bad value": (
        "p.toml", b'name = "x"\nprice = "cheap"',
        '{path}: product field price: "cheap" is not a number of 0 or more; write it as 39.9',
    ),
    "unknown suffix": (
        "p.csv", b"name\n",
        '{path}: unknown kind of product file ".csv"; use one of: .toml, .json, .yaml, .yml',
    ),
    "repeated name": (
        "p.json", '{"name": "x", "attributes": {"颜色": "红", "颜色": "绿"}}'.encode(),
        '{path}: "颜色" stands twice in one table; give it one list of values, or write attributes as a list '
        "of pairs",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", BROKEN)
def test_broken_file_gives_one_sentence(tmp_path: Path, label: str) -> None:
    """Each way a file can be wrong has one sentence with the file, the place and what to do."""
    name, data, expected = BROKEN[label]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ProductError) as caught:
        read_product(path)
    assert str(caught.value) == expected.format(path=path)
    assert caught.value.text("zh").startswith(str(path))


def test_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is named, with what to do."""
    path = tmp_path / "none.toml"
    with pytest.raises(ProductError) as caught:
        read_product(path)
    assert str(caught.value) == f"{path}: there is no such product file; check the path"


def test_folder_is_no_file(tmp_path: Path) -> None:
    """A folder in place of a file is an error of ours, not the system's."""
    with pytest.raises(ProductError, match="is a folder"):
        read_product(tmp_path)


def test_yaml_repeats_are_refused() -> None:
    """A fact that stands twice in YAML is not lost silently."""
    with pytest.raises(ProductError, match="stands twice"):
        read_product(io.BytesIO("name: x\nattributes:\n  颜色: 红\n  颜色: 绿\n".encode()))


def test_foreign_field_lists_the_known_ones() -> None:
    """A field that resembles none is refused with the list of fields."""
    with pytest.raises(ProductError, match="known fields: name, title") as caught:
        read_product({"name": "x", "材质": "棉"})
    assert "attributes" in str(caught.value)


@pytest.mark.parametrize("value", [5, "5"])
def test_bare_percent_number_suggests_the_fraction(value: object) -> None:
    """A rate of 5 is refused with the fraction that is probably meant."""
    with pytest.raises(ProductError) as caught:
        read_product({"name": "x", "commission_rate": value})
    assert str(caught.value) == (
        'product field commission_rate: 5 is above 1, and a rate is a fraction; for 5 % write 0.05 or "5%"'
    )


def test_product_itself_suggests_the_fraction() -> None:
    """A product made in Python refuses 32 for 32 % alike; what is no percentage, or no number, is named."""
    with pytest.raises(ProductError, match=r"for 32 % write 0\.32"):
        Product(name="x", refund_rate=32)
    with pytest.raises(ProductError, match="tax_rate must be 0 to 1; found 500"):
        Product(name="x", tax_rate=500)
    with pytest.raises(ProductError, match="price must be a finite number; found 239 yuan"):
        Product(name="x", price="239 yuan")  # type: ignore[arg-type]


def test_chinese_names_of_fields(tmp_path: Path) -> None:
    """A file with a seller's own words for the fields gives the same product as one with their names."""
    lines = (
        "商品名称: 旗袍", "售价: 239", "优惠: 20", "成本: 82 元", "包装: 1.5", "支付手续费率: 0.6%",
        "税率: 1%", "复购次数: 0.3", "店铺类型: 天猫", "属性: {袖长: 短袖}",
    )  # fmt: skip
    path = tmp_path / "p.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_product(path) == Product(
        name="旗袍", price=239, discount=20, cost=82, packaging=1.5, payment_fee_rate=0.006, tax_rate=0.01,
        repeat_orders=0.3, shop_type="tmall", attributes=(("袖长", "短袖"),),
    )  # fmt: skip


def test_every_field_has_its_own_name() -> None:
    """No Chinese name hides a field's own."""
    assert [field_named(field) for field in FIELDS] == list(FIELDS)


def test_one_field_under_two_names_is_refused() -> None:
    """Price and 售价 in one file: neither is dropped silently."""
    with pytest.raises(ProductError) as caught:
        read_product({"name": "x", "price": 3, "售价": 4})
    assert str(caught.value) == '"售价" and "price" are the same product field; keep one of them'


def test_errors_name_the_field_as_the_file_does() -> None:
    """A bad value under a Chinese name is reported under it."""
    with pytest.raises(ProductError, match="product field 佣金率: 5 is above 1"):
        read_product({"name": "x", "佣金率": 5})


def test_product_without_attributes_gets_a_warning() -> None:
    """A product without attributes is used, with a warning that names it."""
    (notice,) = product_notices(Product(name="旗袍"))
    assert notice.level == "warning"
    assert 'the product "旗袍" has no attributes' in notice.to_dict()["message"]


def test_discount_above_price_gets_a_warning() -> None:
    """A discount above the price is possible, but told."""
    notices = product_notices(Product(name="旗袍", attributes=(("a", "b"),), price=10.0, discount=12.0))
    assert [notice.code for notice in notices] == ["products.discount_above_price"]


@pytest.mark.parametrize("field", ["commission_rate", "payment_fee_rate", "tax_rate", "refund_rate"])
def test_a_rate_of_one_gets_a_warning(field: str) -> None:
    """A rate of 1 is possible, but 1 % is what sellers mean by it."""
    product = Product(name="旗袍", attributes=(("a", "b"),), **{field: 1})  # type: ignore[arg-type]
    (notice,) = product_notices(product)
    assert notice.to_dict()["message"] == f"{field} is 1, which is 100 %; if 1 % is meant, write 0.01"


def test_rates_that_leave_nothing_get_a_warning() -> None:
    """Commission, payment fee and tax of 40 % each take 120 % of what a buyer pays."""
    product = Product(
        name="旗袍", attributes=(("a", "b"),), commission_rate=0.4, payment_fee_rate=0.4, tax_rate=0.4
    )
    (notice,) = product_notices(product)
    assert "together take 120% of what a buyer pays" in notice.to_dict()["message"]


def test_season_and_year_are_not_guessed() -> None:
    """A year in the name or an attribute does not become the product's year."""
    product = read_product({"name": "2026夏季旗袍", "attributes": {"上市年份季节": "2026年夏季"}})
    assert product.year is None
    assert product.season is None
