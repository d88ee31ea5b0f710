"""Which sources can be read in pieces, and by which reader: long files of text, JSON lines, or Parquet."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kwopt import columns
from kwopt.tables.planning.plans import Plan
from kwopt.tables.reading import container_of, unused_options
from kwopt.tables.sources.archives import other_kind
from kwopt.tables.sources.documents import LOCKS, shown_name
from kwopt.tables.spooling.jsonpieces import JsonPieces
from kwopt.tables.spooling.parquetpieces import ParquetPieces
from kwopt.tables.spooling.streams import HEAD_BYTES, TextStream
from kwopt.tables.spooling.textpieces import ROW_BYTES, TextPieces

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Options:
    """How to read a source, as `read_keywords` is told."""

    name: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    column_map: Mapping[str, str] | None = None


@dataclass(frozen=True)
class LongFile:
    """A file that is read in pieces, and what to call it."""

    path: Path
    name: str
    pieces: TextPieces | JsonPieces | ParquetPieces


def opened(source: Any, options: Options, *, rows_at_once: int) -> LongFile | None:
    """Return a file that can be read in pieces; None for any other source, and for short files.

    Raises
    ------
    TableError
        If it holds no table of keywords.
    WholeNeededError
        If it can be read as a whole only.
    """
    path = _long_file(source, rows_at_once * ROW_BYTES)
    if path is None:
        return None
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(_GZIP) or other_kind(head) is not None:
        return None
    name = options.name or shown_name(path)
    pieces = _pieces(path, name, container_of(head), options, rows_at_once)
    if pieces is None or not _adds_up(pieces.plan):
        return None
    return LongFile(path, name, pieces)


def _long_file(source: Any, least: int) -> Path | None:
    """Return the path of a single file of more than so many bytes."""
    single = source[0] if isinstance(source, (list, tuple)) and len(source) == 1 else source
    if not isinstance(single, (str, Path)) or not single:
        return None
    path = Path(single)
    try:
        kind = path.stat()
    except (OSError, ValueError):
        return None
    long = stat.S_ISREG(kind.st_mode) and kind.st_size > least
    return path if long and not path.name.startswith(LOCKS) else None


def _pieces(
    path: Path, name: str, container: str, options: Options, rows_at_once: int
) -> TextPieces | JsonPieces | ParquetPieces | None:
    by = options.column_map
    if container == "parquet":
        typed = ParquetPieces.of(path, file=name, column_map=by, rows_at_once=rows_at_once)
        return replace(typed, closing=unused_options(encoding=options.encoding, sheet=options.sheet))
    if container not in ("json", "text"):
        return None
    stream = TextStream.of(path, file=name, encoding=options.encoding)
    of = JsonPieces.of if container == "json" else TextPieces.of
    try:
        pieces = of(stream, file=name, column_map=by, rows_at_once=rows_at_once)
    except UnicodeError:
        pieces = of(stream.mended(), file=name, column_map=by, rows_at_once=rows_at_once)
    return replace(pieces, unused=unused_options(sheet=options.sheet))


def _adds_up(plan: Plan) -> bool:
    """Return whether what its rows say can be told piece by piece.

    Rows of advertising reports are added up, money is told by the currency of most rows, and of buckets of
    volumes all must be known.
    """
    money = plan.filling(columns.SPEND) or plan.filling(columns.SALES)
    several = money is not None and any(column.meaning.unit == "currency" for column in plan.columns)
    return plan.format.duplicates == "first" and not plan.format.buckets and not several
