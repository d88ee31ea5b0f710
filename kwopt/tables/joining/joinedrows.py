"""The rows of the reports among several files: exactly those whose figures count in the joined table."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.tables.joining.parts import Part

_ORDER = (
    columns.KEYWORD, *columns.REPORT_GROUPS, *columns.OWN_FIGURES, columns.SOURCE_FILE, columns.SOURCE_ROW,
)  # fmt: skip


def joined_report_rows(
    parts: Sequence[Part], frame: pd.DataFrame, origins: Mapping[str, np.ndarray]
) -> pd.DataFrame | None:
    """Return the rows of all reports whose figures are in `frame`, file after file; None without reports.

    Parameters
    ----------
    origins
        For each column the place of the file from which each keyword takes it, -1 where none states it.
    """
    taken = [origins[name] for name in columns.OWN_FIGURES if name in origins]
    if not taken:
        return None
    owners = np.max(taken, axis=0)  # all figures of a keyword come from one file, or none
    pieces = [
        _counted(part, place, parts, frame, owners) for place, part in enumerate(parts) if part.reported
    ]
    return _below_each_other(pieces) if pieces else None


def _counted(
    part: Part, place: int, parts: Sequence[Part], frame: pd.DataFrame, owners: np.ndarray
) -> pd.DataFrame:
    """Return the rows of a report whose keywords take their figures from it, or from a sum that holds it."""
    assert part.reported is not None
    rows = part.rows[part.reported.keywords]
    members = [other for other, item in enumerate(parts) if item.added] if part.added else [place]
    counts = np.isin(owners[rows], [-1, *members])
    found = part.reported.frame[counts].reset_index(drop=True)
    keywords = frame[columns.KEYWORD].take(rows[counts]).reset_index(drop=True)
    found.insert(0, columns.KEYWORD, keywords)
    return found


def _below_each_other(pieces: Sequence[pd.DataFrame]) -> pd.DataFrame:
    names = [name for name in _ORDER if any(name in piece for piece in pieces)]
    return pd.DataFrame({name: _column(pieces, name) for name in names}, copy=False)


def _column(pieces: Sequence[pd.DataFrame], name: str) -> object:
    if name in columns.REPORT_GROUPS:
        empty = pd.Categorical([], categories=pd.Index([], dtype="str"))
        stated = [_category(piece, name, empty) for piece in pieces]
        return pd.api.types.union_categoricals(stated)
    figures = (piece[name] if name in piece else pd.Series(np.nan, index=piece.index) for piece in pieces)
    return pd.concat(list(figures), ignore_index=True)


def _category(piece: pd.DataFrame, name: str, empty: pd.Categorical) -> pd.Categorical:
    if name in piece:
        return pd.Categorical(piece[name])
    return pd.Categorical.from_codes(np.full(len(piece), -1), dtype=empty.dtype)
