"""Words learned from a table: what is learned, what is not, sums of counts, cutting alike afterwards."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.cutcolumn import END, CutColumn
from kwopt.language.learned import (
    LEAST_COUNT,
    Counts,
    LearnedWords,
    Thresholds,
    count,
    learned_words,
)
from kwopt.language.segment import SegmenterSpec, segmenter

PIECES = st.sampled_from(["米", "小圈", "墨", "多多", "旗袍", "女", "的", " ", "漫画", "v领"])
TEXTS = st.lists(st.lists(PIECES, max_size=6), max_size=12)
LENIENT = Thresholds(count=2, cohesion=0.0, freedom=0.3)


def counts_of(texts: list[list[str]]) -> Counts:
    """Return the counts of texts given as tokens."""
    return count(column_of(texts))


def column_of(texts: list[list[str]]) -> CutColumn:
    """Return texts given as tokens as a column."""
    return CutColumn.of([token for text in texts for token in (*text, END)])


FILLING = [["旗袍", "女"]] * 100
"""Ordinary texts: what is rare among many tokens stands together by no chance."""


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([["米", "小圈", "书"], ["看", "米", "小圈"], ["米", "小圈"]], {"米小圈": 3}),
        ([["米", "小圈", "书"], ["看", "米", "小圈"]], {}),  # twice is too few
        ([["米", " ", "小圈"]] * 5, {}),  # a space between
        ([["漫画", "米", "小圈", "女"]] * 5, {}),  # not free: the same neighbours always
        ([["小圈", "多多"]] * 5, {}),  # two words, no fragment
        ([["米", "小圈"]] * 3 + [["米"]] * 50 + [["小圈"]] * 50, {}),  # no cohesion
        ([["米", "旗袍"]] * 5, {}),  # a listed word is never swallowed
        ([["的", "小圈"]] * 5, {}),  # a word by itself
        ([], {}),
    ],
)
def test_what_is_learned(texts: list[list[str]], words: dict[str, int]) -> None:
    """A word is frequent, cohesive, free at both borders, and has a fragment of one hanzi."""
    assert learned_words(counts_of(texts + FILLING)) == words


def test_cohesion_is_that_of_the_weakest_cut() -> None:
    """3 times together, 3 and 6 times in all, 212 tokens: log(3 * 212 / (3 * 6)) = 3.56 nats."""
    counts = counts_of([["米", "小圈"]] * 3 + [["小圈"]] * 3 + FILLING + [["女"]] * 3)
    assert counts.tokens == 212
    just = math.log(3 * 212 / 18)
    assert learned_words(counts, Thresholds(cohesion=just - 0.01)) == {"米小圈": 3}
    assert learned_words(counts, Thresholds(cohesion=just + 0.01)) == {}


def test_a_border_of_a_text_differs_from_every_other() -> None:
    """Three texts that are the word alone leave it wholly free: log 3 = 1.10 nats on both sides."""
    counts = counts_of([["米", "小圈"]] * 3 + FILLING)
    assert learned_words(counts, Thresholds(freedom=1.09)) == {"米小圈": 3}
    assert learned_words(counts, Thresholds(freedom=1.11)) == {}


@given(TEXTS, st.permutations(range(12)), st.integers(0, 12))
def test_counts_add_up_in_any_order(texts: list[list[str]], order: list[int], cut: int) -> None:
    """The counts of a table are the sum of those of its parts, however it is cut and ordered."""
    shuffled = [texts[place] for place in order if place < len(texts)]
    parts = counts_of(shuffled[:cut]) + counts_of(shuffled[cut:])
    whole = counts_of(texts)
    assert parts == whole
    assert list(learned_words(parts, LENIENT).items()) == list(learned_words(whole, LENIENT).items())


@given(TEXTS)
def test_leaving_out_rare_pairs_loses_no_word(texts: list[list[str]]) -> None:
    """Counting a whole table with the least count gives the words that counting all gives."""
    column = column_of(texts)
    assert learned_words(count(column, least=2), LENIENT) == learned_words(count(column), LENIENT)


@given(TEXTS)
def test_a_column_is_joined_like_its_tokens(texts: list[list[str]]) -> None:
    """Joining keeps the text, and a column comes out as a list does."""
    tokens = [token for text in texts for token in (*text, END)]
    learned = LearnedWords(["米小圈", "墨多多", "米小圈墨"], frozenset())
    joined = learned.joined(tokens)
    assert "".join(joined) == "".join(tokens)
    assert list(learned.joined_column(CutColumn.of(tokens))) == joined


@pytest.mark.parametrize(
    ("tokens", "joined"),
    [
        (["看", "米", "小圈"], ["看", "米小圈"]),
        (["米", "小圈", "墨", "多多"], ["米小圈墨", "多多"]),  # the leftmost, and of those the longest
        (["米", "旗袍"], ["米", "旗袍"]),
        (["米", "米", "小圈"], ["米", "米小圈"]),
    ],
)
def test_what_is_joined(tokens: list[str], joined: list[str]) -> None:
    """Left-over pieces that spell a learned word are one; the lexicon's words never are part of one."""
    assert LearnedWords(["米小圈", "墨多多", "米小圈墨", "米旗袍"], frozenset()).joined(tokens) == joined


def test_words_of_the_users_own_stay_apart() -> None:
    """A piece that the user listed is no piece: neither learned from nor joined."""
    column = column_of([["米", "小圈"]] * LEAST_COUNT + FILLING)
    apart = frozenset({"小圈"})
    assert learned_words(count(column, apart)) == {}
    assert LearnedWords(["米小圈"], apart).joined(["米", "小圈"]) == ["米", "小圈"]


@pytest.mark.parametrize("engine", ["jieba", "auto"])
def test_a_segmenter_keeps_learned_words_whole(engine: str) -> None:
    """A specification with learned words cuts them whole with either engine, and shares its engine."""
    plain, taught = (
        segmenter(SegmenterSpec(engine=engine, learned=learned)) for learned in ((), ("妄想山海",))
    )
    assert plain.cut("妄想山海手办") == ["妄想", "山海", "手办"]
    assert taught.cut("妄想山海手办") == ["妄想山海", "手办"]
    assert taught._engine is plain._engine
