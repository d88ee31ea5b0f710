"""Plausibility of English neighbours: bounds, chance, words judged by their classes, everyday orders."""

import pytest

from kwopt.titles.words.fluency import END, START, fluency_matrix
from kwopt.titles.words.fluency_english import english_class, english_counts, english_counts_of

RECORD = {
    "total": 100,
    "first": {"steel": 10},
    "second": {"bottle": 10},
    "pairs": {"steel": {"bottle": 9}},
    "before_class": {"steel": {"type": 5}},
    "after_class": {"material": {"bottle": 5}},
    "classes": {"material": {"type": 25, "material": 25}, "type": {"type": 25, "material": 25}},
}
"""Made up so that classes follow each other as by chance (50 * 50 / 100 = 25), and each word beside the
other's class too (10 * 50 / 100 = 5)."""


def test_a_pair_seen_more_often_than_by_chance_is_plausible() -> None:
    """Seen 9 times where chance expects 10 * 10 / 100 = 1: above one half."""
    assert english_counts_of(RECORD).plausibility("steel", "bottle") > 0.5


def test_words_never_counted_are_judged_by_their_class() -> None:
    """Copper and a jug were never counted; their classes meet as by chance: one half."""
    assert english_counts_of(RECORD).plausibility("copper", "jug") == pytest.approx(0.5)


def test_a_word_is_judged_beside_the_class_of_another() -> None:
    """Steel stands before types as by chance; were it seen so thrice as often, a jug after it is likelier."""
    more = english_counts_of(RECORD | {"before_class": {"steel": {"type": 15}}})
    assert more.plausibility("steel", "jug") > english_counts_of(RECORD).plausibility("steel", "jug")


def test_follows_is_a_share_of_the_first_word() -> None:
    """Of ten places of steel a bottle follows in nine; unknown words follow nothing."""
    counts = english_counts_of(RECORD)
    assert (counts.follows("steel", "bottle"), counts.follows("copper", "jug")) == (0.9, 0.0)


def test_matrix_holds_fractions() -> None:
    """The shipped counts fill a matrix with fractions, as the Chinese ones do."""
    for part in fluency_matrix(["kelvara", "stainless", "steel", "32", "oz"], english_counts()):
        assert ((part >= 0) & (part <= 1)).all()


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ("stainless", "steel", "white"),
        ("with", "lid", END),
        ("black", END, "oz"),
        ("12", "ft", "chair"),
        (START, "samsung", "with"),
    ],
)
def test_usual_neighbours_beat_unusual_ones(before: str, after: str, worse: str) -> None:
    """What sellers write is more plausible than what they do not."""
    counts = english_counts()
    assert counts.plausibility(before, after) > counts.plausibility(before, worse)


def test_classes_of_words() -> None:
    """Connectives and borders are classes of their own; the rest is what it measures, or its role."""
    expected = {START: START, "in": "in", "ft": "unit", "4": "number", "32oz": "measure", "steel": "material"}
    assert {word: english_class(word) for word in expected} == expected
