"""`kwopt check`: findings, exit codes, lists of words, stdin."""

import pytest


def test_check_findings_make_exit_code_1_with_document(document) -> None:
    """A finding of level error gives exit code 1, the document still on stdout; titles are a list."""
    found = document("check", "全网最低价真丝旗袍", exit_code=1)
    assert found["ok"] is False
    assert set(found["titles"][0]) >= {"text", "index", "width", "limit", "unit", "ok", "findings"}
    assert found["titles"][0]["findings"][0]["level"] == "error"
    assert document("check", "改良旗袍")["ok"] is True


def test_check_reads_lines_of_stdin(document) -> None:
    """A dash stands for the lines of stdin, each with its row; blank lines are none."""
    titles = document("check", "-", stdin="改良旗袍\n\n国风旗袍\r\n".encode())["titles"]
    assert [(title["text"], title["row"]) for title in titles] == [("改良旗袍", 1), ("国风旗袍", 3)]


def test_check_takes_the_sellers_lists(document) -> None:
    """--ban makes a word an error, --approve takes a finding away."""
    assert document("check", "改良旗袍", "--ban", "改良", exit_code=1)["ok"] is False
    assert document("check", "全网最低价旗袍", "--approve", "全网最低价")["ok"] is True


def test_check_without_titles_is_an_error(call) -> None:
    """Nothing to check is said so."""
    result = call("check", "-", stdin=b"\n")
    assert (result.exit_code, result.stderr) == (1, "error: there is no title to check; state at least one\n")


def test_composed_titles_are_judged_as_when_composed(document) -> None:
    """A title that `kwopt title` composed has the same findings under `kwopt check`."""
    product = ("--product", "qipao.toml")
    titles = document("title", "qipao_keywords.csv", *product, "-n", "3", "--as-of", "2026-05-20")["titles"]
    checked = document("check", *(title["text"] for title in titles), *product)["titles"]
    assert [title["findings"] for title in checked] == [title["findings"] for title in titles]


@pytest.mark.parametrize("text", ["", " ", "ﬁne 旗袍", "旗袍  女", "A字裙\t连衣裙", "Ｖ领旗袍", "旗袍" * 200])
def test_any_text_can_be_checked(document, text: str) -> None:
    """Ligatures, doubled spaces, tabs and full-width letters change places, and stop nothing."""
    result = document("check", "改良旗袍", text, exit_code=1 if text.strip() in ("", "旗袍" * 200) else 0)
    assert len(result["titles"]) == 2


def test_every_key_of_a_checked_title_is_there(document) -> None:
    """A title from no file has null for file and row; settings name the language."""
    found = document("check", "改良旗袍")
    assert (found["titles"][0]["file"], found["titles"][0]["row"]) == (None, None)
    assert found["settings"]["lang"] == "en"
