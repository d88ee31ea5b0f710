"""A table that kwopt scored, joined with others: only what tools stated goes into the joined table.

Scores and ranks hold for their own table alone, and an estimate must not keep another file's figure out.
"""

from collections.abc import Sequence
from dataclasses import replace

from kwopt.models import Notice
from kwopt.tables.joining.parts import Part
from kwopt.tables.scored import COMPUTED, is_scored, without_estimates


def without_scores(parts: Sequence[Part]) -> list[Part]:
    """Return the parts, scored tables among them without what scoring computed."""
    return [_without_scores(part) if is_scored(part.frame) else part for part in parts]


def _without_scores(part: Part) -> Part:
    stated = without_estimates(part.frame).drop(columns=list(COMPUTED), errors="ignore")
    return replace(part, frame=stated).told(Notice("tables.scores_left_out", "info", file=part.report.file))
