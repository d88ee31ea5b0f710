"""Rows of a scored list as text: delimited lines or JSON records, piece by piece, in parallel.

Each piece is left as a file in the work folder; one behind the other they are the text of the whole list,
the same bytes that `kwopt.tables.write_table` and `kwopt.payloads` give of one frame.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, eq=False)
class Lines:
    """Delimited text in the work folder: its headers, its files in order, and what was changed in cells."""

    headers: bytes
    paths: tuple[Path, ...]
    notices: list[Notice] = field(default_factory=list)

    def parts(self) -> Iterator[bytes]:
        """Yield the text."""
        yield self.headers
        yield from _contents(self.paths)


def lines_of(scored: ScoredList, *, delimiter: str = ",", remarks: bool = True) -> Lines:
    """Return a list as delimited text, its texts such as a spreadsheet may open."""
    whole = scored.summary.numbers.whole
    job = LinesJob(folder=scored.run.folder, whole=whole, delimiter=delimiter, remarks=remarks)
    records = scored.run.each("write", lines_of_piece, scored.pieces(), job, rows=scored.piece_rows)
    found, count = CellNotices(), 0
    for record in records:
        found += CellNotices.from_records(record["notices"])
        count += 1
    columns = scored.summary.columns
    paths = tuple(_path(scored.run.folder, number) for number in range(count))
    return Lines(csv_header(safe_headers(columns), delimiter), paths, found.notices(columns))


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


def _contents(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            while content := file.read(_COPIED_AT_ONCE):
                yield content
