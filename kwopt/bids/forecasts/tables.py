"""Tables of entrances: traffic reports, which have no keywords, and advertising reports by campaign.

Reading is `kwopt.tables`'; this says which columns stand for the entrance and the funnel's counts where the
reader of keyword tables leaves them aside. The headers are data (`resources/entrances.toml`).
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import pandas as pd

from kwopt import columns as c
from kwopt.errors import SettingError, TableError
from kwopt.models import Notice
from kwopt.resources import load_toml
from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.planning.formats import row_signs
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.values.cellcolumns import read_cells

_MERGED = ("tables.duplicates_differ", "tables.duplicates_merged")
_COUNTS_OF_RATES = {c.CLICK_THROUGH_RATE: c.CLICKS, c.ORDERS_PER_CLICK: c.ORDERS}

Source: TypeAlias = str | Path | BinaryIO | pd.DataFrame


@dataclass(frozen=True)
class EntranceTable:
    """Entrances with their figures, for `kwopt.bids.forecasts.forecast.forecast`.

    Parameters
    ----------
    frame
        `entrance` and figures under canonical names; rows of one entrance may repeat.
    by
        What a row stands for, one of `kwopt.columns.ENTRANCE_KINDS`.
    read
        The files as they were read.
    """

    frame: pd.DataFrame
    by: str
    read: KeywordTable
    notices: tuple[Notice, ...] = ()


def read_entrances(
    source: Source | Sequence[Source],
    *,
    by: str | None = None,
    name: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
) -> EntranceTable:
    r"""Return the entrances of one or more tables.

    Parameters
    ----------
    source, name, encoding, sheet
        As for `kwopt.read_keywords`.
    by
        What a row stands for. By default the column that names entrances, where the table has no keywords;
        else campaigns, where it is an advertising report with several; else keywords.
    column_map
        Canonical column to header; "keyword" names the column of entrances.

    Raises
    ------
    TableError
        If a table cannot be read, or has no column of the kind asked for.

    Examples
    --------
    >>> table = read_entrances(io.BytesIO("流量来源,访客数,支付买家数\n手淘搜索,900,30\n".encode()))
    >>> table.by, table.frame[["entrance", "clicks", "orders"]].values.tolist()
    ('entrance', [['手淘搜索', 900.0, 30.0]])
    """
    if by is not None and by not in c.ENTRANCE_KINDS:
        raise SettingError("errors.unknown_choice", what="by", value=by, choices=c.ENTRANCE_KINDS)
    sources: list[Any] = list(source) if isinstance(source, (list, tuple)) else [source]
    if not sources:
        raise TableError("tables.no_sources")
    options = {"name": name if len(sources) == 1 else None, "encoding": encoding, "sheet": sheet}
    parts = [_one_table(one, by, options, dict(column_map or {})) for one in sources]
    kinds = {part.by for part in parts}
    read = KeywordTable(
        pd.concat([part.read.frame for part in parts], ignore_index=True) if len(parts) > 1
        else parts[0].read.frame,
        tuple(file for part in parts for file in part.read.files),
    )  # fmt: skip
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    notices = tuple(notice for part in parts for notice in part.notices)
    return EntranceTable(frame, kinds.pop() if len(kinds) == 1 else "entrance", read, notices)


def _one_table(
    source: Any, by: str | None, options: Mapping[str, str | None], given: dict[str, str]
) -> EntranceTable:
    if hasattr(source, "read"):
        source = _Again(source.read(), options["name"] or getattr(source, "name", None))
    table, named = _with_entrances(source, by, options, given)
    rows = table.report_rows
    kind = by or (_named_kind(table) if named else _usual(rows))
    if named or kind == c.KEYWORD:
        return EntranceTable(_figures(table), kind, table, _left_out(table))
    if rows is None or kind not in rows.columns or rows[kind].isna().all():
        raise _no_groups(table, kind)
    return EntranceTable(_grouped(rows, kind), kind, table)


def _named_kind(table: KeywordTable) -> str:
    header = next(column.source for column in table.files[0].columns if column.canonical == c.KEYWORD)
    campaigns = load_toml("entrances.toml")[c.CAMPAIGN]
    return c.CAMPAIGN if normal_header(header).name in campaigns else "entrance"


class _Again:
    """An open source that may be read several times."""

    def __init__(self, data: bytes, name: Any) -> None:
        self.data = data
        self.name = name if isinstance(name, str) else None

    def opened(self) -> io.BytesIO:
        """Return the bytes as an open file."""
        return io.BytesIO(self.data)


def _read(source: Any, options: Mapping[str, str | None], by: Mapping[str, str]) -> KeywordTable:
    opened, name = (source.opened(), source.name) if isinstance(source, _Again) else (source, options["name"])
    return read_keywords(
        opened, name=name, encoding=options["encoding"], sheet=options["sheet"], column_map=dict(by) or None
    )


def _with_entrances(
    source: Any, by: str | None, options: Mapping[str, str | None], given: dict[str, str]
) -> tuple[KeywordTable, bool]:
    """Return the table, and whether its keyword column names what is asked for.

    Where a column of a traffic report names entrances, the table comes with all that its headers tell.
    """
    try:
        table = _read(source, options, given)
    except TableError as error:
        found = _by_headers(source, by, options, given, error)
        if found is None:
            raise
        return found, True
    if by not in (None, "entrance"):
        return table, by == c.KEYWORD
    if c.KEYWORD not in given and by == "entrance":
        wanted = next(_alike(_headers(table), _aliases(by)), None)
        if wanted is None:
            raise _no_groups(table, by)
        given = given | {c.KEYWORD: wanted}
        table = _read(source, options, given)
    return (_filled(source, options, given, table), True) if c.KEYWORD in given else (table, False)


def _aliases(by: str | None) -> list[str]:
    """Return the headers that may name what a row is to stand for, where a table has no keywords."""
    known = load_toml("entrances.toml")
    kinds = ("entrance", c.CAMPAIGN) if by is None else (by,)
    return [header for kind in kinds for header in known.get(kind, ())]


def _no_groups(table: KeywordTable, by: str) -> TableError:
    return TableError("bids.forecast_no_groups", file=table.files[0].file, by=by)


def _by_headers(
    source: Any, by: str | None, options: Mapping[str, str | None], given: dict[str, str], error: TableError
) -> KeywordTable | None:
    """Return the table by the first column known to name entrances that holds any; None if there is none."""
    headers = error.params.get("headers", ())
    if c.KEYWORD in given or isinstance(headers, str):
        return None
    best: KeywordTable | None = None
    for header in _alike(headers, _aliases(by)):
        entrance = given | {c.KEYWORD: header}
        try:
            table = _filled(source, options, entrance, _read(source, options, entrance))
        except TableError as refusal:
            if refusal.code != "tables.no_rows":  # only sums stand in that column: a coarser one has names
                raise
            continue
        if best is None or _rows_lost(table) < _rows_lost(best):
            best = table
        if not _rows_lost(best):
            break
    return best


def _rows_lost(table: KeywordTable) -> int:
    """Return how many rows count nowhere: those without a name, and those that repeat one."""
    nameless = sum(record.count for record in table.refusals if record.code == "tables.rows_without_keyword")
    return nameless + _repeated(table)


def _repeated(table: KeywordTable) -> int:
    """Return how many rows repeat an entrance and were not added up, unless its first row is their sum."""
    sums = row_signs().totals
    finer = _alike([str(name) for name in table.frame.columns], load_toml("entrances.toml")["entrance"])
    if any(table.frame[header].isin(sums).any() for header in finer):
        return 0
    return sum(record.count for record in table.repairs if record.code in _MERGED)


def _filled(
    source: Any, options: Mapping[str, str | None], given: dict[str, str], table: KeywordTable
) -> KeywordTable:
    """Return the table read again with the columns that stand for the funnel's counts."""
    known = load_toml("entrances.toml")
    headers, used = (
        _headers(table),
        {column.canonical for column in table.files[0].columns if column.status == "used"},
    )
    more: dict[str, str] = {}
    for kind in ("figures", "rates"):
        for canonical, aliases in known[kind].items():
            counted = _COUNTS_OF_RATES.get(canonical)
            if canonical in used | given.keys() or counted in used | given.keys() | more.keys():
                continue
            free = (
                header
                for header in _alike(headers, aliases)
                if header not in {*given.values(), *more.values()}
            )
            header = next(free, None)
            if header is not None:
                more[canonical] = header
    return _read(source, options, given | more) if more else table


def _headers(table: KeywordTable) -> list[str]:
    return [column.source for column in table.files[0].columns]


def _alike(headers: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Yield the headers that are known, in the order of `wanted`."""
    normal = {normal_header(header).name: header for header in reversed(headers)}
    return (normal[name] for name in wanted if name in normal)


def _figures(table: KeywordTable) -> pd.DataFrame:
    """Return a table's rows as entrances, plans read from their cells."""
    frame = table.frame.copy()
    for canonical, aliases in load_toml("entrances.toml")["plans"].items():
        header = next(_alike([str(name) for name in frame.columns], aliases), None)
        if header is not None:
            cells = frame[header]
            numeric = pd.api.types.is_numeric_dtype(cells)
            frame[canonical] = cells if numeric else read_cells(cells.astype("str")).value
    return frame.rename(columns={c.KEYWORD: c.ENTRANCE})


def _left_out(table: KeywordTable) -> tuple[Notice, ...]:
    """Return a warning where rows of one entrance were not added up: days of a traffic report, perhaps."""
    left = _repeated(table)
    return (Notice("bids.forecast_first_rows", "warning", {"count": left}),) if left else ()


def _usual(rows: pd.DataFrame | None) -> str:
    if rows is None or c.CAMPAIGN not in rows.columns or rows[c.CAMPAIGN].nunique() < 2:
        return c.KEYWORD
    return c.CAMPAIGN


def _grouped(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows of a report by what names them; ad groups go by their campaign's name too."""
    there = [name for name in c.OWN_FIGURES if name in rows.columns]
    names = rows[kind].astype("object")
    if kind == c.AD_GROUP and c.CAMPAIGN in rows.columns:
        campaign = rows[c.CAMPAIGN].astype("object")
        both = names.notna() & campaign.notna()
        names = names.where(~both, campaign.astype("str") + " / " + names.astype("str"))
    return rows[there].assign(**{c.ENTRANCE: names})
