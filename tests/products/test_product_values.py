"""How the values of product fields are read; cases in tests/cases/product_values.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import ProductError
from kwopt.models import Product
from kwopt.products import read_product
from kwopt.products.values import VALUE_READERS

CASES = json.loads(
    (Path(__file__).parent.parent / "cases" / "product_values.json").read_text(encoding="utf-8")
)


def as_tuples(value: Any) -> Any:
    """Return `value` with lists turned into tuples, at any depth."""
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_value_is_read_or_refused(case: dict[str, Any]) -> None:
    """A value with one meaning is read; any other is refused with the field and the value named."""
    content = {"title": "x", case["field"]: case["input"]}
    if case["expected"] is not None:
        assert getattr(read_product(content), case["field"]) == as_tuples(case["expected"])
        return
    with pytest.raises(ProductError) as caught:
        read_product(content)
    assert case["field"] in str(caught.value)
    assert caught.value.where["value"] == case["input"]


def test_every_field_has_a_reader() -> None:
    """The readers cover exactly the fields of a product, so that none can be forgotten."""
    assert set(VALUE_READERS) == set(Product.__dataclass_fields__)


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in VALUE_READERS.values()}))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_has_a_message(kind: str, lang: str) -> None:
    """A value that cannot be read has a sentence in both languages."""
    error = ProductError(f"products.bad_{kind}", column="price", value="abc", place="")
    assert "price" in error.text(lang)
    assert "abc" in error.text(lang)
