"""Reading as a user does it: sources, what is reported, what is refused with a sentence."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.sources import documents
from tests.refusals import refusal_of

TEXT = "关键词,搜索人气,在线商品数\n旗袍,1.2万,300\n"


def test_path_file_and_text_of_a_path(tmp_path: Path) -> None:
    """Paths, their texts and open files read the same, under the file's name."""
    path = tmp_path / "搜索词 2026-08-10.csv"
    path.write_bytes(TEXT.encode())
    with path.open("rb") as file:
        tables = [read_keywords(path), read_keywords(str(path)), read_keywords(file)]
    for table in tables:
        assert table.frame.iloc[0].tolist() == ["旗袍", 12000.0, 300.0, path.name, 2]
        assert table.period is not None


def test_name_of_a_stream() -> None:
    """A stream has the name it is given, or a hyphen, as on the command line."""
    assert read_keywords(io.BytesIO(TEXT.encode())).files[0].file == "-"
    assert read_keywords(io.BytesIO(TEXT.encode()), name="mine").frame["source_file"].tolist() == ["mine"]


def test_extension_is_not_trusted(tmp_path: Path) -> None:
    """Content decides on the reader, not the name."""
    path = tmp_path / "export.xls"
    path.write_bytes(TEXT.replace(",", "\t").encode("utf-16"))
    table = read_keywords(path)
    assert (table.files[0].encoding, table.files[0].delimiter) == ("utf-16", "\t")


def test_description() -> None:
    """What was understood of a file is told in full, in both languages."""
    (told,) = read_keywords(io.BytesIO(TEXT.encode()), name="a.csv").describe("zh")
    expected: dict[str, Any] = {
        "file": "a.csv", "sheet": None, "format": "sycm_search_analysis", "format_name": "生意参谋 搜索分析",
        "encoding": "utf-8", "delimiter": ",", "header_row": 1,
        "rows_read": 1, "rows_kept": 1, "rows_merged": 0, "rows_refused": 0,
        "repairs": [], "refusals": [], "ready_for": {"score": True, "title": True, "bid": False},
        "period": None, "currency": None,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    column = told["columns"][1]
    assert column["note"]["message"] == "搜索人气 是指数，不是人数：只在同一文件内可比"
    del column["note"]
    assert column == {
        "source": "搜索人气", "canonical": "search_volume", "unit": "index", "scale": None,
        "direction": "higher", "status": "used", "missing": 0, "examples": ["1.2万"], "checked": None,
    }  # fmt: skip
    assert [notice["code"] for notice in told["todo"]] == ["tables.todo_bid"]
    # sha256 of the bytes of TEXT, by coreutils' sha256sum
    assert told["sha256"] == documents.Document("a.csv", TEXT.encode()).sha256


def test_todo_without_demand() -> None:
    """A table without searches says what is missing, and how to name it."""
    table = read_keywords(pd.DataFrame({"keyword": ["cup"]}), name="a.csv")
    assert table.files[0].ready_for == {"score": False, "title": False, "bid": False}
    assert table.files[0].todo[0].to_dict()["message"] == (
        "a.csv: no column says how often people search, so nothing can be scored; export a keyword table "
        "(生意参谋 search analysis, a 淘词 plug-in, SellerSprite, Helium 10), or name the column with "
        "--map search_volume=HEADER"
    )


def test_todo_of_a_report_without_orders() -> None:
    """What was spent without what came of it serves no bid, and asks for orders, not for searches."""
    columns = {"Search term": ["cup"], "Clicks": [9], "Total cost": [4.5], "Purchases (promoted)": [1]}
    (report,) = read_keywords(pd.DataFrame(columns), name="a.csv").files
    assert [(notice.code, notice.params) for notice in report.todo] == [
        ("tables.todo_orders_likely", {"likely": ["Purchases (promoted)"]})
    ]
    (report,) = read_keywords(pd.DataFrame({"关键词": ["杯"], "花费": [4.5]}), name="a.csv").files
    assert [notice.code for notice in report.todo] == ["tables.todo_orders"]


def test_a_name_with_spaces_is_quoted_in_a_command() -> None:
    """The command that a report suggests can be typed as it stands."""
    columns = {"关键词": ["杯"], "点击量": [9], "花费": [4.5], "成交笔数": [1]}
    (report,) = read_keywords(pd.DataFrame(columns), name="2026 report (1).csv").files
    assert report.todo[0].to_dict()["message"].endswith('it serves bids: kwopt bid "2026 report (1).csv"')


def test_columns_without_canonical_name_are_carried_along() -> None:
    """They keep header and values: numbers that lose nothing become numbers, others stay text."""
    text = "编号,关键词,价格,keyword\n007,旗袍,1.5,x\n12345678901234567890,裙,,y\n"
    frame = read_keywords(io.BytesIO(text.encode()), column_map={"keyword": "关键词"}).frame
    assert list(frame) == ["keyword", "source_file", "source_row", "编号", "价格", "keyword.2"]
    assert frame["编号"].tolist() == ["007", "12345678901234567890"]
    assert frame["价格"].tolist()[0] == 1.5


def test_canonical_columns_come_first() -> None:
    """Canonical columns stand first, whatever the order of the file."""
    text = "备注,在线商品数,关键词,搜索人气\nx,1,旗袍,2\n"
    frame = read_keywords(io.BytesIO(text.encode())).frame
    assert list(frame) == [
        "keyword", "search_volume", "listing_count", "source_file", "source_row", "备注",
    ]  # fmt: skip


def test_own_table_keeps_its_sources() -> None:
    """A frame of ours that is read again keeps file and row of each keyword."""
    table = read_keywords(io.BytesIO(TEXT.encode()), name="a.csv")
    again = read_keywords(table.frame)
    assert again.format == "kwopt"
    pd.testing.assert_frame_equal(again.frame, table.frame)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv: the file is empty; export it again"),
        (b"\xef\xbb\xbf \r\n", "a.csv: the file is empty; export it again"),
        (
            "关键词,搜索人气\n".encode(),
            "a.csv: holds no row with a keyword (0 rows were refused); check the export",
        ),
        (
            "关键词,搜索人气\n,5\n合计,5\n".encode(),
            "a.csv: holds no row with a keyword (2 rows were refused); check the export",
        ),
        (
            "词,量\n旗袍,5\n".encode(),
            "a.csv: no column looks like keywords; headers found: 词, 量; "
            'by its values "词" is the likeliest: try --map "keyword=词"',
        ),
        (
            "关键词,搜索人气\n旗\0袍,5\n".encode(),
            "a.csv: holds NUL characters (first in line 2): it is damaged, or no text; export it again",
        ),
        (
            b"<html><table><tr><td>x</td></tr></table></html>",
            'a.csv: is a web page without a table of keywords (it begins "x"); '
            "sign in again and export the table anew",
        ),
        (
            f"关键词,搜索人气\n{'x' * 200_000},5\n旗袍,5,6\n".encode(),
            "a.csv: line 2 holds a cell of more than 131072 characters; a quote may be missing there",
        ),
    ],
)
def test_unusable_files(data: bytes, sentence: str) -> None:
    """Each way in which a file can be unusable has one clear sentence."""
    assert refusal_of(lambda: read_keywords(io.BytesIO(data), name="a.csv"), file="a.csv") == sentence


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that is not there, or is a folder, is named."""
    with pytest.raises(TableError, match=r"no\.csv: there is no such file; check the path"):
        read_keywords(tmp_path / "no.csv")
    with pytest.raises(TableError, match="is a folder; name a file in it"):
        read_keywords(tmp_path)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (5, "a table is read from a path, an open binary file or a frame; found int"),
        (io.StringIO(TEXT), '-: is open as text; open it in binary mode ("rb")'),
        ([], "there is no table to read; name at least one file"),
    ],
)
def test_no_sources(source: Any, sentence: str) -> None:
    """What is no source of a table is answered with what is one."""
    assert refusal_of(lambda: read_keywords(source)) == sentence


def test_too_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused before it is understood."""
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    with pytest.raises(TableError, match="is larger than 0 MB; split it"):
        read_keywords(io.BytesIO(TEXT.encode()))


@pytest.mark.parametrize("copy", [list, tuple])
def test_sequence_of_sources(copy: Callable[[Any], Any]) -> None:
    """One source in a sequence is the same as that source."""
    table = read_keywords(copy([io.BytesIO(TEXT.encode())]))
    assert table.frame["keyword"].tolist() == ["旗袍"]


def test_inputs_for_documents() -> None:
    """Each input is named with its fingerprint; a frame has none."""
    table = read_keywords([io.BytesIO(TEXT.encode()), pd.DataFrame({"keyword": ["cup"]})])
    first, second = table.inputs
    assert set(first) == {"file", "sheet", "sha256"}
    assert len(first["sha256"]) == 64
    assert second == {"file": "frame", "sheet": None, "sha256": None}
    assert table.format == "mixed"


def test_listings_derived_from_a_ratio_are_told() -> None:
    """The ratio's unit is not published: listings that rest on it are announced."""
    file = io.BytesIO("搜索词,搜索人气,需求供给比,支付转化率\n旗袍,9000,0.5,4%\n".encode())
    todo = read_keywords(file, name="a.csv").files[0].todo
    assert [notice.code for notice in todo] == ["tables.listings_derived"]
