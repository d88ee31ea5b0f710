"""Catalogs of every kind of file give the same products."""

import io
from pathlib import Path

import pandas as pd
import pytest

from kwopt.errors import KwoptError
from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.models import Product
from kwopt.shop.batch import read_catalog_file

TEXT = "商品ID,商品标题,属性:材质,袖长,库存\n001,改良旗袍,真丝,短袖,5\n\n002,新中式旗袍,,,6\n"
PRODUCTS = (
    Product(product_id="001", title="改良旗袍", attributes=(("材质", "真丝"), ("袖长", "短袖"))),
    Product(product_id="002", title="新中式旗袍"),
)


def products_of(data: bytes, name: str) -> tuple[Product, ...]:
    """Return the products of a file."""
    return read_catalog_file(io.BytesIO(data), name=name).catalog.products


def workbook(frame: pd.DataFrame) -> bytes:
    """Return a frame as XLSX."""
    file = io.BytesIO()
    frame.to_excel(file, index=False, engine="xlsxwriter")
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files(encoding: str, delimiter: str) -> None:
    """Encodings and delimiters are found; blank lines are none; IDs keep their zeros."""
    data = TEXT.replace(",", delimiter).encode(encoding)
    assert products_of(data, "shop.csv") == PRODUCTS


def test_workbooks_and_parquet() -> None:
    """Workbooks and Parquet hold what text files hold; numbers of IDs are written out."""
    frame = pd.read_csv(io.StringIO(TEXT), dtype=str)
    assert products_of(workbook(frame), "shop.xlsx") == PRODUCTS
    parquet = io.BytesIO()
    frame.to_parquet(parquet)
    assert products_of(parquet.getvalue(), "shop.parquet") == PRODUCTS
    numbers = pd.DataFrame({"商品ID": [654321098765], "标题": ["旗袍"]})
    assert products_of(workbook(numbers), "shop.xlsx")[0].product_id == "654321098765"


def test_nested_values_of_parquet_stay() -> None:
    """Pairs in a Parquet file are pairs, not their text."""
    file = io.BytesIO()
    pd.DataFrame({"title": ["旗袍"], "attributes": [[["材质", "棉"]]]}).to_parquet(file)
    assert products_of(file.getvalue(), "shop.parquet")[0].attributes == (("材质", "棉"),)


def test_rows_with_too_many_cells_are_errors_in_their_place() -> None:
    """A row that cannot be split into the columns is a failed product, the last row too."""
    text = "商品ID,标题\n1,旗袍\n2,唐装,多,余\n3,马面裙\n4,a,b,c\n"
    rows = read_catalog_file(io.BytesIO(text.encode()), name="shop.csv").catalog.rows
    assert [(row.row, row.error.code if row.error else None) for row in rows] == [
        (2, None),
        (3, "products.catalog_row_too_long"),
        (4, None),
        (5, "products.catalog_row_too_long"),
    ]


def test_headers_below_other_lines() -> None:
    """Lines above the headers are none, as in Taobao's packages: a version, names in English, in Chinese."""
    text = (
        "version 1.00\ntitle\tcid\tprice\tnum_id\n宝贝名称\t宝贝类目\t宝贝价格\t数字ID\n旗袍\t50012\t59\t77\n"
    )
    catalog = read_catalog_file(io.BytesIO(text.encode("utf-16")), name="package.csv").catalog
    assert [(row.product_id, row.product.title) for row in catalog.rows if row.product] == [("77", "旗袍")]
    assert not catalog.errors


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("关键词,搜索人气\n旗袍,5\n", "products.catalog_no_title"),
        ("a,b\n1,2\n", "products.catalog_no_title"),
        ("标题\n", "products.catalog_empty"),
        ("[]", "products.catalog_empty"),
    ],
)
def test_what_is_no_catalog_is_refused(text: str, code: str) -> None:
    """A file that names no products is one clear error, with the columns that it has."""
    with pytest.raises(KwoptError) as caught:
        read_catalog_file(io.BytesIO(text.encode()), name="shop.csv")
    assert caught.value.code == code


def test_a_column_of_titles_alone_is_a_catalog(tmp_path: Path) -> None:
    """A list of titles under a header is enough."""
    (tmp_path / "titles.csv").write_text("title\n旗袍\n唐装\n", encoding="utf-8")
    found = read_catalog_file(tmp_path / "titles.csv")
    assert [row.row for row in found.catalog.rows] == [2, 3]
    assert (found.file, len(found.sha256 or "")) == ("titles.csv", 64)


def test_notices_name_the_options_of_catalogs() -> None:
    """A guessed encoding is mended with --catalog-encoding: --encoding is that of the keyword tables."""
    found = read_catalog_file(io.BytesIO(TEXT.encode("gb18030")), name="shop.csv").catalog
    assert [notice.code for notice in found.notices][:1] == ["shop.catalog_encoding_guessed"]
    assert all("--catalog-encoding" in message("shop.catalog_encoding_guessed", {"encoding": "gb18030"}, lang)
               for lang in LANGUAGES)  # fmt: skip


def test_errors_name_the_options_of_catalogs() -> None:
    """A wrong --catalog-encoding is not blamed on --encoding."""
    with pytest.raises(KwoptError, match="leave --catalog-encoding out"):
        read_catalog_file(io.BytesIO(TEXT.encode("gb18030")), name="shop.csv", encoding="utf-8")
