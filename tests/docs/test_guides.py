"""The commands that documents show can be given: commands, options and values exist, and so do the files.

They are not run here, which would take minutes: `benchmarks/refresh.py` does, and renews what they print.
"""

import re
import shlex
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest

from kwopt.cli.main import cli
from kwopt.cli.types import Day, Number, OneOf
from kwopt.products.names import FIELDS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted([*ROOT.glob("docs/*/*.md"), *ROOT.glob("docs/*/guide/*.md")])
SAMPLES = {path.name for folder in ("data", "docs/samples") for path in (ROOT / folder).iterdir()}
SHOWN = re.compile(r"^```console\n\$ ((?:[^\n]*\\\n)*[^\n]+)\n", re.MULTILINE)
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(kwopt [a-z][^`]*)`")
WRITTEN_BY = ("-o", "--output", "--store", "--upload", "--scores", ">")
MEANT_TO_FAIL = "2>&1 || true"
FILE = re.compile(r"[\w-]+\.(csv|toml|txt|xlsx|jsonl|parquet|db)")


def shell_words(line: str) -> list[str]:
    """Return the words of a line of the shell; what parts or redirects commands is a word of its own."""
    lexer = shlex.shlex(line.replace("\\\n", " "), posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    return list(lexer)


def commands_in(line: str) -> list[list[str]]:
    """Return the words of each call of kwopt in a line of the shell."""
    found: list[list[str]] = []
    taking = False
    for word in shell_words(line):
        if word == "kwopt" and not taking:
            found.append([])
            taking = True
        elif set(word) <= set("|&;<>"):
            if taking and found[-1][-1:] == ["2"]:
                found[-1].pop()  # of "2>file"
            taking = False
        elif taking:
            found[-1].append(word)
    return found


def shown_lines(text: str) -> list[str]:
    """Return the lines of the shell in blocks, with output or without, and in running text."""
    plain = [
        line
        for lang, block in FENCED.findall(text)
        if lang == "sh"
        for line in block.replace("\\\n", " ").splitlines()
    ]
    return [*SHOWN.findall(text), *plain, *INLINE.findall(FENCED.sub("", text))]


@cache
def parsed(words: tuple[str, ...]) -> None:
    """Take the words of a call apart as click does; a wrong option or choice raises."""
    if not words or words[0].startswith("-"):
        return
    command = cli.get_command(click.Context(cli), words[0])
    assert isinstance(command, click.Command), words
    context = click.Context(command, info_name=words[0])
    values, _, _ = command.make_parser(context).parse_args(list(words[1:]))
    for param in command.params:
        value = values.get(param.name)
        if isinstance(value, (str, list)) and isinstance(param.type, (OneOf, Number, Day)):
            param.type_cast_value(context, value)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_can_be_given(guide: Path) -> None:
    """Every call of kwopt in a guide names a command, options and choices that there are."""
    for line in shown_lines(guide.read_text(encoding="utf-8")):
        for words in [] if line.endswith(MEANT_TO_FAIL) else commands_in(line):
            parsed(tuple(words))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_of_commands_with_output_exist(guide: Path) -> None:
    """What a command with output reads is a sample, or was written by the page before."""
    there = set(SAMPLES)
    for line in SHOWN.findall(guide.read_text(encoding="utf-8")):
        words = shell_words(line)
        there |= {word for before, word in pairwise(words) if before in WRITTEN_BY}
        named = {word for word in words if FILE.fullmatch(word)}
        assert named <= there, line


def test_both_languages_show_the_same() -> None:
    """Each English page has a Chinese one of the same commands in the same order, but for what sed takes."""
    english = {path.relative_to(ROOT / "docs" / "en") for path in ROOT.glob("docs/en/**/*.md")}
    for page in sorted(english):
        if page.parent.name not in ("", "guide"):
            continue
        both = [(ROOT / "docs" / lang / page).read_text(encoding="utf-8") for lang in ("en", "zh")]
        one, other = ([line.split("|")[0] for line in SHOWN.findall(text)] for text in both)
        assert one == other, page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_product_page_names_every_field(lang: str) -> None:
    """The page on product files says what each field of a product is."""
    page = (ROOT / "docs" / lang / "guide" / "product_file.md").read_text(encoding="utf-8")
    assert [field for field in FIELDS if f"`{field}`" not in page] == []
