"""From the keywords of several files to one table: which figure wins, and where each came from."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from kwopt import columns
from kwopt.models import Notice
from kwopt.tables.building import Draft
from kwopt.tables.merging import grouped, merge_first
from kwopt.tables.table import KeywordTable


def joined_table(drafts: Sequence[Draft]) -> KeywordTable:
    """Return the keywords of several files as one table: of a keyword in two files the first one wins."""
    if len(drafts) == 1:
        return KeywordTable(drafts[0].frame, (drafts[0].report,))
    frame = pd.concat([draft.frame for draft in drafts], ignore_index=True)
    keys = pd.concat([draft.keys for draft in drafts], ignore_index=True)
    merged = merge_first(_canonical_first(frame), grouped(keys))
    reports, start = [], 0
    for draft in drafts:
        stop = start + len(draft.frame)
        gone = int(np.count_nonzero(~merged.stays[start:stop]))
        report = replace(
            draft.report,
            rows_kept=draft.report.rows_kept - gone,
            rows_merged=draft.report.rows_merged + gone,
        )
        reports.append(report)
        start = stop
    reports[-1] = replace(
        reports[-1],
        repairs=reports[-1].repairs + merged.records,
        todo=(*reports[-1].todo, Notice("tables.files_joined", "warning", {"files": len(drafts)})),
    )
    return KeywordTable(merged.frame, tuple(reports))


def _canonical_first(frame: pd.DataFrame) -> pd.DataFrame:
    ends = [
        name for column in columns.NUMERIC for name in (column, columns.low(column), columns.high(column))
    ]
    order = [columns.KEYWORD, *ends, columns.SOURCE_FILE, columns.SOURCE_ROW]
    first = [name for name in order if name in frame]
    return frame[first + [name for name in frame if name not in first]]
