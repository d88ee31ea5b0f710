"""Writing: six formats, equal bytes, formulas disarmed, whole or not at all."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import python_calamine

from kwopt.errors import TableError
from kwopt.tables import read_keywords, write_table
from kwopt.tables.writing import csvtext, sheets, write
from kwopt.tables.writing.safecells import neutralized
from kwopt.tables.writing.sheets import write_sheet
from kwopt.tables.writing.write import SUFFIXES

FRAME = pd.DataFrame(
    {
        "keyword": ["旗袍 改良", "裙"],
        "search_volume": [12000.0, np.nan],
        "click_through_rate": [0.7815, 1.25],
        "eligible": [True, False],
        "reason_words": [["改良", "夏"], []],
        "source_file": ["a.csv", "a.csv"],
        "source_row": [2, 3],
    }
)


def sheet_rows(path: Path) -> list[list[object]]:
    """Return the cells of a workbook's first sheet."""
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows: list[list[object]] = sheet.to_python()
    return rows


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    """Every format gives back the keywords and figures that were written."""
    path = tmp_path / f"out{suffix}"
    assert write_table(FRAME, path) == []
    frame = read_keywords(path).frame
    for name in ("keyword", "search_volume", "click_through_rate", "source_file", "source_row"):
        assert frame[name].equals(FRAME[name].astype(frame[name].dtype)), name
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_equal_frames_give_equal_bytes(tmp_path: Path, suffix: str) -> None:
    """No clock and no chance goes into a file."""
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    write_table(FRAME, one)
    write_table(FRAME.copy(deep=True), two)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_many_rows_are_written_like_few(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written a part at a time; where the parts end shows nowhere."""
    many = pd.concat([FRAME] * 3, ignore_index=True)
    whole, parts = tmp_path / f"whole{suffix}", tmp_path / f"parts{suffix}"
    write_table(many, whole)
    monkeypatch.setattr(csvtext, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(write, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(sheets, "_ROWS_AT_ONCE", 2)
    write_table(many, parts)
    assert parts.read_bytes() == whole.read_bytes()


def test_a_large_workbook_grows_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook too large for memory holds the same cells."""
    small, large = tmp_path / "small.xlsx", tmp_path / "large.xlsx"
    write_table(FRAME, small)
    monkeypatch.setattr(sheets, "_MOST_CELLS_IN_MEMORY", 1)
    write_table(FRAME, large)
    assert sheet_rows(large) == sheet_rows(small)


def test_csv_for_excel(tmp_path: Path) -> None:
    """CSV bears the mark by which Excel knows UTF-8; counts are whole numbers, lists words."""
    path = tmp_path / "out.csv"
    write_table(FRAME, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfkeyword,")
    assert path.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "旗袍 改良,12000,0.7815,True,改良 夏,a.csv,2",
        "裙,,1.25,False,,a.csv,3",
    ]


def test_workbook_has_types_and_a_frozen_header(tmp_path: Path) -> None:
    """Numbers are numbers, truth values truth values; the header stays in view, hanzi have room."""
    path = tmp_path / "out.xlsx"
    write_table(FRAME, path)
    _, first, second = sheet_rows(path)
    assert first == ["旗袍 改良", 12000.0, 0.7815, True, "改良 夏", "a.csv", 2.0]
    assert second[1] == ""
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane xSplit="1" ySplit="1"' in sheet
    width = re.search(r'<col min="1" max="1" width="([0-9.]+)"', sheet)
    assert width is not None
    assert float(width[1]) >= 9  # 4 hanzi at 2, a space


def test_json_is_strict(tmp_path: Path) -> None:
    """JSON has null for what is missing, and lists stay lists."""
    path = tmp_path / "out.json"
    write_table(FRAME, path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert list(document) == ["schema", "kwopt", "columns", "rows"]
    assert (document["schema"], document["columns"]) == ("kwopt.table/1", list(FRAME))
    first, second = document["rows"]
    assert first["reason_words"] == ["改良", "夏"]
    assert second["search_volume"] is None


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_formulas_are_disarmed_and_counted(tmp_path: Path, suffix: str) -> None:
    """Texts that a spreadsheet would compute get an apostrophe; the notice counts them; we read them back."""
    frame = pd.DataFrame({"keyword": ["=1+1", "+a", "-b", "@c", "-", "d", "-5"], "search_volume": [-1.0] * 7})
    path = tmp_path / f"out{suffix}"
    (notice,) = write_table(frame, path)
    assert notice.params["count"] == 5
    assert notice.to_dict()["message"] == (
        "keyword: 5 texts look like formulas (such as =1+1, +a, -b; rows 2, 3, 4) and were given a leading "
        "apostrophe"
    )
    raw = str(sheet_rows(path)) if suffix == ".xlsx" else path.read_text("utf-8-sig")
    assert "'=1+1" in raw
    assert read_keywords(path).frame["keyword"].tolist() == frame["keyword"].tolist()


def test_formulas_in_headers_and_behind_tabs() -> None:
    """Headers are disarmed like cells, and a tab does not hide a formula."""
    safe, (notice,) = neutralized(pd.DataFrame({"=h": ["\t=1", "x"]}))
    assert list(safe) == ["'=h"]
    assert safe.iloc[0, 0] == "'\t=1"
    assert notice.params == {"count": 2, "examples": ["=h", "\t=1"], "rows": [1, 2]}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_frame_is_left_alone(tmp_path: Path, suffix: str) -> None:
    """Writing does not change the caller's frame."""
    frame = pd.DataFrame({"keyword": ["=1", "b"], "n": [1.0, 2.0], "words": [["a"], []]})
    before = frame.copy(deep=True)
    write_table(frame, tmp_path / f"out{suffix}")
    pd.testing.assert_frame_equal(frame, before)


def test_unknown_suffix(tmp_path: Path) -> None:
    """An unknown suffix is answered with the known ones."""
    with pytest.raises(TableError) as caught:
        write_table(FRAME, tmp_path / "out.doc")
    assert str(caught.value).endswith(
        'cannot write files that end in ".doc"; use one of: .csv, .tsv, .xlsx, .json, .jsonl, .parquet'
    )


def test_inputs_are_never_written_over(tmp_path: Path) -> None:
    """An input is protected under any of its names."""
    path = tmp_path / "in.csv"
    path.write_text("keyword\ncup\n", encoding="utf-8")
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    for target in (path, link):
        with pytest.raises(TableError, match="is an input and is not written over"):
            write_table(FRAME, target, protect=[path])
    assert path.read_text(encoding="utf-8") == "keyword\ncup\n"


def test_failure_leaves_nothing_and_keeps_the_old_file(tmp_path: Path) -> None:
    """If writing fails half way, the old file stands and no part of the new one lies about."""
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(TableError, match="row 2: a cell is longer than the 32767 characters"):
        write_table(pd.DataFrame({"keyword": ["x" * 40_000]}), path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.xlsx"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is not there, and a folder in the file's place, are named."""
    with pytest.raises(TableError, match=r"out\.csv: cannot be written: there is no folder .*no; create it"):
        write_table(FRAME, tmp_path / "no" / "out.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TableError, match="is a folder"):
        write_table(FRAME, tmp_path / "folder.csv")


def test_too_many_columns_for_a_workbook() -> None:
    """A table that no workbook holds is refused before anything is written."""
    with pytest.raises(TableError, match="a workbook cannot hold 2 rows and 16385 columns; write CSV"):
        write_sheet(pd.DataFrame(np.zeros((2, 16_385))), io.BytesIO(), "a")


def test_empty_frame(tmp_path: Path) -> None:
    """A frame without rows is a file with a header."""
    for suffix in SUFFIXES:
        write_table(FRAME.iloc[:0], tmp_path / f"out{suffix}")
    assert pd.read_parquet(io.BytesIO((tmp_path / "out.parquet").read_bytes())).columns[0] == "keyword"
