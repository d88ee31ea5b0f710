"""Rows of a scored list as text: delimited lines or JSON records, piece by piece, in parallel.

Each piece is left as a file in the work folder; one behind the other they are the text of the whole list,
the same bytes that `kwopt.tables.write_table` and `kwopt.payloads` give of one frame.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kwopt.models import Notice
from kwopt.payloads import Encoded, record_lines, scored_records
from kwopt.shop.lists.blocks import Piece
from kwopt.shop.lists.scored_list import ScoredList
from kwopt.shop.lists.workfolder import whole_file
from kwopt.tables.writing.cellnotices import CellNotices, safe_headers, safe_piece
from kwopt.tables.writing.csvtext import csv_header, csv_rows, with_whole

_COPIED_AT_ONCE = 2**20  # bytes


@dataclass(frozen=True, kw_only=True)
class LinesJob:
    """What all pieces of delimited text share; `remarks` asks for remarks on long numbers too."""

    folder: Path
    whole: tuple[bool, ...]
    delimiter: str = ","
    remarks: bool = True


class Lines:
    """Delimited text of a list, made while it is taken; afterwards it is known what was changed in cells."""

    def __init__(self, scored: ScoredList, *, delimiter: str = ",", remarks: bool = True) -> None:
        self._scored = scored
        self._job = LinesJob(
            folder=scored.run.folder, whole=scored.summary.numbers.whole, delimiter=delimiter, remarks=remarks
        )
        self._found = CellNotices()

    def parts(self) -> Iterator[bytes]:
        """Yield the text, headers first, as its pieces are made."""
        yield csv_header(safe_headers(self._scored.summary.columns), self._job.delimiter)
        for path in self._pieces():
            yield from _content(path)

    def made(self) -> Iterator[bytes]:
        """Return the same, all pieces made already."""
        paths = list(self._pieces())
        header = csv_header(safe_headers(self._scored.summary.columns), self._job.delimiter)
        return chain([header], chain.from_iterable(map(_content, paths)))

    @property
    def notices(self) -> list[Notice]:
        """What was changed in the pieces that were made."""
        return self._found.notices(self._scored.summary.columns)

    def _pieces(self) -> Iterator[Path]:
        scored, self._found = self._scored, CellNotices()
        records = scored.run.each("write", lines_of_piece, scored.pieces(), self._job, rows=scored.piece_rows)
        for number, record in enumerate(records):
            self._found += CellNotices.from_records(record["notices"])
            yield _path(self._job.folder, number)


def lines_of_piece(job: LinesJob, piece: Piece) -> dict[str, Any]:
    """Leave the lines of a piece in a file; return what was changed in its cells."""
    safe = safe_piece(piece.frame(), piece.first, numbers=job.remarks)
    with whole_file(_path(job.folder, piece.number)) as part, part.open("wb") as file:
        file.writelines(csv_rows(with_whole(safe.frame, job.whole), job.delimiter))
    return {"notices": safe.notices.to_records()}


def records_of(scored: ScoredList) -> Encoded:
    """Return a list as JSON records; all pieces are there when it returns."""
    folder = scored.run.folder
    records = scored.run.each("write", records_of_piece, scored.pieces(), folder, rows=scored.piece_rows)
    paths = tuple(_path(folder, number) for number, _ in enumerate(records))
    return Encoded(len(scored), lambda: (path.read_text(encoding="utf-8") for path in paths))


def records_of_piece(folder: Path, piece: Piece) -> dict[str, Any]:
    """Leave the records of a piece in a file."""
    with whole_file(_path(folder, piece.number)) as part:
        part.write_bytes(record_lines(scored_records(piece.frame())).encode("utf-8", "replace"))
    return {}


def _path(folder: Path, number: int) -> Path:
    return folder / f"text-{number:06d}"


def _content(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while content := file.read(_COPIED_AT_ONCE):
            yield content
