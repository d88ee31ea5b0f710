"""Bytes to text: each encoding that sellers' files come in, and clear words where none fits."""

import pytest

from kwopt.errors import TableError
from kwopt.tables.sources.encodings import Sniffed, decode, sniffed
from tests.refusals import refusal_of

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


def refusal(data: bytes, encoding: str | None = None) -> str:
    """Return the sentence with which bytes are refused."""
    return refusal_of(lambda: decode(data, file="a.csv", encoding=encoding), file="a.csv")


def test_names_of_subsets_stand_for_what_is_written() -> None:
    """Files called GB2312 or Big5 hold GB18030 or code page 950 in practice."""
    assert decode("镕€".encode("gb18030"), file="a.csv", encoding="gb2312").text == "镕€"


@pytest.mark.parametrize(("encoding", "row"), [("utf-8", 2), ("big5", 2)])
def test_wrong_encoding(encoding: str, row: int) -> None:
    """An encoding that does not fit is named with the first line that it does not fit."""
    expected = f"a.csv: line {row} is not encoded as {encoding}; leave --encoding out, or name another"
    assert refusal(b"keyword\n\xff\xff\n", encoding) == expected


@pytest.mark.parametrize("encoding", ["klingon", "zlib", "rot13", "a\0b"])
def test_no_such_encoding(encoding: str) -> None:
    """What is no encoding of texts is answered with names of some."""
    assert "use a name such as utf-8, gb18030, big5, cp1252" in refusal(b"keyword\n", encoding)


def test_no_encoding_fits() -> None:
    """Where nothing fits, the error asks for --encoding."""
    assert refusal(b"keyword\n\x81\xff\x81\xff\n") == (
        "a.csv: is neither UTF-8, UTF-16, GB18030, Big5 nor Windows-1252; "
        "name its encoding with --encoding NAME"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nul_characters(encoding: str) -> None:
    """NUL characters are refused with the line of the first one."""
    assert "holds NUL characters (first in line 2)" in refusal("关键词\n旗\0袍\n".encode(encoding))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("關鍵字,搜尋量\n旗袍女春裝,5\n", "big5"),
        ("Suchbegriff;Kosten\nmöbel für flur;5\n", "cp1252"),
        ("keyword\ncafé\n", "cp1252"),
        ("keyword,spend\nshoes,€ 5\n", "cp1252"),
        ("词,量\n旗袍,5\n", "gb18030"),
        ("關鍵詞,搜索人氣\n連衣裙,5\n", "gb18030"),
    ],
)
def test_evidence_tells_legacy_encodings_apart(text: str, written: str) -> None:
    """Big5 and Western bytes that are valid GB18030 are not taken for it; all are named as guesses."""
    decoded = decode(text.encode(written), file="a.csv")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, written, True)


def test_known_headers_decide() -> None:
    """A known header is enough evidence where the characters are too rare to tell."""
    assert decode("关键词\n\U00020000䶮\n".encode("gb18030"), file="a.csv").encoding == "gb18030"


def test_open_encoding_is_asked_for() -> None:
    """Where nothing speaks for one, the question shows the first telling line in each that fits."""
    # "тест" in code page 1251 is F2 E5 F1 F2: 蝈 and 耱 in GB 2312, 蠈 and 嚦 in Big5, òåñò in 1252
    assert refusal("keyword\nтест\n".encode("cp1251")) == (
        'a.csv: its encoding is not clear: line 2 reads as gb18030: "蝈耱", big5: "蠈嚦", cp1252: "òåñò"; '
        "name the right one with --encoding NAME"
    )


def test_utf16_without_a_mark_and_with_few_zeros() -> None:
    """Chinese UTF-16 is told by its newlines, also where "一" (U+4E00) puts zeros at the other place."""
    text = "一,一\n" * 3
    for name in ("utf-16-le", "utf-16-be"):
        assert decode(text.encode(name), file="a.csv").encoding == name


def test_lines_in_another_encoding_are_read_in_it() -> None:
    """One GBK line in a UTF-8 file leaves the others alone, and is listed with its number."""
    data = TEXT.encode() + "长裙,6\n".encode("gbk") + b"x,1\n"
    decoded = decode(data, file="a.csv")
    assert decoded.text == TEXT + "长裙,6\nx,1\n"
    assert (decoded.encoding, decoded.guessed) == ("utf-8", False)
    (record,) = decoded.repairs
    assert record.message == (
        "1 line is in another encoding (gb18030) than the rest and was read in that, from line 3 on"
    )


def test_utf8_lines_in_a_gbk_file() -> None:
    """UTF-8 lines among GBK ones do not become mojibake either."""
    data = "短裙红色,5\n".encode("gbk") * 5 + "旗袍,5\n长裙子,6\n".encode() + b"\xff\xff,1\n"
    decoded = decode(data, file="a.csv")
    assert decoded.text == "短裙红色,5\n" * 5 + "旗袍,5\n长裙子,6\n��,1\n"
    assert [(record.code, record.count) for record in decoded.repairs] == [
        ("tables.mixed_encodings", 2),
        ("tables.broken_characters", 1),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_cut_off_character(encoding: str) -> None:
    """A file cut inside its last character keeps its encoding, and the cut is shown."""
    decoded = decode((TEXT + "裙").encode(encoding)[:-1], file="a.csv")
    assert decoded.text == TEXT + "�"
    assert [(record.code, record.params["row"]) for record in decoded.repairs] == [
        ("tables.broken_characters", 3)
    ]


def test_sniffing_says_whether_bytes_can_be_used_as_they_are() -> None:
    """Only a UTF-8 file that is valid throughout is whole."""
    assert sniffed(TEXT.encode(), file="a.csv") == Sniffed("utf-8", whole=True)
    assert sniffed(TEXT.encode("utf-8-sig"), file="a.csv") == Sniffed("utf-8-sig", whole=True)
    assert sniffed(TEXT.encode()[:-4], file="a.csv") == Sniffed("utf-8")
    assert sniffed(TEXT.encode("gbk"), file="a.csv") == Sniffed("gb18030", guessed=True)
    assert sniffed(TEXT.encode("utf-16"), file="a.csv") == Sniffed("utf-16")


@pytest.mark.parametrize("cell", ["合计", "１，２３４"])
def test_a_single_cell_can_tell(cell: str) -> None:
    """In a file that is Latin else, a word for sums or full-width figures betray GB18030."""
    text = f"Search Query,Clicks\ncup,5\n{cell},5\n"
    assert sniffed(text.encode("gb18030"), file="a.csv").encoding == "gb18030"


def test_bytes_that_are_no_characters_speak_against_an_encoding() -> None:
    """0x81 is nothing in cp1252: a mark that only GB18030 has (U+202E) does not make a file Western."""
    with pytest.raises(TableError, match="its encoding is not clear"):
        sniffed("Search term,Clicks\n\u202e,5\n".encode("gb18030"), file="a.csv")
