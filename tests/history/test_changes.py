"""What changed between two tables of a store."""

import io
from datetime import date

import pandas as pd
import pytest

from kwopt.errors import HistoryError
from kwopt.history import Changes, Store
from kwopt.tables import read_keywords
from tests.made_history import DAY, csv

BEFORE = {"旗袍": 1000, "唐装": 1000, "汉服": 1000, "马面裙": 10, "披肩": 700}
AFTER = {"旗袍": 3000, "唐装": 400, "汉服": 1100, "马面裙": 14, "云肩": 900}


@pytest.fixture
def changes(add, store: Store) -> Changes:
    """Return what changed from BEFORE to AFTER."""
    add(BEFORE, "a.csv", date(2026, 5, 1))
    add(AFTER, "b.csv", date(2026, 6, 1))
    return store.changes()


def test_new_and_gone(changes: Changes) -> None:
    """Keywords of one table alone are new or gone; the others are shared."""
    assert (changes.new["keyword"].tolist(), changes.gone["keyword"].tolist()) == (["云肩"], ["披肩"])
    assert changes.shared == 4


def test_rises_and_falls(changes: Changes) -> None:
    """Threefold is a rise, to two fifths a fall; a tenth more, and 4 more of 10, are nothing."""
    rises, falls = changes.moved("demand", "rise"), changes.moved("demand", "fall")
    assert rises[["keyword", "search_volume_before", "search_volume_after"]].to_numpy().tolist() == [
        ["旗袍", 1000, 3000]
    ]
    assert rises["search_volume_change"].tolist() == [2.0]
    assert falls[["keyword", "search_volume_change"]].to_numpy().tolist() == [["唐装", -0.6]]
    assert changes.frame["keyword"].tolist() == [
        "披肩",
        "唐装",
        "旗袍",
        "云肩",
    ]  # gone, kept, new; then by word


def test_the_largest_moves_come_first(add, store: Store) -> None:
    """10,000 searches more before 300 more, though those are twice the share; ties by keyword."""
    add({"a": 100, "b": 10_000, "c": 100, "d": 100}, "a.csv", date(2026, 5, 1))
    add({"a": 400, "b": 20_000, "c": 900, "d": 400}, "b.csv")
    # Differences of square roots: a and d 10, b 41.4, c 20.
    assert store.changes().moved("demand", "rise")["keyword"].tolist() == ["b", "c", "a", "d"]


def test_supply_moves_too(store: Store) -> None:
    """Listings are held against each other as searches are."""
    for listings, month in (([1000, 1000], 5), ([2500, 1000], 6)):
        frame = pd.DataFrame({"关键词": ["旗袍", "唐装"], "搜索人气": 500, "在线商品数": listings})
        table = read_keywords(frame)
        store.add_table(table.files, [table.frame], as_of=date(2026, month, 1))
    changes = store.changes()
    assert changes.moved("supply", "rise")[["keyword", "listing_count_change"]].to_numpy().tolist() == [
        ["旗袍", 1.5]
    ]
    assert changes.moved("demand", "rise").empty


def test_the_pair_is_the_last_table_and_the_one_like_it(add, store: Store) -> None:
    """Tables of another format, of another length or of other words are passed over."""
    week = "词表_2026-05-01_2026-05-07.csv"
    add(BEFORE, "a.csv", date(2026, 5, 1))
    add(BEFORE | {"棉袄": 5}, "b.csv", date(2026, 5, 2), header="搜索次数")
    add(BEFORE | {"棉袄": 6}, week, date(2026, 5, 3))
    add(dict.fromkeys(("手机壳", "数据线"), 900), "c.csv", date(2026, 5, 4))
    add(AFTER, "d.csv", date(2026, 6, 1))
    changes = store.changes()
    assert (changes.before["files"], changes.after["files"]) == (["a.csv"], ["d.csv"])


def test_a_table_is_not_compared_with_itself(add, store: Store) -> None:
    """A reading of two files is held against an earlier table, not against one of its own files."""
    add(BEFORE, "a.csv", date(2026, 5, 1))
    add(AFTER, "b.csv", date(2026, 5, 9))
    both = [io.BytesIO(csv(AFTER)), io.BytesIO(csv({"手机壳": 5}))]
    table = read_keywords(both)
    store.add_table(table.files, [table.frame], as_of=date(2026, 6, 1))
    changes = store.changes()
    assert (changes.before["table"], changes.after["table"]) == (1, 3)


@pytest.mark.parametrize("tables", [0, 1])
def test_changes_need_two_tables(add, store: Store, tables: int) -> None:
    """With no table or one there is nothing to compare, and the error says how many there are."""
    for _ in range(tables):
        add(BEFORE, "a.csv")
    with pytest.raises(HistoryError, match=rf"holds {tables} tables?; changes need two"):
        store.changes()


def test_nothing_like_the_last_table(add, store: Store) -> None:
    """Where no earlier table is comparable the error says how to compare all the same."""
    add({"手机壳": 10}, "a.csv", date(2026, 5, 1))
    add(BEFORE, "b.csv")
    with pytest.raises(HistoryError, match=r"the last table \(2: b.csv\) has no earlier one .*--between"):
        store.changes()


@pytest.mark.parametrize(
    ("name", "header", "reason"),
    [
        ("词表_2026-05-01_2026-05-07.csv", "搜索次数", "period"),
        ("b.csv", "搜索量", "header"),
        ("b.csv", "搜索人气", "format"),
    ],
)
def test_searches_that_count_otherwise_are_not_compared(
    add, store: Store, name: str, header: str, reason: str
) -> None:
    """Two tables named outright: new and gone words are told, searches not, and the reason is stated."""
    add(BEFORE, "a.csv", date(2026, 5, 1), header="搜索次数")
    add(AFTER, name, header=header)
    changes = store.changes(1, 2)
    assert changes.reason == reason
    assert changes.frame["keyword"].tolist() == ["披肩", "云肩"]
    assert changes.frame["search_volume_change"].isna().all()


def test_countries_are_not_compared(store: Store) -> None:
    """One tool's tables in euros and in dollars are of other countries, and not compared."""
    for money, listings in (("€ 0.46", 100), ("$0.46", 900)):
        frame = pd.DataFrame(
            {"关键词": ["mini kamera"], "月搜索量": 500, "商品数": listings, "PPC竞价": [money]}
        )
        table = read_keywords(frame)
        store.add_table(table.files, [table.frame], as_of=DAY)
    assert store.tables()["series"].tolist() == [1, 2]
    changes = store.changes(1, 2)
    assert (changes.reason, changes.supply_comparable, len(changes.frame)) == ("currency", False, 0)


def test_ranges_that_overlap_did_not_move(store: Store) -> None:
    """10,000 to 40,000 after 5,000 to 15,000 may be the same number of searches."""
    for first, second, month in (("5000 ~ 15000", "5000 ~ 10000", 5), ("10000 ~ 40000", "10000 ~ 40000", 6)):
        frame = pd.DataFrame({"关键词": ["旗袍", "唐装"], "搜索人气": [first, second]})
        table = read_keywords(frame)
        store.add_table(table.files, [table.frame], as_of=date(2026, month, 1))
    assert store.changes().moved("demand", "rise")["keyword"].tolist() == ["唐装"]


def test_there_is_no_such_table(add, store: Store) -> None:
    """A number that no table has is an error which names those that there are."""
    add(BEFORE, "a.csv", DAY)
    with pytest.raises(HistoryError, match="there is no table 9; choose one of: 1"):
        store.changes(1, 9)
