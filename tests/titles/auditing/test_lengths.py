"""A title read word by word against the best possible at each width."""

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.models import Product, Settings
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.auditing.lengths import length_curve

WORTHS = {"提花旗袍": 50.0, "旗袍短袖": 100.0, "旗袍女": 20.0}
QIPAO = Product(
    name="提花旗袍", attributes=(("袖长", "短袖"), ("适用性别", "女"), ("图案", "提花")), category=("旗袍",)
)


def desk_of(worths: dict[str, float], product: Product = QIPAO) -> TitleDesk:
    """Return a desk whose eligible keywords have these worths."""
    columns = {c.KEYWORD: list(worths), c.WORTH: list(worths.values()), c.ELIGIBLE: True}
    return title_desk(pd.DataFrame(columns), product, settings=Settings(as_of=date(2022, 5, 1)))


@pytest.fixture(name="desk", scope="module")
def a_desk() -> TitleDesk:
    """Return the desk of a job of three keywords that fit into one title together."""
    return desk_of(WORTHS)


def test_a_title_earns_word_by_word(desk: TitleDesk) -> None:
    """提花 earns nothing, 提花旗袍 50; 短袖 adds 旗袍短袖 (100); 女 adds 旗袍女 in order (.85 x 20)."""
    curve = length_curve(desk, "提花旗袍短袖女")
    assert [(step.word, step.end, step.width, step.earned) for step in curve.title] == [
        ("提花", 2, 4, 0.0), ("旗袍", 4, 8, 50.0), ("短袖", 6, 12, 150.0), ("女", 7, 14, 167.0),
    ]  # fmt: skip


def test_widths_are_those_of_the_field(desk: TitleDesk) -> None:
    """A space, a letter and a digit take one column, hanzi two; what stands before a word counts with it."""
    curve = length_curve(desk, "【A1】 旗袍")
    # 【 and 】 take 2 each, A and 1 one each, the space one, 旗袍 four: the first word ends at 4.
    assert [(step.word, step.width) for step in curve.title][-1] == ("旗袍", 11)
    assert curve.title[0].width == 4


def test_the_curve_never_falls_and_lies_above_the_title(desk: TitleDesk) -> None:
    """One point a width up to the limit; every step of a title within the limit lies on or below it."""
    for text in ("提花旗袍短袖女", "女旗袍短袖提花", desk.found.titles[0].text):
        curve = length_curve(desk, text)
        assert [point.width for point in curve.best] == list(range(1, 61))
        assert all(before.bound <= after.bound for before, after in pairwise(curve.best))
        for step in curve.title:
            assert step.bound == curve.best[step.width - 1].bound
            assert step.earned <= step.bound
        assert not curve.raised


def test_the_end_of_the_curve_is_what_can_be_reached(desk: TitleDesk) -> None:
    """At the limit no more can be covered than the whole job allows; the best title found lies below."""
    curve, found = length_curve(desk, "旗袍"), desk.found
    assert curve.best[-1].bound == pytest.approx(found.solution.coverage_bound)
    assert curve.reachable == found.solution.coverage_bound
    assert (curve.best_width, curve.best_earned) == (found.titles[0].width, found.titles[0].coverage_value)


def test_the_bounds_are_found_once(desk: TitleDesk) -> None:
    """Texts are read against the same bounds."""
    assert desk.length_bounds is desk.length_bounds
    assert length_curve(desk, "旗袍").best == length_curve(desk, "短袖").best


def test_words_beyond_the_limit_have_no_bound(desk: TitleDesk) -> None:
    """A title of 64 columns is read to its end; no lawful title is so wide."""
    curve = length_curve(desk, "旗袍短袖" * 8)
    assert (curve.limit, curve.title[-1].width, curve.title[-1].bound) == (60, 64, None)
    assert curve.title[-3].bound is not None


def test_a_title_above_the_bound_raises_the_curve() -> None:
    """A required word leaves 12 columns of 60, for 提花旗袍短袖 (150); a title without it adds 女 (17)."""
    wide = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    desk = desk_of(WORTHS, Product(name="提花旗袍", attributes=QIPAO.attributes, required_words=(wide,)))
    curve = length_curve(desk, "提花旗袍短袖女")
    assert curve.raised
    assert curve.reachable is not None
    assert curve.reachable < 167.0
    # The title is 14 columns wide: from there on the curve stands at 167.
    assert {point.bound for point in curve.best[13:]} == {167.0}
    assert not length_curve(desk, "旗袍").raised


@pytest.mark.parametrize("text", ["", "　", "★☆"])
def test_texts_without_words_have_no_steps(desk: TitleDesk, text: str) -> None:
    """The best possible is told all the same."""
    curve = length_curve(desk, text)
    assert curve.title == ()
    assert len(curve.best) == 60


def test_without_titles_there_is_no_curve() -> None:
    """Where nothing can be earned the text is read, and nothing stands beside it."""
    curve = length_curve(desk_of({}), "提花旗袍")
    assert (curve.best, curve.reachable, curve.best_width, curve.best_earned) == ((), None, None, None)
    assert [(step.word, step.earned, step.bound) for step in curve.title] == [
        ("提花", 0.0, None), ("旗袍", 0.0, None),
    ]  # fmt: skip
    assert not curve.raised


def test_the_json_form_holds_everything(desk: TitleDesk) -> None:
    """Plain values, in the names of the fields."""
    curve = length_curve(desk, "旗袍")
    plain = json.loads(json.dumps(curve.to_dict(), allow_nan=False))
    assert plain["best"][3] == {"width": 4, "bound": curve.best[3].bound}
    assert plain["title"] == [
        {"word": "旗袍", "end": 2, "width": 4, "earned": 0.0, "bound": curve.best[3].bound}
    ]
    assert (plain["limit"], plain["text"], plain["raised"]) == (60, "旗袍", False)
