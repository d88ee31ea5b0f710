"""The seller's own dictionary: lines, encodings, jieba's format."""

from pathlib import Path

import pytest

from kwopt.cli.user_words import read_user_words, word_in_line
from kwopt.errors import SettingError
from kwopt.language.segment import SegmenterSpec, segmenter


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("新中式", "新中式"),
        ("新中式 30", "新中式"),
        ("新中式 30 n", "新中式"),
        ("新中式 n", "新中式"),
        ("新中式\t30\tnz", "新中式"),
        ("water bottle", "water bottle"),
        ("water bottle 30", "water bottle"),
        ("  改良 旗袍  ", "改良 旗袍"),
        ("iphone 13 pro", "iphone 13 pro"),
        ("Type-C", "Type-C"),
        ("T恤 12 n", "T恤"),
        ("", ""),
        ("\ufeff盘扣", "盘扣"),
    ],
)
def test_word_of_a_line(line: str, word: str) -> None:
    """A line is its word without jieba's frequency and tag; English words may hold spaces."""
    assert word_in_line(line) == word


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without mark, GB18030 and UTF-16 are read, with CRLF, blank and repeated lines."""
    path = tmp_path / "words.txt"
    path.write_bytes("新中式 30 n\r\n\r\n盘扣\r\n盘扣\r\n".encode(encoding))
    assert read_user_words(path) == ("新中式", "盘扣")


def test_numbers_of_models_are_no_frequencies(tmp_path: Path) -> None:
    """In a plain list a Latin word keeps its number; where every line has a number it is jieba's format."""
    path = tmp_path / "words.txt"
    path.write_text("iphone 13\nT恤\n新中式 30\n", encoding="utf-8")
    assert read_user_words(path) == ("iphone 13", "T恤", "新中式")
    path.write_text("type-c 13\nT恤 5 n\n", encoding="utf-8")
    assert read_user_words(path) == ("type-c", "T恤")


def test_words_with_spaces_and_hyphens_are_kept_whole(tmp_path: Path) -> None:
    """Words of the dictionary come out of the segmenter as they stand there, brands and models included."""
    path = tmp_path / "words.txt"
    path.write_text("iPhone 13 Pro\n改良 旗袍\nType-C\n槿禾-里\nH&M\n", encoding="utf-8-sig")
    cutter = segmenter(SegmenterSpec(words=read_user_words(path)))
    for word in ("iphone 13 pro", "改良 旗袍", "type-c", "槿禾-里", "h&m"):
        assert word in cutter.cut(f"新款{word}女")


def test_unreadable_dictionaries_are_refused(tmp_path: Path) -> None:
    """A missing file, and bytes that are no text, are one sentence each."""
    with pytest.raises(SettingError, match=r"nowhere\.txt: the dictionary cannot be read"):
        read_user_words(tmp_path / "nowhere.txt")
    (tmp_path / "bad.txt").write_bytes(b"\xff\x80\x81")
    with pytest.raises(SettingError, match="neither UTF-8, UTF-16 nor GB18030"):
        read_user_words(tmp_path / "bad.txt")


def test_words_of_the_dictionary_are_in_force(document, here: Path) -> None:
    """--user-dict's words stand among the settings."""
    (here / "words.txt").write_text("国风旗袍 5 n\n", encoding="utf-8")
    found = document("score", "qipao_keywords.csv", "--user-dict", "words.txt")
    assert found["settings"]["user_words"] == ["国风旗袍"]
    assert found["inputs"][-1]["file"] == "words.txt"
