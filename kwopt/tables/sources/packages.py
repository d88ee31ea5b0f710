"""Workbooks in ZIP (XLSX, XLSB, ODS): that they unpack within bounds, before a reader is let at them.

What is checked is what the bytes say when they are unpacked, not what the directory or a declared
dimension claims: Amazon declares every sheet to be one cell, and a hostile file claims what it likes. The
reader makes room for the whole area between the outermost cells; `extents` finds it.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from lxml import etree

from kwopt.errors import TableError
from kwopt.tables.bounds import MAX_CELL_BYTES, MAX_CELLS, MAX_ROWS, MAX_TEXT_BYTES, check_extent
from kwopt.tables.sources.extents import binary_extent, named_extent, ods_extent

MAX_UNPACKED = 2 * 2**30
"""Largest total of a workbook's parts, in bytes: a million rows of thirty columns take some 1.5 GB."""

DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    struct.error, KeyError, IndexError,
)  # fmt: skip
"""What reading a broken or encrypted ZIP raises."""

_HARMLESS = 256 * 2**20  # bytes that a workbook may unpack to, however small it is
_MAX_RATIO = 100  # unpacked to packed size above that: sheets of real exports have 5 to 30
_CHUNK = 2**20  # bytes that are looked at at once
_PARTS = (".xml", ".rels", ".bin")


def check_package(data: bytes, *, file: str) -> None:
    """Raise a TableError if a workbook is damaged, or unpacks to more than can be read.

    >>> check_package(b"PK", file="a.xlsx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    kwopt.errors.TableError: a.xlsx: the workbook is damaged or cut off (File is not a zip file); ...
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [part for part in package.infolist() if part.filename.endswith(_PARTS)]
            _check_size(sum(part.file_size for part in parts), len(data), file)
            longest = max(
                (_longest_text(package, part, file) for part in parts if _is_texts(part)), default=0
            )
            for part in parts:
                _check_part(package, part, longest, file)
    except DAMAGES as error:
        problem = str(error) or type(error).__name__
        raise TableError("tables.damaged_workbook", file=file, problem=problem) from error


def _check_size(unpacked: int, packed: int, file: str) -> None:
    limit = unpacked_limit(packed)
    if unpacked > limit:
        raise TableError("tables.unpacks_too_large", file=file, size=unpacked // 2**20, limit=limit // 2**20)


def unpacked_limit(packed: int) -> int:
    """Return to how many bytes a file of `packed` bytes may unpack: a bomb is a thousand times as large.

    >>> unpacked_limit(5_000_000) // 2**20, unpacked_limit(10**9) // 2**20
    (476, 2048)
    """
    return min(MAX_UNPACKED, max(_HARMLESS, _MAX_RATIO * packed))


def _is_texts(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith("sharedStrings.xml")


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, longest: int, file: str) -> None:
    name = part.filename
    pieces = _pieces(package, part)
    if name == "content.xml":
        content = b"".join(pieces)
        _check_well_formed(content)
        rows, columns, cells = ods_extent(content)
    elif name.endswith(".xml") and not _is_texts(part):
        rows, columns, cells = named_extent(_without_giants(pieces, name, file))
    elif name.endswith(".bin") and "sheet" in name.lower():
        rows, columns, cells = binary_extent(b"".join(pieces))
    else:
        for _ in pieces:  # unpacked to the end, so that its size and checksum are known to be true
            pass
        return
    check_extent(rows, columns, file=file, sheet=name)
    if rows > MAX_ROWS or cells > MAX_CELLS:
        raise TableError("tables.too_many_cells", file=file, rows=rows, cells=cells)
    if cells * longest > MAX_TEXT_BYTES and _used_texts(package, part) > MAX_TEXT_BYTES:
        raise TableError("tables.giant_text", file=file, sheet=name, limit=MAX_TEXT_BYTES)


def _check_well_formed(content: bytes) -> None:
    """Raise a ValueError if an XML part breaks off: the reader would look for its end for ever."""
    parser = etree.XMLParser(target=_Nobody(), resolve_entities=False, huge_tree=True)
    try:
        parser.feed(content)
        parser.close()
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error


class _Nobody:
    """Hears what a parser tells, and keeps nothing of it."""

    def close(self) -> None:
        """Come to the end."""


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part piece by piece, cut before a tag."""
    rest = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            chunk = rest + chunk
            cut = chunk.rfind(b"<")
            rest = chunk[cut:] if cut > 0 and len(chunk) - cut < _CHUNK else b""
            yield chunk[: len(chunk) - len(rest)]
    yield rest


def _without_giants(pieces: Iterable[bytes], name: str, file: str) -> Iterator[bytes]:
    """Yield pieces as they come; a TableError is raised at one that is a single text."""
    for piece in pieces:
        if len(piece) >= MAX_CELL_BYTES and piece.find(b"<", 1) < 0:
            raise TableError("tables.giant_text", file=file, sheet=name, limit=MAX_CELL_BYTES)
        yield piece


def _longest_text(package: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> int:
    longest = max(_text_lengths(package, part), default=0)
    if longest > MAX_CELL_BYTES:
        raise TableError("tables.giant_text", file=file, sheet=part.filename, limit=MAX_CELL_BYTES)
    return longest


def _text_lengths(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[int]:
    """Yield the lengths of the shared texts in bytes, mark-up included."""
    rest = 0
    for piece in _pieces(package, part):
        first, *texts = [len(text) for text in re.split(rb"</(?:\w+:)?si>", piece)]
        if not texts:
            rest += first
            continue
        yield rest + first
        yield from texts[:-1]
        rest = texts[-1]
    yield rest


def _used_texts(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return the bytes of all shared texts that the cells of a sheet name, as often as they are named."""
    texts = [item for item in package.infolist() if _is_texts(item)]
    lengths = [length for item in texts for length in _text_lengths(package, item)]
    total = 0
    for piece in _pieces(package, part):
        places = re.findall(rb"<(?:\w+:)?v>([0-9]{1,9})<", piece)
        total += sum(lengths[place] for place in map(int, places) if place < len(lengths))
    return total
