"""Products from files: one product, a catalog, rows that cannot be read, and files that cannot."""

import json
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import KwoptError
from kwopt.pages.bench import Bench
from kwopt.pages.bench.form import content_of
from kwopt.products import read_product
from kwopt.resources.samples import SAMPLES, sample
from tests.made_bench import asked


def imported(folder: Path, text: str, name: str) -> dict[str, Any]:
    """Return what is imported from an uploaded file."""
    path = folder / "upload-7"
    path.write_text(text, encoding="utf-8")
    return asked(Bench(), "catalog", path=str(path), name=name)


def test_a_product_file_is_one_product() -> None:
    """A product file fills the form with all that it states."""
    path = sample("qipao.toml")
    found = asked(Bench(), "catalog", path=str(path), name="我的商品.toml")
    assert [entry["label"] for entry in found["products"]] == ["改良旗袍连衣裙"]
    assert found["products"][0]["content"] == content_of(read_product(path), "en")
    assert (found["failed"], found["notices"]) == ([], [])


def test_a_catalog_offers_its_products() -> None:
    """Each row of a catalog becomes the content of a form, with the row that it stands in."""
    found = asked(Bench(), "catalog", path=str(sample("catalog.csv")), name="catalog.csv")
    assert [entry["row"] for entry in found["products"]] == [2, 3, 4, 5]  # below the headers
    assert all(entry["content"]["attributes"] for entry in found["products"])


def test_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A row with an impossible figure is told with its row and the user's name of the file."""
    found = imported(tmp_path, "商品标题,售价\n改良旗袍,239\n旗袍,很便宜\n", "店铺.csv")
    assert [entry["content"]["price"] for entry in found["products"]] == ["239"]
    (failed,) = found["failed"]
    assert (failed["file"], failed["row"]) == ("店铺.csv", 3)
    assert "很便宜" in failed["message"]


def test_a_list_in_json_is_a_catalog(tmp_path: Path) -> None:
    """JSON holds one product, or a list of them."""
    products = [{"title": "改良旗袍"}, {"title": "唐装"}]
    assert len(imported(tmp_path, json.dumps(products), "a.json")["products"]) == 2
    assert len(imported(tmp_path, json.dumps(products[0]), "a.json")["products"]) == 1


@pytest.mark.parametrize(
    ("text", "name"), [("name = ", "a.toml"), ("", "a.toml"), ("x,y\n1,2\n", "a.csv"), ("{", "a.json")]
)
def test_a_broken_file_is_told_by_its_name(tmp_path: Path, text: str, name: str) -> None:
    """A file that cannot be read is told by the user's name for it, never by its temporary path."""
    with pytest.raises(KwoptError) as caught:
        imported(tmp_path, text, name)
    for lang in ("zh", "en"):
        assert name in caught.value.text(lang)
        assert str(tmp_path) not in caught.value.text(lang)


def test_the_order_product_takes_a_file_too(tmp_path: Path) -> None:
    """An uploaded product file may be asked for as a product."""
    path = tmp_path / "upload"
    path.write_text('name = "旗袍"\nprice = 239\n', encoding="utf-8")
    found = asked(Bench(), "product", path=str(path), name="商品.toml")
    assert (found["product"]["name"], found["content"]["price"]) == ("旗袍", "239")


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_whole(name: str) -> None:
    """Each sample has a table to read, a product that comes back, and its marketplace and day."""
    found, bench = asked(Bench(), "sample", name=name), Bench()
    assert asked(bench, "read", sources=found["sources"])["ready_for"]["title"]
    settings = {"marketplace": found["marketplace"], "as_of": found["as_of"]}
    assert asked(bench, "score", content=found["content"], settings=settings)["counts"]["eligible"] > 0
