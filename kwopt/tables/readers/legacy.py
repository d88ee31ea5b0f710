"""Legacy workbooks (XLS, BIFF5 and BIFF8): that their records are in order, before a reader is let at them.

The reader makes room for what a record claims, so a claim beyond what the format allows is found here.
"""

import io
import struct
from collections.abc import Iterator

import olefile

from kwopt.errors import TableError

_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_ENCRYPTED = "EncryptedPackage"  # stream of an encrypted XLSX (MS-OFFCRYPTO 2.3.4)
_SECTOR = 512  # bytes; the last sector of a file may be cut short by its writer
_CELLS = frozenset([0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x027E])
_DIMENSIONS, _BOUND_SHEET, _FILE_PASS, _TEXTS, _END = 0x0200, 0x0085, 0x002F, 0x00FC, 0x000A
_ROWS, _COLUMNS = 65_536, 256  # of a legacy sheet ([MS-XLS] 2.5.26, 2.5.200)
_CLAIMED_COLUMNS = 4 * _COLUMNS  # room is made for them: writers may round up
_DAMAGES = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, EOFError)


def checked_legacy(data: bytes, *, file: str) -> bytes:
    """Return the bytes of a legacy workbook, filled up to whole sectors.

    Raises
    ------
    TableError
        If it is locked, no workbook, damaged, or claims to be larger than such a file can be.
    """
    if _ENCRYPTED.encode("utf-16-le") in data:
        raise TableError("tables.locked", file=file)
    padded = data + b"\0" * (-len(data) % _SECTOR)
    records = _Records(_stream(padded, file), file)
    for start in [0, *records.sheets()]:
        records.check(start)
    return padded


def _stream(data: bytes, file: str) -> bytes:
    """Return the records of the workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as container:
            name = next((name for name in _STREAMS if container.exists(name)), None)
            if name is None:
                raise TableError("tables.no_table_file", file=file, kind=_kind(container))
            stream: bytes = container.openstream(name).read()
            return stream
    except _DAMAGES as error:
        raise _damaged(file, str(error)) from error


def _kind(container: olefile.OleFileIO) -> str:
    kinds = {"WordDocument": "DOC", "PowerPoint Document": "PPT", "__properties_version1.0": "MSG"}
    return next((kind for stream, kind in kinds.items() if container.exists(stream)), "OLE")


def _damaged(file: str, problem: str) -> TableError:
    return TableError("tables.damaged_workbook", file=file, problem=problem)


class _Records:
    """The records of a workbook stream: kind, place and size of each."""

    def __init__(self, stream: bytes, file: str) -> None:
        self.stream = stream
        self.file = file

    def sheets(self) -> list[int]:
        """Return where the records of each sheet begin."""
        places = [place for kind, place, size in self.walk(0) if kind == _BOUND_SHEET and size >= 4]
        return [int.from_bytes(self.stream[place : place + 4], "little") for place in places]

    def walk(self, start: int) -> Iterator[tuple[int, int, int]]:
        """Yield the records from `start` to the end of its substream."""
        place, last = start, len(self.stream) - 4
        while place <= last:
            kind, size = struct.unpack_from("<HH", self.stream, place)
            if place + 4 + size > len(self.stream):
                raise _damaged(self.file, "a record is cut off")
            yield kind, place + 4, size
            if kind == _END:
                return
            place += 4 + size
        raise _damaged(self.file, "the end of a sheet is missing")

    def check(self, start: int) -> None:
        """Raise a TableError if a record claims what cannot be."""
        columns = 0
        for kind, place, size in self.walk(start):
            if kind == _FILE_PASS:
                raise TableError("tables.locked", file=self.file)
            if kind in _CELLS and size >= 4:
                _, column = struct.unpack_from("<HH", self.stream, place)
                columns = max(columns, column + 1)
            elif kind == _DIMENSIONS:
                self._check_dimensions(place, size)
            elif kind == _TEXTS:
                self._check_texts(place, size)
        if columns > _COLUMNS:
            raise _damaged(self.file, f"a cell stands in column {columns} of {_COLUMNS}")

    def _check_dimensions(self, place: int, size: int) -> None:
        form = "<IIHH" if size >= 14 else "<HHHH"
        if size < struct.calcsize(form):
            raise _damaged(self.file, "a sheet's dimensions are cut off")
        first_row, last_row, first_column, last_column = struct.unpack_from(form, self.stream, place)
        if not last_row or not last_column:
            return
        if first_row > last_row or first_column > last_column:
            raise _damaged(self.file, "a sheet ends before it begins")
        if last_column > _CLAIMED_COLUMNS or last_row > 2 * _ROWS:
            raise _damaged(self.file, "a sheet claims more cells than such a file can hold")

    def _check_texts(self, place: int, size: int) -> None:
        unique = int.from_bytes(self.stream[place + 4 : place + 8], "little")
        if size < 8 or unique > len(self.stream):
            raise _damaged(self.file, "more texts are claimed than there are bytes")
