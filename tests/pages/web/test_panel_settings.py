"""Tests of the settings: their defaults, and what is said of a change."""

import asyncio
from functools import partial
from types import SimpleNamespace

import pytest

from kwopt.models import Settings
from kwopt.pages.bench.scoring import PageSettings, page_settings
from kwopt.pages.web.panel_settings import effect, panel
from kwopt.pages.web.visiting.state import VisitState
from kwopt.pages.wording import Wording


def test_defaults_are_those_of_scoring() -> None:
    """What the page shows before anything was chosen is what scoring does by itself."""
    chosen, usual = page_settings(panel.DEFAULTS), Settings()
    assert chosen.marketplace == PageSettings().marketplace
    assert (chosen.competition, chosen.shop_strength) == (usual.competition, usual.shop_strength)


def test_effect_counts_who_entered_left_and_moved() -> None:
    """A keyword that is in both tops at the same place did not move."""
    found = effect.effect(["a", "b", "c", "d"], ["a", "c", "b", "e"])
    assert (found.entered, found.left, found.moved) == (("e",), ("d",), 2)


def test_no_change_is_no_effect() -> None:
    """The same top in the same order is said to be the same."""
    assert effect.effect(["a", "b"], ["a", "b"]).none


def test_controls_that_a_cancel_kept_out_are_drawn_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the question what can be chosen was cancelled, the next event asks again; then it is settled."""
    state, wording = VisitState(settings=dict(panel.DEFAULTS)), partial(Wording, "en")
    visit = SimpleNamespace(state=state, wording=wording)
    controls = panel.SettingsPanel(visit)  # type: ignore[arg-type]
    drawn: list[int] = []

    async def fill() -> None:
        drawn.append(1)
        controls._shown = controls._chosen()

    monkeypatch.setattr(controls, "fill", fill)
    for _ in range(3):
        asyncio.run(controls.follow())
    assert len(drawn) == 1
