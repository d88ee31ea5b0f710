"""What keywords share, as columns: words, groups, popularity and weeks, by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from kwopt import columns as c
from kwopt.scoring.rates.keyword_words import CODE
from kwopt.scoring.rates.levels import Keywords, learn_levels


def keywords(texts: list[str], visitors: list[float] | None = None, **columns: Any) -> Keywords:
    """Return keywords with one row each, whose clicks are their visitors."""
    seen = np.array(visitors if visitors is not None else [10.0] * len(texts))
    rows = pd.DataFrame({c.KEYWORD: texts, c.CLICKS: seen, **columns})
    unknown = np.full(len(texts), np.nan)
    return Keywords(texts, seen, rows, np.arange(len(texts)), unknown, unknown)


def columns_of(found: Keywords, name: str) -> list[list[float]]:
    """Return what each keyword holds of one level, as things were when the counts came about."""
    levels = learn_levels(found)
    features = levels.features(found)
    return features.then[:, features.levels == levels.names.index(name)].toarray().tolist()


def test_words_of_three_keywords_are_learned() -> None:
    """A word counts from three keywords with visitors on, in any of its forms; the most visited first."""
    found = keywords(
        ["red mugs", "red mug", "blue mug", "red cup", "green cup", "new cup"], [1, 1, 1, 9, 9, 0]
    )
    # mug and mugs: 3 keywords, 3 visitors; red: 3 keywords, 11; cup: 2 with visitors; the others fewer.
    assert learn_levels(found).words == ("red", "mug")


def test_words_weigh_as_the_root_of_their_number() -> None:
    """A keyword of two known words holds 1 / sqrt(2) of each, one of a single known word all of it."""
    found = keywords(["red mug", "red mug set", "mug red xl", "mug"])
    root = 0.5**0.5
    assert learn_levels(found).words == ("mug", "red")  # of 40 and 30 visitors
    assert np.allclose(columns_of(found, "words"), [[root, root]] * 3 + [[1, 0]])


def test_product_codes_are_one_word() -> None:
    """Codes of products differ, but count as one word; a number or a plain word is no code."""
    found = keywords(["b08xyz1234", "B07ABC9876", "x00k8vl3ud", "12345678", "longword"])
    assert learn_levels(found).words == (CODE,)


@pytest.mark.parametrize("texts", [["!!!", "😀", "。", " ", ""], ["a\0b", "c\0d", "e\0f"]])
def test_signs_are_no_words(texts: list[str]) -> None:
    """Keywords of signs alone, or with a NUL among letters, are kept, and teach no word of signs."""
    assert learn_levels(keywords(texts)).words == ()


def test_groups_are_shares_of_clicks() -> None:
    """A keyword of several rows holds of each ad group its share of the clicks."""
    rows = pd.DataFrame(
        {
            c.KEYWORD: ["mug", "mug", "cup", "pot", "pot"],
            c.AD_GROUP: ["A", "B", "B", "A", "B"],
            c.CLICKS: [3.0, 1.0, 5.0, 0.0, 0.0],
        }
    )
    unknown = np.full(3, np.nan)
    found = Keywords(
        ["mug", "cup", "pot"], np.array([4.0, 5.0, 0.0]), rows, np.array([0, 0, 1, 2, 2]), unknown, unknown
    )
    assert dict(learn_levels(found).groups) == {c.AD_GROUP: ("B", "A")}  # of 9 and 4 visitors
    # mug: 1 and 3 of 4 clicks; cup: all in B; pot has no click: its rows count alike.
    assert columns_of(found, c.AD_GROUP) == [[0.25, 0.75], [1, 0], [0.5, 0.5]]


@pytest.mark.parametrize(
    "values",
    [
        ["x", "y", None, "x"],
        ["x", "y", np.nan, "x"],
        pd.array(["x", "y", pd.NA, "x"], dtype="string"),
        pd.Categorical(["x", "y", None, "x"]),
    ],
)
def test_a_missing_group_is_none(values: Any) -> None:
    """Whatever its type, a missing value belongs to no group, and is none itself."""
    found = keywords(["a", "b", "c", "d"], **{c.CAMPAIGN: values})
    assert columns_of(found, c.CAMPAIGN) == [[1, 0], [0, 1], [0, 0], [1, 0]]


def test_numbers_name_groups() -> None:
    """Campaigns that are named by numbers are groups as any other."""
    found = keywords(["a", "b", "c"], **{c.CAMPAIGN: [17, 4, 17]})
    assert columns_of(found, c.CAMPAIGN) == [[1, 0], [0, 1], [1, 0]]


def test_one_group_is_no_level() -> None:
    """What all keywords share tells nothing of their differences."""
    found = keywords(["a", "b"], **{c.CAMPAIGN: ["one", "one"], c.MATCH_TYPE: [None, None]})
    assert learn_levels(found).groups == ()


def test_popularity_is_half_a_logarithm() -> None:
    """Clicks and impressions enter as half their logarithms, impressions around their mean."""
    unknown = np.full(2, np.nan)
    rows = pd.DataFrame({c.CLICKS: [np.e**2 - 1, 0.0]})
    shown = np.array([np.e**4 - 1, np.nan])
    found = Keywords(["a", "b"], np.array([np.e**2 - 1, 0.0]), rows, np.arange(2), shown, unknown)
    # log1p: 2 and 0 clicks; 4 is the mean of the one known number of impressions; unknown is the mean.
    assert np.allclose(columns_of(found, "popularity"), [[1, 0], [0, 0]])


def test_weeks_are_shares_of_the_last_ones() -> None:
    """Of three weeks, the columns hold the share of clicks of the last one, and of the last two."""
    days = ["2026-03-15", "2026-03-08", "2026-03-07", "2026-03-01", "2026-02-28"]
    found = keywords(["a", "b", "c", "d", "e"], **{c.DATE: days})
    # 0, 7, 8, 14 and 15 days before the last: weeks 0, 1, 1, 2, 2; span 16 days, 3 weeks.
    levels = learn_levels(found)
    assert (levels.last_day, levels.days, levels.periods) == ("2026-03-15", 7, 3)
    assert columns_of(found, "weeks") == [[1, 1], [0, 1], [0, 1], [0, 0], [0, 0]]
    assert (levels.features(found).now[:, -2:].toarray() == 1).all()


def test_long_reports_have_longer_periods() -> None:
    """Two years are at most 52 periods: 730 days / 52, rounded up, are 15 days; 730 / 15 are 49 periods."""
    levels = learn_levels(keywords(["a", "b"], **{c.DATE: ["2024-01-01", "2025-12-30"]}))
    assert (levels.days, levels.periods) == (15, 49)


@pytest.mark.parametrize(
    "days",
    [
        ["2026-03-01/2026-03-07", "2026-03-08/2026-03-14"],
        ["2026-03-01", None],
        ["2026-03-01", "2026-13-45"],
        ["March", "April"],
    ],
)
def test_rows_that_are_not_of_single_days_have_no_weeks(days: list[str | None]) -> None:
    """Periods of several days, gaps and what is no day leave time out."""
    levels = learn_levels(keywords(["a", "b"], **{c.DATE: days}))
    assert (levels.last_day, levels.periods) == (None, 1)


def test_a_few_clicks_without_a_day_do_not_undo_the_weeks() -> None:
    """One click of a hundred may lack its day (a blank, a correction); two may not."""
    days = ["2026-03-01", "2026-03-15", None]
    few = learn_levels(keywords(["a", "b", "c"], **{c.DATE: days, c.CLICKS: [50.0, 49.0, 1.0]}))
    more = learn_levels(keywords(["a", "b", "c"], **{c.DATE: days, c.CLICKS: [49.0, 49.0, 2.0]}))
    assert (few.last_day, few.periods) == ("2026-03-15", 3)
    assert (more.last_day, more.periods) == (None, 1)


@pytest.mark.parametrize("day", ["2026-03-20", None, "2026-04-01/2026-04-07", "?", "2026-02-30"])
def test_later_days_and_unknown_ones_are_today(day: str | None) -> None:
    """New rows of later days, or of none, count as of the last week; their groups may be new too."""
    learned = learn_levels(keywords(["a", "b"], **{c.DATE: ["2026-03-01", "2026-03-15"]}))
    assert learned.periods == 3
    then = learned.features(keywords(["z"], **{c.DATE: [day]})).then
    assert then[:, -2:].toarray().tolist() == [[1, 1]]


def test_endless_clicks_weigh_nothing() -> None:
    """A row with infinitely many clicks, which is no count, does not make its keyword's shares unknown."""
    found = keywords(["a", "b"], [5.0, 5.0], **{c.CAMPAIGN: ["x", "y"]})
    found.rows.loc[0, c.CLICKS] = np.inf
    assert np.isfinite(columns_of(found, c.CAMPAIGN)).all()
