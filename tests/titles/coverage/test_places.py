"""Where a title says a covered keyword: phrases in one span, words in several, by the checker's cut."""

import pytest

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.models import MatchKind
from kwopt.titles.coverage.matching import match_kind
from kwopt.titles.coverage.places import TitlePlaces

CUTTER = segmenter(SegmenterSpec())


@pytest.mark.parametrize(
    ("title", "keyword", "match", "spans"),
    [
        # 连0 衣1 裙2 空3 夏4 季5 空6 白7 色8
        ("连衣裙 夏季 白色", "夏季白色", "phrase", [(4, 9)]),  # the space inside belongs to the phrase
        ("连衣裙 夏季 白色", "夏季 白色", "phrase", [(4, 9)]),
        ("连衣裙 夏季 白色", "连衣裙白色", "ordered", [(0, 3), (7, 9)]),
        ("连衣裙 夏季 白色", "白色连衣裙", "any", [(0, 3), (7, 9)]),
        ("连衣裙 夏季 白色", "白色夏季", "any", [(4, 6), (7, 9)]),
        # 旗0 袍1 女2 旗3 袍4: a word that stands twice is marked where it stands first
        ("旗袍女旗袍", "旗袍", "phrase", [(0, 2)]),
        # 夏0 连1 衣2 裙3: 衣裙 stands inside 连衣裙, where a search finds it
        ("连衣裙夏", "夏衣裙", "any", [(1, 4)]),
        # m0 i1 n2 i3 _4 b5 o6 d7 y8 _9 c10 a11 m12 e13 r14 a15 _16 c17 a18 m19: cam is no phrase of camera
        ("mini body camera cam", "cam", "phrase", [(17, 20)]),
        # full-width letters and doubled spaces stay where they are: Ａ0 字1 裙2 _3 _4 夏5
        ("Ａ字裙  夏", "a字裙夏", "phrase", [(0, 6)]),
        # an emoji is one code point and no letter: 旗0 袍1 emoji2 夏3 季4
        ("旗袍🌸夏季", "旗袍夏季", "ordered", [(0, 2), (3, 5)]),
        # bottles finds bottle, which is no part of it that stands there by itself: the whole word
        ("steel bottles", "bottle steel", "any", [(0, 5), (6, 12)]),
    ],
)
def test_places(title: str, keyword: str, match: MatchKind, spans: list[tuple[int, int]]) -> None:
    """A covered keyword is marked at the places that cover it, and the checker says it is so covered."""
    assert match_kind(title, keyword, segmenter=CUTTER) == match
    assert list(TitlePlaces(title, CUTTER).of(keyword, match)) == spans


@pytest.mark.parametrize("match", ["phrase", "ordered", "any"])
def test_a_keyword_that_is_not_there_has_no_place(match: MatchKind) -> None:
    """What a title does not say is marked nowhere, also if one of its words is there."""
    assert TitlePlaces("连衣裙 夏季", CUTTER).of("夏季毛衣", match) == ()


def test_nothing_stands_in_an_empty_title() -> None:
    """An empty title has no places."""
    assert TitlePlaces("", CUTTER).of("旗袍", "phrase") == ()
