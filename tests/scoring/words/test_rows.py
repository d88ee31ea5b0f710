"""Tokenized rows: their order by keyword, and what is remembered of words from table to table."""

from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.roles import Role
from kwopt.language.segment import SegmenterSpec
from kwopt.scoring.words.rows import sorted_places, tokenize
from kwopt.scoring.words.vocabulary import Vocabulary


@given(st.lists(st.text(max_size=3), max_size=8))
def test_texts_are_sorted_by_their_characters(texts: list[str]) -> None:
    """As Python sorts them, halves of surrogate pairs too; equal texts keep their order."""
    assert sorted_places(texts).tolist() == sorted(range(len(texts)), key=texts.__getitem__)


def test_rows_are_ranked_by_keyword() -> None:
    """Beyond the basic plane characters come last, as their numbers are the largest."""
    rows = tokenize(["\U00020000", "\ufffd", "裙", "a"], SegmenterSpec())
    assert rows.by_keyword.tolist() == [3, 2, 1, 0]


@given(st.lists(st.text("a裙袍\ud83d\U0001f4a9", max_size=4), max_size=4), st.text("a裙\ud83d", max_size=2))
def test_rows_hold_what_their_keywords_hold(keys: list[str], text: str) -> None:
    """As Python finds it, halves of surrogate pairs too; an empty text stands in every keyword."""
    rows = tokenize(keys, SegmenterSpec())
    assert rows.holding(text).tolist() == [text in key for key in rows.keys]


def test_a_vocabulary_tells_the_same_whatever_came_before() -> None:
    """Words, forms of words and words without meaning are known alike alone and beside others."""
    words = ("旗袍", "某某", "batteries", "夜光款", "500ml", "2022年", "zzz")
    together = Vocabulary.of(words)
    for place, word in enumerate(words):
        alone = Vocabulary.of((word,))
        start, stop = together.sense_start[place : place + 2].tolist()
        assert alone.senses == tuple(together.senses[n] for n in together.sense_of[start:stop].tolist())
    assert together.having(Role.SPEC).tolist() == [False] * 4 + [True] + [False] * 2
    assert together.listed.tolist() == [True, False, True, True, True, True, False]
