"""The pages of results stand as measured, and a command that fails never passes for one that did not."""

import argparse
import re
from pathlib import Path

import pytest
import results
from claims import Claim, Claims, Command, load_claims
from measured import Measured, Place, Record, this_commit, this_place
from results import measure, run_all
from results_page import BEGIN, END, PAGE, READMES, page, put_between_marks, readme_table

ASKED = argparse.Namespace(date="2026-05-02", commit="bbbb", resume=False)


def made(tmp_path: Path, script: str) -> tuple[Claims, Measured]:
    """Return one claim whose command runs `script`, measured once before with 7 %."""
    path = tmp_path / "made.py"
    path.write_text(script, encoding="utf-8")
    claim = Claim(
        "share", "t", "c", "a share", "比例", r"share (\d+)", unit="percent", aim=5, issue=1, readme=True
    )
    claims = Claims(
        {"t": {"en": "Theme", "zh": "主题"}}, {"percent": {"en": "%", "zh": "%"}},
        {"c": Command("c", str(path), 1)}, {"share": claim},
    )  # fmt: skip
    measured = Measured(tmp_path)
    measured.keep("c", Record("2026-05-01", "aaaa", Place("old", "old")), "share 7")
    return claims, measured


def test_results_stand_as_measured() -> None:
    """RESULTS.md is what the kept outputs give: `python benchmarks/results.py --write` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == page(load_claims(), Measured())


@pytest.mark.parametrize("language", READMES)
def test_readmes_hold_the_same_figures(language: str) -> None:
    """The table of a README is made of the same outputs, and no other number stands in its section."""
    path = READMES[language]
    if not path.exists():
        pytest.skip(f"there is no {path.name} yet")
    text = path.read_text(encoding="utf-8")
    table = readme_table(load_claims(), Measured(), language)
    assert put_between_marks(text, table, path.name) == text
    before, _, rest = text.partition(BEGIN)
    prose = before.rpartition("\n## ")[2] + rest.partition(END)[2].partition("\n## ")[0]
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)", "", prose)
    assert not re.findall(r"\d+", bare), "numbers of this section stand in the table alone"


def test_each_figure_of_the_readme_stands_in_the_results() -> None:
    """A row of the README has the same words and the same figure as one of RESULTS.md."""
    _, _, rest = READMES["en"].read_text(encoding="utf-8").partition(BEGIN)
    rows = [line for line in rest.partition(END)[0].splitlines()[3:] if not line.startswith("| **")]
    results = PAGE.read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert "|".join(row.split("|")[:4]) in results, row


def test_every_row_has_its_date_and_commit() -> None:
    """No figure without the day and the version that it is of."""
    for name, record in Measured().records.items():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record.date), name
        assert re.fullmatch(r"[0-9a-f]{7,}\+?", record.commit), name


def test_a_command_that_runs_gives_a_new_row(tmp_path: Path) -> None:
    """Figure, date, commit and machine are those of the run."""
    claims, measured = made(tmp_path, "print('share 9')")
    assert measure(claims, claims.commands["c"], measured, ASKED)
    assert "| a share | 9% |  | at least 5% [1] | yes | 2026-05-02, bbbb | `c` |" in page(claims, measured)
    assert Measured(tmp_path).records["c"].place == this_place()


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("raise SystemExit(3)", "exit code 3"),
        ("import time; time.sleep(60)", "not done after 0 s"),
        ("print('shares: none')", "share: its command's output holds no such figure"),
    ],
)
def test_a_command_that_fails_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    """The row names the failure, keeps the old figure as old, and the README shows none."""
    claims, measured = made(tmp_path, script)
    if "sleep" in script:
        monkeypatch.setattr(results, "PATIENCE", 0.1)
    assert not measure(claims, claims.commands["c"], measured, ASKED)
    record = Measured(tmp_path).records["c"]
    assert (record.failure, record.date) == (why, "2026-05-01")
    row = "| **failed** on 2026-05-02, bbbb; before: 7% |  | at least 5% [1] |  | 2026-05-01, aaaa | `c` |"
    assert row in page(claims, measured)
    assert "| a share | not measured |  | at least 5% |  |" in readme_table(claims, measured, "en")


def test_nothing_runs_where_data_are_lacking(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No row is marked as failed because somebody has no data; a sentence says what to do."""
    monkeypatch.setattr("real_data.DATA", tmp_path / "nowhere")
    monkeypatch.setattr("sys.argv", ["results.py", "--only", "forecast"])
    before = PAGE.read_bytes()
    assert results.main() == 2
    assert "nowhere: set KWOPT_DATA; or leave it out: --without data" in capsys.readouterr().err
    assert PAGE.read_bytes() == before


def test_a_run_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    """What was measured on that day of that commit is not run again, unless it failed."""
    claims, measured = made(tmp_path, "raise SystemExit(3)")
    again = argparse.Namespace(date="2026-05-01", commit="aaaa", resume=True)
    assert run_all(claims, list(claims.commands.values()), measured, again) == []
    again.commit = "cccc"
    assert run_all(claims, list(claims.commands.values()), measured, again) == ["c"]
    again.commit = "aaaa"
    assert run_all(claims, list(claims.commands.values()), measured, again) == ["c"]


def test_a_document_without_marks_is_refused() -> None:
    """A README that lost its marks is not written over."""
    with pytest.raises(SystemExit, match="READ must hold"):
        put_between_marks("no marks here", "| table |", "READ")
    assert put_between_marks(f"a\n{BEGIN}\nold\n{END}\nb", "new", "READ") == f"a\n{BEGIN}\nnew\n{END}\nb"


def test_the_machine_is_told_without_names_or_paths() -> None:
    """Processor, cores, memory and versions are told; no path is."""
    place = this_place()
    assert re.search(r"\d+ cores, \d+ GiB", place.machine)
    assert place.versions.startswith("Python 3.")
    assert "pandas 3" in place.versions
    assert "/" not in place.machine + place.versions
    assert this_commit()
