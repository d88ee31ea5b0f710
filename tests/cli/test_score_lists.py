"""`kwopt score` as a long run: processes, going on, folders of partitions, what is refused."""

from pathlib import Path

import pandas as pd
import pytest

from kwopt.cli.options import ENGINES
from kwopt.runs.engines import ENGINES as KNOWN
from kwopt.shop.lists.workfolder import work_folder_of

QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")


def test_engines_are_those_that_there_are() -> None:
    """What may be asked for is what there is."""
    assert ENGINES == KNOWN


@pytest.mark.usefixtures("few_keywords")
def test_two_processes_write_what_one_writes(call, here: Path) -> None:
    """However many processes work, the file is the same, and nothing else is left."""
    call("score", *QIPAO, "-o", "one.csv")
    before = sorted(path.name for path in here.iterdir())
    assert call("score", *QIPAO, "-o", "two.csv", "--jobs", "2").exit_code == 0
    assert (here / "two.csv").read_bytes() == (here / "one.csv").read_bytes()
    assert sorted(path.name for path in here.iterdir()) == sorted([*before, "two.csv"])


@pytest.mark.parametrize("jobs", ["0", "-1", "1.5", "many", "99999"])
def test_impossible_numbers_of_processes_are_refused(call, jobs: str) -> None:
    """A number of processes is a whole number above 0."""
    result = call("score", *QIPAO, "--jobs", jobs)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--jobs" in result.stderr


@pytest.mark.parametrize("option", ["--resume", "--restart", "--engine dask"])
def test_going_on_needs_a_file(call, option: str) -> None:
    """What is only printed cannot go on, and a cluster must see the folder where it works."""
    result = call("score", *QIPAO, *option.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{option} needs a file to write to: add -o FILE" in result.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--resume --restart", "give --resume or --restart, not both"),
        ("--scheduler tcp://127.0.0.1:1", "add --engine dask, or leave --scheduler out"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    call, here: Path, options: str, sentence: str
) -> None:
    """Neither wins in silence, and no folder of work is begun."""
    before = sorted(here.iterdir())
    result = call("score", *QIPAO, "-o", "out.csv", *options.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert sorted(here.iterdir()) == before


def test_stdin_cannot_be_read_again(call) -> None:
    """What came through stdin is gone when a run goes on."""
    result = call("score", "-", "-o", "out.csv", "--resume", stdin=b"x")
    assert result.exit_code == 2
    assert "--resume cannot read from stdin what was read before" in result.stderr


def test_resume_without_an_earlier_run_begins_one(call, here: Path) -> None:
    """--resume may stand in a script: where there is nothing to go on with, the run begins."""
    assert call("score", *QIPAO, "-o", "out.csv", "--resume").exit_code == 0
    assert (here / "out.csv").exists()
    assert not work_folder_of(here / "out.csv").exists()


@pytest.mark.usefixtures("few_keywords")
def test_folders_are_written_and_counted(call, here: Path) -> None:
    """-o FOLDER/ writes Parquet files, and says how many rows."""
    result = call("score", *QIPAO, "-o", "parts/")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "parts/: 30 rows written" in result.stderr
    assert len(pd.read_parquet(here / "parts" / "part-000000.parquet")) == 30


def test_tables_that_cannot_be_read_leave_nothing(call, here: Path) -> None:
    """A table without keywords is an error, and neither a file nor a folder is left."""
    (here / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    before = sorted(path.name for path in here.iterdir())
    assert call("score", "bad.csv", "-o", "out.csv").exit_code == 1
    assert sorted(path.name for path in here.iterdir()) == before


@pytest.mark.usefixtures("few_keywords")
def test_folders_are_read_as_one_table(call, here: Path) -> None:
    """A folder of Parquet files is one table: keywords that repeat over its files are merged."""
    frame = pd.read_csv(here / "qipao_keywords.csv", encoding="utf-8-sig")
    frame.to_parquet(here / "whole.parquet")
    (here / "parts").mkdir()
    frame.iloc[:20].to_parquet(here / "parts" / "part-0.parquet")
    frame.iloc[10:].to_parquet(here / "parts" / "part-1.parquet")
    (here / "parts" / "_SUCCESS").write_bytes(b"")
    call("score", "whole.parquet", *QIPAO[1:], "-o", "whole.csv")
    result = call("score", "parts", *QIPAO[1:], "-o", "parts.csv")
    assert result.exit_code == 0
    scores = [pd.read_csv(here / name)["score"].tolist() for name in ("whole.csv", "parts.csv")]
    assert scores[0] == scores[1]


def test_folders_without_tables_are_refused(call, here: Path) -> None:
    """A folder without Parquet files is one sentence."""
    (here / "empty").mkdir()
    result = call("score", "empty")
    assert result.exit_code == 1
    assert "empty: is a folder without Parquet files" in result.stderr


def test_folders_are_not_written_over_inputs(call, here: Path) -> None:
    """A folder that is read is not written."""
    (here / "in").mkdir()
    pd.DataFrame({"keyword": ["旗袍"]}).to_parquet(here / "in" / "part-000000.parquet")
    result = call("score", "in", "-o", "in/")
    assert result.exit_code == 1
    assert "is an input and is not written over" in result.stderr
    assert (here / "in" / "part-000000.parquet").exists()
