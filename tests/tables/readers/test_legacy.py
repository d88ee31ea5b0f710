"""Legacy workbooks: records that claim what cannot be are found before a reader makes room for them."""

import io
import random
import struct

import pytest

from kwopt.errors import KwoptError
from kwopt.tables import read_keywords
from kwopt.tables.readers.legacy import checked_legacy
from tests.refusals import refusal_of
from tests.workbook_files import PLAIN, xls

TEXTS = struct.pack("<HHI", 0x00FC, 46, 4)[:4]  # record of shared texts, as long as those of PLAIN
DIMENSIONS = struct.pack("<HH", 0x0200, 14)


def refusal(data: bytes) -> str:
    """Return the sentence with which a legacy workbook is refused."""
    return refusal_of(lambda: checked_legacy(data, file="a.xls"), file="a.xls")


def patched(head: bytes, offset: int, value: bytes) -> bytes:
    """Return a workbook with some bytes changed behind the head of a record."""
    data = bytearray(xls(PLAIN))
    place = data.index(head) + 4 + offset
    data[place : place + len(value)] = value
    return bytes(data)


def test_sectors_are_filled_up() -> None:
    """A workbook comes back whole, filled up to a sector."""
    data = xls(PLAIN)
    assert checked_legacy(data, file="a.xls") == data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is damaged or cut off (not an OLE2 structured storage file)"),
        (patched(TEXTS, 4, b"\xff\xff\xff\x7f"), "(more texts are claimed than there are bytes)"),
        (patched(DIMENSIONS, 10, b"\xff\xff"), "(a sheet claims more cells than such a file can hold)"),
        (patched(DIMENSIONS, 0, b"\xff\xff\x00\x00"), "(a sheet ends before it begins)"),
    ],
    ids=["container", "texts", "columns", "rows"],
)
def test_claims_that_cannot_be(data: bytes, sentence: str) -> None:
    """Counts and dimensions beyond the format are damage."""
    assert sentence in refusal(data)


def test_broken_files_give_a_sentence() -> None:
    """Cut-off files and files with wrong bytes end in a table or a sentence, and rows add up."""
    data = xls([["关键词", "搜索人气"], *[[f"旗袍{number}", number] for number in range(30)]])
    chance = random.Random(5)
    for _ in range(150):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.choice([1, 3, 10]) if broken else 0):
            broken[chance.randrange(len(broken))] = chance.choice([0, 255, chance.randrange(256)])
        try:
            table = read_keywords(io.BytesIO(bytes(broken)), name="a.xls")
        except KwoptError:
            continue
        assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
