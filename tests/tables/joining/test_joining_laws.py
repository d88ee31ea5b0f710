"""Laws of joining: cut apart and joined a table is itself; no figure is made up or lost."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwopt.tables import read_keywords
from tests.joined_files import told

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)
FIGURES = st.one_of(st.none(), st.integers(0, 99))
NAMES = ("search_volume", "listing_count", "buyers_per_visitor", "clicks", "orders", "note")


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Return a table of some keywords with some of the columns, and gaps."""
    words = draw(WORDS)
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=len(NAMES)))
    figures = {name: [draw(FIGURES) for _ in words] for name in names}
    frame = pd.DataFrame({"keyword": words, **figures})
    if "buyers_per_visitor" in names:
        frame["buyers_per_visitor"] = frame["buyers_per_visitor"].astype(float) / 100
    return frame


@FEW
@given(tables())
def test_a_table_joined_with_itself_is_itself(frame: pd.DataFrame) -> None:
    """Naming a file twice changes nothing but the counts."""
    once, twice = read_keywords(frame), read_keywords([frame, frame])
    pd.testing.assert_frame_equal(twice.frame.drop(columns="sources"), once.frame)
    assert twice.rows_read == 2 * once.rows_read
    assert (twice.rows_kept, twice.rows_merged) == (once.rows_kept, once.rows_read)


@FEW
@given(tables(), st.integers(0, 8))
def test_a_table_cut_in_two_is_whole_again(frame: pd.DataFrame, place: int) -> None:
    """Pages of one export give the export back."""
    pages = [page for page in (frame.iloc[:place], frame.iloc[place:]) if len(page)]
    whole, joined = read_keywords(frame).frame, read_keywords(pages).frame
    assert set(joined) - {"sources"} == set(whole)
    for name in set(whole) - {"source_file", "source_row"}:
        assert joined[name].tolist() == pytest.approx(whole[name].tolist(), nan_ok=True), name


@FEW
@given(tables())
def test_columns_cut_apart_are_whole_again(frame: pd.DataFrame) -> None:
    """Complementary tables of the same keywords fill each other."""
    left = frame[["keyword", *[name for name in ("search_volume", "note") if name in frame]]]
    right = frame.drop(columns=[name for name in left if name != "keyword"])
    whole, joined = read_keywords(frame).frame, read_keywords([left, right]).frame
    for name in set(whole) - {"source_file", "source_row"}:
        assert joined[name].tolist() == pytest.approx(whole[name].tolist(), nan_ok=True), name


@FEW
@given(st.lists(tables(), min_size=2, max_size=3))
def test_no_figure_is_made_up_or_lost(frames: list[pd.DataFrame]) -> None:
    """Every figure stands in some file; a figure is missing only if no file states it, or it is told."""
    table = read_keywords(frames)
    alone = [read_keywords(frame).frame.set_index("keyword") for frame in frames]
    assert table.rows_kept == len(table.frame) == len({word for frame in alone for word in frame.index})
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
    lost = 0
    for name in (name for name in NAMES if name in table.frame):
        for word, value in zip(table.frame["keyword"], table.frame[name], strict=True):
            stated = [one.loc[word, name] for one in alone if word in one.index and name in one]
            known = [figure for figure in stated if not pd.isna(figure)]
            assert (value in known) if not pd.isna(value) else True
            lost += len(known) if pd.isna(value) else 0
    assert (lost > 0) == bool(told(table, "joined_left_out"))


@FEW
@given(tables(), tables())
def test_the_order_of_files_decides_only_between_them(one: pd.DataFrame, two: pd.DataFrame) -> None:
    """The same keywords stand in the table whichever file comes first; a lone figure is the same, too."""
    ahead, behind = (read_keywords(pair).frame.set_index("keyword") for pair in ([one, two], [two, one]))
    assert set(ahead.index) == set(behind.index)
    first, second = (read_keywords(frame).frame.set_index("keyword") for frame in (one, two))
    for word in set(first.index) ^ set(second.index):
        for name in NAMES[:5]:
            if name in ahead:
                assert ahead.loc[word, name] == pytest.approx(behind.loc[word, name], nan_ok=True)
