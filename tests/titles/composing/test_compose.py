"""Whole titles out of scored frames: true, lawful, proven, different from each other, the same each time."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.errors import TableError, TitleError
from kwopt.language.segment import SegmenterSpec, segmenter
from kwopt.language.years import year_of
from kwopt.models import Product, Settings, Title
from kwopt.products import read_product
from kwopt.resources.samples import sample
from kwopt.scoring import KeywordIndex, score
from kwopt.tables import read_keywords
from kwopt.titles.composing.compose import TitleResult, compose, compose_titles
from kwopt.titles.coverage.matching import cover

AS_OF = Settings(as_of=date(2022, 5, 1))
QIPAO = Product(
    name="改良旗袍",
    category=("女装", "旗袍"),
    attributes=(
        ("袖长", "短袖"), ("适用季节", "夏季"), ("领型", "立领"), ("适用性别", "女"), ("裙长", "中长款"),
        ("风格", "中国风"), ("图案", "提花"), ("版型", "修身"),
    ),
)  # fmt: skip
KEYWORDS = (
    "旗袍", "改良旗袍", "旗袍女", "短袖旗袍", "旗袍夏季", "夏季改良旗袍", "中国风旗袍", "提花旗袍",
    "气质旗袍", "显瘦旗袍", "旗袍修身", "旗袍连衣裙", "小众旗袍", "旗袍女夏季", "立领旗袍", "改良旗袍女",
    "旗袍裙",
    "中长款旗袍", "新款旗袍", "旗袍新款", "年轻款旗袍", "日常旗袍", "旗袍优雅", "旗袍洋气", "旗袍裙子",
    "旗袍女款", "旗袍夏款", "百搭旗袍", "旗袍显高",
)  # fmt: skip
REAL_PRODUCTS = 5
LONELY = frozenset("女男")


def scored_frame(*keywords: str, eligible: bool = True) -> pd.DataFrame:
    """Return a scored frame; worth falls from 1,000 by a tenth with each keyword."""
    return pd.DataFrame(
        {
            c.KEYWORD: list(keywords),
            c.WORTH: [1_000 * 0.9**place for place in range(len(keywords))],
            c.ELIGIBLE: eligible,
        }
    )


@pytest.fixture(scope="module")
def five() -> TitleResult:
    """Five titles of the invented 旗袍."""
    return compose(scored_frame(*KEYWORDS), QIPAO, n=5, settings=AS_OF)


def texts(title: Title) -> list[str]:
    """Return the words of a title."""
    return [token.text for token in title.tokens]


def test_nothing_fits_is_a_clear_answer() -> None:
    """Without an eligible keyword there is no title and no error, but a notice that says so."""
    result = compose(scored_frame("旗袍", eligible=False), QIPAO)
    assert result.titles == ()
    assert [(notice.code, notice.params) for notice in result.notices] == [
        ("titles.nothing_fits", {"product": "改良旗袍"})
    ]
    assert compose_titles(scored_frame("旗袍", eligible=False), QIPAO) == []


def test_barred_keywords_are_told_from_none() -> None:
    """Where keywords fit and each is barred, the notice says so and names the best of them."""
    table = pd.DataFrame({"keyword": ["短袖旗袍", "旗袍夏季"], "search_volume": [900.0, 400.0]})
    product = replace(QIPAO, forbidden_words=("旗袍",))
    result = compose(score(KeywordIndex.build(table), product), product)
    assert result.titles == ()
    assert [(notice.code, notice.params) for notice in result.notices] == [
        ("titles.all_barred", {"product": "改良旗袍", "count": 2, "examples": ["短袖旗袍", "旗袍夏季"]})
    ]


def test_a_frame_that_was_not_scored_is_refused() -> None:
    """The missing columns are named."""
    with pytest.raises(TableError, match=r"worth.*eligible.*missing: use score_keywords first"):
        compose(pd.DataFrame({c.KEYWORD: ["旗袍"]}), QIPAO)


def test_required_words_wider_than_the_limit_are_refused() -> None:
    """31 hanzi are 62 wide; Taobao gives 60."""
    word = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调"
    product = Product(name="旗袍", category=("旗袍",), required_words=(word,))
    with pytest.raises(TitleError, match=r"are 6\d wide together, but the limit is 60; require fewer"):
        compose(scored_frame("旗袍"), product)


def test_required_words_stand_and_forbidden_ones_do_not() -> None:
    """Whatever they cost in worth."""
    product = Product(
        name="改良旗袍", category=QIPAO.category, required_words=("国色坊",), forbidden_words=("气质",)
    )
    [title] = compose_titles(scored_frame(*KEYWORDS), product, settings=AS_OF)
    assert "国色坊" in title.text
    assert "气质" not in title.text


def test_facts_fill_the_room_without_loss_of_coverage() -> None:
    """With one keyword the rest of the title is the product's facts; the keyword is still a phrase of it."""
    [bare] = compose_titles(
        scored_frame("改良旗袍"), Product(name="改良旗袍", category=("旗袍",)), settings=AS_OF
    )
    [full] = compose_titles(scored_frame("改良旗袍"), QIPAO, settings=AS_OF)
    assert full.width > bare.width
    assert full.coverage_value == bare.coverage_value == 1_000
    assert full.coverage[0].match == "phrase"


def test_a_title_that_stays_short_is_remarked() -> None:
    """No further fact or keyword: the notice says how wide the title is."""
    result = compose(scored_frame("改良旗袍"), Product(name="改良旗袍", category=("旗袍",)), settings=AS_OF)
    assert [notice.code for notice in result.notices] == ["titles.short"]
    assert result.notices[0].params == {"width": result.titles[0].width, "limit": 60}


def test_at_least_three_facts_and_the_head_are_named() -> None:
    """A buyer who reads the title can picture the product."""
    [title] = compose_titles(scored_frame(*KEYWORDS), QIPAO, settings=AS_OF)
    stated = {value for _, value in QIPAO.attributes} | {"夏款", "夏", "女款"}
    assert sum(word in stated for word in texts(title)) >= 3
    assert "旗袍" in title.text


def test_five_titles_differ_in_three_words_each(five: TitleResult) -> None:
    """Each title holds at least three words that each other one lacks, or lacks three of its words."""
    assert len(five.titles) == 5
    for one in five.titles:
        for other in five.titles:
            if one is not other:
                ours, theirs = set(texts(one)), set(texts(other))
                assert max(len(ours - theirs), len(theirs - ours)) >= 3, (one.text, other.text)


def test_five_titles_stand_by_falling_value(five: TitleResult) -> None:
    """Ranks count up, value falls, and its cost against the best rises from 0."""
    values = [title.value for title in five.titles]
    costs = [title.cost_against_best for title in five.titles]
    assert [title.rank for title in five.titles] == [1, 2, 3, 4, 5]
    assert values == sorted(values, reverse=True)
    assert costs == sorted(costs)
    assert costs[0] == 0
    assert costs[-1] == pytest.approx(1 - values[-1] / values[0])


def test_value_bound_and_gap_agree(five: TitleResult) -> None:
    """The parts add up: value = coverage + fluency; gap = (bound - value) / bound; reach is a share."""
    for title in five.titles:
        assert title.value == pytest.approx(title.coverage_value + title.fluency_value)
        assert title.bound >= title.value * (1 - 1e-9)
        assert title.gap == pytest.approx((title.bound - title.value) / title.bound, abs=1e-12)
        assert title.reach is not None
        assert 0 < title.reach <= 1
        assert title.proof["whole"].value == title.value


def test_the_independent_checker_reads_the_same_coverage(five: TitleResult) -> None:
    """What the reported text covers, by the checker that shares no code with the search."""
    frame = scored_frame(*KEYWORDS)
    for title in five.titles:
        covered = cover(
            title.text, list(zip(frame[c.KEYWORD], frame[c.WORTH], strict=True)),
            segmenter=segmenter(SegmenterSpec()), credits=AS_OF.match_credits,
        )  # fmt: skip
        assert title.coverage_value == pytest.approx(sum(item.earned for item in covered))


def test_tokens_join_to_the_text(five: TitleResult) -> None:
    """Places count code points; what lies between tokens is space."""
    for title in five.titles:
        assert all(title.text[token.start : token.end] == token.text for token in title.tokens)
        assert "".join(texts(title)) == title.text.replace(" ", "")


def test_the_order_of_rows_does_not_matter_and_the_frame_is_left_alone(five: TitleResult) -> None:
    """Shuffled rows give the same titles; the frame stays as it was."""
    shuffled = scored_frame(*KEYWORDS).sample(frac=1.0, random_state=7)
    before = shuffled.copy()
    again = compose(shuffled, QIPAO, n=5, settings=AS_OF)
    pd.testing.assert_frame_equal(shuffled, before)
    assert [title.text for title in again.titles] == [title.text for title in five.titles]
    assert [title.value for title in again.titles] == [title.value for title in five.titles]


def assert_publishable(title: Title, limit: int, *, year: int) -> None:
    """Check what holds for every title whatever the product."""
    words = texts(title)
    long = [word for word in words if len(word) > 1]
    assert title.width <= limit
    assert not [finding for finding in title.findings if finding.level == "error"], title.text
    assert len(set(long)) == len(long), title.text
    assert all((year_of(word) or year) >= year for word in words), title.text
    assert title.reach is not None
    assert title.reach <= 1


def assert_single_hanzi_have_partners(title: Title, scored: pd.DataFrame) -> None:
    """Check that a single hanzi but 女 and 男 stands beside a neighbour of it in an eligible keyword."""
    cut = segmenter(SegmenterSpec())
    eligible = [cut.words(keyword) for keyword in scored.loc[scored[c.ELIGIBLE], c.KEYWORD]]
    usual = {pair for words in eligible for pair in pairwise(words)}
    words = texts(title)
    for word in words:
        if len(word) == 1 and word not in LONELY:
            met = [(a, b) for a, b in pairwise(words) if word in (a, b)]
            assert any(a in one and b in other for one, other in met for a, b in usual), (word, title.text)


@pytest.mark.parametrize("seed", range(8))
def test_random_parts_of_the_sample_give_publishable_titles(seed: int) -> None:
    """Any subset of the packaged keywords: within the limit, lawful, nothing twice, no past year."""
    product, index = packaged()
    scored = score(index, product, Settings(as_of=date(2026, 6, 1)))
    part = scored.sample(frac=Random(seed).uniform(0.2, 1.0), random_state=seed)
    result = compose(part, product, settings=Settings(as_of=date(2026, 6, 1)))
    for title in result.titles:
        assert_publishable(title, result.limit, year=2026)
        assert_single_hanzi_have_partners(title, part)
        assert "旗袍" in title.text


@cache
def packaged() -> tuple[Product, KeywordIndex]:
    """Return the packaged 旗袍 and the index of its keywords."""
    return (
        read_product(sample("qipao.toml")),
        KeywordIndex.build(read_keywords(sample("qipao_keywords.csv"))),
    )


@pytest.fixture(scope="module")
def real_index(real_data: Path) -> KeywordIndex:
    """Return the index of the real keyword table, built once."""
    return KeywordIndex.build(read_keywords(real_data / "keywords_taobao.csv"))


def test_real_products_get_publishable_titles(real_data: Path, real_index: KeywordIndex) -> None:
    """The first graded products with the whole real table."""
    lines = (real_data / "relevance_graded.jsonl").read_text(encoding="utf-8").splitlines()
    composed = 0
    for line in lines[:REAL_PRODUCTS]:
        record = json.loads(line)
        product = Product(
            title=record["title"],
            category=tuple(record["category"]),
            attributes=tuple((name, value) for name, value in record["attributes"]),
        )
        scored = score(real_index, product, AS_OF)
        result = compose(scored, product, settings=AS_OF)
        for title in result.titles:
            composed += 1
            assert_publishable(title, 60, year=2022)
            assert_single_hanzi_have_partners(title, scored)
    assert composed == REAL_PRODUCTS


def test_worth_is_read_not_the_order(five: TitleResult) -> None:
    """Twice the worth everywhere gives the same title at twice the coverage value."""
    frame = scored_frame(*KEYWORDS)
    frame[c.WORTH] = frame[c.WORTH] * np.float64(2)
    [title] = compose_titles(frame, QIPAO, settings=AS_OF)
    assert title.text == five.titles[0].text
    assert title.coverage_value == pytest.approx(2 * five.titles[0].coverage_value)
