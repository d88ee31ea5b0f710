"""The journal of a run: nothing that was noted is lost, and nothing foreign is gone on with."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kwopt.errors import RunError
from kwopt.runs import Journal
from kwopt.runs.journal import SCHEMA
from kwopt.version import __version__

PRINT = {"inputs": [["关键词.csv", "8f3a"]], "settings": {"competition": 0.5, "as_of": None}}

WRITER = """
import sys
from kwopt.runs import Journal
journal = Journal.start(sys.argv[1], {"n": 1})
for number in range(3):
    journal.add(f"part {number}", {"rows": number})
print("noted", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a journal will be."""
    return tmp_path / "titles.csv.journal"


def begun(place: Path, keys: str = "ab") -> None:
    """Leave an unfinished journal with the parts that `keys` names."""
    with Journal.start(place, PRINT) as journal:
        for key in keys:
            journal.add(key, {"part": key})


def refused(place: Path, fingerprint: object = PRINT, **how: bool) -> RunError:
    """Return why a start is refused; the journal is left as it was."""
    before = place.read_bytes()
    with pytest.raises(RunError) as raised:
        Journal.start(place, fingerprint, **how)  # type: ignore[arg-type]
    assert place.read_bytes() == before
    return raised.value


def test_a_journal_is_lines_of_json(place: Path) -> None:
    """Header, then a line a part, then the end: readable by anything that reads JSON lines."""
    with Journal.start(place, {"n": 1}) as journal:
        journal.add("旗袍", {"titles": 3})
        journal.finish()
    lines = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    assert lines == [
        {"schema": SCHEMA, "kwopt": __version__, "fingerprint": {"n": 1}},
        {"key": "旗袍", "record": {"titles": 3}},
        {"finished": True},
    ]


def test_a_resumed_run_knows_what_is_done(place: Path) -> None:
    """Keys and records of the earlier run are there, and new ones are added behind them."""
    begun(place)
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "b"}
        assert journal.record("b") == {"part": "b"}
        journal.add("c", [1, None, "红\n裙"])
        assert journal.record("c") == [1, None, "红\n裙"]
        assert journal.record("a") == {"part": "a"}
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "b", "c"}


def test_records_are_right_after_each_addition(place: Path) -> None:
    """Reading a record does not disturb where the next is written."""
    with Journal.start(place, PRINT) as journal:
        for number in range(20):
            journal.add(str(number), number)
            assert journal.record(str(number // 2)) == number // 2


def test_the_last_note_of_a_part_counts(place: Path) -> None:
    """A part that is noted twice has the later record, also after a resume."""
    with Journal.start(place, PRINT) as journal:
        journal.add("a", 1)
        journal.add("a", 2)
        assert journal.record("a") == 2
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.record("a") == 2


@pytest.mark.parametrize("kept", [1, 10, 21])
def test_a_torn_last_line_is_cut_off(place: Path, kept: int) -> None:
    """A line of which only the beginning was written is as if it had not been begun."""
    begun(place, "ab")
    whole = place.read_bytes()
    place.write_bytes(whole + b'{"key":"c","record":{"part":"c"}}\n'[:kept])
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "b"}
        assert place.read_bytes() == whole
        journal.add("c", {"part": "c"})
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "b", "c"}


def test_every_torn_journal_can_be_gone_on_with(place: Path) -> None:
    """Cut off at any byte, a journal gives the parts whose lines are whole."""
    begun(place, "a")
    whole = place.read_bytes()
    ends = [at for at, byte in enumerate(whole, start=1) if byte == ord("\n")]
    for size in (0, 1, 30, *range(ends[0] - 1, len(whole) + 1)):
        place.write_bytes(whole[:size])
        with Journal.start(place, PRINT, resume=True) as journal:
            assert len(journal.done) == sum(end <= size for end in ends[1:])


def test_zeros_that_a_power_cut_left_are_cut_off(place: Path) -> None:
    """Lines from the first damaged one on are dropped, and those before it kept."""
    begun(place, "ab")
    whole = place.read_bytes()
    place.write_bytes(whole + b"\0" * 40 + b'\n{"key":"c","record":1}\n')
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "b"}
    assert place.read_bytes() == whole


def test_an_unfinished_run_is_not_started_over(place: Path) -> None:
    """Without being told, what was done is neither used nor thrown away."""
    begun(place)
    assert refused(place).text() == (
        f"{place}: an earlier run stopped with 2 parts done; "
        "go on with --resume, or begin anew with --restart"
    )
    assert "已完成 2 个部分" in refused(place).text("zh")


def test_restart_begins_anew(place: Path) -> None:
    """Told to, a run forgets what was done, whatever it was done with."""
    begun(place)
    with Journal.start(place, {"other": 1}, restart=True) as journal:
        assert not journal.done
    assert len(place.read_bytes().splitlines()) == 1


def test_a_run_without_a_part_done_is_no_loss(place: Path) -> None:
    """Where no part was done, a run just begins."""
    begun(place, "")
    with Journal.start(place, {"other": 1}) as journal:
        assert not journal.done


def test_a_finished_run_begins_anew_without_being_asked(place: Path) -> None:
    """A run that finished does not stand in the way of the next; resumed, it has all parts."""
    with Journal.start(place, PRINT) as journal:
        journal.add("a", 1)
        journal.finish()
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.finished
        assert journal.done == {"a"}
    with Journal.start(place, PRINT) as journal:
        assert not journal.finished
        assert not journal.done


def test_other_inputs_or_settings_are_named(place: Path) -> None:
    """A journal of other settings is refused, and what differs is said with both values."""
    begun(place)
    other = {"inputs": [["关键词.csv", "8f3a"]], "settings": {"competition": 1.0, "as_of": None}}
    assert "(settings.competition: 0.5 -> 1.0)" in refused(place, other, resume=True).text()
    less = {"inputs": [["关键词.csv", "8f3a"]]}
    assert "settings.competition: 0.5 -> -" in refused(place, less, resume=True).text()


def test_another_version_is_refused(place: Path) -> None:
    """Parts that another version made are not mixed with those of this one."""
    begun(place)
    place.write_bytes(place.read_bytes().replace(f'"kwopt":"{__version__}"'.encode(), b'"kwopt":"0.0.1"'))
    assert refused(place, resume=True).text().startswith(f"{place}: the earlier run was made by kwopt 0.0.1")


def test_resume_and_restart_exclude_each_other(place: Path) -> None:
    """Both at once is no clear wish."""
    begun(place)
    assert refused(place, resume=True, restart=True).code == "runs.resume_or_restart"


@pytest.mark.parametrize("content", ["keyword,searches\n旗袍,3\n", '{"a": 1}\n', "[]\n", "no end of line"])
@pytest.mark.parametrize("restart", [False, True])
def test_a_file_that_is_no_journal_is_left_alone(place: Path, content: str, restart: bool) -> None:
    """What stands in the journal's place and is none is not written over, not even by a restart."""
    place.write_text(content, encoding="utf-8")
    assert refused(place, restart=restart).code == "runs.no_journal"


def test_a_journal_in_use_is_refused(place: Path) -> None:
    """Two runs do not share a journal; the lock ends with the first."""
    begun(place)
    with Journal.start(place, PRINT, resume=True):
        assert refused(place, resume=True).code == "runs.journal_in_use"
    Journal.start(place, PRINT, resume=True).close()


@pytest.mark.parametrize("place_of", ["", "missing/x.journal"])
def test_a_place_that_cannot_be_opened_is_a_sentence(tmp_path: Path, place_of: str) -> None:
    """A folder, or a name in a missing folder, is no place for a journal."""
    with pytest.raises(RunError) as raised:
        Journal.start(tmp_path / place_of, PRINT)
    assert raised.value.code == "runs.journal_not_opened"


def test_a_killed_process_loses_nothing(place: Path) -> None:
    """What `add` returned from is there after SIGKILL, and the lock is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"noted\n"
        with pytest.raises(RunError, match="another kwopt process"):
            Journal.start(place, {"n": 1}, resume=True)
        writer.send_signal(signal.SIGKILL)
    with Journal.start(place, {"n": 1}, resume=True) as journal:
        assert {key: journal.record(key) for key in journal.done} == {
            f"part {number}": {"rows": number} for number in range(3)
        }


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes: writing then fails in the middle of a line, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_whole_lines(place: Path) -> None:
    """What no longer fits is an error; the lines before it stay, and the run can go on later."""
    begun(place, "a")
    whole = place.read_bytes()
    with Journal.start(place, PRINT, resume=True) as journal:
        with largest_file(len(whole) + 10), pytest.raises(RunError, match="make room"):
            journal.add("b", "x" * 100)
        assert place.read_bytes() == whole
        assert journal.done == {"a"}
        journal.add("c", 1)
    with Journal.start(place, PRINT, resume=True) as journal:
        assert journal.done == {"a", "c"}


def test_what_the_disk_refuses_later_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes lines and then cannot keep them is an error too, at the latest when closing."""

    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    journal = Journal.start(place, PRINT)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RunError, match="the disk is full"):
        journal.close()


def test_thousands_of_parts_are_noted_within_moments(place: Path) -> None:
    """Lines are forced to disk together: 5,000 parts need far fewer than 5,000 forcings."""
    forced: list[int] = []
    real = os.fsync
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: forced.append(handle) or real(handle))
        with Journal.start(place, PRINT) as journal:
            for number in range(5000):
                journal.add(str(number), {"titles": number})
    assert 1 <= len(forced) < 500
    with Journal.start(place, PRINT, resume=True) as journal:
        assert len(journal.done) == 5000
        assert journal.record("4999") == {"titles": 4999}
