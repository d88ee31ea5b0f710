"""What is to be made of the columns of one file: which fills what, and which is carried along."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from kwopt import columns
from kwopt.errors import TableError
from kwopt.tables.planning.formats import (
    CANONICAL,
    GENERIC,
    GENERIC_REPORT,
    MARKET_FIGURES,
    Format,
    Meaning,
    formats,
    meanings,
    recognized,
)
from kwopt.tables.planning.groups import report_groups
from kwopt.tables.planning.headers import Header, normal_header
from kwopt.tables.planning.stand_ins import stand_ins
from kwopt.tables.planning.suggestions import headers_may_be_data, likely_keywords

Status = Literal["used", "kept", "ignored"]

_HEADERS_SHOWN = 12  # headers that an error names before it says how many more there are
_HEADER_WIDTH = 40  # characters of a header that an error shows


@dataclass(frozen=True)
class PlannedColumn:
    """One column of a file: where it stands, how it is spelled, what it means, and whether it is used.

    "kept" is carried along under its own header; "ignored" is too, but was understood and is not used:
    another column says the same, or it would mislead. `group` names what the rows of a report bear it by.
    """

    place: int
    source: str
    header: Header
    meaning: Meaning
    status: Status
    group: str | None = None

    @property
    def target(self) -> str | None:
        """Name of the column that it fills."""
        return self.meaning.target if self.status == "used" else None


@dataclass(frozen=True)
class Plan:
    """The columns of a file, in its order, and the format that decided about them."""

    format: Format
    confidence: float
    columns: tuple[PlannedColumn, ...]

    def filling(self, target: str) -> PlannedColumn | None:
        """Return the column that fills `target`."""
        return next((column for column in self.columns if column.target == target), None)

    def grouping(self, group: str) -> list[PlannedColumn]:
        """Return the columns that say of which campaign, day ... a row is: two for first and last days."""
        return [column for column in self.columns if column.group == group]

    @property
    def is_report(self) -> bool:
        """Whether it is of an advertising report, in which rows of one keyword are added."""
        return self.format.duplicates == "sum" and self.filling(columns.CLICKS) is not None

    @property
    def keyword(self) -> PlannedColumn:
        """The column of keywords; every plan has one."""
        return next(column for column in self.columns if column.target == columns.KEYWORD)


def plan_columns(
    headers: Sequence[str],
    column_map: Mapping[str, str] | None = None,
    *,
    file: str = "-",
    rows: Sequence[Sequence[Any]] = (),
) -> Plan:
    """Return what is to be made of the columns headed `headers` (as shown, in the file's order).

    Parameters
    ----------
    column_map
        The user's own naming, canonical name to header; it goes before everything else.
    rows
        The first rows below the headers: where no header means keywords, an error names the likeliest one.

    Raises
    ------
    TableError
        If the map names what is not there, or no column holds the keywords.

    >>> [column.target for column in plan_columns(["搜索词", "搜索人气", "备注"]).columns]
    ['keyword', 'search_volume', None]
    """
    normal = [normal_header(header) for header in headers]
    names = frozenset(header.name for header in normal)
    found = recognized(names, keywords_named=columns.KEYWORD in (column_map or {}))
    pinned = _pinned(headers, normal, column_map or {}, file)
    decided = _decided(normal, found, pinned)
    if columns.KEYWORD not in {meaning.target for meaning, status in decided.values() if status == "used"}:
        raise _no_keywords(found, headers, rows, file)
    kept: tuple[Meaning, Status] = (Meaning(), "kept")
    planned = tuple(
        PlannedColumn(place, header, normal[place], *decided.get(place, kept))
        for place, header in enumerate(headers)
    )
    named = {
        place: item.canonical for place, item in pinned.items() if item.canonical in columns.REPORT_GROUPS
    }
    if found is GENERIC and _is_report(planned, grouped=bool(named)):
        found = GENERIC_REPORT
    plan = Plan(found, _confidence(found, names, planned), planned)
    return replace(plan, columns=_with_groups(plan, named))


def _is_report(planned: Sequence[PlannedColumn], *, grouped: bool) -> bool:
    """Whether rows are parts of a keyword: they say what was spent, or the user named their campaign."""
    targets = {column.target for column in planned}
    return columns.SPEND in targets or (grouped and columns.CLICKS in targets)


def _with_groups(plan: Plan, named: Mapping[int, str | None]) -> tuple[PlannedColumn, ...]:
    """Return the columns, those that group a report's rows marked; the user's own naming goes first."""
    groups = dict(named)
    if plan.is_report:
        taken = set(named.values()) | ({columns.DATE} if not plan.format.dated else set())
        free = {column.header.name: column.place for column in reversed(plan.columns) if not column.target}
        found = report_groups({name: place for name, place in free.items() if place not in named})
        groups |= {place: group for place, group in found.items() if group not in taken}
    return tuple(
        replace(column, group=groups[column.place], status="kept") if column.place in groups else column
        for column in plan.columns
    )


def _no_keywords(
    found: Format, headers: Sequence[str], rows: Sequence[Sequence[Any]], file: str
) -> TableError:
    if found.refusal:
        return TableError(found.refusal, file=file, headers=_named(headers))
    if headers_may_be_data(headers, rows):
        return TableError("tables.no_headers", file=file, headers=_named(headers))
    likely = likely_keywords(headers, rows)
    if likely is not None and len(headers) == 1:
        return TableError("tables.no_keyword_column_single", file=file, likely=likely)
    if likely is None:
        return TableError("tables.no_keyword_column", file=file, headers=_named(headers))
    return TableError("tables.no_keyword_column_likely", file=file, headers=_named(headers), likely=likely)


def _pinned(
    headers: Sequence[str], normal: Sequence[Header], column_map: Mapping[str, str], file: str
) -> dict[int, Meaning]:
    """Return what the user pinned down, by place."""
    pinned = {}
    for canonical, header in column_map.items():
        if canonical not in CANONICAL:
            raise TableError("errors.unknown_choice", what="column", value=canonical, choices=CANONICAL)
        wanted = normal_header(header)
        places = [place for place, shown in enumerate(headers) if shown == header.strip()]
        places += [place for place, name in enumerate(normal) if name.name == wanted.name]
        if places and places[0] in pinned:
            raise TableError("tables.header_mapped_twice", file=file, column=header, canonical=canonical)
        if not places:
            raise TableError(
                "tables.no_such_header",
                file=file,
                column=header,
                canonical=canonical,
                headers=_named(headers),
            )
        pinned[places[0]] = _usual_meaning(canonical)
    return pinned


def _usual_meaning(canonical: str) -> Meaning:
    usual = next((item for item, _ in meanings() if item.target == canonical), Meaning(canonical))
    return Meaning(canonical, unit=usual.unit, direction=usual.direction)


def _named(headers: Sequence[str]) -> list[str]:
    more = len(headers) - _HEADERS_SHOWN
    shown = [textwrap.shorten(header, _HEADER_WIDTH, placeholder="…") for header in headers[:_HEADERS_SHOWN]]
    return [*shown, *([f"… (+{more})"] if more > 0 else [])]


def _decided(
    normal: Sequence[Header], found: Format, pinned: Mapping[int, Meaning]
) -> dict[int, tuple[Meaning, Status]]:
    """Return meaning and status by place; the first meaning whose conditions hold decides on a column."""
    decided: dict[int, tuple[Meaning, Status]] = {
        place: (Meaning(), "kept") if meaning.canonical in columns.REPORT_GROUPS else (meaning, "used")
        for place, meaning in pinned.items()
    }
    taken = {meaning.target for meaning in pinned.values()}
    options = _options_by_header(found.id)
    places = {header.name: place for place, header in reversed(list(enumerate(normal)))}
    met = sorted(
        (
            (order, place, meaning)
            for name, place in places.items()
            for order, meaning in options.get(name, ())
        ),
        key=lambda option: option[0],
    )
    there = {meaning.canonical for _, _, meaning in met if not meaning.not_beside}
    there |= {meaning.of for _, _, meaning in met}
    for _, place, meaning in met:
        if place in decided or not _holds(meaning, there):
            continue
        usable = meaning.target is not None and meaning.target not in taken
        decided[place] = (meaning, "used" if usable else _unused(meaning))
        taken |= {meaning.target} if usable else set()
    headers = {place: name for name, place in places.items()}
    used = {headers[place]: item[0] for place, item in decided.items() if item[1] == "used"}
    return decided | {places[name]: (meaning, "used") for name, meaning in stand_ins(used, headers.values())}


def _unused(meaning: Meaning) -> Status:
    return "ignored" if meaning.target or meaning.note else "kept"


@cache
def _options_by_header(format_id: str) -> Mapping[str, Sequence[tuple[int, Meaning]]]:
    """Return what each known header may mean in a format, with its order of preference."""
    found = next((item for item in formats() if item.id == format_id), GENERIC)
    options: dict[str, list[tuple[int, Meaning]]] = {}
    for order, (meaning, header) in enumerate(_options(found)):
        options.setdefault(header, []).append((order, meaning))
    return options


def _options(found: Format) -> list[tuple[Meaning, str]]:
    """Return all pairs of meaning and header for a format: its own first, then the table's others."""
    replaced, notes = dict(found.replaces), dict(found.notes)
    foreign = _FOREIGN[found.figures]
    others = [
        (replace(meaning, note=notes.get(header, meaning.note)), header)
        for meaning, header in meanings()
        if header not in replaced and meaning.only in (None, found.id)
    ]
    unused = [
        (_unused_meaning(meaning, found), header)
        for meaning, header in others
        if meaning.canonical in foreign and found.figures != "own"
    ]
    usable = [(meaning, header) for meaning, header in others if meaning.canonical not in foreign]
    return [*_replacements(found), *unused, *usable]


_FOREIGN: Mapping[str | None, Sequence[str]] = {
    None: (),
    "own": (*MARKET_FIGURES, *columns.OWN_VISITS),  # visitors of a report came through its advertisements
    "market": (*columns.OWN_FIGURES, columns.OWN_VISITORS, columns.OWN_BUYERS),
    "organic": columns.OWN_FIGURES,
    "items": columns.NUMERIC,
}
"""By whose figures a format holds: the columns that it never fills, whatever its headers."""


def _replacements(found: Format) -> Iterator[tuple[Meaning, str]]:
    notes = dict(found.notes)
    for header, canonical in found.replaces:
        usual = _usual_meaning(canonical) if canonical else Meaning()
        yield replace(usual, direction="higher", note=notes.get(header)), header


def _unused_meaning(meaning: Meaning, found: Format) -> Meaning:
    note = f"tables.note_{found.figures}_figures"
    return Meaning(unit=meaning.unit, direction=meaning.direction, note=note)


def _holds(meaning: Meaning, there: set[str | None]) -> bool:
    return (not meaning.beside or not there.isdisjoint(meaning.beside)) and there.isdisjoint(
        meaning.not_beside
    )


def _confidence(found: Format, names: frozenset[str], planned: Sequence[PlannedColumn]) -> float:
    """Return the share of the signature that is there; without a format, of columns understood."""
    if found.all:
        return found.confidence(names)
    return round(sum(column.status == "used" for column in planned) / len(planned) / 2, 2)
