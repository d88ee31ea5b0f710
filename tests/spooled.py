"""The check that a file read in pieces gives what reading it as a whole gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kwopt.errors import KwoptError
from kwopt.tables import read_keywords
from kwopt.tables.spooling import read_block, spool_keywords

Answer = TypeVar("Answer")


def answer_of(read: Callable[[], Answer]) -> Answer | str:
    """Return what `read` gives, or the sentence with which it refuses."""
    try:
        return read()
    except KwoptError as error:
        return error.text("zh")


def alike(path: Path, folder: Path, rows_at_once: int, **options: Any) -> None:
    """Check that a spooled file is what reading it gives, or is refused with the same sentence."""
    table = answer_of(lambda: read_keywords(path, **options))
    spooled = answer_of(lambda: spool_keywords(path, folder, rows_at_once=rows_at_once, **options))
    if isinstance(table, str) or isinstance(spooled, str):
        assert table == spooled
        return
    blocks = [read_block(block) for block in spooled.blocks]
    assert all(len(block) <= rows_at_once for block in blocks)
    pd.testing.assert_frame_equal(
        pd.concat(blocks, ignore_index=True), table.frame, check_exact=True, check_column_type=True
    )
    assert [file.to_dict() for file in spooled.files] == [file.to_dict() for file in table.files]
    assert spooled.files == table.files
    assert (spooled.notices, spooled.period, spooled.inputs) == (table.notices, table.period, table.inputs)
    assert sorted(folder.iterdir()) == list(spooled.blocks)
