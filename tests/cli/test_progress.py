"""Signs of life: only on a terminal, only after a while, and never on stdout."""

import io
import sys

import pytest

from kwopt.cli.progress import counted, progress
from kwopt.cli.voice import Lang


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def test_silent_where_stderr_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe or a log there is no progress."""
    with progress("working", patience=0):
        pass
    assert capsys.readouterr() == ("", "")


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done in time is not announced."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("working", patience=60):
        pass
    assert "working" not in stream.getvalue()


def test_slow_work_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work beyond the patience shows its text, and the line is taken away again."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress("working", patience=0):
        for _ in range(1_000_000):
            if "working" in stream.getvalue():
                break
    assert "working" in stream.getvalue()


def test_errors_pass_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside ends the progress and goes on."""
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ZeroDivisionError), progress("working", patience=60):
        1 / 0  # noqa: B018


def shown(monkeypatch: pytest.MonkeyPatch, total: int | None, lang: Lang, patience: float = 0) -> str:
    """Return what a terminal was sent while 3 of `total` parts were counted, once the first was drawn."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with counted("scoring {x} [y]", total, lang=lang, patience=patience) as advance:
        advance()
        advance(2)
        for _ in range(1_000_000):
            if patience or "3" in stream.getvalue():
                break
    return stream.getvalue()


def test_counts_are_shown_with_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count shows how many of how many, how fast, and how long it will take."""
    text = shown(monkeypatch, 4000, "en")
    assert "scoring {x} [y]" in text
    assert "3 / 4,000" in text
    assert "a second" in text
    assert "left" in text


def test_counts_speak_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rate and time left are said in the language asked for."""
    assert "每秒" in shown(monkeypatch, 4000, "zh")


def test_counts_without_an_end_show_no_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the total is not known, nothing is said of the time left."""
    text = shown(monkeypatch, None, "en")
    assert "a second" in text
    assert "left" not in text


def test_quick_counts_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted within the patience is not announced."""
    assert "scoring" not in shown(monkeypatch, 3, "en", patience=60)


def test_counts_are_silent_where_stderr_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe or a log nothing is counted aloud."""
    with counted("scoring", 3, patience=0) as advance:
        advance(3)
    assert capsys.readouterr() == ("", "")
