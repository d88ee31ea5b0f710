"""Sources of tables: paths of every kind, pipes, files that only look like tables."""

import io
import os
import threading
from pathlib import Path

import pandas as pd
import pytest

from kwopt.tables.sources import documents
from kwopt.tables.sources.documents import Document, document
from tests.refusals import refusal_of


def refusal(path: Path) -> str:
    """Return the sentence with which a path is refused."""
    return refusal_of(lambda: document(path))


def test_fingerprint_is_that_of_the_bytes() -> None:
    """The fingerprint is SHA-256."""
    # sha256 of "abc": FIPS 180-2, appendix B.1
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert Document("a", b"abc").sha256 == expected


def test_links(tmp_path: Path) -> None:
    """A link is followed; one that leads nowhere or to itself is told apart from a missing file."""
    (tmp_path / "a.csv").write_bytes(b"keyword")
    for name, target in (("good", "a.csv"), ("dangling", "gone.csv"), ("loop", "loop")):
        (tmp_path / name).symlink_to(target)
    assert document(tmp_path / "good") == Document("good", b"keyword")
    assert refusal(tmp_path / "dangling") == (
        f"{tmp_path / 'dangling'}: is a link to gone.csv, which is not there; name the file itself"
    )
    assert "is a link that leads back to itself" in refusal(tmp_path / "loop")


@pytest.mark.parametrize("name", ["~$词.xlsx", ".~lock.词.ods#"])
def test_lock_files(tmp_path: Path, name: str) -> None:
    """What spreadsheet programs put beside an open table is named as such."""
    (tmp_path / name).write_bytes(b"\x05admin" + b" " * 159)
    assert refusal(tmp_path / name) == (
        f"{tmp_path / name}: is only a mark that a spreadsheet program holds the table open; "
        "close it there, and name the table itself"
    )


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_impossible_names(tmp_path: Path, name: str) -> None:
    """A name that no file can have is answered like a file that cannot be read."""
    assert "cannot be read (" in refusal(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permission(tmp_path: Path) -> None:
    """A file that may not be read says so."""
    (tmp_path / "a.csv").write_bytes(b"keyword")
    (tmp_path / "a.csv").chmod(0)
    assert "cannot be read (Permission denied); check its permissions" in refusal(tmp_path / "a.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_named_pipes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is read while somebody writes, and given up where nobody does."""
    monkeypatch.setattr(documents, "_PIPE_PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe to which nothing wrote for 0.05 seconds" in refusal(tmp_path / "pipe")
    monkeypatch.setattr(documents, "_PIPE_PATIENCE", 10)
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"keyword",))
    writer.start()
    assert document(tmp_path / "pipe").data == b"keyword"
    writer.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_endless_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without an end is too large."""
    monkeypatch.setattr(documents, "MAX_BYTES", 2**20)
    assert refusal(Path("/dev/zero")) == "zero: is larger than 1 MB; split it, or export fewer columns"


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """A name with bytes that are no characters is shown with marks for them."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb4\xca.csv"))
    try:
        path.write_bytes(b"keyword")
    except OSError:
        pytest.skip("needs a file system that takes any bytes as names")
    assert document(path).name == "��.csv"


def test_file_that_is_closed() -> None:
    """A file that was closed before it is read is one sentence."""
    closed = io.BytesIO(b"a")
    closed.close()
    found = refusal_of(lambda: document(closed, "a.csv"), file="a.csv")
    assert "a.csv: cannot be read (I/O operation on closed file" in found


def test_series_is_no_source() -> None:
    """A column alone is no table, and is told to be of the wrong kind."""
    series = pd.Series(["旗袍"])
    assert "found Series" in refusal_of(lambda: document(series))
