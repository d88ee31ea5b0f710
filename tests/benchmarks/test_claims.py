"""Each claim has a command, two languages, and a figure that is read and judged as it says."""

import re
import shlex
from pathlib import Path

import pytest
from claims import NEEDS, Claim, Figure, NotPrintedError, chosen, load_claims, number_of

ROOT = Path(__file__).parents[2]
OUTPUT = """first part
| ours   | 0.90 (0.80-0.95) | 1,250 |
| theirs | 0.70 (0.60-0.75) | 900 |
second part
| ours   | 0.50 (0.40-0.55) | 30 |
| ours   | 0.60 (0.50-0.65) | 20 |
"""


def claim(**fields: object) -> Claim:
    """Return a claim with the fields that a test is about."""
    return Claim(
        **({"name": "made", "theme": "t", "command": "c", "en": "e", "zh": "z", "figure": ""} | fields)
    )


def test_every_command_is_a_file_that_measures_something() -> None:
    """Each claim names a command, each command a file, and each has a claim."""
    claims = load_claims()
    for command in claims.commands.values():
        assert (ROOT / shlex.split(command.run)[0]).is_file(), command.name
        assert claims.of_command(command.name), command.name
        assert set(command.needs) <= set(NEEDS), command.name


def test_every_claim_is_said_in_two_languages() -> None:
    """Texts are there in both, with one group at least for the figure, and rivals have a name."""
    claims = load_claims()
    for one in claims.claims.values():
        assert one.en, one.name
        assert re.search("[一-鿿]", one.zh), one.name
        assert re.compile(one.figure).groups, one.name
        assert bool(one.rivals) == bool(one.beside_en) == bool(one.beside_zh), one.name
        assert one.issue or one.aim is None, f"{one.name}: who asked for it?"
        assert one.asked or one.aim is None, f"{one.name}: in which words?"


def test_figures_are_found_between_two_texts() -> None:
    """Only the part named is read, the first hit counts, and rivals are read there, too."""
    found = claim(figure=r"^\| ours +\| ([\d.]+)", rivals=r"^\| theirs +\| ([\d.]+)", until="second")
    assert found.read(OUTPUT) == Figure("0.90", 0.9, ("0.70",))
    later = claim(figure=r"^\| ours +\| ([\d.]+)", after="second part")
    assert later.read(OUTPUT) == Figure("0.50", 0.5)


def test_named_groups_tell_what_is_shown_from_what_is_judged() -> None:
    """The interval is shown with the figure, its low end is held against the aim."""
    found = claim(figure=r"^\| ours +\| (?P<shown>[\d.]+ \((?P<number>[\d.]+)-[\d.]+\))", aim=0.85)
    assert found.read(OUTPUT) == Figure("0.90 (0.80-0.95)", 0.8)
    assert found.reached(found.read(OUTPUT)) is False


@pytest.mark.parametrize(("take", "shown"), [("least", "20"), ("most", "1,250")])
def test_extremes_are_taken_over_all_hits(take: str, shown: str) -> None:
    """The worst of several rows is the figure, as printed: 20 < 30 < 1,250."""
    assert claim(figure=r"^\| ours .* ([\d,]+) \|$", take=take).read(OUTPUT).shown == shown


def test_a_figure_that_is_not_printed_is_an_error() -> None:
    """Neither a missing line nor a missing part passes for a figure."""
    for fields in ({"figure": r"^\| nobody +\| ([\d.]+)"}, {"figure": "(ours)", "after": "third part"}):
        with pytest.raises(NotPrintedError, match="made"):
            claim(**fields).read(OUTPUT)


@pytest.mark.parametrize(
    ("better", "aim", "beyond", "number", "rivals", "reached"),
    [
        ("higher", 0.9, None, 0.9, (), True),
        ("higher", 0.9, None, 0.89, (), False),
        ("lower", 5.0, None, 5.0, (), True),
        ("lower", 5.0, None, 5.1, (), False),
        ("higher", None, 0.0, 0.7, ("0.7", "0.1"), False),  # level is not above
        ("higher", None, 0.0, 0.71, ("0.7", "0.1"), True),
        ("higher", None, 0.15, 0.84, ("0.7",), False),  # 0.14 ahead
        ("lower", None, 0.0, 3.0, ("4", "9"), True),
        ("higher", 0.5, 0.0, 0.6, ("0.7",), False),  # the aim alone is not all
        ("higher", None, None, 0.1, ("0.7",), None),
    ],
)
def test_an_aim_is_reached_or_missed(
    better: str, aim: float | None, beyond: float | None, number: float, rivals: tuple[str, ...],
    reached: bool | None,
) -> None:  # fmt: skip
    """Equal to the aim is reached, level with a rival is not, and no aim gives no verdict."""
    assert claim(better=better, aim=aim, beyond=beyond).reached(Figure("", number, rivals)) is reached


@pytest.mark.parametrize(("text", "number"), [("1,056", 1056), ("+10.2", 10.2), ("−3", -3), ("-0.02", -0.02)])
def test_numbers_are_read_as_printed(text: str, number: float) -> None:
    """Thousands, signs and the minus sign of texts are understood."""
    assert number_of(text) == number


def test_commands_are_chosen_by_claim_theme_and_cost() -> None:
    """A claim stands for its command; slow ones and those without data can be left out."""
    claims = load_claims()
    assert [command.name for command in chosen(claims, only=["law_quiet"], themes=[], without=[])] == [
        "rules"
    ]
    law = {command.name for command in chosen(claims, only=[], themes=["law"], without=["slow"])}
    assert law == {"rules"}
    bare = chosen(claims, only=[], themes=[], without=["data"])
    assert bare
    assert not any("data" in command.needs for command in bare)
    assert len(chosen(claims, only=[], themes=[], without=[])) == len(claims.commands)


def test_a_misspelt_field_is_an_error(tmp_path: Path) -> None:
    """Neither an unknown field nor an unknown command, theme or unit passes unseen."""
    head = (
        '[themes]\nt = { en = "t", zh = "t" }\n[units]\n[commands.c]\nrun = "x.py"\nseconds = 1\n[claims.a]\n'
    )
    body = 'theme = "t"\ncommand = "{}"\nen = "e"\nzh = "z"\nfigure = "(1)"\n'
    path = tmp_path / "claims.toml"
    path.write_text(head + body.format("d"), encoding="utf-8")
    with pytest.raises(ValueError, match="unknown command, 'd'"):
        load_claims(path)
    path.write_text(head + body.format("c") + "aims = 3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown fields: aims"):
        load_claims(path)
