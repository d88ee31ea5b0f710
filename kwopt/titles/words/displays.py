"""How a title writes its words: as the product itself writes them, capitalized where words stand apart."""

import re
from collections.abc import Iterable, Mapping

from kwopt.language.measures import UNIT_WORDS
from kwopt.language.normalize import match_form, without_spaces
from kwopt.models import Product
from kwopt.rules import FieldRule


def cased_forms(product: Product) -> dict[str, str]:
    """Return how the product itself writes its Latin words: iPhone13, TPU, A字裙."""
    stated = " ".join(
        [product.brand or "", product.title or "", product.name or "", *(v for _, v in product.attributes)]
    )
    found: dict[str, str] = {}
    for piece in re.findall(r"[A-Za-z0-9&'+.-]*[A-Za-z][A-Za-z0-9&'+.-]*(?:字[裙裤领]?|领|型|风)?", stated):
        found.setdefault(without_spaces(match_form(piece)), piece)
    return found


def shown_forms(
    texts: Iterable[str], cased: Mapping[str, str], field: FieldRule
) -> Iterable[tuple[str, str]]:
    """Yield each word with its shown form: as the product writes it; where words stand apart, capitalized."""
    for text in texts:
        shown = cased.get(text, _display(text))
        yield text, _capitalized(shown) if field.spaced else shown


def _capitalized(word: str) -> str:
    """Return a word as titles write it: Straw, Leak-Proof, Pack; small words, oz and nc4400 stay."""
    is_symbol = word in UNIT_WORDS and len(word) <= LONGEST_SYMBOL
    if word in SMALL_WORDS or is_symbol or any(map(str.isdigit, word)) or not word.islower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


LONGEST_SYMBOL = 3
"""Letters of a unit's symbol (oz, cm, rpm); longer ones are words (inch, pack)."""

SMALL_WORDS = frozenset(
    {"a", "an", "the", "and", "or", "for", "with", "without", "of", "in", "on", "to", "by", "from", "at"}
)
"""Words that Amazon's title guide leaves in lower case: articles, conjunctions, short prepositions."""


def _display(text: str) -> str:
    """Return the shown form: a letter that stands for a shape is a capital (A字裙, V领)."""
    return (
        text[0].upper() + text[1:] if len(text) > 1 and text[0].isascii() and not text[1].isascii() else text
    )
