"""Laws of reading, on generated messy tables: rows add up, nothing breaks, order of columns is no matter."""

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwopt.language.normalize import match_form
from kwopt.tables import read_keywords
from kwopt.tables.rows.keywords import tidy_keyword
from kwopt.tables.values.cells import says_nothing
from tests.refusals import table_or_sentence

CELLS = st.sampled_from(
    ["", " ", "-", "∞", "0", "5", "1,234", "3万", "10万+", "< 20", "100 ~ 400", "7%", "0.5", "-3", "x",
     "合计", "关键词", "搜索人气", "旗袍", "Ｖ领 T恤", "v领 t恤", "\u200b", "a\tb", 'a"b', "c\nd",
     "=1+1", "é", "😀"]
)  # fmt: skip
TYPED = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ROWS = st.lists(st.lists(CELLS | st.text(TYPED, max_size=5), min_size=1, max_size=5), max_size=12)
HEADERS = ["关键词", "搜索人气", "在线商品数", "支付转化率"]
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(rows: list[list[str]], delimiter: str = ",") -> bytes:
    """Return rows as a CSV file of well-formed cells."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [HEADERS, *rows]
    )
    return text.getvalue().encode()


@FEW
@given(ROWS, st.sampled_from(",\t;"))
def test_rows_add_up(rows: list[list[str]], delimiter: str) -> None:
    """Rows read are rows kept, merged or refused; every kept keyword is another one, in input order."""
    table = table_or_sentence(written(rows, delimiter))
    if table is None:
        return
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
    assert table.rows_kept == len(table.frame)
    assert table.rows_refused == sum(record.count for record in table.refusals)
    keys = [match_form(keyword) for keyword in table.frame["keyword"]]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert table.frame["source_row"].is_monotonic_increasing
    table.describe("zh")


@FEW
@given(ROWS)
def test_no_row_is_lost(rows: list[list[str]]) -> None:
    """Every row with anything in it is read, whatever is in it."""
    filled = [row for row in rows if tidy_keyword(row[0]) or not all(says_nothing(cell) for cell in row[1:])]
    table = table_or_sentence(written(rows))
    assert table is None or table.rows_read == len(filled)


@FEW
@given(
    st.binary(max_size=300)
    | st.binary(max_size=80).map(lambda tail: "关键词,搜索人气\n旗袍,5\n".encode() + tail)
)
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    """No bytes give anything but a table or an error of ours with a text."""
    table = table_or_sentence(data)
    assert table is None or table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused


@FEW
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 9)), min_size=1, max_size=12))
def test_first_row_of_each_keyword_is_kept(rows: list[tuple[str, int]]) -> None:
    """The kept rows are the first ones, as a plain loop finds them."""
    first: dict[str, int] = {}
    for keyword, searches in rows:
        first.setdefault(keyword, searches)
    text = "关键词,搜索人气\n" + "".join(f"{keyword},{searches}\n" for keyword, searches in rows)
    frame = read_keywords(io.BytesIO(text.encode())).frame
    assert dict(zip(frame["keyword"], frame["search_volume"], strict=True)) == first
