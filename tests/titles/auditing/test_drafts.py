"""Changes of a title as they are written: spaces, marks and brackets around the words."""

import pytest

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.auditing.drafts import Draft, Piece, draft_of
from kwopt.titles.coverage.given import fragments, given_words


def drafted(text: str, joiner: str = "") -> Draft:
    """Return a text as a draft with nothing fixed."""
    words = given_words(text, segmenter(SegmenterSpec()))
    return draft_of(text, words, joiner=joiner, fixed=(), tied=())


@pytest.mark.parametrize(
    "text", ["旗袍女", "【旗袍】女 夏季", "iPhoneX/xs手机壳", "Straw Cup, 32oz (Blue)", "☆旗袍☆"]
)
def test_an_unchanged_draft_is_its_text(text: str) -> None:
    """Nothing between the words is lost or added."""
    assert drafted(text).text == text


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("【夏季】旗袍", 0, "旗袍"),
        ("旗袍（夏季）", 1, "旗袍"),
        ("旗袍/夏季/女", 1, "旗袍/女"),
        ("旗袍/夏季", 1, "旗袍"),
        ("夏季 旗袍", 0, "旗袍"),
        ("Straw Cup Lid", 1, "Straw Lid"),
        ("Straw Cup, Lid", 1, "Straw, Lid"),
        ("v领旗袍polo", 1, "v领polo"),
        ("mini旗袍polo", 1, "mini polo"),
    ],
)
def test_a_word_leaves_no_empty_marks(text: str, place: int, expected: str) -> None:
    """Empty brackets and parting marks at the ends go; one mark stays between two words."""
    assert drafted(text).without(place).text == expected


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("【夏季】旗袍", 0, "【xs夏季】旗袍"),
        ("旗袍女", 2, "旗袍女xs"),
        ("polo旗袍", 1, "polo xs旗袍"),
        ("旗袍polo", 1, "旗袍xs polo"),
    ],
)
def test_a_word_comes_with_the_space_it_needs(text: str, place: int, expected: str) -> None:
    """Letters do not run into letters; hanzi need no space."""
    assert drafted(text).inserted(place, [Piece("xs", "xs")]).text == expected


def test_spaced_titles_get_spaces() -> None:
    """Where words are spaced, so are new ones; a comma stays where it stood."""
    draft = drafted("Straw Cup, Lid", joiner=" ")
    assert draft.inserted(0, [Piece("Blue", "blue")]).text == "Blue Straw Cup, Lid"
    assert draft.inserted(2, [Piece("Blue", "blue")]).text == "Straw Cup Blue, Lid"
    assert draft.inserted(3, [Piece("Blue", "blue"), Piece("Big", "big")]).text == "Straw Cup, Lid Blue Big"


def test_fragments_are_tied_to_their_neighbours() -> None:
    """小|翅膀: 小 says little by itself; 女 is a whole word."""
    cutter = segmenter(SegmenterSpec())
    assert fragments(given_words("小翅膀", cutter)) == [(0, 1)]
    assert fragments(given_words("旗袍女", cutter)) == []
