"""A job solved once: the same answers as one by one, and steps of which each could be the next."""

import pandas as pd
import pytest

from kwopt.models import Product
from kwopt.titles.auditing.audit import audit_title
from kwopt.titles.auditing.desk import TitleDesk, title_desk
from kwopt.titles.auditing.edits import LEAST_GAIN, EditBudget
from kwopt.titles.composing.compose import compose
from tests.titles.auditing.test_audit import AS_OF, QIPAO, frame

TEXTS = ("", "旗袍", "女百搭旗袍洋气夏季提花", "槿禾里百搭旗袍提花夏季女中国风立领中长款洋气大方复古日常显高")


@pytest.fixture(scope="module")
def desk() -> TitleDesk:
    """Return the desk of the invented 旗袍."""
    return title_desk(frame(), QIPAO, settings=AS_OF, n=2)


def test_titles_are_those_that_compose_finds(desk: TitleDesk) -> None:
    """A desk composes what `compose` composes."""
    assert desk.result == compose(frame(), QIPAO, settings=AS_OF, n=2)


@pytest.mark.parametrize("text", TEXTS)
def test_audits_are_those_of_audit_title(desk: TitleDesk, text: str) -> None:
    """A text is read as `audit_title` reads it."""
    assert desk.audit(text).words == audit_title(text, frame(), QIPAO, settings=AS_OF).words


@pytest.mark.parametrize("text", TEXTS[1:])
def test_the_first_alternative_is_the_best_step(desk: TitleDesk, text: str) -> None:
    """With one word to change, the best edit is the first of the alternatives."""
    budget = EditBudget(1)
    steps, _ = desk.alternatives(text, budget=budget)
    assert [step.text for step in steps[:1]] == [edit.text for edit in desk.audit(text, budget=budget).edits]


@pytest.mark.parametrize("text", TEXTS[1:])
def test_each_alternative_is_one_step_that_pays(desk: TitleDesk, text: str) -> None:
    """Every alternative starts from the text, differs from the others, keeps the limit, and pays."""
    steps, _ = desk.alternatives(text)
    before, reachable = desk.audit(text, budget=EditBudget(0)), desk.found.solution.coverage_bound
    assert steps
    assert len({step.text for step in steps}) == len(steps)
    for step in steps:
        after = desk.audit(step.text, budget=EditBudget(0))
        difference = after.title.coverage_value - before.title.coverage_value
        assert step.net == pytest.approx(difference)
        assert step.net >= -LEAST_GAIN * reachable
        assert after.title.width <= after.limit


def test_what_may_not_stand_goes_first(desk: TitleDesk) -> None:
    """A title with a forbidden word has one next step: without it."""
    steps, _ = desk.alternatives("全网最低价改良旗袍女夏季")
    assert [step.kind for step in steps] == ["mend"]
    assert not any(word in steps[0].text for word in ("最低价",))


def test_a_desk_without_titles_says_why_and_still_reads() -> None:
    """Where no keyword fits there is no title, a reason, and an audit that earns nothing."""
    nothing = title_desk(frame().assign(eligible=False), Product(name="雨伞"))
    assert [notice.code for notice in nothing.result.notices] == ["titles.nothing_fits"]
    assert nothing.audit("雨伞").title.coverage_value == 0
    assert nothing.alternatives("雨伞") == ((), ())


def test_a_frame_stays_as_it_was() -> None:
    """Solving leaves the scored keywords alone."""
    scored = frame()
    kept = scored.copy()
    title_desk(scored, QIPAO, settings=AS_OF)
    pd.testing.assert_frame_equal(scored, kept)
