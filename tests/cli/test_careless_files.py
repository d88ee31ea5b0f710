"""Files as a hurried, careless or hostile user names them: one sentence, its code, and nothing on stdout."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from kwopt.tables import write_table

GOOD = "关键词,搜索人气\n旗袍,5\n裙子,6\n"
KWOPT = "from kwopt.cli.main import main; main()"


def packed(**parts: str) -> bytes:
    """Return a ZIP archive; in names "__" stands for "/"."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + (".xml" if "__" in name else ".csv"), text)
    return buffer.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)
CONTENTS = {
    "nothing": (b"", "tables.empty"),
    "blanks": (b" \r\n\t\n", "tables.empty"),
    "mark": (b"\xef\xbb\xbf", "tables.empty"),
    "zeros": (b"\0" * 5_000, "tables.empty"),
    "noise": (bytes(range(256)) * 50, "tables.nul_bytes"),
    "zero in a text": (GOOD.encode() + b"a\0b,5\n", "tables.nul_bytes"),
    "ebcdic": ("keyword,search volume\nred cup,5\n".encode("cp500"), "tables.unknown_encoding"),
    "document": (packed(word__document="<a/>"), "tables.no_table_file"),
    "pdf": (b"%PDF-1.4\n", "tables.no_table_file"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "tables.no_table_file"),
    "picture": (b"\x89PNG\r\n\x1a\n", "tables.no_table_file"),
    "login page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "tables.web_page"),
    "two tables": (packed(a=GOOD, b=GOOD), "tables.several_in_archive"),
    "no table": (packed(), "tables.none_in_archive"),
    "nested": (gzip.compress(gzip.compress(gzip.compress(GOOD.encode()))), "tables.nested_archives"),
    "half an archive": (gzip.compress(GOOD.encode())[:-9], "tables.damaged_archive"),
    "half a workbook": (packed(xl__workbook="<a/>")[:60], "tables.damaged_workbook"),
    "laughs": (LAUGHS.encode(), "tables.damaged_workbook"),
    "half a database": (b"PAR1" + b"\0" * 30, "tables.damaged_parquet"),
    "columns": (b"a," * 1_000_000, "tables.too_many_columns"),
    "giant cell": (GOOD.encode() + b"a" * 200_000 + b",5\n", "tables.giant_cell"),
    "blank lines first": (b"\n" * 300_000 + GOOD.encode(), "tables.late_start"),
    "no rows": ("关键词,搜索人气\n".encode(), "tables.no_rows"),
    "refused rows": ("关键词,搜索人气\n".encode() + b",5\n" * 100_000, "tables.no_rows"),
    "deep": (b"[" * 100_000, "tables.bad_json"),
    "no rows in it": (b"[]", "tables.empty"),
}
"""What stands in a file that is named as a table, and the code of the sentence that refuses it."""


def problem(result) -> str:
    """Return the code of the one error on stderr; stdout must be empty."""
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return str(json.loads(lines[0])["error"]["code"])


@pytest.mark.parametrize(("data", "code"), CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_files_that_are_no_tables(call, here: Path, name: str, data: bytes, code: str) -> None:
    """What holds no table is refused by its content, whatever it is called."""
    (here / name).write_bytes(data)
    result = call("inspect", name, "--format", "json")
    assert (result.exit_code, problem(result)) == (1, code)


COMMANDS = {
    "no file": (["inspect", "none.csv"], 1, "tables.no_file"),
    "no name": (["inspect", ""], 1, "tables.no_name"),
    "folder": (["inspect", "."], 1, "tables.is_folder"),
    "link to itself": (["inspect", "loop.csv"], 1, "tables.link_loop"),
    "link to nothing": (["inspect", "dangling.csv"], 1, "tables.dangling_link"),
    "lock file": (["inspect", "~$good.xlsx"], 1, "tables.lock_file"),
    "empty stdin": (["inspect", "-"], 1, "tables.empty"),
    "stdin twice": (["inspect", "-", "-"], 2, "cli.stdin_twice"),
    "no file named": (["inspect"], 2, "cli.missing_argument"),
    "encoding unknown": (["inspect", "good.csv", "--encoding", "x"], 1, "tables.no_such_encoding"),
    "encoding of bytes": (["inspect", "good.csv", "--encoding", "zlib"], 1, "tables.no_such_encoding"),
    "encoding wrong": (["inspect", "good.csv", "--encoding", "ascii"], 1, "tables.wrong_encoding"),
    "map to nothing": (["inspect", "good.csv", "--map", "clicks=没有"], 1, "tables.no_such_header"),
    "map without a header": (["inspect", "good.csv", "--map", "clicks="], 2, "cli.bad_map"),
    "map of nothing": (["inspect", "good.csv", "--map", "x=关键词"], 2, "cli.unknown_column"),
    "map to two headers": (
        ["inspect", "good.csv", "--map", "keyword=关键词", "--map", "keyword=搜索人气"],
        2,
        "cli.mapped_twice",
    ),
    "header for two": (
        ["inspect", "good.csv", "--map", "keyword=关键词", "--map", "clicks=关键词"],
        1,
        "tables.header_mapped_twice",
    ),
    "over the input": (["inspect", "good.csv", "-o", "good.csv"], 1, "tables.over_input"),
    "over it by a path": (["inspect", "good.csv", "-o", "sub/../good.csv"], 1, "tables.over_input"),
    "over it by a link": (["inspect", "good.csv", "-o", "link.csv"], 1, "tables.over_input"),
    "over it by a hard link": (["inspect", "good.csv", "-o", "hard.csv"], 1, "tables.over_input"),
    "to no folder": (["inspect", "good.csv", "-o", "none/a.csv"], 1, "tables.no_folder"),
    "below a file": (["inspect", "good.csv", "-o", "good.csv/a.csv"], 1, "tables.no_folder"),
    "to a folder": (["inspect", "good.csv", "-o", "sub.csv"], 1, "tables.is_folder"),
    "to a pipe": (["inspect", "good.csv", "-o", "pipe.csv"], 1, "tables.no_plain_file"),
    "to a loop": (["inspect", "good.csv", "-o", "loop.csv"], 1, "tables.link_loop"),
    "to a long name": (["inspect", "good.csv", "-o", "x" * 300 + ".csv"], 1, "tables.name_too_long"),
    "without a suffix": (["inspect", "good.csv", "-o", "out"], 1, "tables.no_suffix"),
    "to no name": (["inspect", "good.csv", "-o", ""], 1, "tables.no_suffix"),
    "to an old workbook": (["inspect", "good.csv", "-o", "out.xls"], 1, "tables.unknown_suffix"),
    "to a device": (["inspect", "good.csv", "-o", "/dev/full"], 1, "tables.no_suffix"),
}
"""What is typed, the exit code, and the code of the sentence."""


@pytest.mark.parametrize(("args", "exit_code", "code"), COMMANDS.values(), ids=COMMANDS)
def test_careless_commands(call, here: Path, args: list[str], exit_code: int, code: str) -> None:
    """What cannot be done is one sentence, nothing is written, and the input stays as it was."""
    (here / "good.csv").write_text(GOOD, encoding="utf-8")
    (here / "~$good.xlsx").write_bytes(b"me")
    (here / "loop.csv").symlink_to("loop.csv")
    (here / "dangling.csv").symlink_to("gone.csv")
    (here / "link.csv").symlink_to("good.csv")
    (here / "hard.csv").hardlink_to(here / "good.csv")
    (here / "sub").mkdir()
    (here / "sub.csv").mkdir()
    os.mkfifo(here / "pipe.csv")
    before = sorted(here.iterdir())
    result = call(*args, "--format", "json", stdin=b"")
    assert (result.exit_code, problem(result)) == (exit_code, code)
    assert sorted(here.iterdir()) == before
    assert (here / "good.csv").read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("name", "option", "code"),
    [
        ("a.csv", "--sheet", "tables.sheet_unused"),
        ("a.parquet", "--sheet", "tables.sheet_unused"),
        ("a.parquet", "--encoding", "tables.encoding_unused"),
        ("a.xlsx", "--encoding", "tables.encoding_unused"),
    ],
)
def test_options_without_use_are_said(document, here: Path, name: str, option: str, code: str) -> None:
    """A sheet named for a text, or an encoding for a workbook or a typed table, is told as unused."""
    write_table(pd.DataFrame({"keyword": ["旗袍"], "search_volume": [5]}), here / name)
    found = document("inspect", name, option, "gbk" if option == "--encoding" else "表")
    assert code in [repair["code"] for repair in found["files"][0]["repairs"]]


def test_texts_of_files_do_not_steer_the_terminal(call, here: Path) -> None:
    """Control characters of headers and keywords are shown as signs, on stdout and on stderr."""
    (here / "a.csv").write_text("关键词,\x1b[31m人气\n\x1b]0;x\x07旗袍,5\n", encoding="utf-8")
    shown = call("inspect", "a.csv").stdout
    assert "␛[31m人气" in shown
    assert "\x1b" not in shown
    refused = call("inspect", "a.csv", "--map", "clicks=\x1b[2J").stderr
    assert "␛[2J" in refused
    assert "\x1b" not in refused


def test_giant_texts_are_shown_in_part(document, here: Path) -> None:
    """A keyword of 100,000 characters is kept whole, but a report shows only its beginning."""
    (here / "a.csv").write_text(GOOD + "旗" * 100_000 + ",7\n", encoding="utf-8")
    found = document("inspect", "a.csv")["files"][0]
    assert found["rows_kept"] == 3
    assert found["columns"][0]["examples"][2] == "旗" * 200 + "…"


@pytest.mark.parametrize(
    ("streams", "code"),
    [("<&-", "tables.empty"), (">&-", "cli.cannot_print"), (">/dev/full", "cli.cannot_print")],
)
def test_streams_that_are_closed_or_full(here: Path, streams: str, code: str) -> None:
    """A stream that the shell closed, or that is full, is one sentence and no fault."""
    (here / "good.csv").write_text(GOOD, encoding="utf-8")
    source = "-" if streams == "<&-" else "good.csv"
    command = f"'{sys.executable}' -c '{KWOPT}' inspect {source} --format json {streams}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert json.loads(done.stderr.splitlines()[-1])["error"]["code"] == code
