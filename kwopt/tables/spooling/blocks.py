"""Blocks of a keyword table on disk: Arrow IPC files, written once and read back exactly as they were.

Knows nothing of where the rows come from, nor of what is in them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa

ROWS_AT_ONCE = 2**16
"""Most rows of a block: scored, one takes some 100 MB; a list of a million rows is 16 blocks."""


def write_block(frame: pd.DataFrame, path: Path) -> Path:
    """Write a frame as an Arrow IPC file, and return its path; the frame's index is not kept.

    Missing numbers stay NaN, so that a column of numbers is read back without a look at its cells.
    """
    arrays = [_array(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return write_arrow(pa.Table.from_arrays(arrays, names=[str(name) for name in frame.columns]), path)


def write_arrow(table: pa.Table, path: Path) -> Path:
    """Write a table as an Arrow IPC file, and return its path."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return path


def _array(values: pd.Series) -> pa.Array | pa.ChunkedArray:
    if pd.api.types.is_numeric_dtype(values.dtype):
        return pa.array(values.to_numpy())
    return pa.array(values)


def read_block(path: Path) -> pd.DataFrame:
    """Return the frame of a block, its rows numbered from 0.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_block(pd.DataFrame({"keyword": ["旗袍"]}), Path(folder) / "block.arrow")
    ...     read_block(path)["keyword"].tolist()
    ['旗袍']
    """
    with pa.OSFile(str(path), "rb") as source:
        frame: pd.DataFrame = pa.ipc.open_file(source).read_all().to_pandas()
    return frame


@contextmanager
def mapped_block(path: Path) -> Iterator[pa.Table]:
    """Open a block so that only the rows that are taken of it are read; the table outlives the context."""
    with pa.memory_map(str(path), "rb") as source:
        yield pa.ipc.open_file(source).read_all()


def write_blocks(frames: Iterable[pd.DataFrame], folder: Path, *, rows_at_once: int) -> tuple[Path, ...]:
    """Write frames, one below the other, as blocks of at most `rows_at_once` rows, and return their paths."""
    blocks = filled(frames, rows_at_once)
    return tuple(write_block(block, block_path(folder, number)) for number, block in enumerate(blocks))


def block_path(folder: Path, number: int) -> Path:
    """Return where the block of a number lies; blocks stand in the order of their names.

    >>> block_path(Path("spool"), 7).name
    'block-000007.arrow'
    """
    return folder / f"block-{number:06d}.arrow"


def filled(frames: Iterable[pd.DataFrame], rows: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of frames in blocks of just `rows`, of which only the last may hold fewer.

    >>> [len(block) for block in filled([pd.DataFrame({"a": [1, 2, 3]}), pd.DataFrame({"a": [4]})], 2)]
    [2, 2]
    """
    held: list[pd.DataFrame] = []
    waiting = 0
    for frame in frames:
        held.append(frame)
        waiting += len(frame)
        if waiting < rows:
            continue
        whole = held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)
        ends = range(rows, waiting + 1, rows)
        yield from (whole.iloc[end - rows : end].reset_index(drop=True) for end in ends)
        rest = whole.iloc[ends[-1] :]
        held, waiting = [rest] if len(rest) else [], len(rest)
    if held:
        yield pd.concat(held, ignore_index=True)
