"""Open questions: which facts keywords wait for, and how much demand with them."""

import math

import pandas as pd
import pytest

from kwopt.messages import message
from kwopt.resources import load_toml
from kwopt.scoring.missing import missing_facts


def scored(rows: list[tuple[str | None, str | None, str, float]]) -> pd.DataFrame:
    """Return the columns that open questions are told from."""
    names = ["relevance_class", "reason_code", "reason_words", "search_volume"]
    return pd.DataFrame(rows, columns=names)


def test_facts_are_grouped_and_ordered_by_demand() -> None:
    """Keywords of one fact are counted together; shares are of all that fits or may fit."""
    found = missing_facts(scored([
        ("fits", None, "", 400.0), ("possible", "material", "真丝", 50.0),
        ("possible", "material", "真丝", 150.0), ("possible", "spec", "大码", 400.0),
        ("wrong", "type", "鞋", 9_000.0),
    ]))  # fmt: skip
    # 400 + 50 + 150 + 400 = 1,000 searches are at stake; wrong keywords are not.
    assert [(fact.fact, fact.code, fact.keywords, fact.demand_share) for fact in found] == [
        ("大码", "spec", 1, 0.4),
        ("真丝", "material", 2, 0.2),
    ]


def test_unknown_searches_give_an_unknown_share() -> None:
    """Where no searches are known the share is None, not 0; the questions remain."""
    found = missing_facts(scored([("possible", "material", "真丝", math.nan)]))
    assert [(fact.fact, fact.demand_share) for fact in found] == [("真丝", None)]


def test_ties_go_to_more_keywords_then_text() -> None:
    """Equal demand: the fact with more keywords first, then by its text."""
    rows = [
        ("possible", "spec", word, searches)
        for word, searches in (("b", 10.0), ("a", 10.0), ("c", 5.0), ("c", 5.0))
    ]
    assert [fact.fact for fact in missing_facts(scored(rows))] == ["c", "a", "b"]


@pytest.mark.parametrize(
    "rows", [[], [(None, None, "", 10.0)], [("fits", None, "", 10.0)], [("possible", "type", "", 1.0)]]
)
def test_nothing_open(rows: list[tuple[str | None, str | None, str, float]]) -> None:
    """No product, no keyword, or no word to ask about: no question."""
    assert missing_facts(scored(rows)) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_possible_reason_has_a_question(lang: str) -> None:
    """Whatever makes a keyword `possible` can be asked in both languages."""
    codes = [
        name.removeprefix("possible_")
        for name in load_toml("messages.en.toml")["scoring"]
        if name.startswith("possible_")
    ]
    for code in codes:
        assert "真丝" in message(f"scoring.ask_{code}", {"words": ["真丝"]}, lang)


def test_the_table_is_left_alone() -> None:
    """Asking changes nothing in the scored table."""
    table = scored([("possible", "spec", "大码", 4.0)])
    before = table.copy()
    missing_facts(table)
    pd.testing.assert_frame_equal(table, before)


def test_years_that_are_over_are_not_asked_for() -> None:
    """A dated keyword earns nothing whatever the answer: no question waits for it."""
    rows = scored([("possible", "spec", "2019", 100.0), ("possible", "spec", "大码", 300.0)])
    found = missing_facts(rows.assign(dated=[True, False]))
    assert [(one.fact, one.demand_share) for one in found] == [("大码", 1.0)]
