"""Measures in English text: 32 oz, half gallon, 12-pack, as amounts in one unit a dimension.

Only dimensions of which a product has one or few, and which shoppers filter by, are read: how much it
holds, how many come in a pack, how much it stores. Lengths are not: a product has many.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

SAME_WITHIN = 0.03
"""Relative difference below which two amounts are one: a 1 litre bottle is no 32 oz bottle (5.7 %)."""

_VOLUMES = {
    1.0: "ml milliliter millilitre",
    1000.0: "l liter litre",
    29.5735: "oz ounce",
    473.176: "pint",
    946.353: "quart qt",
    3785.41: "gallon gal",
}
"""Units by their millilitres; US customary units as NIST Handbook 44, appendix C, defines them."""

_COUNTS = {1.0: "pack pk count ct pcs piece", 12.0: "dozen"}
_BYTES = {1.0: "gb gigabyte", 1000.0: "tb terabyte", 0.001: "mb megabyte"}

_UNITS: Mapping[str, tuple[str, float]] = {
    form: (dimension, factor)
    for dimension, table in (("volume", _VOLUMES), ("count", _COUNTS), ("storage", _BYTES))
    for factor, names in table.items()
    for name in names.split()
    for form in (name, name + "s")
}
ALONE_MEAN_ONE = frozenset({"gallon", "quart", "pint", "dozen"})
"""Units that shoppers write without a number for one of them: a gallon water bottle, but no l shaped desk."""

_NUMBERS: Mapping[str, float] = {
    "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0,
    "ten": 10.0, "twelve": 12.0,
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_JOINED = re.compile(r"(\d+(?:\.\d+)?)-?([a-z]+)")
_STATED = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?|[a-z]+)[ -]?(?:fl\.? ?)?([a-z]+)")


_BESIDE_NUMBERS = (
    "in inch inches ft foot feet yd yard mm cm meter metre w watt watts v volt volts amp amps mah ah lb lbs "
    "pound pounds kg gram grams sq cu hp cfm gpm btu psi ga gauge hz mhz ghz mp dpi rpm mil ton fl x"
)
UNIT_WORDS = frozenset({*_UNITS, *_BESIDE_NUMBERS.split()})
"""Words that only say what a number beside them counts."""


@dataclass(frozen=True)
class Measure:
    """An amount in its dimension's unit: millilitres, pieces, gigabytes."""

    dimension: str
    amount: float

    def rivals(self, other: "Measure") -> bool:
        """Say whether both measure one dimension."""
        return self.dimension == other.dimension

    def equals(self, other: "Measure") -> bool:
        """Say whether both are one amount, to within `SAME_WITHIN`.

        >>> Measure("volume", 946.4).equals(Measure("volume", 32 * 29.5735))
        True
        """
        return self.rivals(other) and abs(self.amount - other.amount) <= SAME_WITHIN * other.amount


def unit_of(word: str) -> tuple[str, float] | None:
    """Return the dimension of a unit's name and its size, or None.

    >>> unit_of("gallons"), unit_of("bottle")
    (('volume', 3785.41), None)
    """
    return _UNITS.get(word)


def number_of(word: str) -> float | None:
    """Return the number that a word writes, in digits or letters, or None."""
    return float(word) if _NUMBER.fullmatch(word) else _NUMBERS.get(word)


def measure_of(word: str) -> Measure | None:
    """Return the measure that one word writes, or None.

    >>> measure_of("12-pack"), measure_of("32")
    (Measure(dimension='count', amount=12.0), None)
    """
    found = _JOINED.fullmatch(word)
    unit = unit_of(found.group(2)) if found else None
    return Measure(unit[0], unit[1] * float(found.group(1))) if found and unit else None


@lru_cache(maxsize=2**14)
def numbers_in(text: str) -> frozenset[float]:
    """Return every number that a text in match form writes in digits, fractions and mixed numbers worked out.

    The parts of a mixed number count as well: shoppers and sellers space them differently.

    >>> sorted(numbers_in("1-1/2 in. x 80,000"))
    [0.5, 1.0, 1.5, 80000.0]
    """
    found = set()
    for match in _WRITTEN.finditer(text):
        whole, top, bottom, plain = match.groups()
        part = int(top) / int(bottom) if top and int(bottom) else 0.0
        found |= {float(plain.replace(",", ""))} if plain else {part}
        found |= {float(whole), float(whole) + part} if whole else set()
    return frozenset(found)


_WRITTEN = re.compile(r"(?:(\d+)[- ])?(\d+)/(\d+)|(\d+(?:,\d{3})+|\d*\.\d+|\d+)")


def measures_in(text: str) -> frozenset[Measure]:
    """Return the measures that a text in match form states.

    >>> sorted(round(measure.amount) for measure in measures_in("32 fl oz bottle, 2-pack"))
    [2, 946]
    """
    pairs = ((number_of(number), unit_of(unit)) for number, unit in _STATED.findall(text))
    return frozenset(
        Measure(unit[0], unit[1] * number)
        for number, unit in pairs
        if number is not None and unit is not None
    )
