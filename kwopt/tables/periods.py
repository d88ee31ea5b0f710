"""The period of a table, where its name or its preamble betrays it."""

import re
from collections.abc import Sequence
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<s>[-./_]|年)(?P<m>\d{1,2})(?:(?P=s)|月)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?P<m3>{'|'.join(_MONTHS)})[a-z]*\.? (?P<d3>\d{{1,2}}), (?P<y3>20\d\d)",
    re.IGNORECASE,
)


def period_in(texts: Sequence[str]) -> tuple[date, date] | None:
    """Return first and last day of a period that stands in one of `texts`, the first such text.

    A single date is taken only where no text holds two: it is mostly the day of the export.

    >>> period_in(["Keyword Stats 2026-06-09", "May 1, 2025 - April 30, 2026"])
    (datetime.date(2025, 5, 1), datetime.date(2026, 4, 30))
    """
    found = [dates for text in texts if (dates := _dates(text))]
    for dates in found:
        if len(dates) > 1:
            return min(dates), max(dates)
    return (found[0][0], found[0][0]) if found else None


def _dates(text: str) -> list[date]:
    dates = []
    for match in _DATE.finditer(text):
        named = match.groupdict()
        month = named["m"] or named["m2"] or str(_MONTHS.index((named["m3"] or "jan")[:3].lower()) + 1)
        year, day = named["y"] or named["y2"] or named["y3"], named["d"] or named["d2"] or named["d3"]
        try:
            dates.append(date(int(year or 0), int(month), int(day or 0)))
        except ValueError:
            continue
    return dates
