"""The rows of advertising reports before those of one keyword are added: where each figure arose.

The figures are those that are added up (`merging`), after all repairs. Nothing is computed until the rows are
asked for: most uses of a table need its keywords alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.raw import RawTable
from kwopt.tables.rows.rowgroups import GroupCells, row_groups

_FIGURES = (*columns.OWN_FIGURES, columns.SOURCE_FILE, columns.SOURCE_ROW)
_ORDER = (*columns.REPORT_GROUPS, *_FIGURES)


@dataclass(frozen=True)
class ReportRows:
    """The rows of one report.

    Parameters
    ----------
    cells
        What they say of campaign, ad group and so on, as it stands in the file.
    figures
        Impressions, clicks, orders, spend and sales as far as the file has them, and the source of each row.
    keywords
        For each row the place of its keyword in the file's table, shape (n_rows,).
    """

    cells: GroupCells
    figures: pd.DataFrame
    keywords: np.ndarray

    def without(self, names: Sequence[str]) -> "ReportRows":
        """Return the rows with nothing in the columns of these names."""
        missing = {name: np.nan for name in names if name in self.figures}
        return replace(self, figures=self.figures.assign(**missing)) if missing else self


def report_rows(raw: RawTable, frame: pd.DataFrame, keywords: np.ndarray) -> ReportRows | None:
    """Return the rows of a file that is a report of the shop's own advertisements; None of any other.

    Parameters
    ----------
    raw
        The rows that are kept, not yet merged.
    frame
        Their figures and sources.
    keywords
        For each of them the place of its keyword in the merged table.
    """
    if not raw.plan.is_report:
        return None
    cells = {
        group: [raw.body[column.place] for column in raw.plan.grouping(group)]
        for group in columns.REPORT_GROUPS
    }
    figures = {name: frame[name] for name in _FIGURES if name in frame}
    return ReportRows(cells, pd.DataFrame(figures, copy=False), keywords)  # shared, not copied


@dataclass(frozen=True)
class CountedRows:
    """Those rows of a report whose figures count in a table.

    Parameters
    ----------
    counted
        Which of the report's rows, shape (n_rows,).
    keywords
        For each of these the place of its keyword in the table, shape (n_counted,).
    """

    report: ReportRows
    counted: np.ndarray
    keywords: np.ndarray

    @classmethod
    def all_of(cls, report: ReportRows) -> "CountedRows":
        """Return all rows of a report, for its own table."""
        return cls(report, np.ones(len(report.keywords), dtype=bool), report.keywords)

    def frame(self) -> pd.DataFrame:
        """Return the rows with their groups, without keywords."""
        groups = row_groups(self.report.cells)
        named: dict[str, Any] = groups | {
            str(name): self.report.figures[name] for name in self.report.figures
        }
        rows = pd.DataFrame(named, copy=False)
        if self.counted.all():
            return rows
        some = rows[self.counted].reset_index(drop=True)
        return some.assign(**{name: some[name].cat.remove_unused_categories() for name in groups})


@dataclass(frozen=True)
class Reported:
    """The rows of all reports of a table, made when they are asked for.

    Parameters
    ----------
    keywords
        As the table spells them, whatever becomes of its frame, shape (n_keywords,).
    """

    reports: tuple[CountedRows, ...]
    keywords: pd.Series

    def frame(self) -> pd.DataFrame:
        """Return the rows, one report below the other, each with its keyword."""
        pieces = [report.frame() for report in self.reports]
        places = np.concatenate([report.keywords for report in self.reports])
        there = [name for name in _ORDER if any(name in piece for piece in pieces)]
        named = {name: pieces[0][name] if len(pieces) == 1 else _joined(pieces, name) for name in there}
        texts = self.keywords.take(places).reset_index(drop=True)
        return pd.DataFrame({columns.KEYWORD: texts} | named, copy=False)


def _joined(pieces: Sequence[pd.DataFrame], name: str) -> Any:
    """Return a column of several reports; missing for those that lack it."""
    lacking = pd.Categorical([], categories=pd.Index([], dtype="str"))
    if name in columns.REPORT_GROUPS:
        return pd.api.types.union_categoricals(
            [
                pd.Categorical(piece[name])
                if name in piece
                else pd.Categorical.from_codes(np.full(len(piece), -1), dtype=lacking.dtype)
                for piece in pieces
            ]
        )
    stated = [piece[name] if name in piece else pd.Series(np.nan, index=piece.index) for piece in pieces]
    return pd.concat(stated, ignore_index=True)
