"""Headers: normal form, repeated names, and the row in which they stand."""

import json
from pathlib import Path
from typing import Any

import pytest

from kwopt.tables.planning.headers import Header, header_place, normal_header, shown_headers

CASES = json.loads((Path(__file__).parents[2] / "cases" / "table_headers.json").read_text(encoding="utf-8"))
KNOWN = frozenset({"关键词", "搜索人气", "点击率"})


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_normal_form(case: dict[str, Any]) -> None:
    """A header is compared without marks, odd spaces, case and unit."""
    assert normal_header(case["input"]) == Header(*case["expected"])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a", "a", "a"], ["a", "a.2", "a.3"]),
        (["a", "a.2", "a"], ["a", "a.2", "a.3"]),
        (["", "b "], ["column_1", "b"]),
        (["a.2", "a", "a"], ["a.2", "a", "a.3"]),
    ],
)
def test_shown_headers_are_distinct(cells: list[str], expected: list[str]) -> None:
    """Repeated headers are numbered, empty ones named by their place, and none is taken twice."""
    assert shown_headers(cells) == expected


def test_header_stands_below_a_preamble() -> None:
    """The row with most known headers is the header."""
    rows = [["关键词报表"], ["2026-08-10"], [], ["关键词", "搜索人气"], ["旗袍", "5"]]
    assert header_place(rows, KNOWN) == 3


def test_first_of_equal_rows_is_the_header() -> None:
    """A header that is repeated inside the data counts where it stands first."""
    assert header_place([["关键词", "搜索人气"], ["旗袍", "5"], ["关键词", "搜索人气"]], KNOWN) == 0


def test_users_own_headers_go_first() -> None:
    """A row that bears what the user named is the header, whatever else is known."""
    assert header_place([["关键词", "搜索人气"], ["词", "量"]], KNOWN, {"词", "量"}) == 1


def test_no_known_header() -> None:
    """Without any known header there is no place."""
    assert header_place([["旗袍", "5"]], KNOWN) is None


def test_numbers_and_long_texts_are_no_headers() -> None:
    """Only cells with a letter, and not too long, are compared with the known headers."""
    assert header_place([["1", "2"], ["关键词" + "长" * 100, "5"], ["关键词", "5"]], KNOWN) == 2


def test_users_own_header_may_be_a_number() -> None:
    """What the user names is found, even where it is a number."""
    assert header_place([["词", "x"], ["词", "2026"]], KNOWN, {"词", "2026"}) == 1


def test_header_of_a_very_wide_sheet() -> None:
    """Where rows are very wide, the search ends with the first rows that hold a known header."""
    wide = [str(place) for place in range(16_384)]
    rows = [["关键词", *wide], *([wide] * 20), ["关键词", "搜索人气"]]
    assert header_place(rows, KNOWN) == 0
