"""What joining did to each file: keywords that repeat, gaps filled, figures left out, rows counted anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.joining.parts import Part, ends_of
from kwopt.tables.readiness import still_to_do
from kwopt.tables.records import EXAMPLES, Record, examples
from kwopt.tables.table import FileReport

_FIGURES = tuple(end for name in columns.NUMERIC for end in ends_of(name))


def joined_reports(
    parts: Sequence[Part], frame: pd.DataFrame, origins: Mapping[str, np.ndarray], holders: np.ndarray
) -> tuple[FileReport, ...]:
    """Return the report on each file, with what became of its rows in the joined table `frame`.

    Parameters
    ----------
    origins
        For each column the place of the file from which each keyword takes it, -1 where none states it.
    holders
        The place of the first file that holds each keyword.
    """
    told = [
        part.told(repairs=_records(part, place, frame, origins, holders)) for place, part in enumerate(parts)
    ]
    told[-1] = told[-1].told(_summary(parts, len(frame)))
    return tuple(_counted(part, place, frame, holders) for place, part in enumerate(told))


def _summary(parts: Sequence[Part], keywords: int) -> Notice:
    held = np.bincount(np.concatenate([part.rows for part in parts]), minlength=keywords)
    shared = int(np.count_nonzero(held > 1))
    return Notice(
        "tables.files_joined", "info", {"files": len(parts), "keywords": keywords, "shared": shared}
    )


def _counted(part: Part, place: int, frame: pd.DataFrame, holders: np.ndarray) -> FileReport:
    """Return the report with its rows counted anew, and without advice that another file has answered."""
    report = part.report
    gone = int(np.count_nonzero(holders[part.rows] != place))
    left = [notice.code for notice in still_to_do(frame, report.file)]
    answered = [notice for notice in still_to_do(part.frame, report.file) if notice.code not in left]
    return replace(
        report,
        rows_kept=report.rows_kept - gone,
        rows_merged=report.rows_merged + gone,
        todo=tuple(notice for notice in report.todo if notice not in answered),
    )


def _records(
    part: Part, place: int, frame: pd.DataFrame, origins: Mapping[str, np.ndarray], holders: np.ndarray
) -> tuple[Record, ...]:
    """Return what became of a file's rows whose keywords stand in an earlier file too."""
    shared = np.flatnonzero(holders[part.rows] < place)
    if not len(shared):
        return ()
    found = (
        _repeated(part, shared, frame),
        _filled(part, place, shared, origins),
        _left_out(part, shared, frame),
    )
    return tuple(record for record in found if record.count)


def _repeated(part: Part, shared: np.ndarray, frame: pd.DataFrame) -> Record:
    differing = {
        name: (own != joined) & np.isfinite(own) & np.isfinite(joined)
        for name, own, joined in _figures(part, shared, frame)
    }
    differ = np.any(list(differing.values()), axis=0) if differing else np.zeros(len(shared), dtype=bool)
    few = np.flatnonzero(differ)[:EXAMPLES]
    names = [next(name for name in differing if differing[name][place]) for place in few]
    shown = examples(
        keyword=part.frame[columns.KEYWORD].iloc[shared[few]].tolist(),
        row=part.frame[columns.SOURCE_ROW].iloc[shared[few]].tolist(),
        column=names,
        value=[part.frame[name].iloc[shared[place]] for name, place in zip(names, few, strict=True)],
        kept=[frame[name].iloc[part.rows[shared[place]]] for name, place in zip(names, few, strict=True)],
    )
    code = "tables.joined_differ" if differ.any() else "tables.joined_repeated"
    return Record(code, len(shared), shown, {"differ": int(differ.sum())})


def _figures(part: Part, shared: np.ndarray, frame: pd.DataFrame) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Return each column of figures as the file has it, and as the joined table does."""
    rows = part.rows[shared]
    return [
        (name, own[shared], frame[name].to_numpy(dtype=float)[rows])
        for name in _FIGURES
        if (own := part.figures(name)) is not None
    ]


def _filled(part: Part, place: int, shared: np.ndarray, origins: Mapping[str, np.ndarray]) -> Record:
    """Return how many keywords of earlier files got which of their columns from this file."""
    rows = part.rows[shared]
    names = (name for name in map(str, part.frame) if name in origins)
    return _in_columns("tables.joined_filled", part, shared, {n: origins[n][rows] == place for n in names})


def _left_out(part: Part, shared: np.ndarray, frame: pd.DataFrame) -> Record:
    """Return which figures went because what they belong to comes from an earlier file."""
    lost = {name: np.isfinite(own) & np.isnan(joined) for name, own, joined in _figures(part, shared, frame)}
    return _in_columns("tables.joined_left_out", part, shared, lost)


def _in_columns(code: str, part: Part, shared: np.ndarray, struck: Mapping[str, np.ndarray]) -> Record:
    """Return what befell keywords that stand in an earlier file too, with the columns and how often."""
    some = {name: int(where.sum()) for name, where in struck.items() if where.any()}
    found = np.any([struck[name] for name in some], axis=0) if some else np.zeros(len(shared), dtype=bool)
    few = shared[np.flatnonzero(found)[:EXAMPLES]]
    shown = examples(
        keyword=part.frame[columns.KEYWORD].iloc[few].tolist(),
        row=part.frame[columns.SOURCE_ROW].iloc[few].tolist(),
    )
    named = [f"{name} ({count})" for name, count in some.items()]
    return Record(code, int(found.sum()), shown, {"columns": named})
