"""What writing changed in cells, gathered over pieces of a table: counts, first examples, first rows.

What is gathered of pieces is what `kwopt.tables.writing.safecells` says of the whole table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from kwopt.models import Notice
from kwopt.tables.writing.safecells import (
    FIRST_ROW,
    SHOWN,
    fit_for_sheets,
    for_spreadsheets,
    in_doubt,
    rounded_numbers,
)

_CODES = ("tables.characters_replaced", "tables.formulas_neutralized", "tables.long_numbers")
"""In the order in which a table's notices come."""


@dataclass(frozen=True)
class Found:
    """Cells of one column that a notice counts: the first of them as examples, with their rows."""

    count: int = 0
    examples: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.count + other.count,
            (self.examples + other.examples)[:SHOWN],
            (self.rows + other.rows)[:SHOWN],
        )


@dataclass(frozen=True)
class CellNotices:
    """What was found, by code and place of the column; adds up from the first piece to the last."""

    found: Mapping[tuple[str, int], Found] = field(default_factory=dict)

    def __add__(self, other: "CellNotices") -> "CellNotices":
        places = self.found | other.found  # type: ignore[operator]
        return CellNotices(
            {place: self.found.get(place, Found()) + other.found.get(place, Found()) for place in places}
        )

    def to_records(self) -> list[list[Any]]:
        """Return the JSON form."""
        return [
            [code, place, one.count, list(one.examples), list(one.rows)]
            for (code, place), one in self.found.items()
        ]

    @classmethod
    def from_records(cls, records: Sequence[Sequence[Any]]) -> "CellNotices":
        """Return what `to_records` gave."""
        return cls({
            (code, place): Found(count, tuple(examples), tuple(rows))
            for code, place, count, examples, rows in records
        })  # fmt: skip

    def notices(self, headers: Sequence[str]) -> list[Notice]:
        """Return the notices of a table under `headers`, what these themselves needed among them."""
        none = pd.DataFrame({place: [] for place in range(len(headers))}).set_axis(list(headers), axis=1)
        fit = list(fit_for_sheets(none)[0].columns)
        names = dict.fromkeys(_CODES, fit) | {_CODES[2]: list(for_spreadsheets(none)[0].columns)}
        found = (_of_headers(headers) + self).found
        keys = sorted(found, key=lambda key: (_CODES.index(key[0]), key[1]))
        return [_notice(code, names[code][place], found[code, place]) for code, place in keys]


@dataclass(frozen=True)
class SafePiece:
    """Rows of a table as a spreadsheet may open them, and what was changed."""

    frame: pd.DataFrame
    notices: CellNotices


def safe_piece(frame: pd.DataFrame, first: int, *, numbers: bool) -> SafePiece:
    """Return a piece of a table made safe as the whole would be, its headers as they are.

    Parameters
    ----------
    first
        Rows of the table before the piece.
    numbers
        Whether long numbers are remarked on too: where a text file is written.
    """
    places = [place for place, (_, values) in enumerate(frame.items()) if in_doubt(values)]
    safe, changed = for_spreadsheets(frame.iloc[:, places].set_axis(list(map(str, places)), axis=1))
    remarks = [*changed, *(rounded_numbers(safe) if numbers else ())]
    found = {(one.code, int(one.column or 0)): _found(one, first) for one in remarks}
    whole = frame.copy(deep=False)
    for place, (_, values) in zip(places, safe.items(), strict=True):
        whole.isetitem(place, values)  # type: ignore[arg-type]
    return SafePiece(whole, CellNotices(found))


def safe_headers(headers: Sequence[str]) -> list[str]:
    """Return headers as a spreadsheet may open them.

    >>> safe_headers(["a", "=b"])
    ['a', "'=b"]
    """
    none = pd.DataFrame({place: [] for place in range(len(headers))}).set_axis(list(headers), axis=1)
    return [str(name) for name in for_spreadsheets(none)[0].columns]


def _of_headers(headers: Sequence[str]) -> CellNotices:
    found = CellNotices()
    for place, header in enumerate(headers):
        alone = for_spreadsheets(pd.DataFrame({header: []}))[1]
        found += CellNotices({(one.code, place): _found(one, 0) for one in alone})
    return found


def _found(notice: Notice, first: int) -> Found:
    params = notice.params
    rows = tuple(row + first if row >= FIRST_ROW else row for row in params["rows"])
    return Found(params["count"], tuple(params["examples"]), rows)


def _notice(code: str, column: str, found: Found) -> Notice:
    params = {"count": found.count, "examples": list(found.examples), "rows": list(found.rows)}
    return replace(Notice(code, "warning", params), column=column)
