"""Outputs of a list: the bytes and notices of one frame, in every format; whole or not at all."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.errors import TableError
from kwopt.payloads import Records, json_parts, scored_records
from kwopt.shop.lists.pipeline import Sizes
from kwopt.shop.lists.texts import Lines, records_of
from kwopt.shop.lists.writing import LIST_SUFFIXES, write_list
from kwopt.tables import write_table
from kwopt.tables.writing.csvtext import csv_parts
from kwopt.tables.writing.safecells import for_spreadsheets
from tests.shop.lists.conftest import TINY, scored

# One piece for Parquet: a row group is a piece, of the same size in every run.
SIZES = {".parquet": Sizes(block=15, ranged=3)}


@pytest.mark.parametrize("by_rank", [False, True])
@pytest.mark.parametrize("suffix", LIST_SUFFIXES)
def test_files_are_those_of_one_frame(
    table: Path, whole: pd.DataFrame, tmp_path: Path, suffix: str, by_rank: bool
) -> None:
    """A list written piece by piece has the bytes and the notices of the whole frame written at once."""
    expected, target = tmp_path / f"expected{suffix}", tmp_path / f"out{suffix}"
    notices = write_table(whole.sort_values(c.RANK) if by_rank else whole, expected)
    with scored(table, target, sizes=SIZES.get(suffix, TINY), by_rank=by_rank) as found:
        assert write_list(found, str(target)) == notices
    assert target.read_bytes() == expected.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [expected.name, target.name]
    assert bool(notices) == (suffix != ".parquet")


def test_printed_lines_are_those_of_one_frame(table: Path, whole: pd.DataFrame) -> None:
    """CSV for stdout has no mark of its encoding, and no remark on what Excel rounds."""
    safe, notices = for_spreadsheets(whole)
    with scored(table, None) as found:
        lines = Lines(found, remarks=False)
        assert b"".join(lines.made()) == b"".join(csv_parts(safe))
        assert lines.notices == notices


def test_records_are_those_of_one_frame(table: Path, whole: pd.DataFrame) -> None:
    """The document's list of keywords, encoded piece by piece, is that of the frame."""
    with scored(table, None) as found:
        text = "".join(json_parts({"keywords": records_of(found)}))
    assert text == "".join(json_parts({"keywords": Records(whole, scored_records)}))
    assert len(json.loads(text)["keywords"]) == len(whole)


def test_row_groups_are_pieces(table: Path, whole: pd.DataFrame, tmp_path: Path) -> None:
    """Parquet files hold one row group a piece, and all rows."""
    target = tmp_path / "out.parquet"
    with scored(table, target) as found:
        write_list(found, str(target))
    pd.testing.assert_frame_equal(pd.read_parquet(target), whole)


def test_folders_hold_one_file_a_piece(table: Path, whole: pd.DataFrame, tmp_path: Path) -> None:
    """A name with a slash at its end is a folder of partitions; written again, they are replaced."""
    target = f"{tmp_path}/out/"
    for _ in range(2):
        with scored(table, Path(target)) as found:
            assert write_list(found, target) == []
        # 42 rows, 6 a piece.
        parts = sorted((tmp_path / "out").iterdir())
        assert [path.name for path in parts] == [f"part-{number:06d}.parquet" for number in range(7)]
        pd.testing.assert_frame_equal(pd.concat(map(pd.read_parquet, parts), ignore_index=True), whole)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_folders_that_hold_other_files_are_refused(table: Path, tmp_path: Path) -> None:
    """Nothing of the user's is lost with a folder that is written anew."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.csv").write_text("x", encoding="utf-8")
    with scored(table, tmp_path / "out") as found, pytest.raises(TableError, match=r"mine\.csv"):
        write_list(found, f"{tmp_path}/out/")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.csv"]


def test_inputs_are_not_written_over(table: Path) -> None:
    """An input named as output is refused, and stays."""
    before = table.read_bytes()
    with scored(table, table) as found, pytest.raises(TableError, match="is an input"):
        write_list(found, str(table), protect=[str(table)])
    assert table.read_bytes() == before


def test_workbooks_have_an_end(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a workbook holds are refused with a sentence, before anything is written."""
    monkeypatch.setattr("kwopt.tables.writing.sheets.MAX_ROWS", 42)
    with (
        scored(table, tmp_path / "out.xlsx") as found,
        pytest.raises(TableError, match="cannot hold 42 rows"),
    ):
        write_list(found, str(tmp_path / "out.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_read_back_gives_the_scores(table: Path, whole: pd.DataFrame) -> None:
    """What is printed can be read as CSV."""
    with scored(table, None) as found:
        text = b"".join(Lines(found).made())
    assert pd.read_csv(io.BytesIO(text))[c.RANK].tolist() == whole[c.RANK].tolist()
