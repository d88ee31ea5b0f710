"""Searches of several files: brought to one scale where keywords enough are shared."""

import io

import pandas as pd

from kwopt.tables import read_keywords
from kwopt.tables.joining.scales import LEAST_SHARED
from tests.joined_files import file, row, told


def weeks(shared: int, factor: float) -> list[io.BytesIO]:
    """Return two exports of an index; the second one's is `factor` times lower, and has one keyword more."""
    head = "搜索词,搜索人气,点击率,支付转化率\n"
    one = head + "".join(f"词{place},{(place + 1) * 100 * factor:.0f},1%,1%\n" for place in range(shared))
    two = (
        head
        + "".join(f"词{place},{(place + 1) * 100},1%,1%\n" for place in range(shared))
        + "新词,50,1%,1%\n"
    )
    return [file(one, "one.csv"), file(two, "two.csv")]


def test_indices_are_brought_to_one_scale() -> None:
    """The median ratio of shared keywords relates two indices, and is told."""
    table = read_keywords(weeks(LEAST_SHARED, 3.0))
    assert row(table, "新词")["search_volume"] == 150  # 50 x 3
    (notice,) = told(table, "searches_scaled")
    assert (notice["factor"], notice["shared"], notice["keywords"]) == (3.0, LEAST_SHARED, 1)
    assert told(table, "searches_not_comparable") == []


def test_equal_searches_are_one_scale() -> None:
    """Where the shared keywords bear the same searches, nothing is multiplied, and that is told."""
    table = read_keywords(weeks(LEAST_SHARED, 1.0))
    assert row(table, "新词")["search_volume"] == 50
    assert told(table, "searches_agree")[0]["shared"] == LEAST_SHARED
    assert told(table, "searches_scaled") == []


def test_too_few_shared_keywords_relate_nothing() -> None:
    """With fewer shared keywords the figures stay as they are, with a warning."""
    table = read_keywords(weeks(LEAST_SHARED - 1, 3.0))
    assert row(table, "新词")["search_volume"] == 50
    assert told(table, "searches_not_comparable")[0]["keywords"] == 1


def test_searches_of_one_unit_are_not_multiplied() -> None:
    """Searches a month are searches a month in every file."""
    words = [f"w{place}" for place in range(LEAST_SHARED)]
    one = pd.DataFrame({"关键词": words, "月搜索量": [300.0] * LEAST_SHARED})
    two = pd.DataFrame({"关键词": [*words, "new"], "月搜索量": [100.0] * LEAST_SHARED + [50.0]})
    table = read_keywords([one, two])
    assert row(table, "new")["search_volume"] == 50
    assert told(table, "searches_scaled") == told(table, "searches_not_comparable") == []


def test_searches_a_week_are_brought_to_searches_a_month() -> None:
    """Searches of a week and of a month are told apart by their headers."""
    words = [f"w{place}" for place in range(LEAST_SHARED)]
    month = pd.DataFrame({"关键词": words, "月搜索量": [400.0] * LEAST_SHARED})
    week = pd.DataFrame({"关键词": [*words, "new"], "周搜索量": [100.0] * LEAST_SHARED + [50.0]})
    assert row(read_keywords([month, week]), "new")["search_volume"] == 200  # 50 x 400 / 100


def test_nothing_is_said_of_an_index_that_is_not_used() -> None:
    """A second index from which no keyword takes its searches is no mixture."""
    one, two = weeks(5, 3.0)
    table = read_keywords([two, one])
    assert told(table, "searches_not_comparable") == []
