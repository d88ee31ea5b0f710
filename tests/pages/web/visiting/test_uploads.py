"""Uploaded files: which are kept, under which names, and who can read them."""

import asyncio
import errno
from pathlib import Path

import pytest
from nicegui.elements.upload_files import SmallFileUpload

from kwopt.errors import TableError
from kwopt.pages.bench.choosing import PRODUCT_SUFFIXES, TABLE_SUFFIXES
from kwopt.pages.web.visiting.uploads import SUFFIXES, UploadFolder


def kept(folder: UploadFolder, name: str, content: bytes = b"keyword\n") -> dict[str, str]:
    """Return what is kept of a file that a browser sends."""
    return asyncio.run(folder.keep(SmallFileUpload(name, "text/csv", content)))


@pytest.mark.parametrize(("sent", "shown"), [
    ("旗袍 5月.csv", "旗袍 5月.csv"),
    ("../../../etc/cron.d/wave.csv", "wave.csv"),
    ("C:\\Users\\wave.csv", "wave.csv"),
    ("/etc/passwd\0.csv", "passwd.csv"),
    ("a\r\nset-cookie: b.csv", "aset-cookie: b.csv"),
    (".csv.csv", ".csv.csv"),
    ("长" * 300 + ".csv", "长" * 116 + ".csv"),
])  # fmt: skip
def test_names_are_shown_and_never_paths(tmp_path: Path, sent: str, shown: str) -> None:
    """A name loses folders and what cannot be seen; the file lies in the visit's folder under another."""
    source = kept(UploadFolder(tmp_path, 100), sent)
    path = Path(source["path"])
    assert source["name"] == shown
    assert (path.parent.parent, path.suffix, path.read_bytes()) == (tmp_path, ".csv", b"keyword\n")
    assert len(path.stem) == 16
    assert path.stem not in shown


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    """Folder and file are for their user alone."""
    path = Path(kept(UploadFolder(tmp_path, 100), "a.csv")["path"])
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize("name", ["run.exe", "page.svg", "a.csv.exe", "csv", "", "a.csv/", "a.csv "])
def test_other_kinds_are_refused(tmp_path: Path, name: str) -> None:
    """Only kinds that are read are kept; a space at the end is no kind of its own."""
    folder = UploadFolder(tmp_path, 100)
    if name == "a.csv ":
        assert kept(folder, name)["name"] == "a.csv"
        return
    with pytest.raises(
        TableError, match=r"files of this kind are not read; choose one that ends in: \.csv, "
    ):
        kept(folder, name)


def test_large_files_are_refused(tmp_path: Path) -> None:
    """A file above the limit is refused in MB; the folder as a whole holds four of the largest."""
    folder = UploadFolder(tmp_path, 2**20)
    with pytest.raises(TableError, match=r"^a.csv: is larger than 1 MB"):
        kept(folder, "a.csv", b"x" * (2**20 + 1))
    for _ in range(4):
        kept(folder, "a.csv", b"x" * 2**20)
    with pytest.raises(TableError, match="too many files were uploaded"):
        kept(folder, "a.csv", b"x")


class FullDisk(SmallFileUpload):
    """A file of which the disk takes a part."""

    async def save(self, path: str | Path) -> None:
        """Write one byte, and fail."""
        Path(path).write_bytes(b"x")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_of(tmp_path: Path) -> None:
    """What could not be written whole is not kept, and the sentence says why."""
    folder = UploadFolder(tmp_path, 100)
    with pytest.raises(TableError, match=r"^a.csv: cannot be kept .* \(No space left on device\)"):
        asyncio.run(folder.keep(FullDisk("a.csv", "text/csv", b"keyword\n")))
    assert list(tmp_path.rglob("*.csv")) == []


def test_only_kept_files_are_dropped(tmp_path: Path) -> None:
    """Dropping removes what was kept, and nothing outside the folder."""
    folder, other = UploadFolder(tmp_path, 100), tmp_path / "other.csv"
    other.touch()
    source = kept(folder, "a.csv")
    for path in (source["path"], str(other), f"{Path(source['path']).parent}/../other.csv"):
        folder.drop({"path": path, "name": "a.csv"})
    assert [path.name for path in tmp_path.rglob("*.csv")] == ["other.csv"]


def test_all_that_is_read_is_kept() -> None:
    """Every kind of table and of catalog that kwopt reads may be uploaded."""
    assert {*TABLE_SUFFIXES, *PRODUCT_SUFFIXES} <= set(SUFFIXES)
