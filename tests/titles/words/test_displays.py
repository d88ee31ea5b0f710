"""How words are written: as the product writes them, capitalized where words stand apart."""

from kwopt.models import Product
from kwopt.rules import marketplace
from kwopt.titles.words.displays import cased_forms, shown_forms


def test_words_are_written_as_the_product_writes_them() -> None:
    """Capitals inside words and numbers are the seller's."""
    forms = cased_forms(Product(name="Mini POV Camera 4K", attributes={"Link": "WiFi", "Fits": "iPhone13"}))
    assert [forms[word] for word in ("pov", "4k", "wifi", "iphone13")] == ["POV", "4K", "WiFi", "iPhone13"]


def test_spaced_titles_capitalize_all_but_small_words_and_units() -> None:
    """Amazon's style: Leak-Proof, with, oz; a pack is counted, not measured, and has a capital."""
    field = marketplace("amazon").title
    words = ["leak-proof", "with", "oz", "pack", "straw", "32oz"]
    shown = [display for _, display in shown_forms(words, {}, field)]
    assert shown == ["Leak-Proof", "with", "oz", "Pack", "Straw", "32oz"]


def test_unspaced_titles_capitalize_only_letters_that_stand_for_shapes() -> None:
    """A字裙 has a capital, ins风 has none."""
    field = marketplace("taobao").title
    assert [shown for _, shown in shown_forms(["a字裙", "ins风"], {}, field)] == ["A字裙", "ins风"]
