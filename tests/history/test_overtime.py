"""Keywords over time: points by day, and which tables are comparable."""

from datetime import date

import pytest

from kwopt.history import Store

APRIL, MAY, JUNE = (f"词表_2026-0{month}-01_2026-0{month}-{last}.csv" for month, last in
                    ((4, 30), (5, 31), (6, 30)))  # fmt: skip


def test_points_come_by_keyword_as_asked_and_by_day(add, store: Store) -> None:
    """Tables stand in the order of their periods, in whatever order they were read."""
    add({"旗袍": 30, "唐装": 3}, JUNE)
    add({"旗袍": 10, "唐装": 1}, APRIL)
    add({"旗袍": 20}, MAY)
    points = store.over_time(["唐装", "旗袍", "唐装"])
    assert points[["keyword", "search_volume"]].to_numpy().tolist() == [
        ["唐装", 1], ["唐装", 3], ["旗袍", 10], ["旗袍", 20], ["旗袍", 30],
    ]  # fmt: skip


def test_a_table_without_a_period_stands_at_the_day_of_reading(add, store: Store) -> None:
    """What betrays no period is placed by the day it was read."""
    add({"旗袍": 10}, "a.csv", date(2026, 6, 9))
    add({"旗袍": 20}, MAY, date(2026, 6, 20))
    points = store.over_time(["旗袍"])
    assert points["day"].tolist() == ["2026-05-31", "2026-06-09"]
    assert points["period_start"].tolist()[:1] == ["2026-05-01"]
    assert points["period_start"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("name", "header", "series"),
    [
        (MAY, "搜索人气", 1),  # a month like April, one day longer
        ("词表_2026-05-01_2026-05-07.csv", "搜索人气", 2),  # a week
        (MAY, "搜索次数", 2),  # searches counted otherwise
        ("may.csv", "搜索人气", 2),  # of a length that nobody knows
    ],
)
def test_tables_are_of_one_series(add, store: Store, name: str, header: str, series: int) -> None:
    """Searches are comparable with one header of searches and one length of period; months are one length."""
    add({"旗袍": 10}, APRIL, date(2026, 5, 1))
    add({"旗袍": 20}, name, header=header)
    assert store.tables()["series"].tolist() == [1, series]


def test_market_buyers_and_opportunity_are_those_of_scoring(store: Store) -> None:
    """Without buyers in the table they are S * t/(1+t) * v; opportunity is S / (C + 5000)."""
    import pandas as pd

    from kwopt.tables import read_keywords

    table = read_keywords(
        pd.DataFrame({"关键词": ["旗袍"], "搜索人气": [9000], "在线商品数": [4000], "点击率": [0.5]})
    )
    store.add_table(table.files, [table.frame.assign(conversion=0.02)], as_of=date(2026, 6, 1))
    point = store.over_time(["旗袍"]).iloc[0]
    assert point["market_buyers"] == pytest.approx(9000 * 0.5 / 1.5 * 0.02)  # 60
    assert (point["market_buyers_basis"], point["opportunity"]) == ("clicks", 1.0)


def test_a_keyword_that_no_table_has(add, store: Store) -> None:
    """It has no points; what holds it is offered, the shortest first."""
    add({"改良旗袍女": 10, "旗袍夏": 5, "唐装": 1}, "a.csv")
    assert store.over_time(["旗袍"]).empty
    assert store.like("旗袍") == ["旗袍夏", "改良旗袍女"]


def test_an_empty_store(store: Store) -> None:
    """Nothing was read, so there is nothing to show, and no error."""
    assert [len(found) for found in (store.tables(), store.titles(), store.in_use())] == [0, 0, 0]
    assert store.over_time(["旗袍"]).empty
    assert store.over_time([]).empty


def test_many_keywords_are_asked_at_once(add, store: Store) -> None:
    """More keywords than one query takes come whole and in order."""
    words = [f"词{place}" for place in range(1_200)]
    add(dict.fromkeys(words, 10), "a.csv")
    assert store.over_time(words[::-1])["keyword"].tolist() == words[::-1]
