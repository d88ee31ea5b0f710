"""Tests of the editor: what is read of a text under the seller's hands, its steps, and what is taken back."""

from typing import Any

import pytest

from kwopt.pages.web.elements.title_text.pieces import Mark, marked_text
from kwopt.pages.web.panel_editor.history import MOST_STEPS, EditorHistory
from kwopt.pages.web.panel_editor.reading import reading, step_rows
from kwopt.pages.web.visiting.state import VisitState
from kwopt.pages.wording import Wording
from tests.pages.web.made_titles import TEXT, finding, live

WORDING = Wording("en", "page_editor")


@pytest.mark.parametrize(
    ("width", "minimum", "room", "fits"),
    [
        (14, 0, "46 left", True),
        (60, 0, "exactly full", True),
        (63, 0, "3 too long", False),
        (14, 20, "6 short of the minimum of 20", False),
    ],
)
def test_counter_says_what_is_left(width: int, minimum: int, room: str, *, fits: bool) -> None:
    """The room is told in the marketplace's unit, in both directions."""
    found = reading(live(width=width, minimum=minimum), WORDING)
    assert (found["room"], found["fits"]) == (room, fits)
    assert found["counter"] == f"{width} of 60 width units (a hanzi is 2)"


def test_reach_and_gap_are_told() -> None:
    """80 of 100 are reached; the bar shows the same."""
    found = reading(live(), WORDING)
    assert found["reach"] == "reaches 80.0% of what can be reached"
    assert (found["gap"], found["share"]) == ("with fluency, at most 20.0% below the best possible", 80.0)


def test_a_text_at_the_bound_is_as_good_as_the_best() -> None:
    """A hand-written text may do what no composed one does: its gap is never told below nothing."""
    assert reading(live(gap=-0.01), WORDING)["gap"] == "with fluency, as good as the best possible"


def test_nothing_to_reach_is_said() -> None:
    """Without an eligible keyword there is no share and no bar, and no word wastes room."""
    found = reading(live(reach=None, reachable=None), WORDING)
    assert found["share"] is None
    assert (found["words"], found["wasted"]) == ([], "")


def test_what_the_proposals_tell_is_not_told_twice() -> None:
    """A notice that stands above the proposals does not stand in the editor, too."""
    notices = [
        {"code": "titles.short", "message": "too short"},
        {"code": "titles.lock_absent", "message": "not there"},
    ]
    found = reading(live(notices=notices), WORDING, told=["titles.short"])
    assert found["notices"] == ["not there"]


def test_words_say_what_they_earn_and_why_they_are_wasted() -> None:
    """A bar is as long as the share of the word that earns most; a wasted word says why."""
    wasted, best, *_ = reading(live(), WORDING)["words"]
    assert (wasted["remark"], wasted["bar"]) == ("wasted: 没有人搜", "0%")
    assert (best["earned"], best["bar"]) == ("80.0%", "100%")


def test_a_locked_word_cannot_be_locked_again() -> None:
    """Its remark says that it must stay."""
    rows = reading(live(), WORDING, locked=["旗袍"])["words"]
    assert [row["locked"] for row in rows] == [False, True, False, False]
    assert rows[1]["remark"] == "must stay"


def test_marks_put_what_is_not_allowed_first() -> None:
    """A covered word that may not stand is marked as such; a wasted one is struck out."""
    found = reading(live(findings=[finding()]), WORDING)
    kinds = {piece["text"]: piece["kind"] for piece in found["pieces"]}
    assert kinds == {"槿色": "wasted", "旗袍": "covered", "女": "covered", "短袖": "error"}
    assert [mark["kind"] for mark in found["legend"]] == ["covered", "wasted", "error"]


def test_an_empty_text_has_no_pieces() -> None:
    """The field may be empty while somebody writes."""
    assert marked_text("", []).pieces == ()


def test_marks_beyond_the_text_are_cut_at_its_end() -> None:
    """A span that a shorter text no longer has makes no empty piece."""
    assert [piece["text"] for piece in marked_text("旗袍", [Mark(1, 9, "covered")]).pieces] == ["旗", "袍"]


def step(**changes: Any) -> dict[str, Any]:
    """Return a step that replaces a word and gains 5 of 100."""
    return {
        "kind": "replace", "remove": "槿色", "add": "夏季", "text": "夏季旗袍女短袖", "net": 5.0,
        "risk": 0.02, "risk_level": "low", "risk_basis": "worth", "reach": 0.85,
        "gained": ["旗袍夏"], "lost": [],
    } | changes  # fmt: skip


def test_a_step_says_what_goes_what_comes_gain_and_risk() -> None:
    """5 of 100 that can be reached are 5.0 %."""
    found = step_rows({"steps": [step()]}, 100.0, WORDING)[0]
    assert found["change"] == 'replace "槿色" by "夏季"'
    assert found["gain"] == "reach +5.0% → 85.0%"
    assert found["risk"].startswith("low risk (touches 2.0% of ")
    assert found["details"] == ["newly covered: 旗袍夏"]


def test_texts_come_back_in_reverse_and_once() -> None:
    """The same text twice in a row is one step; after the last there is none."""
    history = EditorHistory(VisitState())
    for text in ("一", "二", "二"):
        history.remember_text(text)
    backs = [history.take_back(), history.take_back(), history.take_back()]
    assert [back and back.text for back in backs] == ["二", "一", None]


def test_rules_come_back_as_they_were() -> None:
    """What is changed later does not change what is remembered."""
    state = VisitState(settings={"ban": ["显瘦"]})
    history = EditorHistory(state)
    history.remember_rules()
    state.settings["ban"].append("遮肉")
    back = history.take_back()
    assert back is not None
    assert back.rules["ban"] == ("显瘦",)


def test_history_is_bounded() -> None:
    """The oldest steps go."""
    history = EditorHistory(VisitState())
    for number in range(MOST_STEPS + 5):
        history.remember_text(f"{TEXT}{number}")
    backs = 0
    while history.take_back():
        backs += 1
    assert backs == MOST_STEPS


def test_an_empty_field_is_no_mistake() -> None:
    """Before the first key nothing is too short, unlawful or missing: the field asks for a title."""
    read = reading({"text": "", "width": 0, "limit": 60, "minimum": 1, "unit": "width"}, WORDING)
    assert read["room"] == "Write a title, or choose a proposal above"
    assert read["fits"]
    assert not read["findings"]
    assert not read["notices"]
