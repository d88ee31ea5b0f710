"""The group: help, lazy loading, version, errors and their exit codes."""

import errno
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kwopt.cli.main import COMMANDS, cli
from kwopt.version import __version__
from tests.made_history import make_shop


def test_help_lists_every_command(call) -> None:
    """`kwopt --help` names all commands and leaves stderr empty."""
    result = call("--help")
    assert result.exit_code == 0
    assert [
        line.split()[0]
        for line in result.stdout.split("Commands:")[1].splitlines()
        if line[:3] == "  " + line[2:3] and line.strip()
    ][: len(COMMANDS)] == list(COMMANDS)
    assert result.stderr == ""


def test_version_is_the_packages(call) -> None:
    """`kwopt --version` prints the version of the package."""
    assert call("--version").stdout == f"kwopt {__version__}\n"


def test_headings_of_help_speak_chinese(call) -> None:
    """In Chinese no heading of click's own is left in English."""
    shown = call("title", "--help", "--lang", "zh").stdout
    assert shown.startswith("用法：kwopt title")
    assert "\n选项：\n" in shown
    assert "[必填]" in shown
    assert not {"Usage:", "Options:", "[required]"} & set(shown.split())


def test_no_command_shows_help_and_is_a_usage_error(call) -> None:
    """`kwopt` alone shows the help on stderr and exits with 2."""
    result = call()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(call, command: str) -> None:
    """Each command's help has examples, and no line of it is broken in two."""
    result = call(command, "--help")
    assert result.exit_code == 0
    assert examples(result.stdout)


def examples(help_text: str) -> list[str]:
    """Return the command lines under "Examples:"."""
    block = help_text.partition("Examples:")[2].partition("Options:")[0]
    return [line.strip() for line in block.splitlines() if line.strip().startswith("kwopt ")]


def all_examples() -> list[str]:
    """Return the examples in the help of all commands but `serve`, which ends only when it is told to."""
    runner, names = CliRunner(), [name for name in COMMANDS if name != "serve"]
    return [line for name in names for line in examples(runner.invoke(cli, [name, "--help"]).stdout)]


@pytest.mark.usefixtures("few_keywords")
@pytest.mark.parametrize("line", all_examples())
def test_examples_of_the_help_run(call, line: str) -> None:
    """Every example in a command's help runs on the samples' first keywords; a check may find errors (1)."""
    if " history " in line:
        make_shop("shop.db")
    result = call(*shlex.split(line)[1:])
    assert result.exit_code in ((0, 1) if " check " in line else (0,)), result.stderr


USAGE = [
    (["scor"], 'error: there is no command "scor"; did you mean "score"?'),
    (["xyz"], f'error: there is no command "xyz"; choose one of: {", ".join(COMMANDS)}'),
    (["score"], "error: something is missing: KEYWORDS..."),
    (["title", "a.csv"], "error: the option --product is missing"),
    (["score", "a.csv", "--fromat", "json"], "error: there is no option --fromat; did you mean --format?"),
    (["score", "a.csv", "--qqqq"], "error: there is no option --qqqq"),
    (["score", "a.csv", "--format", "xml"], 'error: --format must be one of table, csv, json; found "xml"'),
    (["score", "a.csv", "--competition", "2"], "error: --competition must be from 0 to 1; found 2"),
    (["score", "a.csv", "--competition", "much"], 'error: --competition needs a number; found "much"'),
    (["score", "a.csv", "--field", "x"], "error: there is no option --field"),
    (["demo", "foo"], 'error: SAMPLE must be one of qipao, bottle; found "foo"'),
    (["title", "a.csv", "-p", "b.toml", "-n", "0"], "error: -n must be from 1 to 50; found 0"),
    (["title", "a.csv", "-p", "b.toml", "-n", "1.5"], 'error: -n needs a number; found "1.5"'),
    (["score", "a.csv", "--as-of", "May"], 'error: "May" is not a date; write it as 2026-05-01'),
    (["score", "a.csv", "--map", "keyword"], 'error: "keyword" does not say CANONICAL=HEADER'),
    (["score", "a.csv", "--ban", "x"], "error: --ban needs a product: add --product FILE"),
    (["score", "-", "--product", "-"], 'error: "-" (stdin) can be read only once; name files for the others'),
]


@pytest.mark.parametrize(
    ("args", "sentence"), USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_wrong_use_is_one_sentence_and_exit_2(call, args: list[str], sentence: str) -> None:
    """Wrong options and arguments give one sentence, where to look, nothing on stdout, and exit code 2."""
    result = call(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    first, *rest = result.stderr.splitlines()
    assert first == sentence
    assert all(line.startswith("see: kwopt") for line in rest)


def test_unknown_column_in_map_lists_the_known_ones(call) -> None:
    """`--map` of a column that does not exist lists those that do."""
    result = call("score", "qipao_keywords.csv", "--map", "searches=搜索人气")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        'error: there is no canonical column "searches"; choose one of: keyword, search_volume,'
    )


def test_usage_error_as_json_is_one_line(call) -> None:
    """Under --format json a usage error is the error document, on one line of stderr."""
    result = call("score", "a.csv", "--format", "json", "--competition", "2")
    assert (result.exit_code, result.stdout) == (2, "")
    assert json.loads(result.stderr) == {
        "schema": "kwopt.error/1",
        "error": {
            "code": "cli.bad_range",
            "level": "error",
            "message": "--competition must be from 0 to 1; found 2",
            "params": {"option": "--competition", "value": "2", "low": "0", "high": "1"},
        },
    }
    assert result.stderr.count("\n") == 1


def test_own_error_as_json_says_where(call) -> None:
    """An error of kwopt's own keeps code and file in the error document."""
    result = call("score", "nowhere.csv", "--format=json")
    assert (result.exit_code, result.stdout) == (1, "")
    error = json.loads(result.stderr)["error"]
    assert (error["code"], error["file"]) == ("tables.no_file", "nowhere.csv")


@pytest.mark.parametrize(
    ("problem", "code", "text"),
    [
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "error: No space left on device\n"),
        (OSError(errno.EACCES, "Permission denied", "a.csv"), 1, "error: a.csv: Permission denied\n"),
        (
            ZeroDivisionError("by\nzero"),
            1,
            "error: an unexpected fault of kwopt (ZeroDivisionError: by zero);",
        ),
        (MemoryError(), 1, "error: there is not enough memory; split the file"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_whatever_is_raised_becomes_a_sentence(
    call, monkeypatch, problem: BaseException, code: int, text: str
) -> None:
    """Ctrl-C, system errors and our own faults end in one sentence without a traceback."""

    def fail(*_args: object) -> None:
        raise problem

    monkeypatch.setattr("kwopt.cli.inputs.keyword_table", fail)
    result = call("inspect", "qipao_keywords.csv")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.removeprefix("\n").startswith(text)
    assert "Traceback" not in result.stderr


def test_broken_pipe_is_silent(call, monkeypatch) -> None:
    """A reader that goes away (`kwopt score ... | head`) is no news."""

    def fail(*_args: object) -> None:
        raise OSError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("kwopt.cli.inputs.keyword_table", fail)
    result = call("inspect", "qipao_keywords.csv")
    assert (result.exit_code, result.stderr) == (1, "")


BAD_INPUT = [
    ("empty.csv", b"", "empty.csv: the file is empty; export it again"),
    ("blank.csv", b"\n\n", "blank.csv: the file is empty; export it again"),
    ("header.csv", "搜索词,搜索人气\n".encode(), "header.csv: holds no row with a keyword"),
    ("figures.csv", b"a,b\n1,2\n3,4\n", "figures.csv: no column looks like keywords; headers found: a, b"),
]


@pytest.mark.parametrize(("name", "data", "sentence"), BAD_INPUT, ids=[name for name, _, _ in BAD_INPUT])
@pytest.mark.parametrize("command", ["inspect", "score", "title", "bid"])
def test_bad_tables_are_one_sentence_and_exit_1(
    call, here: Path, command: str, name: str, data: bytes, sentence: str
) -> None:
    """Missing, empty and keyword-less tables are refused in one sentence by every command that reads them."""
    (here / name).write_bytes(data)
    options = {"title": ["--product", "qipao.toml"], "bid": ["--profit", "10"]}
    result = call(command, name, *options.get(command, []))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {sentence}")
    assert result.stderr.count("\n") == 1


def test_language_of_option_wins_over_environment(call, monkeypatch) -> None:
    """--lang wins over KWOPT_LANG, KWOPT_LANG over the locale."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("KWOPT_LANG", "zh")
    assert (
        call("score", "nowhere.csv").stderr == "错误：nowhere.csv：没有这个文件，请检查路径\n"
        or "错误" in call("score", "nowhere.csv").stderr
    )
    assert call("score", "nowhere.csv", "--lang", "en").stderr.startswith("error:")
    monkeypatch.delenv("KWOPT_LANG")
    assert call("score", "nowhere.csv").stderr.startswith("error:")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert call("score", "nowhere.csv").stderr.startswith("错误：")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_usage_errors_speak_both_languages(call, lang: str) -> None:
    """A usage error has its sentence in the language asked for, even when it comes before that option."""
    result = call("score", "a.csv", "--competition", "2", "--lang", lang)
    assert result.stderr.startswith(
        {"en": "error: --competition must", "zh": "错误：--competition 须在"}[lang]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no shell closes files there")
def test_files_do_not_take_the_numbers_of_closed_standard_files() -> None:
    """Under "2>&-" the next file would be number 2, and get what libraries say there; it is 3."""
    code = (
        "import os, sys, kwopt.cli.main as m; m._hold_standard_files();"
        "print(os.open(os.devnull, os.O_RDONLY)); print('gone', file=sys.stderr)"
    )
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-c", code]
    assert subprocess.run(shell, capture_output=True, check=True, encoding="utf-8").stdout == "3\n"
