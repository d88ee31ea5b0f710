"""The boxes of the product form: in which groups they stand, and which of their texts can be understood.

A box holds text as the seller types it; rates are typed in percent. What a text means is decided by the
readers of product files, so that a form and a file never differ. A text that cannot be understood stays in
its box and is left out of the product until it is mended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kwopt.models import PRODUCT_RATES
from kwopt.pages.web.panel_product.attribute_lines import read_lines
from kwopt.pages.web.visiting.state import NAMING
from kwopt.products.catalog_cells import read_cell
from kwopt.products.values import VALUE_READERS

FIRST = ("name", "category", "title", "brand")
"""Boxes that stand open, above the attributes."""

ATTRIBUTES = "attributes"
SELLING_POINTS = "selling_points"
WORDS = ("required_words", "forbidden_words", "approved_words")
MONEY = (
    "price", "discount", "cost", "shipping", "packaging", "other_fees", "commission_rate", "payment_fee_rate",
    "tax_rate", "refund_rate", "refund_cost", "repeat_orders", "currency",
)  # fmt: skip
MORE = ("season", "year", "product_id")


@dataclass(frozen=True)
class ReadForm:
    """What the boxes say.

    Parameters
    ----------
    content
        Texts that can be understood, as the bench's orders take them.
    bad
        Field to the kind of value that its box should hold ("number"), for those that cannot.
    unread
        Lines that name no attribute; they are taken as facts without a name.
    """

    content: Mapping[str, str]
    bad: Mapping[str, str]
    pairs: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the product has what it may be called by."""
        return any(field in self.content for field in NAMING)

    @property
    def product_content(self) -> dict[str, str]:
        """What makes the product: nothing as long as it has no name."""
        return dict(self.content) if self.named else {}


def boxes_of(content: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the boxes for a content of the bench, whose rates come with a sign.

    >>> boxes_of({"name": "旗袍", "refund_rate": "32%"})
    {'name': '旗袍', 'refund_rate': '32'}
    """
    return {
        field: text.removesuffix("%") if field in PRODUCT_RATES else text for field, text in content.items()
    }


def read_form(texts: Mapping[str, str]) -> ReadForm:
    r"""Return what the boxes say.

    Examples
    --------
    >>> form = read_form({"name": "旗袍", "refund_rate": "32", "price": "dear", "attributes": "短袖\n袖长"})
    >>> form.content, form.bad
    ({'name': '旗袍', 'refund_rate': '32%', 'attributes': '袖长：短袖'}, {'price': 'number'})
    """
    lines = read_lines(texts.get(ATTRIBUTES, ""))
    stated = {field: _stated(field, text) for field, text in texts.items() if text.strip()}
    if ATTRIBUTES in stated:
        stated[ATTRIBUTES] = lines.text
    bad = {field: VALUE_READERS[field][0] for field, text in stated.items() if not _readable(field, text)}
    content = {field: text for field, text in stated.items() if field not in bad}
    return ReadForm(content, bad, lines.pairs, lines.unread)


def _stated(field: str, text: str) -> str:
    """Return what a box states: a bare number of percent gets its sign."""
    text = text.strip()
    return f"{text}%" if field in PRODUCT_RATES and not text.endswith(("%", "％")) else text


def _readable(field: str, text: str) -> bool:
    if field == ATTRIBUTES:
        return True
    try:
        _value(field, text)
    except (TypeError, ValueError, KeyError):
        return False
    return True


def _value(field: str, text: str) -> Any:
    return read_cell(field, text).value if field in WORDS else VALUE_READERS[field][1](text)


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a box of words.

    >>> words_in("真丝，高档、 大码")
    ('真丝', '高档', '大码')
    """
    return tuple(read_cell("required_words", text).value) if text.strip() else ()


def with_words(text: str, words: tuple[str, ...]) -> str:
    """Return the text of a box of words with `words` at its end, each once.

    >>> with_words("真丝", ("大码", "真丝"))
    '真丝、大码'
    """
    return _joined(dict.fromkeys((*words_in(text), *words)))


def without_words(text: str, words: tuple[str, ...]) -> str:
    """Return the text of a box of words without `words`.

    >>> without_words("真丝、大码", ("大码",))
    '真丝'
    """
    return _joined(word for word in words_in(text) if word not in words)


def _joined(words: Any) -> str:
    found = list(words)
    return (", " if all(word.isascii() for word in found) else "、").join(found)
