"""Where results go: stdout in three formats, files of every suffix, stdin; in both languages."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")


def test_the_same_call_prints_the_same_bytes(call) -> None:
    """Equal calls give equal bytes, in every format."""
    for form in ("table", "csv", "json"):
        assert (
            call("score", *QIPAO, "--format", form).stdout_bytes
            == call("score", *QIPAO, "--format", form).stdout_bytes
        )


def test_csv_on_stdout_holds_what_the_document_holds(call, document, scored_columns: list[str]) -> None:
    """CSV on stdout is plain UTF-8 with all columns and rows; remarks go to stderr."""
    result = call("score", *QIPAO, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    keywords = document("score", *QIPAO)["keywords"]
    assert not result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == scored_columns
    assert [row["keyword"] for row in rows] == [row["keyword"] for row in keywords]
    assert [float(row["worth"]) for row in rows] == [row["worth"] for row in keywords]
    assert "warning: " in result.stderr


def test_table_shows_twenty_and_says_how_many_more(call) -> None:
    """The terminal's table is by rank, ends after 20 rows, and stderr says how many more there are."""
    result = call("score", *QIPAO)
    ranks = [line.split()[0] for line in result.stdout.splitlines() if line[:4].strip().isdigit()]
    assert ranks == [str(rank) for rank in range(1, 21)]
    assert "147 more keywords: use -o FILE or --format csv for all" in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_stdin_gives_what_the_file_gives(call, here: Path, form: str) -> None:
    """A dash reads the keywords from stdin and finds the same."""
    data = (here / "qipao_keywords.csv").read_bytes()
    piped = call(
        "score", "-", "--as-of", "2026-05-20", "--product", "qipao.toml", "--format", form, stdin=data
    )
    named = call("score", *QIPAO, "--format", form)
    assert piped.exit_code == 0
    assert (
        piped.stdout.replace('"-"', '"qipao_keywords.csv"').replace(",-,", ",qipao_keywords.csv,")
        == named.stdout
    )


def test_product_from_stdin(call, here: Path) -> None:
    """A dash reads the product from stdin too."""
    data = (here / "qipao.toml").read_bytes()
    result = call("score", "qipao_keywords.csv", "--as-of", "2026-05-20", "--product", "-", stdin=data)
    assert result.stdout == call("score", *QIPAO).stdout


@pytest.mark.usefixtures("few_keywords")
@pytest.mark.parametrize(
    "args",
    [["inspect", "qipao_keywords.csv"], ["score", *QIPAO], ["title", *QIPAO], ["bid", *QIPAO], ["demo"],
     ["bid", "bottle_keywords.csv", "--profit", "9"], ["check", "全网最低价真丝旗袍"]],
    ids=lambda args: " ".join(args[:2]),
)  # fmt: skip
def test_headings_and_messages_are_chinese(call, args: list[str]) -> None:
    """Under --lang zh no English sentence of ours is left on stdout or stderr."""
    result = call(*args, "--lang", "zh")
    english = (" the ", " of ", "warning", "note:", "keywords", "searches", "error:", "proof:", "ceiling")
    told = "\n".join(
        line for line in (result.stdout + result.stderr).splitlines() if not line.startswith("$")
    )
    told = told.replace("qipao_keywords.csv", "").replace("bottle_keywords.csv", "")
    assert [word for word in english if word in told] == []


def test_written_table_holds_all_rows(call, here: Path, scored_columns: list[str]) -> None:
    """Every suffix holds all rows and the same worths; stdout stays empty."""
    readers = {
        "csv": lambda path: pd.read_csv(path, encoding="utf-8-sig"),
        "tsv": lambda path: pd.read_csv(path, encoding="utf-8-sig", sep="\t"),
        "xlsx": lambda path: pd.read_excel(path, engine="calamine"),
        "parquet": pd.read_parquet,
    }
    worths = []
    for suffix, read in readers.items():
        result = call("score", *QIPAO, "-o", f"out.{suffix}")
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"note: out.{suffix}: 167 rows written" in result.stderr
        frame = read(here / f"out.{suffix}")
        assert list(frame.columns) == scored_columns
        worths.append(frame["worth"].round(9).tolist())
    assert all(each == worths[0] for each in worths)


@pytest.mark.usefixtures("few_keywords")
def test_written_json_is_the_document(call, document, here: Path) -> None:
    """-o FILE.json writes the document that --format json prints."""
    result = call("title", *QIPAO, "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((here / "out.json").read_text(encoding="utf-8")) == document("title", *QIPAO)


def test_json_lines_are_not_for_one_result(call, here: Path) -> None:
    """One result is no stream of documents: the suffix is refused before anything is read."""
    result = call("score", *QIPAO, "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "out.jsonl: cannot write files that end in" in result.stderr
    assert not (here / "out.jsonl").exists()


@pytest.mark.usefixtures("few_keywords")
def test_titles_are_written_one_a_row(call, here: Path) -> None:
    """Titles go into a table one a row, with their figures."""
    call("title", *QIPAO, "-n", "3", "-o", "titles.csv")
    frame = pd.read_csv(here / "titles.csv", encoding="utf-8-sig")
    assert frame["rank"].tolist() == [1, 2, 3]
    assert {"text", "width", "limit", "value", "reach", "bound", "gap", "proven"} <= set(frame.columns)


def test_dash_as_output_is_stdout(call) -> None:
    """-o - prints as --format says."""
    assert (
        call("score", *QIPAO, "-o", "-", "--format", "csv").stdout
        == call("score", *QIPAO, "--format", "csv").stdout
    )


@pytest.mark.parametrize("target", ["qipao_keywords.csv", "./qipao_keywords.csv"])
def test_inputs_are_never_written_over(call, here: Path, target: str) -> None:
    """An input named as output is refused, and stays as it was."""
    before = (here / "qipao_keywords.csv").read_bytes()
    result = call("score", *QIPAO, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is an input and is not written over" in result.stderr
    assert (here / "qipao_keywords.csv").read_bytes() == before


@pytest.mark.parametrize("target", ["out.txt", "nowhere/out.csv"])
def test_targets_that_cannot_be_written_are_refused(call, here: Path, target: str) -> None:
    """An unknown suffix or a missing folder is one sentence, exit code 1, and leaves nothing behind."""
    before = sorted(path.name for path in here.iterdir())
    result = call("score", *QIPAO, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"error: {target}: cannot")
    assert sorted(path.name for path in here.iterdir()) == before
