"""The product form: texts as sellers type them become a product, and a product such texts."""

import pytest

from kwopt.errors import ProductError
from kwopt.models import Product
from kwopt.pages.bench.form import FIELDS, content_of, form_fields, is_blank, product_of
from kwopt.products import read_product
from kwopt.resources.samples import sample


def test_figures_are_read_as_typed() -> None:
    """Money signs, percent signs, full-width digits and years with their sign are understood."""
    product = product_of(
        {"name": "旗袍", "price": "¥2３9", "commission_rate": "5%", "year": "2026年", "refund_rate": "0.32"},
        "zh",
    )
    assert (product.price, product.commission_rate, product.year, product.refund_rate) == (
        239.0, 0.05, 2026, 0.32,
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["旗袍、国风", "旗袍,国风", "旗袍，国风", "旗袍\n国风", " 旗袍 ;国风、"])
def test_words_part_at_any_usual_sign(typed: str) -> None:
    """Lists of words may be parted by 、, commas, semicolons and lines."""
    assert product_of({"name": "旗袍", "required_words": typed}, "zh").required_words == ("旗袍", "国风")


@pytest.mark.parametrize(
    ("typed", "pairs"),
    [
        ("袖长：短袖\n领型:立领", (("袖长", "短袖"), ("领型", "立领"))),
        ("袖长:短袖;领型:立领", (("袖长", "短袖"), ("领型", "立领"))),
        ("适用场景：日常；通勤", (("适用场景", "日常；通勤"),)),  # the second part has no name of its own
        ("袖长\t短袖\r\n\r\n材质=棉", (("袖长", "短袖"), ("材质", "棉"))),
        ("品牌: 槿禾里 材质: 棉 袖长:短袖", (("品牌", "槿禾里"), ("材质", "棉"), ("袖长", "短袖"))),
        ("colour: navy blue", (("colour", "navy blue"),)),  # a value may hold spaces
        ("上市时间: 2026年 夏季", (("上市时间", "2026年 夏季"),)),
        ("尺寸: 10:30", (("尺寸", "10:30"),)),
        ("提花", (("属性", "提花"),)),  # a fact without a name is a fact
        ("袖长：", ()),  # a name without a value states nothing
        ([["袖长", "短袖"]], (("袖长", "短袖"),)),
    ],
)
def test_attributes_are_lines(typed: object, pairs: tuple[tuple[str, str], ...]) -> None:
    """Attributes are lines of name and value, however they are pasted; pairs may come as a list."""
    assert product_of({"name": "旗袍", "attributes": typed}, "zh").attributes == pairs


def test_a_category_is_a_path() -> None:
    """The signs > and ＞ part a path; a slash stands inside names."""
    assert product_of({"category": "女装 ＞ 裙子/连衣裙"}, "zh").category == ("女装", "裙子/连衣裙")


def test_an_error_names_the_field_as_the_form_does() -> None:
    """A value that cannot be understood is told with the label of its field, and points to the field."""
    with pytest.raises(ProductError) as caught:
        product_of({"name": "旗袍", "price": "很便宜"}, "zh")
    assert caught.value.text("zh") == "商品字段 售价：“很便宜”不是 0 以上的数；请写成 39.9 这样"
    assert caught.value.params["form_field"] == "price"


def test_a_product_must_be_called_something() -> None:
    """Without name, title and category the sentence names the fields of the form."""
    with pytest.raises(ProductError, match="fill in the name of the product"):
        product_of({"price": "239"}, "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["qipao.toml", "bottle.toml"])
def test_a_product_comes_back_from_its_form(name: str, lang: str) -> None:
    """The texts of the form say all that a product states."""
    product = read_product(sample(name))
    assert product_of(content_of(product, lang), lang) == product  # type: ignore[arg-type]


def test_a_free_product_is_not_a_product_without_price() -> None:
    """A price of 0 is stated; no price is not; further costs of 0 say no more than none."""
    assert content_of(Product(name="赠品", price=0.0), "zh")["price"] == "0"
    assert content_of(Product(name="赠品"), "zh")["price"] == ""
    assert content_of(Product(name="赠品"), "zh")["shipping"] == ""


def test_every_field_of_a_product_is_in_the_form() -> None:
    """The form has all fields, each with a label, a help text, and a kind."""
    for lang in ("zh", "en"):
        fields = form_fields(lang)  # type: ignore[arg-type]
        assert tuple(field.name for field in fields) == FIELDS
        assert all(field.label and field.help for field in fields)


def test_blank_content() -> None:
    """Spaces and empty lists state nothing; a zero does."""
    assert is_blank(None)
    assert is_blank({"name": " ", "attributes": []})
    assert not is_blank({"price": "0"})
