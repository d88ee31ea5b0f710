"""Which header the user probably means: by values, never by chance."""

import io

import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.tables import read_keywords
from kwopt.tables.planning.suggestions import holds_figures, likely_keywords

ROWS = [
    ["1", "2026-08-01", "改良旗袍 连衣裙", "女装", "https://a.example/1", "B0ABCDEF12", "1.2万"],
    ["2", "2026-08-02", "新中式 上衣", "女装", "https://a.example/2", "B0ABCDEF13", "3,000"],
    ["3", "2026-08-03", "马面裙", "女装", "https://a.example/3", "B0ABCDEF14", "-"],
]


def test_distinct_words_are_likeliest() -> None:
    """Numbers, dates, addresses, ASINs and a repeated category are no keywords."""
    headers = [f"c{place}" for place in range(7)]
    assert likely_keywords(headers, ROWS) == "c2"


def test_english_phrases() -> None:
    """Words in Latin letters count as well as hanzi."""
    assert likely_keywords(["a", "b"], [["12", "water bottle"], ["13", "gym bottle"]]) == "b"


def test_a_header_that_speaks_of_keywords_is_likeliest() -> None:
    """One row alone cannot tell a currency or a campaign from a keyword; the headers can."""
    headers = ["Divisa", "Campaña", "Término del cliente", "Clics"]
    assert likely_keywords(headers, [["EUR", "Verano", "vestido de seda", "10"]]) == "Término del cliente"
    assert likely_keywords(["通貨", "検索語句"], [["JPY", "ドレス"]]) == "検索語句"


def test_a_header_alone_makes_no_keywords() -> None:
    """Ids under a header that speaks of keywords do not go before words."""
    rows = [["171234", "bento box"], ["281234", "lunch box"]]
    assert likely_keywords(["keyword no.", "text"], rows) == "text"


def test_figures_with_hanzi_are_no_words() -> None:
    """2.5万 is a figure, though it bears a hanzi."""
    assert likely_keywords(["a", "b"], [["2.5万", "旗袍"], ["3千", "长裙"]]) == "b"
    assert likely_keywords(["a"], [["2.5万"], ["3千"]]) is None


def test_nothing_is_likely_among_figures() -> None:
    """Where no column holds words, none is named."""
    assert likely_keywords(["a", "b"], [["1", "2%"], ["3", "-"]]) is None
    assert likely_keywords(["a"], []) is None


def test_the_error_names_what_to_type() -> None:
    """A file without a known header is refused with the option that would read it."""
    with pytest.raises(TableError) as caught:
        read_keywords(io.BytesIO(b"n,phrase x,s\n1,water bottle,40\n2,gym bottle,30\n"), name="a.csv")
    assert caught.value.text("zh") == (
        "a.csv：找不到关键词列；现有表头：n、phrase x、s；从内容看最像的是“phrase x”，可以试试 --map "
        '"keyword=phrase x"'
    )


def test_the_workbook_and_the_frame_name_it_too() -> None:
    """Every reader hands its first rows over."""
    with pytest.raises(TableError, match="keyword=words"):
        read_keywords(pd.DataFrame({"n": [1, 2], "words": ["red cup", "blue cup"]}))


def test_unknown_figures_are_suggested_as_searches() -> None:
    """A table of no known format without searches names its unknown figures."""
    table = read_keywords(pd.DataFrame({"keyword": ["a", "b"], "heat": ["1.2万", "300"], "kind": ["x", "y"]}))
    assert table.files[0].todo[0].params == {"likely": ["heat"]}


@pytest.mark.parametrize(
    "header", ["搜索排名", "Search Rank", "Precio (€)", "Competencia", "点击率%", "日期"]
)
def test_ranks_prices_and_rates_are_never_suggested_as_searches(header: str) -> None:
    """A rank mapped as searches would turn the order of keywords round."""
    table = read_keywords(pd.DataFrame({"keyword": ["a", "b"], header: [3, 90]}))
    assert table.files[0].todo[0].code == "tables.todo_demand"


def test_a_table_without_headers_is_not_read_past_its_first_row() -> None:
    """The error says that headers are missing, and names no keyword as the header of the others."""
    with pytest.raises(TableError) as caught:
        read_keywords(io.BytesIO("旗袍,1200,5\n长裙,800,9\n".encode()), name="a.csv")
    assert str(caught.value) == (
        "a.csv: the row taken for headers looks like data (旗袍, 1200, 5); write a row of headers above it, "
        "such as keyword,search_volume; if it does hold the headers, name that of the keywords with --map "
        "keyword=HEADER"
    )


def test_a_bare_list_gets_a_header() -> None:
    """Of one column nobody can tell whether its first row is a header: the error says both."""
    with pytest.raises(TableError) as caught:
        read_keywords(io.BytesIO("旗袍\n长裙\n".encode()), name="a.txt")
    assert caught.value.text("zh") == (
        "a.txt：只有一列，首行“旗袍”不是已知的表头；请在最上面加一行“关键词”；如果它就是表头，请用 --map "
        '"keyword=旗袍"'
    )


def test_data_named_as_header_is_warned_of() -> None:
    """A first row of data that the user names as headers is not lost in silence."""
    text = io.BytesIO("旗袍,1200\n长裙,800\n".encode())
    (report,) = read_keywords(text, column_map={"keyword": "旗袍", "search_volume": "1200"}).files
    assert (report.todo[0].code, report.todo[0].params["headers"]) == (
        "tables.headers_in_doubt", ["旗袍", "1200"],
    )  # fmt: skip


@pytest.mark.parametrize("headers", ["词甲,2024,2025", "0,1,2", "1,2,3"])
def test_years_and_counted_columns_are_headers(headers: str) -> None:
    """Numbers as headers are no data where they are years, or count the columns from 0 or 1."""
    text = io.BytesIO(f"{headers}\n长裙,800,9\n旗袍,700,8\n".encode())
    (report,) = read_keywords(text, column_map={"keyword": headers.split(",")[0]}).files
    assert "tables.headers_in_doubt" not in {notice.code for notice in report.todo}


def test_figures() -> None:
    """Four of five known cells must be figures."""
    assert holds_figures(pd.Series([1.0, None]))
    assert not holds_figures(pd.Series(["1", "2", "3", "x"]))
    assert not holds_figures(pd.Series(["-", "-"]))
