"""Archives with a table in them, and files that are no tables."""

import gzip
import io
import os
import zipfile

import pytest

from kwopt.tables import read_keywords
from kwopt.tables.sources import archives
from kwopt.tables.sources.archives import unpacked
from kwopt.tables.sources.documents import Document
from tests.refusals import refusal_of

TEXT = "关键词,搜索人气\n旗袍,5\n".encode()


def zipped(**parts: bytes) -> bytes:
    """Return a ZIP archive; in names "__" stands for "/", "_" for "."."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            plain = name if "." in name else name.replace("__", "/").replace("_", ".")
            archive.writestr(plain, data)
    return buffer.getvalue()


def refusal(data: bytes) -> str:
    """Return the sentence with which bytes are refused."""
    return refusal_of(lambda: read_keywords(io.BytesIO(data), name="a.zip"), file="a.zip")


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(TEXT),
        gzip.compress(TEXT[:20]) + gzip.compress(TEXT[20:]),
        zipped(词__词_csv=TEXT),
        zipped(词_csv=TEXT, 说明_txt=b"x", **{"__MACOSX/x.csv": b"x"}),
        zipped(词_txt=TEXT),
        gzip.compress(zipped(词_csv=TEXT)),
    ],
    ids=["gzip", "members", "folder", "surplus", "txt", "nested"],
)
def test_the_only_table_is_read(data: bytes) -> None:
    """Gzip in several members, archives with one table, and one in the other are read."""
    table = read_keywords(io.BytesIO(data), name="a.zip")
    assert table.frame["keyword"].tolist() == ["旗袍"]
    assert table.inputs[0]["sha256"] == Document("a.zip", data).sha256


def test_names_written_by_old_programs() -> None:
    """Names in GBK without a mark are shown as they were meant."""
    data = zipped(aa_csv=TEXT, bb_csv=TEXT).replace(b"aa.csv", "词.csv".encode("gbk"))
    assert refusal(data) == (
        "a.zip: is an archive with 2 tables (词.csv, bb.csv); unpack it and name those to be read"
    )


def test_archives_that_cannot_be_read() -> None:
    """No table, too deep, cut off: each has its sentence."""
    assert refusal(zipped(a_png=b"x")) == "a.zip: is an archive without a table; in it are: a.png"
    deep = zipped(d_zip=zipped(c_zip=zipped(b_zip=zipped(a_csv=TEXT))))
    assert refusal(deep) == "a.zip: is an archive in archives, more than 3 deep; unpack it"
    assert refusal(gzip.compress(TEXT)[:-9]) == (
        "a.zip: the archive is damaged or cut off (it ends too early); download it again"
    )
    assert "the archive is damaged or cut off (Error -3" in refusal(b"\x1f\x8b\x08" + b"x" * 20)
    broken = bytearray(zipped(a_csv=os.urandom(500)))
    broken[100] ^= 1
    assert "the archive is damaged or cut off (Bad CRC-32" in refusal(bytes(broken))


def test_locked_archive() -> None:
    """An archive with a password asks for its table unpacked."""
    data = bytearray(zipped(a_csv=TEXT))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1  # the flag of encryption (APPNOTE 4.4.4)
    assert "the archive is protected by a password" in refusal(bytes(data))


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(a_csv=data)])
def test_bombs(monkeypatch: pytest.MonkeyPatch, pack: object) -> None:
    """Unpacking stops at the limit."""
    monkeypatch.setattr(archives, "MAX_BYTES", 2**20)
    packed = pack(b"a" * 2**22)  # type: ignore[operator]
    assert refusal(packed) == "a.zip: is larger than 1 MB; split it, or export fewer columns"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"SQLite format 3\0", "SQLite"),
        (b"{\\rtf1", "RTF"),
        (b"a.csv" + b"\0" * 252 + b"ustar", "TAR"),
        (zipped(word__document_xml=b"x"), "DOCX"),
        (zipped(Index__Document_iwa=b"x"), "Numbers"),
    ],
    ids=["pdf", "png", "jpeg", "rar", "7z", "sqlite", "rtf", "tar", "docx", "numbers"],
)
def test_other_kinds_of_files(data: bytes, kind: str) -> None:
    """A file of another kind is named, whatever its suffix."""
    assert refusal(data) == (
        f"a.zip: is no table but a {kind} file, whatever its name says; export the table as CSV or XLSX"
    )


def test_what_is_no_archive_stays() -> None:
    """Plain bytes, and a ZIP too broken to be looked into, pass through."""
    for data in (TEXT, b"PK\x03\x04 and no more"):
        read = Document("a.csv", data)
        assert unpacked(read) is read


def test_many_members() -> None:
    """A gzip of very many small members is one file, and takes time by its size."""
    data = gzip.compress(b"") * 100_000 + gzip.compress(TEXT)
    assert unpacked(Document("a.csv.gz", data)).data == TEXT
