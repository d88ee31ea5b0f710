"""Files whole or not at all: what is left behind, whose permissions stay, what the system refuses."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from kwopt.errors import TableError
from kwopt.files import atomic
from kwopt.files.atomic import write_atomically, write_text_atomically


def hello(file: IO[bytes]) -> None:
    """Write five bytes."""
    file.write(b"hello")


def failing(error: BaseException) -> Callable[[IO[bytes]], None]:
    """Return a writer that fails half way."""

    def write(file: IO[bytes]) -> None:
        file.write(b"half")
        raise error

    return write


@pytest.mark.parametrize("there", [True, False])
def test_the_file_holds_what_was_written(tmp_path: Path, there: bool) -> None:
    """A new file and one that replaces another hold the same; nothing else lies about."""
    target = tmp_path / "out.csv"
    if there:
        target.write_bytes(b"something longer than that")
    write_atomically(target, hello)
    assert target.read_bytes() == b"hello"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError(), ValueError("x")])
def test_whatever_breaks_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    """A fault or Ctrl-C half way leaves what stood there, and no part of the new file."""
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_atomically(target, failing(error))
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "cannot be written: the disk is full; free some space, or name another folder"),
        (errno.EROFS, "check the permissions, and whether another program has it open"),
        (errno.EIO, "cannot be written (Input/output error); check the folder and its permissions"),
    ],
)
def test_what_the_system_refuses_becomes_a_sentence(tmp_path: Path, number: int, sentence: str) -> None:
    """A full disk and the like are told with what to do, in both languages, and leave nothing."""
    target = tmp_path / "out.csv"
    with pytest.raises(TableError) as caught:
        write_atomically(target, failing(OSError(number, os.strerror(number))))
    assert sentence in str(caught.value)
    assert "无法写入" in caught.value.text("zh")
    assert os.listdir(tmp_path) == []


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, is named."""
    (tmp_path / "file").write_bytes(b"")
    for folder in ("no", "file"):
        with pytest.raises(TableError, match=f"there is no folder .*{folder}; create it, or name another"):
            write_atomically(tmp_path / folder / "out.csv", hello)


def test_names_too_long_or_impossible(tmp_path: Path) -> None:
    """A name that the system cannot hold is one sentence; the longest that it can hold is written."""
    with pytest.raises(TableError, match="the name is too long; choose a shorter one"):
        write_atomically(tmp_path / ("x" * 300 + ".csv"), hello)
    with pytest.raises(TableError, match="cannot be written"):
        write_atomically(tmp_path / "a\0b.csv", hello)
    longest = tmp_path / ("x" * 251 + ".csv")  # 255 bytes, the limit of most file systems
    write_atomically(longest, hello)
    assert longest.read_bytes() == b"hello"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    """A file that is replaced keeps its permissions; a new one has those of any new file."""
    target, usual = tmp_path / "out.csv", tmp_path / "usual"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_atomically(target, hello)
    assert stat.S_IMODE(target.stat().st_mode) == mode
    usual.write_bytes(b"")
    write_atomically(tmp_path / "new.csv", hello)
    assert (tmp_path / "new.csv").stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_marked_read_only_is_left_alone(tmp_path: Path) -> None:
    """A file that its owner may not write is not replaced behind the owner's back."""
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(TableError, match="check the permissions"):
        write_atomically(target, hello)
    assert target.read_bytes() == b"old"


def test_links_are_written_through(tmp_path: Path) -> None:
    """The file that a link names is replaced, also one that is not there yet; the link stays."""
    file, link = tmp_path / "file.csv", tmp_path / "link.csv"
    link.symlink_to(file)
    for _ in range(2):
        write_atomically(link, hello)
        assert link.is_symlink()
        assert file.read_bytes() == b"hello"


def test_links_that_name_each_other(tmp_path: Path) -> None:
    """A circle of links is one sentence."""
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(TableError, match="is a link that leads back to itself"):
        write_atomically(one, hello)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
def test_devices_and_pipes_are_refused(tmp_path: Path) -> None:
    """A device is not replaced by a file, whatever it is called; nor is a pipe waited for."""
    link, pipe = tmp_path / "full.csv", tmp_path / "pipe.csv"
    link.symlink_to("/dev/full")
    os.mkfifo(pipe)
    for target in (link, pipe):
        with pytest.raises(TableError, match="it is a device or a pipe, not a file"):
            write_atomically(target, hello)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_text(tmp_path: Path) -> None:
    """Texts are written as UTF-8 without a mark, and replace what stood there."""
    path = tmp_path / "out.json"
    write_text_atomically(path, "旧")
    write_text_atomically(path, '{"题": "新"}\n')
    assert path.read_bytes() == '{"题": "新"}\n'.encode()
    assert os.listdir(tmp_path) == ["out.json"]


def test_the_place_is_checked_before_the_work(tmp_path: Path) -> None:
    """Nothing is computed for a place that cannot be written."""

    def never(_file: IO[bytes]) -> None:
        pytest.fail("the work was begun")

    with pytest.raises(TableError):
        write_atomically(tmp_path / "no" / "out.csv", never)


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    """Writing a file while it is being written gives one of both, whole."""
    target = tmp_path / "out.csv"
    write_atomically(target, lambda file: (write_atomically(target, hello), file.write(b"outer")))
    assert target.read_bytes() == b"outer"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_folders_that_cannot_be_forced_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system opens no folders, the file is written all the same."""

    def refuse(*_args: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(atomic.os, "open", refuse)
    write_atomically(tmp_path / "out.csv", hello)
    assert (tmp_path / "out.csv").read_bytes() == b"hello"
