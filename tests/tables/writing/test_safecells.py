"""Texts that a spreadsheet or file cannot take: disarmed or mended, listed, and read back as they were."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwopt.tables import read_keywords, write_table
from kwopt.tables.rows.keywords import tidy_keyword
from kwopt.tables.rows.merging import identities
from kwopt.tables.writing.safecells import fit_for_sheets, fit_for_utf8, neutralized, rounded_numbers
from kwopt.tables.writing.write import SUFFIXES

FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("kind", ["str", object])
@pytest.mark.parametrize(
    "text", ["=1+1", "+a", "-b", "@c", "\t=1", "\r=1", "\n=1", "＝1", "＋a", "－b", "＠c", "-5", "--x"]
)
def test_formulas(text: str, kind: str | type) -> None:
    """Each sign by which a spreadsheet knows a formula is disarmed, and the place is told."""
    safe, (notice,) = neutralized(pd.DataFrame({"a": pd.Series(["x", text, None], dtype=kind)}))
    assert safe["a"].tolist()[:2] == ["x", f"'{text}"]
    assert pd.isna(safe["a"].iloc[2])
    assert notice.column == "a"
    assert notice.params == {"count": 1, "examples": [text], "rows": [3]}


@pytest.mark.parametrize("text", ["-", "--", "—", "－", "a=b", "1-2", "", "'=1", "旗袍"])
def test_no_formulas(text: str) -> None:
    """Dashes alone stand for nothing, and a sign inside a text computes nothing."""
    safe, notices = neutralized(pd.DataFrame({"a": [text]}))
    assert safe["a"].tolist() == [text]
    assert notices == []


def test_numbers_are_no_texts() -> None:
    """A negative number is a number."""
    frame = pd.DataFrame({"a": [-1.5, 2.0], "b": [-3, 4]})
    assert neutralized(frame)[1] == []


def test_each_column_is_told(tmp_path: Path) -> None:
    """A notice a column, with its count and the rows of the file."""
    frame = pd.DataFrame({"keyword": ["a", "=b"], "备注": ["-5%", "+7%"]})
    notices = write_table(frame, tmp_path / "out.csv")
    assert [(notice.column, notice.params["rows"]) for notice in notices] == [
        ("keyword", [3]),
        ("备注", [2, 3]),
    ]
    assert "=b" in notices[0].to_dict("zh")["message"]


def test_characters_that_no_workbook_holds() -> None:
    """Control characters go, what is no character becomes U+FFFD; tabs and line ends stay."""
    frame = pd.DataFrame({"a": pd.Series(["x\x01y", "a\tb\nc", "p\uffff"], dtype="str"), "h\x02": 1})
    safe, notices = fit_for_sheets(frame)
    assert safe["a"].tolist() == ["xy", "a\tb\nc", "p\ufffd"]
    assert list(safe) == ["a", "h"]
    assert [(notice.column, notice.params["rows"]) for notice in notices] == [("a", [2, 4]), ("h", [1])]


def test_halves_of_surrogate_pairs() -> None:
    """Half a pair, as JSON may hold it, is replaced in every format, in lists too, and told."""
    frame = pd.DataFrame({"a": pd.Series(["x\ud800", "y"], dtype=object), "b": [["\udc00"], []]})
    safe, notices = fit_for_utf8(frame)
    assert safe["a"].tolist() == ["x\ufffd", "y"]
    assert safe["b"].tolist() == [["\ufffd"], []]
    assert [notice.params["count"] for notice in notices] == [1, 1]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_text_is_written(tmp_path: Path, suffix: str) -> None:
    """No text of any kind breaks a file: it is read back, and what was replaced was told."""
    texts = ["a\ud800", "\x00b", "c\x0b", "\ufffe", "_x0041_", "d\r\ne", ' "q", ', "＝1", "=2"]
    frame = pd.DataFrame({"keyword": pd.Series(texts, dtype=object), "search_volume": range(len(texts))})
    notices = write_table(frame, tmp_path / f"out{suffix}")
    assert "tables.characters_replaced" in {notice.code for notice in notices}
    again = read_keywords(tmp_path / f"out{suffix}").frame
    replaced = (
        texts
        if suffix not in (".csv", ".tsv", ".xlsx")
        else [text.replace("\ufffe", "\ufffd") for text in texts]
    )
    expected = [tidy_keyword(text.replace("\ud800", "\ufffd")) for text in replaced]
    assert again["keyword"].tolist() == expected


def test_long_numbers_are_told_where_a_spreadsheet_rounds_them(tmp_path: Path) -> None:
    """Ids beyond 15 digits are rounded when a text file is opened; a workbook keeps them as text."""
    frame = pd.DataFrame({"keyword": ["a", "b"], "id": ["171234567890123456", "007"]})
    (notice,) = write_table(frame, tmp_path / "out.csv")
    assert (notice.code, notice.column, notice.params["rows"]) == ("tables.long_numbers", "id", [2])
    assert write_table(frame, tmp_path / "out.xlsx") == []
    assert read_keywords(tmp_path / "out.xlsx").frame["id"].tolist() == ["171234567890123456", "007"]


KEYWORDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(
        ["=1", "\t=1", "+a", "-", "@b", "'x", "'=y", "''z", "\ttab", "a,b", 'q"q', "1e5", "007", "合 计"]
    ),
    min_size=1,
    max_size=8,
)
FIGURES = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e9, allow_subnormal=False))


@FEW
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(KEYWORDS, st.data())
def test_every_file_reads_back_as_the_frame(
    tmp_path: Path, suffix: str, keywords: list[str], data: st.DataObject
) -> None:
    """A table that was read, written and read again has the same keywords and figures, in every format."""
    figures = data.draw(st.lists(FIGURES, min_size=len(keywords), max_size=len(keywords)))
    rows = [{"keyword": word, "search_volume": value} for word, value in zip(keywords, figures, strict=True)]
    kept = [row for row in rows if tidy_keyword(str(row["keyword"])) not in ("", "keyword")]
    if not kept:
        return
    frame = pd.DataFrame([*kept, {"keyword": "旗袍", "search_volume": 5}])
    once = read_keywords(frame).frame
    write_table(once, tmp_path / f"out{suffix}")
    again = read_keywords(tmp_path / f"out{suffix}").frame
    assert identities(again["keyword"]).tolist() == identities(once["keyword"]).tolist()
    assert again["keyword"].tolist() == once["keyword"].tolist()
    np.testing.assert_allclose(again["search_volume"], once["search_volume"], rtol=1e-12)


def test_json_reads_back_equal(tmp_path: Path) -> None:
    """The JSON form bears schema, version and columns, and is a table again."""
    once = read_keywords(
        pd.DataFrame({"keyword": ["旗袍", "裙"], "月搜索量": [5, None], "备注": ["x", None]})
    ).frame
    write_table(once, tmp_path / "out.json")
    pd.testing.assert_frame_equal(read_keywords(tmp_path / "out.json").frame, once)
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["schema"] == "kwopt.table/1"


@pytest.mark.parametrize("text", ["x\x01", "\ufffe", "a\uffff裙", "＋\ufffd\x1f"])
def test_unfit_characters_are_found_wherever_they_stand(text: str) -> None:
    """Control characters and non-characters are found among plain cells, at their beginning, middle, end."""
    frame = pd.DataFrame({"a": pd.Series(["裙", "ｖ领", None, text], dtype="str")})
    fit, notices = fit_for_sheets(frame)
    assert notices[0].params["rows"] == [5]
    assert not set(fit["a"].iloc[3]) & set("\x01\x1f\ufffe\uffff")


def test_fullwidth_text_and_spaces_are_fit() -> None:
    """What begins with the same byte as a non-character, tabs and line ends stay."""
    frame = pd.DataFrame({"a": pd.Series(["Ａ＝￥", "b\tc\nd"], dtype="str")})
    assert fit_for_sheets(frame)[1] == []


@pytest.mark.parametrize(
    ("text", "is_long"),
    [("1" * 16, True), ("1" * 15, False), ("٣" * 16, True), ("裙" * 16, False), ("1" * 16 + "a", False)],
)
def test_long_numbers_are_digits_of_any_script(text: str, is_long: bool) -> None:
    """Sixteen digits and more are told, Arabic ones too; other texts of that length are not."""
    frame = pd.DataFrame({"id": pd.Series(["1", None, text], dtype="str")})
    assert [notice.params["rows"] for notice in rounded_numbers(frame)] == ([[4]] if is_long else [])
