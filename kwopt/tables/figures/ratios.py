"""Ratios of a file held against their parts in the same rows: orders per click against orders and clicks.

The scale of a ratio comes from the format or from a guess; where a file also has the parts, they decide. A
ratio that agrees with its parts on no scale is probably mapped wrongly, and the user is told.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from kwopt.resources import load_toml
from kwopt.tables.figures.measures import SCALE_ASSUMED, Measured
from kwopt.tables.planning.plans import PlannedColumn
from kwopt.tables.raw import RawTable
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.values.cellcolumns import plain_cells, read_cells
from kwopt.tables.values.cells import percent_as_fraction

Verdict = Literal["agrees", "hundredfold", "hundredth", "open", "disagrees"]

ROWS_SOUGHT = 10_000
"""First rows with a denominator that are compared: hundreds of clicks among them are enough."""

_FEW_ROWS = 3  # with fewer rows only an exact match decides, and none is called a contradiction
_TOLERANCE = 0.10  # of the median: exports round ratios to two decimals of a percent
_EXACT_TOLERANCE = 0.02
_CONTRADICTION = math.log(1.5)  # nearer ones may be rounding (0.01 for 0.014) or another kind of orders
_FACTORS: Mapping[Verdict, float] = {"agrees": 1.0, "hundredfold": 100.0, "hundredth": 0.01}
_VERDICTS: tuple[Verdict, ...] = (*_FACTORS, "open", "disagrees")  # the first of several parts decides


@dataclass(frozen=True)
class RatioCheck:
    """How a ratio of the file relates to what its parts say.

    Parameters
    ----------
    column
        The column of the ratio.
    numerator, denominator
        Headers of the parts.
    rows
        Rows that were compared: those in which all three are above 0.
    verdict
        "agrees", or by how much it differs; "open" where that may be rounding.
    signed
        Whether it was read as percent, by its signs, its header or its format.
    share
        Whether exports write it as percent or as fraction; money per click has no such scale.
    examples
        Rows with the ratio as the file states it, and as its parts do.
    """

    column: PlannedColumn
    numerator: str
    denominator: str
    rows: int
    verdict: Verdict
    signed: bool
    share: bool = True
    examples: tuple[Mapping[str, object], ...] = ()

    @property
    def scale(self) -> str | None:
        """Scale of the ratio in the file, where the parts betray it."""
        if self.verdict == "disagrees" or not self.share:
            return None
        if self.verdict == "agrees":
            return "percent" if self.signed else "fraction"
        return "percent" if self.verdict == "hundredfold" else "fraction"

    def record(self) -> Record | None:
        """Return what the user should know of it: a column that contradicts its parts."""
        if self.verdict == "agrees" or (self.verdict != "disagrees" and self.column.status != "used"):
            return None
        params = {"column": self.column.source, "numerator": self.numerator, "denominator": self.denominator}
        if self.verdict == "disagrees":
            return Record("tables.ratio_disagrees", self.rows, self.examples, params, level="warning")
        code = "tables.scale_corrected" if self.scale == "percent" else "tables.scale_corrected_fraction"
        return Record(code, self.rows, self.examples, {**params, "scale": self.scale})


def ratio_checks(raw: RawTable, measured: Sequence[Measured]) -> tuple[RatioCheck, ...]:
    """Return how each ratio of the file whose parts are there relates to them."""
    by_place = {item.column.place: item for item in measured}
    checks = []
    for column in raw.plan.columns:
        parts = _parts().get(column.meaning.unit or "")
        if parts is not None:
            checks.append(_best_check(column, parts, raw, by_place))
    return tuple(check for check in checks if check is not None)


def parts_of_ratios(raw: RawTable) -> list[tuple[int, int, int]]:
    """Return the places of each ratio of a file with those of its numerator and denominator."""
    found = ((column, _parts().get(column.meaning.unit or "")) for column in raw.plan.columns)
    return [
        (ratio.place, numerator.place, denominator.place)
        for ratio, parts in found
        if parts is not None
        for denominator in _columns_of(parts.per, raw)
        for numerator in _columns_of(parts.of, raw)
    ]


def with_scales_corrected(measured: Sequence[Measured], checks: Sequence[RatioCheck]) -> list[Measured]:
    """Return the columns with ratios on the scale that their parts say."""
    factors = {check.column.place: _FACTORS.get(check.verdict, 1.0) for check in checks}
    scales = {check.column.place: check.scale for check in checks}
    corrected = []
    for item in measured:
        factor = factors.get(item.column.place, 1.0)
        if factor != 1.0:
            records = tuple(record for record in item.records if record.code not in SCALE_ASSUMED.values())
            cells = item.cells.divided(factor)
            item = replace(item, cells=cells, scale=scales[item.column.place], records=records)
        corrected.append(item)
    return corrected


@dataclass(frozen=True)
class _Parts:
    of: str
    per: str
    share: bool
    strict: bool


@cache
def _parts() -> Mapping[str, _Parts]:
    """Return the parts of the ratios that can be computed anew, by their unit."""
    entries = load_toml("formats.toml")["ratio"]
    return {
        entry["unit"]: _Parts(entry["of"], entry["per"], entry["share"], entry["strict"]) for entry in entries
    }


def _best_check(
    column: PlannedColumn, parts: _Parts, raw: RawTable, by_place: Mapping[int, Measured]
) -> RatioCheck | None:
    """Return the check against the parts that agree, else against the first ones.

    A report may hold several kinds of orders (all of them, direct ones): the ratio belongs to one of them.
    """
    checks = [
        check
        for denominator in _columns_of(parts.per, raw)
        for numerator in _columns_of(parts.of, raw)
        if (check := _check(column, numerator, denominator, raw, by_place)) is not None
    ]
    best = min(checks, key=lambda check: _VERDICTS.index(check.verdict), default=None)
    if best is None or best.verdict == "open" or (best.verdict == "disagrees" and not parts.strict):
        return None
    return replace(best, share=parts.share)


def _columns_of(canonical: str, raw: RawTable) -> Iterator[PlannedColumn]:
    found = [
        column for column in raw.plan.columns
        if column.meaning.canonical == canonical and column.meaning.part is None
    ]  # fmt: skip
    yield from sorted(found, key=lambda column: column.status != "used")


def _check(
    ratio: PlannedColumn,
    numerator: PlannedColumn,
    denominator: PlannedColumn,
    raw: RawTable,
    by_place: Mapping[int, Measured],
) -> RatioCheck | None:
    below = by_place[denominator.place].cells.value if denominator.place in by_place else None
    rows = np.arange(min(ROWS_SOUGHT, len(raw.body))) if below is None else np.flatnonzero(below > 0)
    rows = rows[:ROWS_SOUGHT]
    stated, signed = _figures(ratio, rows, raw, by_place)
    of, _ = _figures(numerator, rows, raw, by_place)
    per, _ = _figures(denominator, rows, raw, by_place)
    with np.errstate(all="ignore"):
        anew = of / per
        proportion = stated / anew
    known = np.isfinite(proportion) & (proportion > 0)
    verdict = _verdict(proportion[known])
    if verdict is None:
        return None
    few = np.flatnonzero(known)[:EXAMPLES]
    shown = examples(row=raw.rows[rows[few]], value=stated[few], from_parts=anew[few])
    count = int(np.count_nonzero(known))
    return RatioCheck(ratio, numerator.source, denominator.source, count, verdict, signed, examples=shown)


def _verdict(proportion: np.ndarray) -> Verdict | None:
    if not len(proportion):
        return None
    median = math.log(float(np.median(proportion)))
    tolerance = _EXACT_TOLERANCE if len(proportion) < _FEW_ROWS else _TOLERANCE
    distances = {verdict: abs(median - math.log(factor)) for verdict, factor in _FACTORS.items()}
    nearest = min(distances, key=lambda verdict: distances[verdict])
    if distances[nearest] < tolerance:
        return nearest
    few = len(proportion) < _FEW_ROWS
    return "open" if few or distances[nearest] < _CONTRADICTION else "disagrees"


def _figures(
    column: PlannedColumn, rows: np.ndarray, raw: RawTable, by_place: Mapping[int, Measured]
) -> tuple[np.ndarray, bool]:
    """Return the figures of a column in some rows, and whether they bear percent signs."""
    item = by_place.get(column.place)
    if item is not None:
        return item.cells.value[rows], item.scale == "percent"
    values = raw.body[column.place].iloc[rows]
    if pd.api.types.is_numeric_dtype(values):
        cells = plain_cells(values.to_numpy(dtype=float, na_value=math.nan))
    else:
        cells = read_cells(values.astype("str"), semicolons=raw.delimiter == ";")
    if column.header.unit == "%" and not cells.percent.any():
        return percent_as_fraction(cells.value), True
    return cells.value, bool(cells.percent.any())
