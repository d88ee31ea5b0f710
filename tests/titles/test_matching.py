"""The independent checker: credits by the definitions, and agreement with the problem's own count."""

import pytest

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.matching import KeywordMatcher, cover, match_kind

CUT = segmenter(SegmenterSpec())


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("白色连衣裙", "phrase"),
        ("白色 连衣裙", "phrase"),  # spaces do not matter
        ("夏季白色", "ordered"),
        ("连衣裙夏季", "any"),
        ("衣裙夏", "characters"),  # 夏 is no word of its own in 夏季
        ("毛衣", "none"),
        ("Ｗ", "phrase"),  # NFKC and casefold
        ("w女", "phrase"),
        ("，", "none"),
    ],
)
def test_match_kind(keyword: str, expected: str) -> None:
    """夏季 (summer), w, 女 (women), 白色 (white), 连衣裙 (dress): each way to meet a keyword."""
    assert match_kind("夏季W女白色连衣裙", keyword, segmenter=CUT) == expected


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [
        ("camera", "phrase"),
        ("body camera", "phrase"),
        ("bodycamera", "phrase"),
        ("cam", "characters"),
        ("body cam", "characters"),
        ("dy camera", "characters"),
        ("mini body", "ordered"),
    ],
)
def test_phrases_cut_no_words_of_letters(keyword: str, expected: str) -> None:
    """A phrase neither begins nor ends inside a run of letters and digits."""
    assert match_kind("Mini 4K Body Camera", keyword, segmenter=CUT) == expected


def test_cover_multiplies_worth_and_credit() -> None:
    """Only covered keywords are listed, in the order given, with what they earn."""
    found = cover(
        "白色连衣裙 女", [("女连衣裙", 10.0), ("毛衣", 99.0), ("白色连衣裙", 4.0)],
        segmenter=CUT, credits=(1.0, 0.8, 0.5),
    )  # fmt: skip
    assert [(item.keyword, item.match, item.credit, item.worth, item.earned) for item in found] == [
        ("女连衣裙", "any", 0.5, 10.0, 5.0),
        ("白色连衣裙", "phrase", 1.0, 4.0, 4.0),
    ]


def test_a_keyword_without_characters_is_never_covered() -> None:
    """An empty keyword stands in every text; it earns nothing."""
    assert cover("连衣裙", [(" ", 5.0)], segmenter=CUT, credits=(1.0, 1.0, 1.0)) == ()


def test_a_matcher_serves_many_titles() -> None:
    """Keywords are cut once; each title gets its own answer."""
    matcher = KeywordMatcher([("白色连衣裙", 1.0)], segmenter=CUT, credits=(1.0, 0.85, 0.7))
    assert [len(matcher.cover(title)) for title in ("白色连衣裙", "连衣裙")] == [1, 0]
