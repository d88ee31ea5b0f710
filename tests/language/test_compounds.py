"""Compounds put together: heads, manners, openers, hanzi left over; and what stays apart."""

import pytest

from kwopt.language.compounds import FREE, HEADS, Compounds
from kwopt.language.lexicon import MANNERS, lexicon, senses_of
from kwopt.language.segment import SegmenterSpec, segmenter


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        (["资料", "夹"], ["资料夹"]),
        (["夜光", "款", "项链"], ["夜光款", "项链"]),
        (["双", "风扇"], ["双风扇"]),
        (["喵", "喵", "拳"], ["喵喵拳"]),
        (["女童", "箱"], ["女童", "箱"]),
        (["新款", "夹"], ["新款", "夹"]),
        (["喵", "的"], ["喵", "的"]),
        (["女", "裤"], ["女", "裤"]),
        (["资料", " ", "夹"], ["资料", " ", "夹"]),
        ([], []),
    ],
)
def test_what_is_put_together(tokens: list[str], words: list[str]) -> None:
    """A head, a manner or a left-over hanzi joins what is before it; free words stay free."""
    assert Compounds(frozenset()).joined(tokens) == words


def test_user_words_are_left_as_they_are() -> None:
    """A word that the user listed is no part of a compound."""
    assert Compounds(frozenset({"资料"})).joined(["资料", "夹"]) == ["资料", "夹"]
    assert segmenter(SegmenterSpec(words=("斜坡",))).cut("斜坡夹") == ["斜坡", "夹"]


def test_a_manner_keeps_the_meaning() -> None:
    """夜光款 means what 夜光 means; a listed word with such an ending keeps its own meaning."""
    assert "夜光款" not in lexicon()
    assert senses_of("夜光款") == senses_of("夜光") != ()
    assert senses_of("新款") == lexicon()["新款"]


def test_the_sets_are_apart() -> None:
    """No hanzi is both free and a head or a manner."""
    assert not FREE & (HEADS | MANNERS)
    assert not HEADS & MANNERS
