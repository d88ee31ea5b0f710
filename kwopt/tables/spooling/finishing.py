"""From the draft of a long file to its blocks: columns of one kind, repeated keywords gone, its report."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from kwopt.tables.building import file_report, with_merged
from kwopt.tables.spooling.blocks import block_path, read_block, write_blocks
from kwopt.tables.spooling.passes import NOTHING, Draft
from kwopt.tables.spooling.repeats import Repeats, repeat_records
from kwopt.tables.table import FileReport


def finished(
    draft: Draft, folder: Path, *, file: str, fingerprint: str | None, rows_at_once: int
) -> tuple[tuple[Path, ...], FileReport]:
    """Return the blocks of a file in which every keyword stands once, and the report on it.

    Raises
    ------
    WholeNeededError
        If two keywords cannot be told apart.
    """
    report = file_report(draft.account, file, draft.checks, fingerprint=fingerprint)
    repeats = Repeats.of(draft.hashes)
    casts = {name: cast for name, kinds in draft.kinds.items() if (cast := _cast(kinds)) is not None}
    if len(repeats.later):
        records = repeat_records(repeats, draft.blocks, draft.sizes)
        report = with_merged(report, report.rows_kept - len(repeats.later), records)
    if not len(repeats.later) and not casts:
        return _renamed(draft, folder), report
    frames = _frames(draft, repeats, casts)
    return write_blocks(frames, folder, rows_at_once=rows_at_once), report


def _cast(kinds: frozenset[str]) -> str | None:
    """Return the kind of a column of which pieces are of several; None where all are of one.

    These are numbers of which some are missing or have decimals, and pieces in which nothing stands.
    """
    stated = kinds - {NOTHING}
    if len(kinds) == 1 or stated == {"str"}:
        return None
    return "float64"


def _renamed(draft: Draft, folder: Path) -> tuple[Path, ...]:
    return tuple(block.replace(block_path(folder, number)) for number, block in enumerate(draft.blocks))


def _frames(draft: Draft, repeats: Repeats, casts: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """Yield the rows that stay, block by block; a draft goes as soon as it is read."""
    ends = np.cumsum(draft.sizes)
    cuts = np.searchsorted(repeats.later, np.concatenate([[0], ends]))
    for block, size, end, start, stop in zip(
        draft.blocks, draft.sizes, ends, cuts[:-1], cuts[1:], strict=True
    ):
        stays = np.ones(size, dtype=bool)
        stays[repeats.later[start:stop] - (end - size)] = False
        frame = read_block(block)
        block.unlink()
        yield (frame if stays.all() else frame[stays]).astype(casts)
