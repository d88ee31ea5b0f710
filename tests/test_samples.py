"""The sample data and its packaging."""

from configparser import ConfigParser
from pathlib import Path

import pytest

from kwopt.products import product_notices, read_product
from kwopt.resources.samples import sample, sample_names
from tests.sources import PACKAGE

ROOT = Path(__file__).resolve().parent.parent


def test_packages_of_setup_cfg_are_those_of_the_tree() -> None:
    """Every room is packaged, and the samples with them: setuptools cannot find those by itself."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = config["options"]["packages"].split()
    rooms = [path.parent.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("__init__.py")]
    assert listed == sorted([".".join(room.parts) for room in rooms] + ["kwopt.samples"])


def test_every_sample_is_found() -> None:
    """Each file of the sample folder's table is found by its name."""
    names = (
        "bottle.toml", "bottle_keywords.csv", "catalog.csv", "qipao.toml", "qipao_keywords.csv",
        "qipao_traffic.csv",
    )  # fmt: skip
    assert sample_names() == names
    assert all(sample(name).is_file() for name in sample_names())


def test_unknown_sample_names_those_there_are() -> None:
    """Asking for a sample that does not exist says which do."""
    with pytest.raises(FileNotFoundError, match="qipao_keywords"):
        sample("../setup.cfg")


@pytest.mark.parametrize("name", ["qipao.toml", "bottle.toml"])
def test_sample_products_are_complete(name: str) -> None:
    """The sample products read without a remark and state price and cost."""
    product = read_product(sample(name))
    assert product_notices(product) == []
    assert product.price is not None
    assert product.cost is not None
