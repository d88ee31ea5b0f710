"""The independent checker: credits by the definitions, case by case and against the slow obvious version."""

import ast
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.titles.coverage import matching
from kwopt.titles.coverage.matching import KINDS, KeywordMatcher, cover, match_kind
from kwopt.titles.coverage.segmenters import cutter_named
from tests.oracles import match_kind_of

CUT = segmenter(SegmenterSpec())
CREDITS = (1.0, 0.85, 0.7)
CASES = json.loads((Path(__file__).parents[2] / "cases" / "matching.json").read_text(encoding="utf-8"))
SIGNS = "旗袍女裙夏装裝季連aAbc'1２Ａﬁ😀/-. 　\t\u200b"
"""Hanzi (two of them traditional), letters and digits of both widths, a ligature, an emoji, signs, spaces."""

texts = st.text(alphabet=SIGNS, max_size=14)


class RandomCutter:
    """Cuts where the seed and the two neighbours say so, and finds some of the parts of a word in it."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def words(self, text: str) -> list[str]:
        """Return words; spaces and signs are none."""
        words = [""]
        for place, sign in enumerate(text):
            if place and self._odds(text[place - 1 : place + 1]) < 0.5:
                words.append("")
            words[-1] += sign
        return [word for word in words if word.strip() and any(sign.isalnum() for sign in word)]

    def search_words(self, text: str) -> list[str]:
        """Return words, and some that stand inside them."""
        words = self.words(text)
        inside = [word[:end] for word in words for end in range(1, len(word)) if self._odds(word) < 0.5]
        return [*words, *inside]

    def _odds(self, text: str) -> float:
        return Random(f"{self._seed} {text}").random()


@pytest.mark.parametrize("case", CASES, ids=[f"{case['segmenter']}: {case['label']}" for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    """Each case is met as its label says."""
    cut = cutter_named(case["segmenter"])
    assert match_kind(case["title"], case["keyword"], segmenter=cut) == case["expected"]


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


@given(title=texts, keywords=st.lists(texts, max_size=5), seed=st.integers(0, 40))
def test_matches_are_those_of_the_slow_version(title: str, keywords: list[str], seed: int) -> None:
    """Under any segmenter each of many keywords is met as by reading the definitions one by one."""
    parts = [title[start : start + 3] for start in range(0, len(title), 2)]
    keywords = [*keywords, *parts, title[::-1], title]
    for cut in (RandomCutter(seed), CUT):
        matcher = KeywordMatcher([(keyword, 1.0) for keyword in keywords], segmenter=cut, credits=CREDITS)
        found = [KINDS[kind] for kind in matcher.kinds(title)]
        assert found == [match_kind_of(title, keyword, cut) for keyword in keywords]


@given(title=texts, keywords=st.lists(texts, max_size=6), seed=st.integers(0, 40))
def test_coverage_is_what_the_kinds_earn(title: str, keywords: list[str], seed: int) -> None:
    """Covered keywords are those met as phrase, in order or anyhow, in the order given, at their credit."""
    worths = dict(zip(("phrase", "ordered", "any"), CREDITS, strict=True))
    pairs = [(keyword, 10.0 * place) for place, keyword in enumerate(keywords)]
    cut = RandomCutter(seed)
    found = cover(title, pairs, segmenter=cut, credits=CREDITS)
    kinds = [match_kind_of(title, keyword, cut) for keyword in keywords]
    assert [(item.keyword, item.match, item.earned) for item in found] == [
        (keyword, kind, worth * worths[kind])
        for (keyword, worth), kind in zip(pairs, kinds, strict=True)
        if kind in worths
    ]


@given(title=texts, seed=st.integers(0, 40))
def test_a_title_covers_itself(title: str, seed: int) -> None:
    """A text with characters is a phrase of itself under any segmenter, spaces, width and case aside."""
    expected = "phrase" if title.replace("\u200b", "").strip() else "none"
    loose = " ".join(title.upper())
    same = match_kind(title, title, segmenter=RandomCutter(seed))
    assert same == expected
    if title.isascii() and "'" not in title:
        assert match_kind(title, loose, segmenter=RandomCutter(seed)) == expected


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


def test_no_keywords_cover_nothing() -> None:
    """Without keywords there is nothing to cover, and nothing fails."""
    assert cover("连衣裙", [], segmenter=CUT, credits=CREDITS) == ()


def test_a_keyword_given_twice_counts_twice() -> None:
    """Equal texts are looked up together and reported apart."""
    found = cover("白色连衣裙", [("连衣裙", 2.0), ("连衣裙 ", 3.0)], segmenter=CUT, credits=CREDITS)
    assert [item.earned for item in found] == [2.0, 3.0]


def test_a_matcher_serves_many_titles() -> None:
    """Keywords are cut once; each title gets its own answer."""
    matcher = KeywordMatcher([("白色连衣裙", 1.0)], segmenter=CUT, credits=CREDITS)
    assert [len(matcher.cover(title)) for title in ("白色连衣裙", "连衣裙")] == [1, 0]


CHECKER = ("matching", "keywordindex", "segmenters", "simulation", "meetings", "weighing")
"""The modules that measure coverage."""


@pytest.mark.parametrize("name", CHECKER)
def test_the_checker_shares_no_code_with_the_composer(name: str) -> None:
    """What measures coverage imports from its own room nothing but what measures coverage."""
    source = Path(matching.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    modules = {node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    own_room = {module for module in modules if module and module.startswith("kwopt.titles")}
    assert own_room <= {f"kwopt.titles.coverage.{other}" for other in CHECKER}
