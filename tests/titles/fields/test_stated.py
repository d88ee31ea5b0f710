"""What a product states, as phrases: each case one rule."""

import pytest

from kwopt.models import Product
from kwopt.titles.fields.stated import stated_phrases


def phrases(name: str, value: str) -> list[str]:
    """Return the phrases of a product with one attribute."""
    return [p.text for p in stated_phrases(Product(name="bottle", attributes=((name, value),)))]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Material", "Stainless Steel", ["stainless steel"]),
        ("Lid", "straw", ["straw lid"]),  # one word says little alone
        ("Battery life", "10 hours", ["10 hours battery life"]),  # nor does a measure
        ("BPA free", "yes", ["bpa free"]),
        ("BPA free", "no", []),
        ("Use", "hiking", ["for hiking"]),
        ("Features", "leak proof; insulated", ["leak proof", "insulated"]),
        ("Weight", "345", []),  # a number without a unit
        ("Colour", "black", []),  # the title's business
        ("Country of origin", "China", []),
        ("Notes", "it keeps your drinks cold for the whole long day", []),  # a sentence
        ("Compatibility", "NP110/115/210", []),  # a table
    ],
)
def test_what_reads_as_a_phrase(name: str, value: str, expected: list[str]) -> None:
    """A value stands alone, behind "for" or with its name, or is left out."""
    assert phrases(name, value) == expected


def test_data_sheet_tells_plain_words_alone() -> None:
    """Of a data sheet come plain features and what today's title says, no jargon."""
    sheet = tuple((f"field {number}", f"jargon{number} xyz{number}") for number in range(25))
    product = Product(
        title="Acme Notebook Windows 7 Home",
        attributes=(*sheet, ("Feature", "waterproof"), ("OS", "Windows 7 Home")),
    )
    assert [phrase.text for phrase in stated_phrases(product)] == ["waterproof", "windows 7 home"]
