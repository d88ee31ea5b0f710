"""How far the cells of a sheet reach, and how many there are, as its bytes say: XLSX, XLSB and ODS.

What a sheet declares of its size is not asked. All extents are (rows, columns, cells).
"""

import re
import string
from collections.abc import Iterable

import numpy as np

_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,8}[0-9]{1,12})["']""")  # of a cell, or of a row
_DIGITS, _LETTERS = b"0123456789", string.ascii_letters.encode("ascii")
_ODS_TOKEN = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*)>|(</table:table-row>)|(<table:table\b)"
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,12})""")


def named_extent(pieces: Iterable[bytes]) -> tuple[int, int, int]:
    """Return the extent of an XLSX sheet by the places that cells and rows name; both are counted.

    Rows and cells that do not say where they stand follow the one before; their tags are counted.

    Raises
    ------
    ValueError
        If it declares entities, which no spreadsheet program writes.

    >>> named_extent([b'<row r="7"><c r="A7"/>', b'<c r="AB7"/></row>'])
    (7, 28, 3)
    """
    letters: set[bytes] = set()
    rows, cells, tags = 0, 0, 0
    for piece in pieces:
        tags += piece.count(b"<row")
        if b"<!ENTITY" in piece:
            raise ValueError("it declares entities")
        found = _PLACE.findall(piece)
        places = b" ".join(found)
        letters.update(places.translate(None, _DIGITS).split())
        numbers = np.fromstring(places.translate(None, _LETTERS), dtype=np.int64, sep=" ")
        rows = max(rows, int(numbers.max(initial=0)))
        cells += max(len(found), piece.count(b"<c"))
    return max(rows, tags), max(map(_column_number, letters), default=0), cells


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def binary_extent(data: bytes) -> tuple[int, int, int]:
    r"""Return the extent of a binary sheet: rows (BrtRowHdr, 0) and cells (1 to 11) ([MS-XLSB] 2.5).

    >>> row, cell = b"\x00\x04" + (6).to_bytes(4, "little"), b"\x02\x04" + (27).to_bytes(4, "little")
    >>> binary_extent(row + cell)
    (7, 28, 1)
    """
    place, rows, columns, cells = 0, 0, 0, 0
    while place + 2 < len(data):
        kind, place = _packed_number(data, place, 2)
        size, place = _packed_number(data, place, 4)
        if kind <= 11 and size >= 4:
            value = int.from_bytes(data[place : place + 4], "little") + 1
            rows, columns = (max(rows, value), columns) if kind == 0 else (rows, max(columns, value))
            cells += kind > 0
        place += size
    return rows, columns, cells


def _packed_number(data: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for index, byte in enumerate(data[place : place + most]):
        number |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            return number, place + index + 1
    return number, place + most


def ods_extent(data: bytes) -> tuple[int, int, int]:
    """Return the extent of the largest table of an ODS, with rows and cells as often as they are repeated.

    >>> ods_extent(b'<table:table-row table:number-rows-repeated="3"><table:table-cell></table:table-row>')
    (3, 1, 3)
    """
    most, rows, columns, filled, cells = (0, 0), 0, 0, 0, 0
    repeat, column, row_filled = 1, 0, False
    for found in _ODS_TOKEN.finditer(data):
        row, cell, end, table = found.groups()
        if table is not None:
            most, rows, columns, filled = max(most, (filled, columns), key=_area), 0, 0, 0
        elif row is not None:
            repeat, column, row_filled = _repeats(row), 0, False
            rows += repeat
        elif end is not None:
            filled = rows if row_filled else filled
        else:
            column += _repeats(cell)
            if not cell.endswith(b"/") or b"value" in cell:
                columns, row_filled, cells = max(columns, column), True, cells + repeat
    rows, columns = max(most, (filled, columns), key=_area)
    return rows, columns, cells


def _area(extent: tuple[int, int]) -> int:
    return extent[0] * extent[1]


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
