"""Signs of life: only on a terminal, only after a while, and never on stdout."""

import io
import sys

import pytest

from kwopt.cli.progress import progress


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
