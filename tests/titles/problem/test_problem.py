"""The statement of the title problem: values by the definitions, widths with spaces, checks of input."""

from dataclasses import replace

import numpy as np
import pytest

from kwopt.errors import TitleError
from kwopt.titles.problem.problem import Demand, Fluency, TitleProblem, Word

QIPAO, GAILIANG, NV = Word("旗袍", 4), Word("改良", 4), Word("女", 2)
"""旗袍 (a dress), 改良 (modernized), 女 (women)."""


def test_value_takes_the_best_credit_of_each_demand() -> None:
    """A phrase earns 1, words in order .85, words in any order .7, anything less nothing."""
    demands = (
        Demand("改良 旗袍", ("改良", "旗袍"), 100.0),  # contiguous: 100
        Demand("改良女", ("改良", "女"), 10.0),  # in order, apart: 8.5
        Demand("女旗袍", ("女", "旗袍"), 1.0),  # both there, other way round: .7
        Demand("女裙", ("女", "裙"), 1000.0),  # 裙 is not there
    )
    problem = TitleProblem(words=(QIPAO, GAILIANG, NV), demands=demands, limit=60)
    order = [problem.index[text] for text in ("改良", "旗袍", "女")]
    assert problem.coverage_value(order) == pytest.approx(109.2)


def test_words_inside_words_count_as_any() -> None:
    """A word inside a chosen word is found by a search, but is no exact word of the title."""
    dress = Word("旗袍裙", 6, inside=("袍裙",))
    demand = Demand("袍裙女", ("袍裙", "女"), 10.0)
    problem = TitleProblem(words=(dress, NV, GAILIANG), demands=(demand,), limit=60)
    order = [problem.index[text] for text in ("旗袍裙", "改良", "女")]
    assert problem.value(order) == pytest.approx(7.0)  # .7, although 女 follows


def test_letters_and_digits_that_meet_are_parted() -> None:
    """With no joiner a space stands only where two letters or digits would meet."""
    words = (Word("iphone", 6, "iPhone"), Word("15", 2), Word("壳", 2))
    problem = TitleProblem(words=words, demands=(), limit=60)
    order = [problem.index[text] for text in ("iphone", "15", "壳")]
    assert problem.text(order) == "iPhone 15壳"
    assert problem.width(order) == 6 + 1 + 2 + 2


def test_a_joiner_stands_between_all_words() -> None:
    """In a spaced language every junction costs one."""
    problem = TitleProblem(words=(Word("red", 3), Word("shoe", 4)), demands=(), limit=8, joiner=" ")
    assert problem.text([0, 1]) == "red shoe"
    assert problem.width([0, 1]) == 8


def test_input_is_sorted_and_merged() -> None:
    """Equal demands add up, equal words are one, and fluency follows its words."""
    pairs = np.array([[0.0, 0.75, 0.5], [0.25, 0.0, 0.0], [0.0, 0.0, 0.0]])
    problem = TitleProblem(
        words=(QIPAO, GAILIANG, QIPAO),
        demands=(Demand("旗袍", ("旗袍",), 1.0), Demand("旗袍", ("旗袍",), 2.0)),
        limit=60,
        fluency=Fluency(4.0, pairs),
    )
    assert [word.text for word in problem.words] == ["改良", "旗袍"]
    assert [demand.worth for demand in problem.demands] == [3.0]
    # 旗袍 was row 0 and 改良 row 1: 旗袍 before 改良 is .75, times 4
    assert problem.fluency_value([1, 0]) == pytest.approx(3.0)


def test_a_problem_made_again_from_its_parts_is_the_same() -> None:
    """`dataclasses.replace` keeps words, fluency and values."""
    problem = TitleProblem(
        words=(QIPAO, NV), demands=(Demand("旗袍女", ("旗袍", "女"), 2.0),), limit=60,
        fluency=Fluency(1.0, np.array([[0.0, 0.5], [0.25, 0.0]])),
    )  # fmt: skip
    again = replace(problem, limit=30)
    assert again.value([0, 1]) == problem.value([0, 1])


def test_words_that_do_not_survive_are_left_out() -> None:
    """A word that the segmenter cuts is no exact word of any title."""
    problem = TitleProblem(
        words=(QIPAO, NV),
        demands=(),
        limit=60,
        segment=lambda text: ["旗", "袍"] if text == "旗袍" else [text],
    )
    assert [word.text for word in problem.words] == ["女"]
    assert problem.unstable == ("旗袍",)


def test_required_words_too_wide_together() -> None:
    """The error names words, width and limit."""
    with pytest.raises(TitleError) as error:
        TitleProblem(words=(QIPAO, GAILIANG), demands=(), limit=7, required=("旗袍", "改良"))
    assert str(error.value) == (
        "the required words 改良, 旗袍 are 8 wide together, but the limit is 7; "
        "require fewer, or shorter ones"
    )


def test_required_words_must_be_known_and_survive() -> None:
    """A required word outside the vocabulary, or cut by the segmenter, is refused."""
    with pytest.raises(TitleError, match="not in the vocabulary"):
        TitleProblem(words=(QIPAO,), demands=(), limit=9, required=("女",))
    with pytest.raises(TitleError, match="cut into other words"):
        TitleProblem(words=(QIPAO,), demands=(), limit=9, required=("旗袍",), segment=list)


@pytest.mark.parametrize("text", ["A字裙", "改良 旗袍", ""])
def test_words_are_in_match_form(text: str) -> None:
    """Upper case, spaces and emptiness are refused: they would never match."""
    with pytest.raises(TitleError, match="match form"):
        Word(text, 4)


@pytest.mark.parametrize("worth", [-1.0, float("nan"), float("inf")])
def test_worth_is_a_finite_number_from_zero(worth: float) -> None:
    """A worth that can't be added up is refused."""
    with pytest.raises(TitleError, match="worth"):
        Demand("旗袍", ("旗袍",), worth)


def test_fluency_lies_between_zero_and_one() -> None:
    """Fluency outside [0, 1], or of another size, is refused."""
    with pytest.raises(TitleError, match="0 to 1"):
        TitleProblem(words=(QIPAO,), demands=(), limit=9, fluency=Fluency(1.0, np.array([[1.5]])))
    with pytest.raises(TitleError, match="of 1 words"):
        TitleProblem(words=(QIPAO,), demands=(), limit=9, fluency=Fluency(1.0, np.zeros((2, 2))))
