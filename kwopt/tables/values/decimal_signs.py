"""Commas and dots of figures: which part thousands, which decimals. The column decides, not the cell."""

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


def has_dots_of_thousands(known: pa.Array) -> bool:
    """Whether some figure has two dots before groups of three, which can be nothing else."""
    return _any_match(known, r"^\s*[0-9]{1,3}(?:\.[0-9]{3}){2,}\s*$")


def without_dots_of_thousands(known: pa.Array) -> pa.Array:
    """Return figures without the dots that part thousands, if every dot among them can be one."""
    dotted = known.filter(pc.match_substring(known, "."))
    grouped = pc.match_substring_regex(dotted, r"^\s*[0-9]{1,3}(?:\.[0-9]{3})+\s*$")
    if not len(dotted) or not pc.all(grouped).as_py():
        return known
    return pc.replace_substring(known, ".", "")


def has_decimal_comma(known: pa.Array, expected: bool) -> bool:
    """Whether commas in this column are decimal signs: some can be nothing else, and none contradicts.

    `expected` says that the file separates by semicolons.

    >>> has_decimal_comma(pa.array(["1.234,5"]), False), has_decimal_comma(pa.array(["1,234"]), False)
    (True, False)
    """
    if not _any_match(known, r"[0-9][,，][0-9]") or _any_match(known, r",[0-9]{3}(?:,[0-9]{3}|\.[0-9])"):
        return False
    if _any_match(known, r"[0-9],[0-9]{2},[0-9]"):  # lakh and crore: 1,23,456
        return False
    return expected or _any_match(known, r"[0-9],(?:[0-9]{1,2}|[0-9]{4,})(?:[^0-9,.]|$)")


def _any_match(known: pa.Array, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(known, pattern)).as_py())
