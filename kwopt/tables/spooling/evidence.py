"""What pieces of a file betray together, and what is decided of the whole by it.

Each piece is understood as the first one decides. Where the evidence of all of them decides otherwise, the
pieces must be understood anew, as the whole decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kwopt import columns
from kwopt.tables.accounts import joined_heads
from kwopt.tables.figures.evidence import ColumnEvidence, Decided
from kwopt.tables.figures.measures import commas_are_decimal, decimal_commas_expected, must_be_percent
from kwopt.tables.figures.ratios import RatioCheck
from kwopt.tables.figures.ratiosample import RatioSample
from kwopt.tables.pieces import Piece, Verdicts
from kwopt.tables.raw import RawTable


@dataclass(frozen=True)
class Evidence:
    """What pieces of a file betray.

    Parameters
    ----------
    head
        The first rows.
    figures
        What columns of figures betray, by place.
    sample
        Rows by which ratios are held against their parts.
    worded
        Places of carried columns that hold words.
    """

    head: RawTable
    figures: Mapping[int, ColumnEvidence]
    sample: RatioSample
    worded: frozenset[int]

    @classmethod
    def of(cls, piece: Piece, raw: RawTable) -> "Evidence":
        """Return what a piece betrays; `raw` are its rows as they stand in the file."""
        figures = {item.column.place: item.own for item in piece.measured}
        worded = (
            place for place, name in piece.carried.items() if _holds_words(piece.frame[name], raw, place)
        )
        return cls(piece.account.head, figures, RatioSample.of(raw, piece.measured), frozenset(worded))

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return what two pieces betray, the first one's rows before the other's."""
        return Evidence(
            joined_heads(self.head, other.head),
            {place: own + other.figures[place] for place, own in self.figures.items()},
            self.sample + other.sample,
            self.worded | other.worded,
        )

    def verdicts(self) -> Verdicts:
        """Return what is decided by it."""
        decided = Decided(commas_are_decimal(self.head), dict(self.figures), self.sample.checks())
        return Verdicts(decided, self.worded)


def _holds_words(values: pd.Series, raw: RawTable, place: int) -> bool:
    """Return whether a column of texts holds some that are no numbers."""
    typed = not isinstance(raw.body[place].dtype, pd.StringDtype)
    return not typed and isinstance(values.dtype, pd.StringDtype) and bool(values.notna().any())


def essence(verdicts: Verdicts, raw: RawTable) -> Any:
    """Return of verdicts what pieces are understood by: equal ones understand every row alike.

    `raw` tells of the file's columns.
    """
    figures = verdicts.figures
    decided = [
        _column_essence(evidence, raw, place, figures.commas) for place, evidence in figures.columns.items()
    ]
    return figures.commas, decided, [_check_essence(check) for check in figures.checks], verdicts.worded


def _column_essence(evidence: ColumnEvidence, raw: RawTable, place: int, commas: bool) -> Any:
    column = raw.plan.columns[place]
    expected = decimal_commas_expected(column, raw.delimiter, commas)
    count = column.meaning.canonical in columns.COUNTS
    return (
        evidence.signs.dots_part_thousands(expected and count),
        evidence.signs.commas_are_decimal(expected and not count),
        evidence.signed,
        evidence.ended,
        must_be_percent(column, evidence.sizes),
    )


def _check_essence(check: RatioCheck) -> Any:
    return check.column.place, check.verdict, check.scale, check.share
