"""A table that kwopt scored, joined with others: only what tools stated goes into the joined table.

Scores and ranks hold for their own table alone, and an estimate must not keep another file's figure out.
"""

from collections.abc import Sequence
from dataclasses import replace

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.joining.parts import Part

_SIGNS = (columns.RANK, columns.WORTH, columns.CONVERSION_BASIS)
"""Columns that only a scored table has together."""

_BASES = {columns.MARKET_BUYERS: columns.MARKET_BUYERS_BASIS, columns.LISTING_COUNT: columns.LISTING_BASIS}
_GIVEN = "given"
_STATED = (columns.KEYWORD, *columns.NUMERIC, columns.SOURCE_FILE, columns.SOURCE_ROW)


def without_scores(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, scored tables among them without what scoring computed."""
    return [_without_scores(part) if set(_SIGNS) <= set(part.frame) else part for part in parts]


def _without_scores(part: Part) -> Part:
    frame = part.frame
    stated = {
        name: frame[name].where((frame[basis] == _GIVEN).to_numpy(dtype=bool))
        for name, basis in _BASES.items()
        if name in frame and basis in frame
    }
    computed = [name for name in columns.SCORED if name not in _STATED and name in frame]
    notice = Notice("tables.scores_left_out", "info", file=part.report.file)
    return replace(part, frame=frame.assign(**stated).drop(columns=computed)).told(notice)
