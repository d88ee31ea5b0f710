"""How each column of a file was understood: meaning, unit, scale, what is missing, a few values."""

import re
from collections.abc import Sequence
from typing import Any

from kwopt import columns
from kwopt.models import Notice
from kwopt.resources import load_toml
from kwopt.tables.accounts import Account, ColumnAccount
from kwopt.tables.figures.ids import is_id
from kwopt.tables.figures.measures import unit_of
from kwopt.tables.figures.ratios import RatioCheck
from kwopt.tables.planning.formats import GENERIC, known_headers
from kwopt.tables.planning.plans import Plan, PlannedColumn
from kwopt.tables.planning.suggestions import headers_may_be_data, holds_figures
from kwopt.tables.raw import RawTable
from kwopt.tables.records import Record, shortened
from kwopt.tables.table import CheckedRatio, ColumnReport
from kwopt.tables.values.cells import read_cell

_SHOWN_EXAMPLES = 3
_HEADERS_SHOWN = 6  # that a remark names
_ROWS_BELOW = 200  # looked at to tell headers from data
_LOOKED_AT = 500  # unknown columns that are looked into for figures: real exports have fewer than 200


def column_reports(account: Account, checks: Sequence[RatioCheck]) -> tuple[ColumnReport, ...]:
    """Return how each column was understood, in the file's order."""
    by_place = {check.column.place: check for check in checks}
    return tuple(
        _column_report(column, account.columns[column.place], by_place.get(column.place))
        for column in account.head.plan.columns
    )


def _column_report(column: PlannedColumn, told: ColumnAccount, check: RatioCheck | None) -> ColumnReport:
    distinct = [item for item in dict.fromkeys(map(_as_shown, told.shown)) if item != ""]
    note = column.meaning.note if column.status != "kept" else None
    placed = column.meaning.part == "placed"  # it fills no column of its own
    holds_figures = told.currencies is not None
    return ColumnReport(
        source=column.source,
        canonical=_canonical(column),
        unit=unit_of(column, told.currencies or ()),
        scale=told.scale if holds_figures else check.scale if check else None,
        direction=column.meaning.direction,
        status="ignored" if placed else column.status,
        missing=told.missing,
        examples=tuple(distinct[:_SHOWN_EXAMPLES]),
        note=Notice(note, column=column.source) if note else None,
        checked=_checked(check) if check else None,
        group=column.group,
    )


def repairs_of(account: Account, checks: Sequence[RatioCheck]) -> tuple[Record, ...]:
    """Return what was repaired, in the order of reading, and which ratios contradict their parts."""
    figures = [record for column in account.columns.values() for record in column.records]
    return (
        *account.read,
        *(record for ids in account.ids.values() if (record := ids.record)),
        *account.tidied,
        *figures,
        *(record for check in checks if (record := check.record())),
        *account.placed.values(),
        *account.masked,
    )


def _canonical(column: PlannedColumn) -> str | None:
    if column.meaning.part == "placed":
        return None
    return column.meaning.canonical if column.meaning.part == "range" else column.target


def _checked(check: RatioCheck) -> CheckedRatio:
    return CheckedRatio(check.numerator, check.denominator, check.rows, check.verdict != "disagrees")


def _as_shown(value: Any) -> Any:
    """Return a cell as people write it: workbooks hold 5097 as 5097.0. Giant texts are cut."""
    if isinstance(value, str):
        return shortened(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def unknown_figures(raw: RawTable) -> list[str]:
    """Return the headers of figures that nothing is known of, in a table of no known format."""
    if raw.plan.format.id != GENERIC.id:
        return []
    unknown = [column for column in raw.plan.columns if column.status == "kept" and not column.meaning.unit]
    return [
        column.source
        for column in unknown[:_LOOKED_AT]
        if holds_figures(raw.body[column.place]) and not is_id(column)
    ]


def headers_in_doubt(raw: RawTable, file: str) -> tuple[Notice, ...]:
    """Return a warning where the headers, known to the user alone, look like the first row of data."""
    headers = [column.source for column in raw.plan.columns]
    if raw.header_row == 0 or raw.plan.keyword.header.name in known_headers():
        return ()
    if not headers_may_be_data(headers, raw.body.iloc[:_ROWS_BELOW].to_numpy(dtype=object).tolist()):
        return ()
    shown = headers[:_HEADERS_SHOWN]
    return (Notice("tables.headers_in_doubt", "warning", {"headers": shown}, file=file),)


def currency_of(account: Account) -> str | None:
    """Return the currency of the money in a file.

    It is that of a column that names it, else that of cells and headers, else the only one of the platform.
    """
    plan = account.head.plan
    for column in plan.columns:
        if column.meaning.unit == "currency":
            names = account.columns[column.place].distinct or ()
            if len(names) == 1:
                return str(names[0]).strip() or None
    measured = [column for column in plan.columns if account.columns[column.place].currencies is not None]
    money = [column for column in measured if column.meaning.unit == "money"]
    named = (account.columns[column.place].currencies or frozenset() for column in measured)
    met = frozenset().union(*named) | _in_headers(money)
    if met or not money:
        return next(iter(met)) if len(met) == 1 else None
    return plan.format.currency


def _in_headers(money: Sequence[PlannedColumn]) -> frozenset[str]:
    """Return the currencies that stand in brackets behind headers."""
    units = {column.header.unit for column in money} - {None}
    return frozenset(currency for unit in units if (currency := read_cell(f"1{unit}").currency))


def window_of(plan: Plan) -> int | None:
    """Return the days after a click within which an order counts: of the header, else of the format."""
    pattern = load_toml("formats.toml")["windows"]["pattern"]
    orders = (plan.filling(columns.ORDERS), plan.filling(columns.SALES))
    found = (re.search(pattern, column.header.name) for column in orders if column is not None)
    match = next((match for match in found if match), None)
    return int(match["days"]) if match else plan.format.window_days
