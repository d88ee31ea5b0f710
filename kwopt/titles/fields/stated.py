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
from kwopt.titles.words.displays import SMALL_WORDS
from kwopt.titles.words.spaced_product import MOST_OF_A_SELLER, is_for_buyers, main_role

LONGEST_POINT, LONGEST_VALUE, LONGEST_NAME = 6, 4, 3
"""Words of a selling point, of an attribute's value, and of its name, that still read as a phrase."""

LEAST_LETTERS = 2
"""Letters of a phrase's last word: one alone is what is left of "(s)"."""

POINT, FEATURE, VALUE = 3, 2, 1
"""How much a phrase tells: what the seller puts first; what the thing does or is made of; the rest."""

_PARTS = re.compile(r"\s*[,;|•]\s*|\s+/\s+")
_WRITTEN = re.compile(r"[^\W_][\w'’+&.%\"-]*(?: [^\W_][\w'’+&.%\"-]*)*(?<![.-])")
_YES = frozenset({"yes", "true", "y", "included"})
_NO = frozenset(
    {
        "no", "false", "n", "none", "n/a", "na", "other", "others", "not applicable", "unknown",
        "not supported", "not included",
    }
)  # fmt: skip
_TELLING = frozenset(
    {
        Role.FEATURE, Role.MATERIAL, Role.PATTERN, Role.STYLE, Role.CUT, Role.OCCASION, Role.AUDIENCE,
        Role.SPEC,
    }
)  # fmt: skip
_UNTOLD = (
    "type", "category", "model", "name", "brand", "manufacturer", "description", "title", "colour", "color",
    "origin", "country", "source", "manual", "guide", "warranty", "packag", "box", "certif", "compliance",
)  # fmt: skip
"""Parts of names of attributes that a title tells (what a thing is, whose), or that sell nothing."""
_UNTOLD_IN_VALUES = ("manual", "user guide", "warranty", "complian", "certif", "supported", "required")
_MEANT_FOR = ("use", "usage", "recommended usage", "purpose", "occasion", "suitable for", "intended use")
"""Names of attributes whose values read behind "for"."""
_ABSTRACT = ("technology", "interface", "language", "feature", "features", "special", "other")
"""Words of attributes' names that nobody says behind a value (wired connectivity technology)."""


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
    titled = frozenset(spaced_words(match_form(product.title or "")))
    for name, value in product.attributes:
        label = match_form(name)
        if any(part in label for part in _UNTOLD):
            continue
        for part in _PARTS.split(match_form(value)):
            text = _phrase(label, part)
            is_titled = titled.issuperset(spaced_words(part))
            is_plain = not is_sheet or is_titled or (is_for_buyers(name) and _is_plain(text or ""))
            if text and is_plain and not _is_untold(text) and _reads(text, LONGEST_VALUE + LONGEST_NAME):
                yield Phrase(text, FEATURE if _tells(part) or part in _YES else VALUE)


def _phrase(name: str, value: str) -> str | None:
    """Return a value as a phrase, with the attribute's name where it says little alone, else None."""
    words, named = spaced_words(value), spaced_words(name)
    if value in _NO or not words or len(words) > LONGEST_VALUE:
        return None
    if value in _YES:
        return name if len(named) <= LONGEST_NAME else None
    has_number = words[0].replace(".", "").isdigit()
    is_measure = measure_of("".join(words[:2])) is not None or (has_number and len(words) > 1)
    if has_number and not is_measure:
        return None
    if name in _MEANT_FOR:
        return f"for {value}"
    if len(words) == 1 and main_role(value) is Role.COLOUR:
        return None
    if not is_measure and (name == "feature" or len(words) > 1 or _tells(value)):
        return value
    is_said = bool(set(words) & set(named)) or any(part in named for part in _ABSTRACT)
    return f"{value} {name}" if len(named) <= LONGEST_NAME and not is_said else None


def _is_untold(text: str) -> bool:
    return any(part in text for part in _UNTOLD_IN_VALUES)


def _is_plain(text: str) -> bool:
    """Say whether a phrase of a data sheet is no jargon: all its words tell something, numbers aside.

    A bare material (copper, of a cable) may be that of a part.
    """
    words = spaced_words(text)
    if len(words) == 1 and main_role(words[0]) is Role.MATERIAL:
        return False
    return all(main_role(word) in _TELLING or word in UNIT_WORDS or word[0].isdigit() for word in words)


def _tells(text: str) -> bool:
    return any(main_role(word) in _TELLING for word in (text, *spaced_words(text)))


def _reads(text: str, longest: int) -> bool:
    """Say whether a text reads as a phrase: neither long nor with marks of a sentence or a table in it."""
    words = spaced_words(text)
    if not words:
        return False
    is_table = (
        any("/" in word and any(map(str.isdigit, word)) for word in words) or len(words[-1]) < LEAST_LETTERS
    )
    return len(words) <= longest and not is_table and _WRITTEN.fullmatch(text) is not None


def content_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words that say something, numbers and small words aside."""
    return frozenset(
        word for word in words if word not in SMALL_WORDS and not word.replace(".", "").isdigit()
    )
