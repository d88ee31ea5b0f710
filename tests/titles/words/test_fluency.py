"""Plausibility of neighbours: bounds, chance, word and class counts, and some everyday orders."""

import numpy as np
import pytest

from kwopt.titles.words.fluency import (
    END,
    START,
    counts_of,
    fluency_counts,
    fluency_matrix,
    word_class,
)

RECORD = {
    "total": 100,
    "first": {"改良": 10, "旗袍": 10},
    "second": {"改良": 10, "旗袍": 10},
    "pairs": {"改良": {"旗袍": 9}},
    "classes": {"type": {"feature": 25, "type": 25}, "feature": {"type": 25, "feature": 25}},
    "steps": {},
    "tenths": {"1": "改良", "9": "旗袍"},
    "said": {"50": "旗袍"},
}
"""Made up so that classes follow each other as by chance: 50 * 50 / 100 = 25; no steps are known."""


def test_a_pair_seen_more_often_than_by_chance_is_plausible() -> None:
    """Seen 9 times where chance expects 1: above that of chance; its reverse, never seen, below."""
    counts = counts_of(RECORD)
    # the class ratio is (25 + 1) / (25 + 1) = 1, so the pair decides; both words are fully usual
    chance = 0.5 * 0.5 + 0.5 * 1.0
    assert counts.plausibility("改良", "旗袍") > chance > counts.plausibility("旗袍", "改良")


def test_unknown_words_are_judged_by_their_class() -> None:
    """Words that were never counted follow each other as their classes do: by chance, one half."""
    # half of the plausibility is the neighbours', half that 防水 (waterproof) leaves no choice of words
    assert counts_of(RECORD).plausibility("毛衣", "防水") == 0.5 * 0.5 + 0.5 * 1.0


def test_words_that_sellers_write_are_plausible() -> None:
    """旗袍 stands in fifty titles, 毛衣 in none: the one is fully usual, the other not at all."""
    counts = counts_of(RECORD)
    assert counts.usualness("旗袍") == 1.0
    assert counts.usualness("毛衣") == 0.0


def test_words_stand_where_titles_have_them() -> None:
    """In steps that only go on, a word of the second tenth is no neighbour of one of the last."""
    counts = counts_of(RECORD | {"steps": {"1": {"1": 50}, "9": {"9": 50}}, "pairs": {}})
    assert counts.plausibility("改良", "改良") > counts.plausibility("改良", "旗袍")


def test_matrix_holds_fractions_of_the_right_shape() -> None:
    """Plausibility of first words, of pairs and of last words: (n,), (n, n), (n,), all in [0, 1]."""
    first, pairs, last = fluency_matrix(["旗袍", "改良", "女", "2022", "plus"])
    assert (first.shape, pairs.shape, last.shape) == ((5,), (5, 5), (5,))
    for part in (first, pairs, last):
        assert ((part >= 0) & (part <= 1)).all()


def test_matrix_agrees_with_single_pairs_and_takes_no_words() -> None:
    """Each cell is the plausibility of its two words; no words give empty arrays."""
    words = ["旗袍", "改良"]
    first, pairs, last = fluency_matrix(words)
    counts = fluency_counts()
    assert pairs[1, 0] == counts.plausibility("改良", "旗袍")
    assert first[0] == counts.plausibility(START, "旗袍")
    assert last[0] == counts.plausibility("旗袍", END)
    assert np.size(fluency_matrix([])[0]) == 0


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ("连衣裙", "女", "旗袍"),  # the audience follows the head
        ("高腰", "显瘦", "男"),
        ("半身裙", "女", "打底"),
        ("短袖", "t恤", "手机壳"),
    ],
)
def test_usual_neighbours_beat_unusual_ones(before: str, after: str, worse: str) -> None:
    """What sellers write is more plausible than what they do not."""
    counts = fluency_counts()
    assert counts.plausibility(before, after) > counts.plausibility(before, worse)


def test_classes_of_words() -> None:
    """Classes are roles; audience and cut by their slot; the rest by their characters."""
    expected = {
        START: START,
        END: END,
        "旗袍": "type",
        "女": "audience/gender",
        "短袖": "cut/sleeve",
        "2022年": "year",
        "14": "number",
        "zq": "latin",
        "龘": "hanzi",
        "龘龘": "unlisted",
    }
    assert {word: word_class(word) for word in expected} == expected


def test_pairs_at_once_are_pairs_one_by_one() -> None:
    """The matrix holds what `plausibility` says of each pair."""
    counts, words = fluency_counts(), ("改良", "旗袍", "女", "2022年", "xl", "绝美", "天地")
    pairs = fluency_matrix(words)[1]
    for i, before in enumerate(words):
        for j, after in enumerate(words):
            assert pairs[i, j] == pytest.approx(counts.plausibility(before, after), abs=1e-12)
    assert fluency_matrix(())[1].shape == (0, 0)
