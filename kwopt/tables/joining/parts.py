"""One file's part in a table of several: its rows, and where each stands in the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.building import Draft
from kwopt.tables.records import Record
from kwopt.tables.rows.reports import ReportRows
from kwopt.tables.table import FileReport


@dataclass(frozen=True)
class Part:
    """What one file gives to a joined table.

    Parameters
    ----------
    frame
        Its keywords, each once.
    rows
        The row of the joined table in which each of them stands.
    report
        How it was read; what joining does to it is added.
    reported
        The rows of a report before those of one keyword were added; None of any other table.
    added
        Whether it is a report whose figures were added to those of other reports.
    """

    frame: pd.DataFrame
    rows: np.ndarray
    report: FileReport
    reported: ReportRows | None = None
    added: bool = False

    def figures(self, name: str) -> np.ndarray | None:
        """Return a column of figures; None where the file has none of that name."""
        return self.frame[name].to_numpy(dtype=float) if name in self.frame else None

    def with_figures(self, figures: dict[str, np.ndarray]) -> "Part":
        """Return the part with other figures in some columns."""
        return replace(self, frame=self.frame.assign(**figures)) if figures else self

    def told(self, *notices: Notice, repairs: Sequence[Record] = ()) -> "Part":
        """Return the part with more to tell of its file."""
        report = replace(
            self.report,
            todo=(*self.report.todo, *notices),
            repairs=(*self.report.repairs, *repairs),
        )
        return replace(self, report=report)

    def unit(self, canonical: str) -> str | None:
        """Return the unit in which the file states a figure."""
        found = (column for column in self.report.columns if column.status == "used")
        return next((column.unit for column in found if column.canonical in ends_of(canonical)), None)


def parts_of(drafts: Sequence[Draft]) -> tuple[list[Part], int]:
    """Return the parts of the files' keywords, and how many keywords there are in all.

    Rows of the whole stand in the order in which the files, one after the other, name new keywords.
    """
    codes, distinct = pd.factorize(pd.concat([draft.keys for draft in drafts], ignore_index=True))
    ends = np.cumsum([len(draft.frame) for draft in drafts])
    rows = np.split(codes, ends[:-1])
    parts = [
        Part(draft.frame, places, draft.report, draft.reported)
        for draft, places in zip(drafts, rows, strict=True)
    ]
    return parts, len(distinct)


def first_holders(parts: Sequence[Part], size: int) -> np.ndarray:
    """Return for each keyword the place of the first file that holds it, shape (size,)."""
    holders = np.zeros(size, dtype=np.intp)
    for place in range(len(parts) - 1, -1, -1):
        holders[parts[place].rows] = place
    return holders


def ends_of(name: str) -> tuple[str, str, str]:
    """Return a column of figures and the two that hold the ends of its ranges."""
    return name, columns.low(name), columns.high(name)
