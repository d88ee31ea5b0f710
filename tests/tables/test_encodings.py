"""Bytes to text: each encoding that sellers' files come in, and clear words where none fits."""

import pytest

from kwopt.errors import TableError
from kwopt.tables.encodings import decode

TEXT = "关键词,搜索人气\n旗袍,5\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
    ],
)
def test_encodings_are_found(written: str, found: str) -> None:
    """A file's encoding is found from its bytes, and only GB18030 counts as a guess."""
    decoded = decode(TEXT.encode(written), file="a.csv")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (TEXT, found, found == "gb18030")


def test_big_endian_mark() -> None:
    """UTF-16 with the mark of big-endian machines is read."""
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), file="a.csv").text == TEXT


def test_named_encoding_is_used() -> None:
    """The user's word goes before every guess."""
    assert decode("café".encode("cp1252"), file="a.csv", encoding="cp1252").text == "café"


@pytest.mark.parametrize("encoding", ["utf-8", "klingon"])
def test_wrong_encoding(encoding: str) -> None:
    """An encoding that does not fit, or does not exist, is named in the error."""
    with pytest.raises(TableError, match=f"a.csv: is not encoded as {encoding}; leave --encoding out"):
        decode("旗袍".encode("gbk"), file="a.csv", encoding=encoding)


def test_no_encoding_fits() -> None:
    """Where nothing fits, the error asks for --encoding."""
    with pytest.raises(TableError, match="neither UTF-8, UTF-16 nor GB18030; name its encoding"):
        decode(b"keyword\ncaf\xe9\n", file="a.csv")


def test_nul_characters() -> None:
    """NUL characters are refused with the line of the first one."""
    with pytest.raises(TableError, match=r"holds NUL characters \(first in line 2\)"):
        decode("关键词\n旗\0袍\n".encode(), file="a.csv")
