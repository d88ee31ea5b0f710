"""What a product states of itself, as short phrases that a buyer can read without the attribute's name.

A value that says little alone takes its name with it (10 hours: 10 Hours Battery Life; straw: Straw Lid).
Sentences, numbers without a unit, and of a data sheet all by which nobody chooses, are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kwopt.language.english import spaced_words
from kwopt.language.measures import UNIT_WORDS, measure_of
from kwopt.language.normalize import match_form
from kwopt.language.roles import Role
from kwopt.models import Product
from kwopt.titles.displays import SMALL_WORDS
from kwopt.titles.spaced_product import MOST_OF_A_SELLER, is_for_buyers, main_role

LONGEST_POINT, LONGEST_VALUE, LONGEST_NAME = 6, 4, 3
"""Words of a selling point, of an attribute's value, and of its name, that still read as a phrase."""

POINT, FEATURE, VALUE = 3, 2, 1
"""How much a phrase tells: what the seller puts first; what the thing does or is made of; the rest."""

_PARTS = re.compile(r"\s*[,;|•]\s*|\s+/\s+")
_WRITTEN = re.compile(r"[^\W_][\w'’+&./%\"-]*(?: [^\W_][\w'’+&./%\"-]*)*")
_YES = frozenset({"yes", "true", "y", "included"})
_NO = frozenset({"no", "false", "n", "none", "n/a", "na", "other", "others", "not applicable", "unknown"})
_TELLING = frozenset(
    {Role.FEATURE, Role.MATERIAL, Role.PATTERN, Role.STYLE, Role.CUT, Role.OCCASION, Role.AUDIENCE}
)
_OF_THE_THING_ITSELF = ("type", "category", "model", "name", "brand", "manufacturer", "description", "title")
"""Names of attributes whose values name the thing, which its title does."""


@dataclass(frozen=True)
class Phrase:
    """A phrase in match form, and how much it tells a buyer."""

    text: str
    tells: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(spaced_words(self.text))


def stated_phrases(product: Product) -> tuple[Phrase, ...]:
    """Return what a product states as phrases, selling points first, each once.

    Examples
    --------
    >>> one = Product(
    ...     name="bottle", selling_points=("Fits car cup holders",),
    ...     attributes={"Material": "stainless steel", "Lid": "straw", "BPA free": "yes", "Weight": "345"},
    ... )
    >>> [phrase.text for phrase in stated_phrases(one)]
    ['fits car cup holders', 'stainless steel', 'straw lid', 'bpa free']
    """
    found: dict[str, Phrase] = {}
    for phrase in (*_points(product), *_values(product)):
        found.setdefault(phrase.text, phrase)
    return tuple(found.values())


def _points(product: Product) -> Iterator[Phrase]:
    for point in product.selling_points:
        for part in _PARTS.split(match_form(point)):
            if _reads(part, LONGEST_POINT):
                yield Phrase(part, POINT)


def _values(product: Product) -> Iterator[Phrase]:
    is_sheet = len(product.attributes) > MOST_OF_A_SELLER
    for name, value in product.attributes:
        label = match_form(name)
        if any(part in label.split(" ") for part in _OF_THE_THING_ITSELF):
            continue
        if is_sheet and not is_for_buyers(name):
            continue
        for part in _PARTS.split(match_form(value)):
            text = _phrase(label, part)
            if text and _reads(text, LONGEST_VALUE + LONGEST_NAME):
                yield Phrase(text, FEATURE if _tells(part) or part in _YES else VALUE)


def _phrase(name: str, value: str) -> str | None:
    """Return a value as a phrase, with the attribute's name where it says little alone, else None."""
    words, named = spaced_words(value), spaced_words(name)
    if value in _NO or not words or len(words) > LONGEST_VALUE:
        return None
    if value in _YES:
        return name if len(named) <= LONGEST_NAME else None
    if name == "feature" or (_tells(value) and len(words) > 1):
        return value
    is_measure = measure_of("".join(words[:2])) is not None or (len(words) > 1 and words[1] in UNIT_WORDS)
    if words[0].replace(".", "").isdigit() and not is_measure:
        return None
    if len(words) > 1 and not is_measure:
        return value
    return f"{value} {name}" if len(named) <= LONGEST_NAME and not set(words) & set(named) else None


def _tells(text: str) -> bool:
    return any(main_role(word) in _TELLING for word in (text, *spaced_words(text)))


def _reads(text: str, longest: int) -> bool:
    """Say whether a text reads as a phrase: neither long nor with marks of a sentence or a table in it."""
    words = spaced_words(text)
    return 0 < len(words) <= longest and _WRITTEN.fullmatch(text) is not None


def content_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words that say something, numbers and small words aside."""
    return frozenset(
        word for word in words if word not in SMALL_WORDS and not word.replace(".", "").isdigit()
    )
