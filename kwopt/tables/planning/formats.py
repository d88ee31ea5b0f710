"""Export formats as data: what each header means, and which export a row of headers betrays.

The facts stand in `resources/formats.toml`; here is only the engine that reads them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, Literal

from kwopt import columns
from kwopt.resources import load_toml
from kwopt.tables.planning.headers import normal_header

CANONICAL = (
    columns.KEYWORD, *columns.NUMERIC, columns.SOURCE_FILE, columns.SOURCE_ROW, *columns.REPORT_GROUPS,
)  # fmt: skip
"""What a column may be mapped to."""

MARKET_FIGURES = (columns.CLICK_THROUGH_RATE, columns.BUYERS_PER_VISITOR, columns.MARKET_BUYERS)
"""What a report on the shop's own advertisements never fills: the market's rates and its buyers."""

Part = Literal["low", "high", "range", "placed"]
"""Which part of a figure a column holds; "placed": orders that were placed, paid or not."""

PEERS = "peers"
"""Stands for a rate marked as others', where a meaning holds beside such a rate only."""


@dataclass(frozen=True)
class Meaning:
    """What a header means; `canonical` is None for a column that is known, but not used.

    `of` says whose figures a word in the header marks them as: the "peers'" or one's "own".
    """

    canonical: str | None = None
    part: Part | None = None
    unit: str | None = None
    direction: str | None = None
    beside: tuple[str, ...] = ()
    not_beside: tuple[str, ...] = ()
    only: str | None = None
    note: str | None = None
    of: str | None = None

    @property
    def target(self) -> str | None:
        """Name of what it fills, with `_low` or `_high` for one end of a range, `_range` for both."""
        if self.canonical is None or self.part is None:
            return self.canonical
        return f"{self.canonical}_{self.part}"


@dataclass(frozen=True)
class Format:
    """One known export; see `resources/formats.toml` for the fields.

    `source`, `date` and `grade` say where its headers were read, when, and how sure that is (A to D).
    `figures` says whose impressions, clicks and orders it holds, where that is known.
    `without` are the canonical columns that must not be there for it to be this format.
    """

    id: str
    names: Mapping[str, str]
    source: str = ""
    date: str = ""
    grade: str = ""
    all: tuple[frozenset[str], ...] = ()
    any: tuple[frozenset[str], ...] = ()
    at_least: int = 0
    ratio: Literal["percent", "fraction"] | None = None
    duplicates: Literal["first", "sum"] = "first"
    replaces: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    currency: str | None = None
    figures: Literal["own", "market", "organic", "items"] | None = None
    without: tuple[str, ...] = ()
    keywords: bool = True
    refusal: str | None = None
    remarks: tuple[str, ...] = ()
    window_days: int | None = None
    asins: bool = True
    dated: bool = True
    rows: tuple[tuple[str, frozenset[str]], ...] = ()
    buckets: tuple[float, ...] = ()
    monthly: str = ""

    def matched(self, names: frozenset[str]) -> int:
        """Return how many headers of the signature are there; 0 if it is not this format."""
        if any(not alternatives & names for alternatives in self.all):
            return 0
        if any(headers_of(canonical) & names for canonical in self.without):
            return 0
        further = sum(not alternatives.isdisjoint(names) for alternatives in self.any)
        return len(self.all) + further if further >= self.at_least else 0

    def confidence(self, names: frozenset[str]) -> float:
        """Return the share of the signature that is there."""
        return round(self.matched(names) / (len(self.all) + len(self.any)), 2) if self.all else 0.0


OWN_FORMAT = "kwopt"
"""Id of the tables that kwopt itself writes."""

GENERIC = Format("generic", {"en": "table without a known format", "zh": "未识别格式的表格"})
GENERIC_REPORT = replace(GENERIC, duplicates="sum")
"""A table that says what was spent: a keyword of two campaigns stands in it twice, and both count."""


@cache
def asin_pattern() -> str:
    """Return the pattern of an ASIN, in lower case.

    >>> bool(re.fullmatch(asin_pattern(), "b0xxtest01"))
    True
    """
    return str(load_toml("formats.toml")["ids"]["asin"])


@dataclass(frozen=True)
class RowSigns:
    """How rows that are sums or footers betray themselves in the keyword's cell.

    `totals` are whole texts, `last_totals` betray a sum in the last row only; `pattern` and `notes`
    (how a text below the table begins) are for RE2, cases apart.
    """

    totals: frozenset[str]
    pattern: str
    last_totals: frozenset[str]
    notes: str


@cache
def row_signs() -> RowSigns:
    """Return the signs of rows that are no keywords."""
    rows = load_toml("formats.toml")["rows"]
    prefixes = "|".join(map(re.escape, rows["total_prefixes"]))
    pattern = f"^(?:{prefixes})|{rows['footer_pattern']}"
    notes = f"^(?:{'|'.join(map(re.escape, rows['note_beginnings']))})"
    return RowSigns(frozenset(rows["totals"]), pattern, frozenset(rows["last_totals"]), notes)


def remarks_on(found: Format, there: Set[str | None]) -> tuple[str, ...]:
    """Return the codes of a format's remarks that hold for a file with these canonical columns.

    >>> remarks_on(replace(GENERIC, remarks=("tables.remark_folk_formula",)), {columns.SEARCH_VOLUME})
    ()
    """
    needs = load_toml("formats.toml")["remark_needs"]
    return tuple(code for code in found.remarks if there >= set(needs.get(code, ())))


@cache
def known_headers() -> frozenset[str]:
    """Return every header that some format or meaning names, in normal form."""
    named = (header for _, header in meanings())
    signatures = (header for item in formats() for group in (*item.all, *item.any) for header in group)
    return frozenset(named) | frozenset(signatures)


@cache
def formats() -> tuple[Format, ...]:
    """Return all known formats, in the order of the data."""
    return tuple(_format(entry) for entry in load_toml("formats.toml")["format"])


def _format(entry: Mapping[str, Any]) -> Format:
    keywords = entry.get("keywords", True)
    return Format(
        id=entry["id"],
        names=entry["name"],
        source=entry["source"],
        date=entry["date"],
        grade=entry["confidence"],
        all=tuple(_spelled(group) for group in entry["all"]),
        any=tuple(_spelled([item] if isinstance(item, str) else item) for item in entry.get("any", ())),
        at_least=entry.get("at_least", 0),
        ratio=entry.get("ratio"),
        duplicates=entry.get("duplicates", "first"),
        replaces=_by_header(entry.get("replaces", {})),
        notes=_by_header(entry.get("notes", {})),
        currency=entry.get("currency"),
        figures=entry.get("figures"),
        without=(*entry.get("without", ()), *(() if keywords else (columns.KEYWORD,))),
        keywords=keywords,
        refusal=entry.get("refusal"),
        remarks=tuple(entry.get("remarks", ())),
        window_days=entry.get("window_days"),
        asins=entry.get("asins", True),
        dated=entry.get("dated", True),
        rows=tuple((header, _spelled(allowed)) for header, allowed in _by_header(entry.get("rows", {}))),
        buckets=tuple(map(float, entry.get("buckets", ()))),
        monthly=entry.get("monthly", ""),
    )


def _spelled(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(normal_header(header).name for header in headers)


def _by_header(entry: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((normal_header(header).name, value) for header, value in entry.items())


@cache
def meanings() -> tuple[tuple[Meaning, str], ...]:
    """Return all pairs of meaning and header, best first."""
    pairs = []
    for entry in load_toml("formats.toml")["column"]:
        meaning = Meaning(
            canonical=entry.get("canonical"),
            part=entry.get("part"),
            unit=entry.get("unit"),
            direction=entry.get("direction"),
            beside=tuple(entry.get("beside", ())),
            not_beside=tuple(entry.get("not_beside", ())),
            only=entry.get("only"),
            note=entry.get("note"),
        )
        pairs += [(meaning, normal_header(header).name) for header in entry["headers"]]
    ends = (pair for meaning, header in pairs for pair in _ends(meaning, header))
    scoped = list(_scoped())
    peers = (pair for pair in scoped if pair[0].of == PEERS)  # before a rate that is called nothing
    return (*peers, *pairs, *(pair for pair in scoped if pair[0].of != PEERS), *ends)


_SCOPED = (
    "{word}{rate}", "{word}的{rate}", "{word}-{rate}", "{word} {rate}", "{word}_{rate}", "{rate}({word})",
    "{rate} ({word})", "{rate}-{word}", "{rate}{word}", "{rate}_{word}",
)  # fmt: skip
"""How a header and a word that says whose rate it is stand together."""


def _scoped() -> Iterator[tuple[Meaning, str]]:
    """Yield the headers of rates with a word before or behind them that says whose they are."""
    for entry in load_toml("formats.toml")["scope"]:
        meaning = Meaning(
            canonical=entry.get("canonical"), unit=entry["unit"], direction="higher", note=entry["note"],
            not_beside=tuple(entry.get("not_beside", ())), of=entry["of"],
        )  # fmt: skip
        named = product(_SCOPED, entry["rates"], entry["words"])
        headers = (form.format(rate=rate, word=word) for form, rate, word in named)
        yield from ((meaning, name) for name in dict.fromkeys(normal_header(text).name for text in headers))


def _ends(meaning: Meaning, header: str) -> Iterator[tuple[Meaning, str]]:
    """Yield the headers under which exports give the ends of a range of what `header` means."""
    if header.isascii() or meaning.part or meaning.canonical not in columns.NUMERIC:
        return
    ends = load_toml("formats.toml")["ends"]
    yield from ((replace(meaning, part="low"), header + suffix) for suffix in ends["low"])
    yield from ((replace(meaning, part="high"), header + suffix) for suffix in ends["high"])


@cache
def headers_of(canonical: str) -> frozenset[str]:
    """Return all headers that mean `canonical`, whatever stands beside them.

    >>> "搜索词" in headers_of(columns.KEYWORD)
    True
    """
    return frozenset(
        header
        for meaning, header in meanings()
        if meaning.canonical == canonical and not meaning.beside and not meaning.only
    )


def recognized(names: frozenset[str], *, keywords_named: bool = False) -> Format:
    """Return the format whose signature matches most of the headers, the first one at a tie.

    Parameters
    ----------
    names
        Headers in normal form.
    keywords_named
        Whether the user has named the column of keywords, so that no report without one is sought.

    >>> recognized(frozenset({"关键词", "搜索人气", "蓝海值"})).id
    'taoci'
    """
    sought = [item for item in formats() if columns.KEYWORD not in item.without or not keywords_named]
    best = max(sought, key=lambda item: item.matched(names))
    return best if best.matched(names) else GENERIC
