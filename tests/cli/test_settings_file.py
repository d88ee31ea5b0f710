"""`--settings`: any option from a TOML file, the command line above it, unknown keys refused."""

from pathlib import Path

import pytest

from tests.cli.conftest import FEW

QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml")


def write(here: Path, text: str) -> None:
    """Write the settings file."""
    (here / "s.toml").write_text(text, encoding="utf-8")


def test_values_of_the_file_are_in_force(document, here: Path) -> None:
    """Options of the file count as if they stood on the command line; a word list may be one word."""
    write(here, 'competition = 0.2\nshop-strength = 8000\nas_of = 2026-05-20\nban = "国风"\nsort = true\n')
    found = document("score", *QIPAO, "--settings", "s.toml")
    settings = found["settings"]
    assert (settings["competition"], settings["reachable_listings"]) == (0.2, 8000)
    assert (settings["as_of"], settings["ban"], settings["sort"]) == ("2026-05-20", ["国风"], True)
    assert [row["rank"] for row in found["keywords"]][:3] == [1, 2, 3]
    assert found["inputs"][-1]["file"] == "s.toml"


def test_command_line_wins(document, here: Path) -> None:
    """An option on the command line wins over the file, wherever it stands."""
    write(here, "competition = 0.2\n")
    for args in (
        ["--settings", "s.toml", "--competition", "0.7"],
        ["--competition", "0.7", "--settings", "s.toml"],
    ):
        assert document("score", *QIPAO, *args)["settings"]["competition"] == 0.7


def test_map_is_a_table(document, here: Path) -> None:
    """Columns are mapped by a table of canonical names and headers."""
    (here / "odd.csv").write_text("词,量\n旗袍,100\n", encoding="utf-8")
    write(here, '[map]\nkeyword = "词"\nsearch_volume = "量"\n')
    found = document("score", "odd.csv", "--settings", "s.toml")
    assert found["keywords"][0]["search_volume"] == 100
    assert found["settings"]["map"] == {"keyword": "词", "search_volume": "量"}


@pytest.mark.usefixtures("few_keywords")
def test_options_of_other_commands_may_stand_in_the_file(document, here: Path) -> None:
    """One file serves all commands: what another command knows is no error."""
    write(here, "profit = 12.5\nn = 3\n")
    assert len(document("score", *QIPAO, "--settings", "s.toml")["keywords"]) == FEW
    assert len(document("title", *QIPAO, "--settings", "s.toml")["titles"]) == 3
    assert (
        document("bid", "qipao_keywords.csv", "--settings", "s.toml")["unit_economics"]["profit_per_order"]
        == 12.5
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("competiton = 0.2\n", 's.toml: there is no option "competiton"; did you mean "competition"?'),
        ("shop_strenght = 5\n", 's.toml: there is no option "shop_strenght"; did you mean "shop-strength"?'),
        (
            "zzzz = 1\n",
            's.toml: there is no option "zzzz"; known options: allocate, approve, as-of, ban, b',
        ),
        ("competition = \n", "s.toml: is not valid TOML ("),
    ],
)
def test_bad_settings_are_one_sentence(call, here: Path, text: str, sentence: str) -> None:
    """Unknown keys name the nearest option; broken files say so; exit code 1."""
    write(here, text)
    result = call("score", *QIPAO, "--settings", "s.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {sentence}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("competition = 7\n", "error: --competition must be from 0 to 1; found 7"),
        ('format = "xml"\n', 'error: --format must be one of table, csv, json; found "xml"'),
        ('as-of = "May"\n', 'error: "May" is not a date; write it as 2026-05-01'),
    ],
)
def test_bad_values_are_usage_errors(call, here: Path, text: str, sentence: str) -> None:
    """A value of the file that the option cannot take is the same usage error as on the command line."""
    write(here, text)
    result = call("score", *QIPAO, "--settings", "s.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == sentence


def test_missing_settings_file(call) -> None:
    """A settings file that is not there is said so."""
    result = call("score", *QIPAO, "--settings", "nowhere.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: nowhere.toml: there is no such settings file")


def test_language_and_format_may_stand_in_the_file(call, here: Path) -> None:
    """Language and format of the file hold for errors too."""
    write(here, 'lang = "zh"\n')
    assert call("score", "nowhere.csv", "--settings", "s.toml").stderr.startswith("错误：")
    assert call("score", "nowhere.csv", "--settings", "s.toml", "--lang", "en").stderr.startswith("error:")
    write(here, 'format = "json"\n')
    assert call("score", "nowhere.csv", "--settings", "s.toml").stderr.startswith(
        '{"schema": "kwopt.error/1"'
    )
