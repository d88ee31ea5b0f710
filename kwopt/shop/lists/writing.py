"""A scored list as a file, or a folder of files: whole or not at all, never over an input.

The bytes are those that `kwopt.tables.write_table` writes of the whole table.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pandas as pd

from kwopt.files.atomic import write_atomically
from kwopt.models import Notice
from kwopt.shop.lists.blocks import Piece
from kwopt.shop.lists.folders import PART_NAME, is_folder_name, put_in_place
from kwopt.shop.lists.scored_list import ScoredList
from kwopt.shop.lists.texts import Lines
from kwopt.shop.lists.workfolder import whole_file
from kwopt.tables.writing.cellnotices import CellNotices, safe_headers, safe_piece
from kwopt.tables.writing.rowgroups import write_row_groups
from kwopt.tables.writing.sheets import SheetSize, write_sheet_rows

SHEET = "keywords"


def write_list(scored: ScoredList, target: str, *, protect: Iterable[str] = ()) -> list[Notice]:
    """Write a scored list; return what the user should know of it.

    Parameters
    ----------
    target
        A file that ends in one of `LIST_SUFFIXES`, or a folder (a name that ends in a slash): Parquet files,
        one a piece.
    protect
        Inputs, over which nothing is written.

    Raises
    ------
    TableError
        If the place cannot be written, or a workbook cannot hold the rows.
    """
    if is_folder_name(target):
        return _write_folder(scored, Path(target))
    return _WRITERS[Path(target).suffix.lower()](scored, Path(target), tuple(protect))


def sheet_size(scored: ScoredList) -> SheetSize:
    """Return what a workbook must know of the list beforehand."""
    summary = scored.summary
    return SheetSize(len(scored), tuple(safe_headers(summary.columns)), summary.numbers.without_parts)


def _write_csv(scored: ScoredList, target: Path, protect: tuple[str, ...]) -> list[Notice]:
    return _write_lines(scored, target, protect, ",")


def _write_tsv(scored: ScoredList, target: Path, protect: tuple[str, ...]) -> list[Notice]:
    return _write_lines(scored, target, protect, "\t")


def _write_lines(scored: ScoredList, target: Path, protect: tuple[str, ...], delimiter: str) -> list[Notice]:
    lines = Lines(scored, delimiter=delimiter)

    def write(file: IO[bytes]) -> None:
        file.write(codecs.BOM_UTF8)
        file.writelines(lines.parts())

    write_atomically(target, write, protect=protect, workplace=scored.run.folder)
    return lines.notices


def _write_xlsx(scored: ScoredList, target: Path, protect: tuple[str, ...]) -> list[Notice]:
    size, folder = sheet_size(scored), scored.run.folder
    size.check()
    found = CellNotices()

    def safe() -> Iterator[pd.DataFrame]:
        nonlocal found
        for piece in _watched(scored):
            made = safe_piece(piece.frame(), piece.first, numbers=False)
            found += made.notices
            yield made.frame

    def write(file: IO[bytes]) -> None:
        write_sheet_rows(safe(), file, size, name=SHEET, workplace=folder)

    write_atomically(target, write, protect=protect, workplace=folder)
    return found.notices(scored.summary.columns)


def _write_parquet(scored: ScoredList, target: Path, protect: tuple[str, ...]) -> list[Notice]:
    frames = (piece.frame() for piece in _watched(scored))
    write_atomically(
        target, lambda file: write_row_groups(frames, file), protect=protect, workplace=scored.run.folder
    )
    return []


def _watched(scored: ScoredList) -> Iterator[Piece]:
    with scored.run.watch("write", len(scored)) as advance:
        for piece in scored.pieces():
            yield piece
            advance(len(piece.ranks))


def _write_folder(scored: ScoredList, target: Path) -> list[Notice]:
    """Let workers write one Parquet file a piece, then give the folder its name."""
    folder = scored.run.folder / "parts"
    folder.mkdir(exist_ok=True)
    for _ in scored.run.each("write", partition, scored.pieces(), folder, rows=scored.piece_rows):
        pass
    put_in_place(folder, target, aside=scored.run.folder / "before")
    return []


def partition(folder: Path, piece: Piece) -> dict[str, Any]:
    """Leave a piece as a Parquet file."""
    with whole_file(folder / PART_NAME.format(piece.number)) as part, part.open("wb") as file:
        write_row_groups([piece.frame()], file)
    return {}


_WRITERS: dict[str, Callable[[ScoredList, Path, tuple[str, ...]], list[Notice]]] = {
    ".csv": _write_csv,
    ".tsv": _write_tsv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}

LIST_SUFFIXES = tuple(_WRITERS)
"""Suffixes of the files that `write_list` writes."""
