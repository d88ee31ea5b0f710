"""The rows of the reports among several files: exactly those whose figures count in the joined table."""

from collections.abc import Mapping, Sequence

import numpy as np

from kwopt import columns
from kwopt.tables.joining.parts import Part
from kwopt.tables.rows.reports import CountedRows


def counted_rows(parts: Sequence[Part], origins: Mapping[str, np.ndarray]) -> tuple[CountedRows, ...]:
    """Return for each report among the files the rows whose figures are in the joined table.

    Parameters
    ----------
    origins
        For each column the place of the file from which each keyword takes it, -1 where none states it.
    """
    taken = [origins[name] for name in columns.OWN_FIGURES if name in origins]
    if not taken:
        return ()
    owners = np.max(taken, axis=0)  # all figures of a keyword come from one file, or none
    summed = [place for place, part in enumerate(parts) if part.added]
    found = (_counted(part, owners, summed if part.added else [place]) for place, part in enumerate(parts))
    return tuple(rows for rows in found if rows is not None)


def _counted(part: Part, owners: np.ndarray, members: Sequence[int]) -> CountedRows | None:
    """Return the rows of keywords whose figures come from one of `members`, or of which none are known."""
    if part.reported is None:
        return None
    keywords = part.rows[part.reported.keywords]
    counted = np.isin(owners[keywords], [-1, *members])
    return CountedRows(part.reported, counted, keywords[counted])
