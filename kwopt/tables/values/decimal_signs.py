"""Commas and dots of figures: which part thousands, which decimals. The column decides, not the cell."""

from dataclasses import dataclass, fields

import pyarrow as pa
import pyarrow.compute as pc


def with_decimal_points(plain: pa.Array) -> pa.Array:
    """Return texts with their decimal commas as points; each pass rids a text of one sign of thousands.

    >>> with_decimal_points(pa.array(["1.234.567,8 - 2.000.000"])).to_pylist()
    ['1234567.8 - 2000000']
    """
    grouped = r"([0-9])[. '’]([0-9]{3})([^0-9]|$)"
    while pc.any(pc.match_substring_regex(plain, grouped)).as_py():
        plain = pc.replace_substring_regex(plain, grouped, r"\1\2\3")
    commas = r"([0-9]),([0-9])"
    while pc.any(pc.match_substring_regex(plain, commas)).as_py():
        plain = pc.replace_substring_regex(plain, commas, r"\1.\2")
    return plain


@dataclass(frozen=True)
class Signs:
    """What the dots and commas of a column betray; of a column that is read in pieces, the pieces' together.

    Parameters
    ----------
    double_dots
        A figure has two dots before groups of three, which can be nothing else than signs of thousands.
    dots, other_dots
        There are dots; and among them some that cannot part thousands.
    commas
        Digits stand around a comma.
    other_commas
        Some comma parts thousands, or lakh and crore: "1,23,456".
    decimal_commas
        Some comma can be nothing but a decimal sign.
    """

    double_dots: bool = False
    dots: bool = False
    other_dots: bool = False
    commas: bool = False
    other_commas: bool = False
    decimal_commas: bool = False

    def __or__(self, other: "Signs") -> "Signs":
        """Return what two pieces of a column betray together."""
        return Signs(**{sign.name: getattr(self, sign.name) or getattr(other, sign.name)
                        for sign in fields(self)})  # fmt: skip

    def dots_part_thousands(self, expected: bool) -> bool:
        """Whether dots part thousands: expected, or betrayed, and every dot among them can do so."""
        return (expected or self.double_dots) and self.dots and not self.other_dots

    def commas_are_decimal(self, expected: bool) -> bool:
        """Whether commas are decimal signs: some can be nothing else, or it is expected; none contradicts."""
        return self.commas and not self.other_commas and (expected or self.decimal_commas)


NO_SIGNS = Signs()
"""Nothing is betrayed: numbers from the start, or texts without dots and commas."""


def signs_of_dots(known: pa.Array) -> Signs:
    """Return what the dots in figures betray.

    >>> signs_of_dots(pa.array(["1.234.567", "2.500"])).dots_part_thousands(False)
    True
    """
    dotted = known.filter(pc.match_substring(known, "."))
    if not len(dotted):
        return NO_SIGNS
    grouped = pc.match_substring_regex(dotted, r"^\s*[0-9]{1,3}(?:\.[0-9]{3})+\s*$")
    return Signs(
        double_dots=_any_match(dotted, r"^\s*[0-9]{1,3}(?:\.[0-9]{3}){2,}\s*$"),
        dots=True,
        other_dots=not pc.all(grouped).as_py(),
    )


def signs_of_commas(known: pa.Array) -> Signs:
    """Return what the commas in figures betray.

    >>> some = signs_of_commas(pa.array(["1.234,5"]))
    >>> some.commas_are_decimal(False), signs_of_commas(pa.array(["1,234"])).commas_are_decimal(False)
    (True, False)
    """
    parted = known.filter(pc.or_(pc.match_substring(known, ","), pc.match_substring(known, "，")))
    if not len(parted):
        return NO_SIGNS
    thousands, lakh = r",[0-9]{3}(?:,[0-9]{3}|\.[0-9])", r"[0-9],[0-9]{2},[0-9]"
    return Signs(
        commas=_any_match(parted, r"[0-9][,，][0-9]"),
        other_commas=_any_match(parted, thousands) or _any_match(parted, lakh),
        decimal_commas=_any_match(parted, r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?:[^0-9,.]|$)"),
    )


def _any_match(known: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(known, pattern)).as_py())
