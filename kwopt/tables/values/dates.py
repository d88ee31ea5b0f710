"""Dates in texts: of cells, of lines above a table, of file names.

Names of months and words between two days are data, in `resources/formats.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from kwopt.resources import load_toml

Period: TypeAlias = tuple[date, date]

MOST_DATES = 10_000
"""Distinct texts of a date column: 27 years of days; more are no dates."""

_LONGEST = 2000  # characters of a text that are searched: longer lines above a table name many products

_YEAR_FIRST = (
    r"(?<!\d)(?P<y1>20\d\d)(?P<s>[-./_]|年)(?P<m1>\d{1,2})(?:(?P=s)|月)(?P<d1>\d{1,2})(?!\d)日?"
    r"(?:\s*[-–~至到—]+\s*(?:(?P<m1b>\d{1,2})月)?(?P<d1b>\d{1,2})日)?"
    r"|(?<!\d)(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
)
_YEAR_LAST = r"(?<!\d)(?P<a>\d{1,2})(?P<t>[./-])(?P<b>\d{1,2})(?P=t)(?P<y5>20\d\d)(?!\d)"


def spans_of(texts: Sequence[str]) -> list[Period | None]:
    """Return the span of the dates in each text, None for one that holds none.

    >>> spans_of(["2026/8/10 - 2026/8/16", "--"])
    [(datetime.date(2026, 8, 10), datetime.date(2026, 8, 16)), None]
    """
    plain = [unicodedata.normalize("NFKC", text[:_LONGEST]) for text in texts]
    day_first = _day_first(plain)
    spans = ((_dates(text, day_first) or _parts_of_years(text)) for text in plain)
    return [(min(dates), max(dates)) if dates else None for dates in spans]


def _day_first(texts: Sequence[str]) -> bool:
    """Whether "3/4/2026" is the third of April: only where another date of the same kind shows it."""
    pairs = [(int(match["a"]), int(match["b"])) for text in texts for match in _year_last().finditer(text)]
    return any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)


@cache
def _year_last() -> re.Pattern[str]:
    return re.compile(_YEAR_LAST)


@cache
def _months() -> dict[str, int]:
    """Return the beginnings of the names of months, in several languages."""
    names = load_toml("formats.toml")["periods"]["months"]
    return {begin: number for number, group in enumerate(names, start=1) for begin in group}


@cache
def _date_pattern() -> re.Pattern[str]:
    month = f"(?:{'|'.join(sorted(_months(), key=len, reverse=True))})" + r"[^\W\d_]*"
    month_first = (
        rf"(?<![^\W\d_])(?P<n3>{month})\.?\s+(?P<d3>\d{{1,2}})"
        rf"(?:\s*[-–]\s*(?:(?P<n3b>{month})\.?\s+)?(?P<d3b>\d{{1,2}}))?,?\s+(?P<y3>20\d\d)"
    )
    day_first = rf"(?<!\d)(?P<d4>\d{{1,2}})\.?\s+(?:de\s+)?(?P<n4>{month})\.?,?\s+(?:de\s+)?(?P<y4>20\d\d)"
    return re.compile(f"{_YEAR_FIRST}|{month_first}|{day_first}|{_YEAR_LAST}", re.IGNORECASE)


def _dates(text: str, day_first: bool) -> list[date]:
    """Return the dates of a text's first span ("10 to 16"), else all: beside it may stand the export's."""
    found = []
    for match in _date_pattern().finditer(text):
        read = (_real_date(*parts) for parts in _read(match.groupdict(), day_first))
        if dates := [real for real in read if real is not None]:
            found.append((match.start(), match.end(), dates))
    for place, (_, end, dates) in enumerate(found):
        if len(dates) > 1:
            return dates
        start, _, others = found[place + 1] if place + 1 < len(found) else (end, end, [])
        if others and _between().fullmatch(text[end:start]):
            return [*dates, *others]
    return [real for _, _, dates in found for real in dates]


@cache
def _between() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_toml("formats.toml")["periods"]["until"]))
    return re.compile(rf"\s*(?:[-–—~_,/|]|{words})?\s*", re.IGNORECASE)


def _read(part: dict[str, str | None], day_first: bool) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day of the one or two dates that a match holds."""
    if part["y1"]:
        month = int(part["m1"] or 0)
        yield int(part["y1"]), month, int(part["d1"] or 0)
        if part["d1b"]:
            yield int(part["y1"]), int(part["m1b"] or month), int(part["d1b"])
    elif part["y2"]:
        yield int(part["y2"]), int(part["m2"] or 0), int(part["d2"] or 0)
    elif part["y3"]:
        yield int(part["y3"]), _month(part["n3"]), int(part["d3"] or 0)
        if part["d3b"]:
            yield int(part["y3"]), _month(part["n3b"] or part["n3"]), int(part["d3b"])
    elif part["y4"]:
        yield int(part["y4"]), _month(part["n4"]), int(part["d4"] or 0)
    elif part["y5"]:
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        swapped = day_first or part["t"] != "/" or first > 12
        yield int(part["y5"]), second if swapped else first, first if swapped else second


def _month(name: str | None) -> int:
    begins = (begin for begin in _months() if (name or "").casefold().startswith(begin))
    return _months().get(max(begins, key=len, default=""), 0)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parts_of_years(text: str) -> list[date]:
    """Return first and last day of the month, quarter or year that a text names without a day."""
    for pattern, months in _part_patterns():
        if match := pattern.search(text):
            part = match["part"]
            number = int(part) if part.isdigit() else _month(part)
            start = _real_date(int(match["year"]), (number - 1) * months + 1, 1)
            return [start, _last_day(start, months)] if start else []
    return []


@cache
def _part_patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return patterns of a year with a month or quarter, and how many months that is."""
    year = r"year\W{1,4}(?P<year>20\d\d)\W.*?"
    return (
        (re.compile(year + r"month\W{1,4}(?P<part>[^\W\d_]{3,}|\d{1,2})", re.IGNORECASE), 1),
        (re.compile(year + r"quarter\W{1,4}(?:q|quarter\s*)?(?P<part>[1-4])", re.IGNORECASE), 3),
        (re.compile(r"(?<!\d)(?P<year>20\d\d)年(?P<part>1[0-2]|0?[1-9])月(?!\d)"), 1),
    )


def _last_day(start: date, months: int) -> date:
    later = start.month - 1 + months
    return date(start.year + later // 12, later % 12 + 1, 1) - timedelta(days=1)
