"""`spool_keywords`: what `read_keywords` makes of a file, left in blocks on disk instead of one frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kwopt.errors import TableError
from kwopt.files.digests import sha256_of_file
from kwopt.tables.accounts import NoSumError
from kwopt.tables.reading import Source, read_keywords
from kwopt.tables.spooling.blocks import ROWS_AT_ONCE, write_blocks
from kwopt.tables.spooling.finishing import finished
from kwopt.tables.spooling.opening import Options, opened
from kwopt.tables.spooling.passes import drafted
from kwopt.tables.spooling.streams import WholeNeededError
from kwopt.tables.table import FileReport, ReadFiles


@dataclass(frozen=True)
class SpooledKeywords(ReadFiles):
    """Keywords with their figures in blocks on disk, one row a keyword, and how they were read.

    Parameters
    ----------
    blocks
        Arrow IPC files, read by `read_block`; one below the other they are `KeywordTable.frame`.
    files
        A report for each file, in the order given.
    """

    blocks: tuple[Path, ...]
    files: tuple[FileReport, ...]


def spool_keywords(
    source: Source | Sequence[Source],
    folder: Path,
    *,
    name: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    column_map: Mapping[str, str] | None = None,
    rows_at_once: int = ROWS_AT_ONCE,
) -> SpooledKeywords:
    r"""Return the keywords of one or more exports in blocks of at most `rows_at_once` rows.

    The blocks, one below the other, are the frame that `read_keywords` returns, and the reports are its
    reports.

    Parameters
    ----------
    source, name, encoding, sheet, column_map
        As of `read_keywords`.
    folder
        Where the blocks are written; it must be there.

    Raises
    ------
    TableError
        As `read_keywords`.

    Examples
    --------
    >>> import io, tempfile
    >>> from kwopt.tables.spooling import read_block
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = io.BytesIO("关键词,搜索人气\n旗袍,1.2万\n长裙,7\n".encode())
    ...     spooled = spool_keywords(table, Path(folder), rows_at_once=1)
    ...     [read_block(path)["keyword"].tolist() for path in spooled.blocks], spooled.rows_kept
    ([['旗袍'], ['长裙']], 2)
    """
    options = Options(name, encoding, sheet, column_map)
    spooled = _in_pieces(source, Path(folder), options, rows_at_once)
    if spooled is not None:
        return spooled
    table = read_keywords(source, name=name, encoding=encoding, sheet=sheet, column_map=column_map)
    return SpooledKeywords(write_blocks([table.frame], Path(folder), rows_at_once=rows_at_once), table.files)


def _in_pieces(
    source: Source | Sequence[Source], folder: Path, options: Options, rows_at_once: int
) -> SpooledKeywords | None:
    """Return a long file read piece by piece; None for what must be read as a whole."""
    try:
        file = opened(source, options, rows_at_once=rows_at_once)
        if file is None:
            return None
        draft = drafted(file.pieces, folder, file=file.name, rows_at_once=rows_at_once)
        blocks, report = finished(
            draft, folder, file=file.name, fingerprint=sha256_of_file(file.path), rows_at_once=rows_at_once
        )
    except (WholeNeededError, NoSumError, TableError):  # an error is told by reading the whole
        return None
    finally:
        for left in folder.glob("draft-*.arrow"):
            left.unlink()
    return SpooledKeywords(blocks, (report,))
