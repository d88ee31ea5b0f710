"""Formats as data: what each documented header row becomes, and what the user's own map does."""

import json
from pathlib import Path
from typing import Any

import pytest

from kwopt import columns
from kwopt.errors import TableError
from kwopt.messages import message
from kwopt.tables.formats import CANONICAL, formats, meanings
from kwopt.tables.headers import normal_header
from kwopt.tables.plans import plan_columns

FOLDER = Path(__file__).parent.parent / "cases"
CASES = [
    case
    for name in ("table_formats_zh.json", "table_formats_en.json")
    for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_documented_headers(case: dict[str, Any]) -> None:
    """An export is recognized by its headers, and each column goes where it belongs."""
    plan = plan_columns(case["headers"])
    assert plan.format.id == case["format"]
    assert [column.target for column in plan.columns] == case["targets"]


def test_every_format_has_a_case() -> None:
    """No format ships without a case built from its documented headers."""
    untested = {item.id for item in formats()} - {case["format"] for case in CASES}
    assert untested <= {"ztc_legacy"}  # its order of columns is common knowledge only


def test_data_are_sound() -> None:
    """Headers stand in normal form, canonical names exist, remarks have texts in both languages."""
    for meaning, header in meanings():
        assert normal_header(header).name == header
        assert meaning.canonical is None or meaning.canonical in CANONICAL
        assert set(meaning.beside) | set(meaning.not_beside) <= set(columns.NUMERIC)
        if meaning.note:
            assert message(meaning.note, {"column": header}, "zh") != message(
                meaning.note, {"column": header}
            )
    for item in formats():
        assert set(item.names) == {"en", "zh"}
        for group in (*item.all, item.any):
            assert {normal_header(header).name for header in group} == set(group)


def test_order_of_columns_does_not_matter() -> None:
    """Of two columns with one meaning the better known one is used, wherever it stands."""
    plan = plan_columns(["搜索热度", "关键词", "搜索人气"])
    used = plan.filling(columns.SEARCH_VOLUME)
    assert used is not None
    assert used.source == "搜索人气"
    assert [column.status for column in plan.columns] == ["ignored", "used", "used"]


def test_users_map_goes_before_the_alias_table() -> None:
    """A column that the user names is used, and the one known by its header gives way."""
    plan = plan_columns(["关键词", "翻译", "搜索人气"], {"keyword": "翻译"})
    assert [column.target for column in plan.columns] == [None, "keyword", "search_volume"]


def test_unknown_canonical_name() -> None:
    """Mapping to a name that is none lists the names there are."""
    with pytest.raises(TableError, match='unknown column "volume"; choose one of: keyword, search_volume'):
        plan_columns(["词"], {"volume": "词"})


def test_mapped_header_that_is_not_there() -> None:
    """Mapping a header that the file lacks lists its headers."""
    with pytest.raises(TableError) as caught:
        plan_columns(["词", "量"], {"keyword": "字"}, file="a.csv")
    assert str(caught.value) == 'a.csv: there is no column "字" to map keyword to; headers found: 词, 量'
    assert caught.value.text("zh") == "a.csv：没有列“字”可作为 keyword；现有表头：词、量"


def test_no_keyword_column() -> None:
    """Without a column of keywords the error lists the headers and says how to name one."""
    with pytest.raises(TableError) as caught:
        plan_columns(["词", "量"], file="a.csv")
    expected = (
        "a.csv: no column looks like keywords; headers found: 词, 量; name it with --map keyword=HEADER"
    )
    assert str(caught.value) == expected


def test_long_header_rows_are_shortened() -> None:
    """An error names a dozen headers and counts the others."""
    with pytest.raises(TableError, match=r"c11, … \(\+3\); name it"):
        plan_columns([f"c{place}" for place in range(15)])
