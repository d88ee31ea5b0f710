"""`kwopt report`: one file written whole or not at all, or stdout; never over an input."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.conftest import DAY

USUAL = ("-p", "bottle.toml", "-m", "amazon", "--as-of", DAY, "--effort", "fast", "-n", "1", "--no-figures")


def written(path: Path) -> etree._Element:
    """Return a report as a tree."""
    return etree.fromstring(path.read_bytes())


def test_report_is_one_file(call, few_keywords: Path) -> None:
    """The file says titles, settings and inputs; stdout stays empty, stderr says that it is written."""
    result = call("report", "bottle_keywords.csv", *USUAL, "-o", "report.html", "--require", "wide mouth")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-2] == "note: report.html: written"
    text = "".join(written(few_keywords / "report.html").itertext())
    for said in ("bottle_keywords.csv", "bottle.toml", "required words", "wide mouth", "Recommended titles"):
        assert said in text


def test_report_on_stdout_is_the_same(call, few_keywords: Path) -> None:
    """With -o - the page is printed, and nothing else; two calls give equal bytes."""
    call("report", "bottle_keywords.csv", *USUAL, "-o", "report.html", "--lang", "zh")
    printed = call("report", "bottle_keywords.csv", *USUAL, "-o", "-", "--lang", "zh")
    assert printed.stdout_bytes == (few_keywords / "report.html").read_bytes()
    assert b'<html lang="zh-CN">' in printed.stdout_bytes


def test_money_of_the_command_line_takes_the_place_of_the_products(call, few_keywords: Path) -> None:
    """A stated profit is told as such, and stands among the settings."""
    call("report", "bottle_keywords.csv", *USUAL, "-o", "r.html", "--profit", "50", "--target-acos", "0.2")
    text = "".join(written(few_keywords / "r.html").itertext())
    assert "Profit of one order: 50.00 (as stated)" in text
    assert "Your target leaves" in text


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("bottle.html", "an input"),
        ("report.pdf", 'cannot write files that end in ".pdf"'),
        ("report", "does not end in a format"),
        ("nowhere/report.html", "no folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_at_once(
    call, few_keywords: Path, target: str, said: str
) -> None:
    """Inputs, other formats and missing folders are refused before any work, and nothing is left behind."""
    (few_keywords / "bottle_keywords.csv").rename(few_keywords / "bottle.html")
    before = sorted(few_keywords.iterdir())
    result = call("report", "bottle.html", *USUAL, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {target}: ")
    assert said in result.stderr
    assert sorted(few_keywords.iterdir()) == before


def test_errors_leave_an_old_report_as_it_was(call, few_keywords: Path) -> None:
    """A table that cannot be read is one sentence; the report of yesterday stays."""
    (few_keywords / "report.html").write_text("yesterday", encoding="utf-8")
    (few_keywords / "bad.csv").write_text("", encoding="utf-8")
    result = call("report", "bad.csv", *USUAL, "-o", "report.html")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert (few_keywords / "report.html").read_text(encoding="utf-8") == "yesterday"


def test_there_is_no_format_to_choose(call, few_keywords: Path) -> None:
    """A report is HTML: --format is refused, as JSON where JSON is asked for."""
    assert few_keywords
    result = call("report", "bottle_keywords.csv", *USUAL, "-o", "report.html", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert json.loads(result.stderr)["error"]["code"].startswith("cli.unknown_option")


def test_settings_may_stand_in_a_file(call, few_keywords: Path) -> None:
    """A settings file may hold any option of the report, pictures too."""
    (few_keywords / "s.toml").write_text(
        'figures = false\nn = 1\neffort = "fast"\nproduct = "bottle.toml"\n', encoding="utf-8"
    )
    result = call(
        "report",
        "bottle_keywords.csv",
        "--settings",
        "s.toml",
        "--as-of",
        DAY,
        "-m",
        "amazon",
        "-o",
        "r.html",
    )
    assert result.exit_code == 0, result.stderr
    assert (few_keywords / "r.html").stat().st_size < 200_000
