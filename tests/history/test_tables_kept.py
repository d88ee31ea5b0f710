"""Tables in a store: stored once, in blocks of any size, under their keywords' identities."""

import io
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from kwopt import read_keywords, score_keywords
from kwopt.cli.keeping import with_conversion
from kwopt.history import Store
from tests.made_history import DAY, csv

MAY = "词表_2026-05-01_2026-05-31.csv"


def test_the_same_table_is_stored_once(add, store: Store) -> None:
    """Read twice, under whatever name and on whatever day, a table keeps its number and its first day."""
    first = add({"旗袍": 1200}, "a.csv")
    second = add({"旗袍": 1200}, "copy of a.csv", date(2026, 7, 1))
    assert (first.number, first.written) == (second.number, True)
    assert not second.written
    assert store.tables()[["files", "read_on"]].to_numpy().tolist() == [[["a.csv"], "2026-06-01"]]


def test_a_table_says_what_it_is(add, store: Store) -> None:
    """Period, format, header of searches, fingerprint and the number of keywords are kept; no folder is."""
    add({"旗袍": 1200, "唐装": 300}, f"/home/seller/{MAY}")
    table = store.tables().iloc[0]
    assert (table["period_start"], table["period_end"], table["period_days"]) == (
        "2026-05-01", "2026-05-31", 31,
    )  # fmt: skip
    assert (table["day"], table["read_on"], table["keywords"]) == ("2026-05-31", "2026-06-01", 2)
    assert (table["files"], table["demand_source"]) == ([MAY], "搜索人气")
    assert len(table["sha256"][0]) == 64


def test_another_understanding_replaces_the_figures(store: Store) -> None:
    """The same bytes read with another map of columns are stored anew under their old number."""
    data = "词,甲,乙\n旗袍,1200,5\n".encode()
    for header in ("甲", "乙"):
        columns = {"keyword": "词", "search_volume": header}
        table = read_keywords(io.BytesIO(data), name="a.csv", column_map=columns)
        stored = store.add_table(table.files, [table.frame], as_of=DAY)
    assert (stored.number, stored.written) == (1, True)
    assert store.over_time(["旗袍"])["search_volume"].tolist() == [5]
    assert len(store.tables()) == 1


def test_conversions_are_added_and_not_lost(store: Store) -> None:
    """A table stored without conversions gets them with the first scoring, and keeps them afterwards."""
    table = read_keywords(io.BytesIO("关键词,搜索人气,支付转化率\n旗袍,1200,4%\n唐装,300,2%\n".encode()))
    scored = score_keywords(table)
    written = [
        store.add_table(table.files, [frame], as_of=DAY).written
        for frame in (table.frame, with_conversion(table.frame, scored), table.frame)
    ]
    assert written == [True, True, False]
    assert store.over_time(["旗袍"])["conversion"].tolist() == scored["conversion"].tolist()[:1]


def test_what_scoring_fills_in_is_not_kept(store: Store) -> None:
    """Imputed listings and estimated buyers are no figures of the table."""
    table = read_keywords(io.BytesIO(csv({"旗袍": 1200, "唐装": 300})))
    frame = table.frame.assign(
        listing_count=[50.0, 60.0], listing_basis=["given", "imputed"],
        market_buyers=[9.0, 8.0], market_buyers_basis=["clicks", "given"],
    )  # fmt: skip
    store.add_table(table.files, [frame], as_of=DAY)
    points = store.over_time(["旗袍", "唐装"])
    assert points["listing_count"].fillna(-1).tolist() == [50, -1]
    assert points["market_buyers"].fillna(-1).tolist() == [-1, 8]


def test_blocks_of_any_size_make_one_table(store: Store, tmp_path) -> None:
    """However a table is cut into blocks, its figures are the same; of repeated keywords the first counts."""
    random = np.random.default_rng(8)
    table = read_keywords(
        pd.DataFrame(
            {"关键词": [f"词{place}" for place in range(500)], "搜索人气": random.integers(1, 999, 500)}
        )
    )
    repeated = table.frame.tail(1).assign(search_volume=0.0)
    blocks = [table.frame.iloc[start : start + 70] for start in range(0, 500, 70)]
    store.add_table(table.files, [*blocks, repeated], as_of=DAY)
    with Store(tmp_path / "whole.db") as whole:
        whole.add_table(table.files, [table.frame], as_of=DAY)
        words = table.frame["keyword"].tolist()
        pd.testing.assert_frame_equal(store.over_time(words), whole.over_time(words))


def test_keywords_are_known_by_their_identity(add, store: Store) -> None:
    """Width, case and spaces make no other keyword; the first spelling is shown."""
    add({"Ｖ领 T恤": 10}, "a.csv", date(2026, 5, 1))
    add({"v领  t恤": 20}, "b.csv", date(2026, 6, 1))
    points = store.over_time(["V领 T恤"])
    assert points["keyword"].tolist() == ["Ｖ领 T恤"] * 2
    assert points["search_volume"].tolist() == [10, 20]


def test_frames_without_bytes_are_known_by_their_figures(store: Store) -> None:
    """A frame has no file: equal figures in any order are the same table, others another one."""
    frame = pd.DataFrame({"keyword": ["旗袍", "唐装"], "search_volume": [1200.0, 300.0]})
    numbers = []
    for source in (frame, frame.iloc[::-1], frame.assign(search_volume=[1.0, 2.0])):
        table = read_keywords(source)
        numbers.append(store.add_table(table.files, [table.frame], as_of=DAY).number)
    assert numbers == [1, 1, 2]
    assert store.over_time(["旗袍"])["search_volume"].tolist() == [1200, 1]


def test_the_callers_frame_is_left_alone(store: Store) -> None:
    """Storing changes nothing of the frame."""
    table = read_keywords(io.BytesIO(csv({"旗袍": 1200})))
    before = table.frame.copy()
    store.add_table(table.files, [table.frame], as_of=DAY)
    pd.testing.assert_frame_equal(table.frame, before)


def test_files_read_together_are_one_table(store: Store) -> None:
    """Two files that were merged are kept with both names; alone, each is another table."""
    sources = [io.BytesIO(csv({"旗袍": 1200})), io.BytesIO(csv({"唐装": 300}))]
    table = read_keywords(sources)
    named = [replace(file, file=name) for file, name in zip(table.files, ("a.csv", "b.csv"), strict=True)]
    store.add_table(named, [table.frame], as_of=DAY)
    store.add_table(named[:1], [table.frame.head(1)], as_of=DAY)
    assert store.tables()["files"].tolist() == [["a.csv", "b.csv"], ["a.csv"]]


@pytest.mark.parametrize("blocks", [[], [pd.DataFrame({"keyword": []})]])
def test_a_table_of_nothing(store: Store, blocks: list[pd.DataFrame]) -> None:
    """A table without keywords is a table of none."""
    table = read_keywords(io.BytesIO(csv({"旗袍": 1200})))
    assert store.add_table(table.files, blocks, as_of=DAY).keywords == 0
