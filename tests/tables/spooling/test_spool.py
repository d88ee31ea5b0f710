"""Files read in pieces: text that betrays itself late, JSON lines, Parquet, real tables; and what is not."""

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kwopt.tables.spooling import read_block, spool, spool_keywords
from tests.spooled import alike

ROWS = 240


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for blocks."""
    (tmp_path / "blocks").mkdir()
    return tmp_path / "blocks"


@pytest.fixture(autouse=True)
def _only_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to read a file as a whole: these tests are of files that are read in pieces."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the file was read as a whole")

    monkeypatch.setattr(spool, "read_keywords", refuse)


LATE = {
    "a note among numbers": ("备注", "7", "好"),
    "a decimal among whole numbers": ("备注", "7", "7.5"),
    "nothing among whole numbers": ("备注", "7", ""),
    "a range": ("搜索人气", "500", "100 ~ 400"),
    "a Chinese unit": ("搜索人气", "500", "3万"),
    "a percent sign": ("支付转化率", "0.5", "7%"),
    "a share that can only be percent": ("支付转化率", "0.5", "7"),
    "a decimal comma": ("支付转化率", "0.5", '"12,5%"'),
    "a rounded id": ("计划ID", "17", "1.81235E+17"),
    "a date": ("日期", "2026-08-10", "2026-09-20"),
}


@pytest.mark.parametrize("late", LATE)
def test_what_the_last_rows_betray_holds_for_all(tmp_path: Path, folder: Path, late: str) -> None:
    """One cell near the end may change how the whole column is read; so it does in pieces."""
    header, cell, other = LATE[late]
    rows = [f"裙{number},{number},{cell if number != ROWS - 60 else other}\n" for number in range(ROWS)]
    path = tmp_path / "words.csv"
    path.write_text("".join([f"关键词,在线商品数,{header}\n", *rows]), encoding="utf-8")
    alike(path, folder, 10)


@pytest.mark.parametrize(
    "odd",
    ['"裙\n子",5\n', "裙,5,6,7\n", "裙\n", '5" 裙,5\n', "\n" * 60],
    ids=["line end in a cell", "too long", "too short", "stray quote", "blank rows"],
)
def test_irregular_rows(tmp_path: Path, folder: Path, odd: str) -> None:
    """Cells with line ends, rows too long or short, stray quotation marks and blank rows are told alike."""
    rows = [f"裙{number},{number}\n" for number in range(ROWS)]
    path = tmp_path / "words.csv"
    path.write_text("".join(["关键词,搜索人气\n", *rows, odd, *rows[:100]]), encoding="utf-8")
    alike(path, folder, 10)


def test_repeated_keywords(tmp_path: Path, folder: Path) -> None:
    """Of keywords that stand in many pieces the first row stays, and differing figures are listed."""
    rows = [f"{'裙 Ｖ' if number % 2 else '裙 v'}{number % 25},{number // 150}\n" for number in range(ROWS)]
    path = tmp_path / "words.csv"
    path.write_text("".join(["关键词,搜索人气\n", *rows]), encoding="utf-8")
    alike(path, folder, 10)


def test_json_lines(tmp_path: Path, folder: Path) -> None:
    """Keys that come late, broken lines, and numbers among texts are read as in the whole."""
    rows: list[object] = [
        {"关键词": f"裙{number}", "搜索人气": number, "备注": None} for number in range(ROWS)
    ]
    rows[180] = {"关键词": "裙", "搜索人气": "3万", "新": 5, "备注": 7}
    rows[190] = [1, 2]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[200] = "{broken"
    path = tmp_path / "words.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    alike(path, folder, 10)


def test_parquet(tmp_path: Path, folder: Path) -> None:
    """Row groups, gaps in whole numbers, dates, truth values and nested cells are read as in the whole."""
    counts = pd.array([*range(ROWS - 1), None], dtype="Int32")
    frame = pd.DataFrame(
        {
            "keyword": [f"裙{number % 200}" for number in range(ROWS)],
            "search_volume": np.arange(ROWS, dtype="float64"),
            "listing_count": counts,
            "small": np.arange(ROWS, dtype="int16"),
            "day": pd.date_range("2026-08-10", periods=ROWS),
            "shown": [number % 2 == 0 for number in range(ROWS)],
        }
    )
    path = tmp_path / "words.parquet"
    frame.to_parquet(path, row_group_size=90)
    alike(path, folder, 50)


@pytest.mark.parametrize("name", ["keywords_taobao.csv"])
def test_real_tables(real_data: Path, folder: Path, name: str) -> None:
    """A real table comes out as it does whole."""
    alike(real_data / name, folder, 4000)


def test_what_is_no_long_file_is_read_whole(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streams, frames, several files and short ones are read as a whole, and cut."""
    monkeypatch.undo()
    text = "关键词,搜索人气\n旗袍,5\n长裙,7\n裙,1\n"
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    frame = pd.DataFrame({"keyword": ["a", "b", "c"]})
    for source in (io.BytesIO(text.encode()), frame, path, [path, path]):
        spooled = spool_keywords(source, folder, rows_at_once=2)
        assert [len(read_block(block)) for block in spooled.blocks] == [2, 1]
