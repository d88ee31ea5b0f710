"""Searches of several files brought to one scale: that of the first file which states any.

An index is comparable only within its file, and searches a week are not searches a month. Where two files
share enough keywords, the median of their ratios says how the scales relate.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.joining.parts import Part, ends_of

LEAST_SHARED = 20
"""Keywords that two files must share before their scales are compared.

The standard error of a median of n is 1.25 s / sqrt(n): with ratios that scatter by 50 % (s = .5, in
logarithms) 20 keywords know the factor to some 14 %.
"""

_INDEX = "index"


def on_one_scale(parts: Sequence[Part], size: int) -> list[Part]:
    """Return the parts with their searches on the scale of the first part that states any."""
    known = np.full(size, np.nan)
    first: Part | None = None
    found = []
    for part in parts:
        searches = part.figures(columns.SEARCH_VOLUME)
        if searches is not None and np.isfinite(searches).any():
            if first is None:
                first = part
            elif not _same_scale(first, part):
                part = _scaled(part, first, known)
            searches = part.frame[columns.SEARCH_VOLUME].to_numpy(dtype=float)
            known[part.rows] = np.where(np.isnan(known[part.rows]), searches, known[part.rows])
        found.append(part)
    return found


def _same_scale(one: Part, other: Part) -> bool:
    """Return whether searches of two files count alike: indices only for one export of one period."""
    units = {one.unit(columns.SEARCH_VOLUME), other.unit(columns.SEARCH_VOLUME)}
    if len(units) > 1:
        return False
    if units != {_INDEX}:
        return True
    same = one.report.format.id == other.report.format.id and one.report.period == other.report.period
    return same and one.report.period is not None


def _scaled(part: Part, first: Part, known: np.ndarray) -> Part:
    """Return the part with its searches multiplied, or as they are, with a warning.

    Nothing is said of a file from which no keyword takes its searches.
    """
    searches = part.frame[columns.SEARCH_VOLUME].to_numpy(dtype=float)
    earlier = known[part.rows]
    taken = int(np.count_nonzero(np.isnan(earlier) & np.isfinite(searches)))
    if not taken:
        return part
    shared = (earlier > 0) & (searches > 0)
    ratios = earlier[shared] / searches[shared]
    said = {"first": first.report.file, "keywords": taken, "shared": len(ratios)}
    if len(ratios) < LEAST_SHARED:
        said["least"] = LEAST_SHARED
        return part.told(_notice("tables.searches_not_comparable", part, said))
    quarter, factor, three_quarters = (float(f"{x:.4g}") for x in np.quantile(ratios, (0.25, 0.5, 0.75)))
    if quarter == factor == three_quarters == 1.0:
        return part.told(replace(_notice("tables.searches_agree", part, said), level="info"))
    said |= {"factor": factor, "low": quarter, "high": three_quarters}
    return _multiplied(part, factor).told(
        replace(_notice("tables.searches_scaled", part, said), level="info")
    )


def _notice(code: str, part: Part, params: dict[str, object]) -> Notice:
    return Notice(code, "warning", params, file=part.report.file)


def _multiplied(part: Part, factor: float) -> Part:
    if factor == 1.0:
        return part
    named = ((name, part.figures(name)) for name in ends_of(columns.SEARCH_VOLUME))
    return part.with_figures({name: values * factor for name, values in named if values is not None})
