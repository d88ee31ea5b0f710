"""Laws of broken files: whatever is cut off or changed in a container, a table or a sentence comes of it."""

import gzip
import io
import json
import random

import pandas as pd
import pytest

from tests.refusals import table_or_sentence
from tests.workbook_files import SHEET, edited, ods, ods_row, xlsb, xlsx, zipped

ROWS = [["关键词", "搜索人气"], *[[f"旗袍{number}", number] for number in range(20)]]
TEXT = "".join(f"{keyword},{searches}\n" for keyword, searches in ROWS)
FRAME = pd.DataFrame(ROWS[1:], columns=["关键词", "搜索人气"])


def parquet() -> bytes:
    """Return the rows as Parquet."""
    buffer = io.BytesIO()
    FRAME.to_parquet(buffer)
    return buffer.getvalue()


def cells(row: str, cell: str) -> str:
    """Return the rows as mark-up."""
    return "".join(row % "".join(cell % value for value in values) for values in ROWS)


CONTAINERS = {
    "utf8": TEXT.encode(),
    "gbk": TEXT.encode("gbk"),
    "utf16": TEXT.encode("utf-16"),
    "xlsx": xlsx(a=ROWS),
    "xlsb": xlsb(ROWS),
    "ods": ods("".join(ods_row(*row) for row in ROWS)),
    "parquet": parquet(),
    "gzip": gzip.compress(TEXT.encode(), mtime=0),
    "zip": zipped({"a.csv": TEXT.encode()}),
    "page": f"<table>{cells('<tr>%s</tr>', '<td>%s</td>')}</table>".encode(),
    "json": json.dumps(ROWS).encode(),
    "lines": "\n".join(json.dumps({"keyword": f"a{number}"}) for number in range(20)).encode(),
}


@pytest.mark.parametrize("kind", CONTAINERS)
def test_whole_files_are_read(kind: str) -> None:
    """Each container gives the same number of keywords."""
    table = table_or_sentence(CONTAINERS[kind])
    assert table is not None
    assert table.rows_kept == 20


@pytest.mark.parametrize("kind", CONTAINERS)
def test_cut_off_files(kind: str) -> None:
    """A file cut off anywhere gives a table or a sentence, and never more keywords than the whole one."""
    data = CONTAINERS[kind]
    for size in range(0, len(data), max(1, len(data) // 12)):
        table = table_or_sentence(data[:size])
        assert table is None or table.rows_kept <= 20


@pytest.mark.parametrize("kind", CONTAINERS)
def test_changed_bytes(kind: str) -> None:
    """A file with wrong bytes gives a table or a sentence."""
    chance = random.Random(kind)
    for _ in range(12):
        data = bytearray(CONTAINERS[kind])
        for _ in range(chance.choice([1, 2, 10])):
            data[chance.randrange(len(data))] = chance.choice([0, 10, 255, chance.randrange(256)])
        table_or_sentence(bytes(data))


def test_changed_parts_of_a_workbook() -> None:
    """A sheet whose mark-up is broken inside a sound package gives a table or a sentence."""
    chance = random.Random(1)

    def changed(part: bytes) -> bytes:
        place = chance.randrange(len(part))
        return part[:place] + bytes([chance.randrange(256)]) * 2 + part[place + 2 :]

    for _ in range(40):
        table_or_sentence(edited(CONTAINERS["xlsx"], SHEET, changed))
