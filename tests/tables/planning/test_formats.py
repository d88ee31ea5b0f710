"""Each documented export is written as a file and read: what it is, what its columns and cells become."""

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kwopt import columns
from kwopt.errors import TableError
from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.tables import KeywordTable, read_keywords
from kwopt.tables.planning.formats import formats, recognized
from kwopt.tables.planning.headers import normal_header

FOLDER = Path(__file__).parents[2] / "cases"
CASES = [
    case
    for name in ("table_formats_zh.json", "table_formats_en.json")
    for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))
]
READABLE = [case for case in CASES if "error" not in case]
REFUSED = [case for case in CASES if "error" in case]


def labels(cases: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the names under which cases are shown."""
    return [case["label"] for case in cases]


def lines(case: Mapping[str, Any]) -> list[Sequence[Any]]:
    """Return the rows of a case's sheet."""
    above = [[line] for line in case.get("preamble", [])]
    return [*above, case["headers"], *case["rows"], *case.get("footer", [])]


def as_text_file(case: Mapping[str, Any]) -> bytes:
    """Return a case as its program writes it: lines above, then the table."""
    out = io.StringIO()
    out.writelines(f"{line}\n" for line in case.get("preamble", []))
    writer = csv.writer(out, delimiter=case.get("delimiter", ","), lineterminator="\n")
    writer.writerows([case["headers"], *case["rows"], *case.get("footer", [])])
    return out.getvalue().encode(case.get("encoding", "utf-8"))


def as_workbook(case: Mapping[str, Any]) -> bytes:
    """Return a case as a workbook: texts stay text, numbers stay numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(case.get("sheet"))
        for place, row in enumerate(lines(case)):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def as_legacy_workbook(case: Mapping[str, Any]) -> bytes:
    """Return a case as a workbook of the older kind (BIFF8), as 生意参谋 writes it."""
    xlwt = pytest.importorskip("xlwt", reason="needs xlwt to make an .xls file")
    book = xlwt.Workbook()
    sheet = book.add_sheet(case.get("sheet", "Sheet1"))
    for row, cells in enumerate(lines(case)):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


CONTAINERS = {"csv": as_text_file, "xlsx": as_workbook, "xls": as_legacy_workbook}


def read(case: Mapping[str, Any]) -> KeywordTable:
    """Return what is read of a case's file, without an option."""
    data = CONTAINERS[case.get("container", "csv")](case)
    return read_keywords(io.BytesIO(data), name="export")


def plain(values: Sequence[Any]) -> list[Any]:
    """Return values of a column, missing ones as None."""
    return [None if isinstance(value, float) and math.isnan(value) else value for value in values]


def same(values: Sequence[Any], expected: Sequence[Any]) -> bool:
    """Whether values are those expected: numbers up to rounding, texts and what is missing exactly."""
    pairs = zip(values, expected, strict=True)
    return all(
        math.isclose(value, other, rel_tol=1e-9)
        if isinstance(other, (int, float)) and value
        else value == other
        for value, other in pairs
    )


@pytest.mark.parametrize("case", READABLE, ids=labels(READABLE))
def test_documented_export(case: dict[str, Any]) -> None:
    """An export is recognized, its columns go where they belong, and its cells say what they say there."""
    table = read(case)
    (file,) = table.files
    assert (file.format.id, file.rows_refused) == (case["format"], case["refused"])
    targets = [target and target.removesuffix("_range") for target in case["targets"]]
    assert [column.canonical for column in file.columns] == targets
    for name, expected in case["frame"].items():
        assert same(plain(table.frame[name].tolist()), expected), name
    assert [purpose for purpose, ready in file.ready_for.items() if ready] == case["ready_for"]
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused


@pytest.mark.parametrize("case", REFUSED, ids=labels(REFUSED))
def test_report_without_keywords(case: dict[str, Any]) -> None:
    """A report that holds no keywords is recognized and refused; the message names another report."""
    with pytest.raises(TableError) as caught:
        read(case)
    assert caught.value.code == case["error"]
    assert case["error"] in {item.refusal for item in formats() if item.id == case["format"]}


@pytest.mark.parametrize(
    ("format_id", "headers"),
    [
        ("sycm_search_analysis", "搜索词 搜索人气"),
        ("sycm_search_analysis", "相关搜索词 搜索人气 需求供给比"),
        ("sycm_rank", "搜索词 搜索人气 涨幅"),
        ("sycm_select_words", "关键词 带来的访客数"),
        ("sycm_items", "商品ID 商品访客数"),
        ("wxt_keyword", "词名字/词包名字"),
        ("wxt_keyword", "日期 计划名字 宝贝名称 词名字/词包名字 展现量 花费"),
        ("wxt_other", "主体ID 展现量 花费"),
        ("ztc_legacy", "推广计划 关键词 展现量 花费 平均点击花费"),
        ("tmcs_hotwords", "搜索词 搜索曝光热度"),
        ("pdd_promo", "交易额(元) 曝光量 商品ID"),
        ("jd_kuaiche", "展现数 总订单行 关键词"),
        ("ss_mining", "关键词 ABA月排名 月搜索量"),
        ("ss_reverse", "流量词 流量占比 自然排名"),
        ("ss_research", "关键词 搜索增长率 货流值"),
        ("ss_aba", "关键词 周搜索量 现排名"),
        ("generic", "关键词 月搜索量"),
    ],
)
def test_least_signature(format_id: str, headers: str) -> None:
    """What an export must contain is enough to know it, and a subset of its other columns does no harm."""
    names = frozenset(normal_header(header).name for header in headers.split())
    assert recognized(names).id == format_id


DATED = [case for case in READABLE if "period" in case]


@pytest.mark.parametrize("case", DATED, ids=labels(DATED))
def test_period(case: dict[str, Any]) -> None:
    """The period of an export is found where that export states it."""
    first, last = map(date.fromisoformat, case["period"])
    assert read(case).period == (first, last)


WITH_CURRENCY = [case for case in READABLE if "currency" in case]


@pytest.mark.parametrize("case", WITH_CURRENCY, ids=labels(WITH_CURRENCY))
def test_currency(case: dict[str, Any]) -> None:
    """Money is in the currency that cells or headers show, else in the only one of the platform."""
    assert read(case).currency == case["currency"]


def test_every_format_is_told_of_and_tested() -> None:
    """No format ships without names, source, date, grade, and a case built from its documented headers."""
    assert {item.id for item in formats()} == {case["format"] for case in CASES} - {"generic"}
    for item in formats():
        assert set(item.names) == set(LANGUAGES)
        assert item.source
        assert date.fromisoformat(item.date) <= date(2026, 11, 22)  # when the data were last gone through
        assert item.grade in set("ABCD")


def test_remarks_and_refusals_have_texts() -> None:
    """What is said of a format is said in both languages."""
    codes = {code for item in formats() for code in (*item.remarks, item.refusal) if code}
    for code in codes:
        texts = {message(code, {"file": "a"}, lang) for lang in LANGUAGES}
        assert len(texts) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("label", "said"),
    [("生意参谋 2017", True), ("生意参谋 2024", False), ("生意参谋 listings hidden", False)],
)
def test_folk_formula_is_remarked_on_where_it_can_be_computed(label: str, said: bool) -> None:
    """The newer export has no listings, the third no rates: the formula cannot be tried on them."""
    case = next(case for case in CASES if case["label"] == label)
    codes = {notice.code for notice in read(case).files[0].remarks}
    assert ("tables.remark_folk_formula" in codes) is said


@pytest.mark.parametrize("item", [item for item in formats() if item.window_days], ids=lambda item: item.id)
def test_attribution_window(item: Any) -> None:
    """A window is 7, 14 or 30 days, and stated by the cases of its format."""
    assert item.window_days in {7, 14, 30}
    stated = {case["window_days"] for case in CASES if case["format"] == item.id and "window_days" in case}
    assert item.window_days in stated


def test_market_tables_never_fill_the_shops_own_figures() -> None:
    """Of a format whose figures are the market's, no case fills clicks, orders or spend of the shop."""
    foreign = {item.id for item in formats() if item.figures not in (None, "own")}
    filled = {case["format"] for case in READABLE if set(columns.OWN_FIGURES) & set(case["targets"])}
    assert foreign
    assert not foreign & filled
