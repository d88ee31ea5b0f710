"""Ratios against their parts: agreement is told, a wrong scale mended, a contradiction warned of."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kwopt.tables import KeywordTable, read_keywords

HEADER = "关键词,展现量,点击量,花费,总成交笔数,总成交金额,点击率,平均点击花费,点击转化率,投入产出比"
# Clicks of 100, 200 and 50 with 5, 8 and 1 orders: .05, .04 and .02 orders a click; click rates .1, .05, .05;
# spend of 50, 100 and 20: .5, .5 and .4 a click; sales of 250, 400 and 30: 5, 4 and 1.5 a yuan spent.
ROWS = [
    ("a", 1000, 100, 50, 5, 250, 0.10, 0.5, 0.05, 5),
    ("b", 4000, 200, 100, 8, 400, 0.05, 0.5, 0.04, 4),
    ("c", 1000, 50, 20, 1, 30, 0.05, 0.4, 0.02, 1.5),
]


def report(**changed: Any) -> KeywordTable:
    """Read the report above, with some columns replaced."""
    names = HEADER.split(",")
    columns = {name: [row[place] for row in ROWS] for place, name in enumerate(names)} | changed
    lines = [",".join(map(str, values)) for values in zip(*columns.values(), strict=True)]
    return read_keywords(io.BytesIO("\n".join([",".join(columns), *lines]).encode()))


def checked(table: KeywordTable) -> dict[str, Any]:
    """Return what was checked, by column."""
    return {column.source: column.checked for column in table.files[0].columns if column.checked}


def codes(table: KeywordTable) -> list[str]:
    """Return the codes of repairs."""
    return [record.code for record in table.repairs]


def test_ratios_that_agree_are_told() -> None:
    """Each ratio whose parts are in the file says against what it was checked."""
    found = checked(report())
    assert list(found) == ["点击率", "平均点击花费", "点击转化率", "投入产出比"]
    assert all(check.agrees and check.rows == 3 for check in found.values())
    assert found["点击转化率"].to_dict() == {
        "numerator": "总成交笔数", "denominator": "点击量", "rows": 3, "agrees": True,
    }  # fmt: skip


def test_percent_without_signs_is_seen_by_its_parts() -> None:
    """Rates of 0.5 look like fractions; orders and clicks say that they are percent."""
    table = report(点击转化率=[0.5, 0.4, 0.2], 总成交笔数=[0.5, 0.8, 0.1])
    assert table.frame["orders_per_click"].tolist() == [0.005, 0.004, 0.002]
    assert table.files[0].columns[8].scale == "percent"
    assert "tables.scale_corrected" in codes(table)
    assert "tables.scale_assumed" not in codes(table)


def test_fractions_taken_for_percent_are_seen_by_their_parts() -> None:
    """A format whose numbers are percent may hold fractions after all."""
    text = "Search term,Impr.,Clicks,Cost,Currency code,Conversions,Conversion rate\n"
    text += "a,1000,100,50,EUR,5,0.05\nb,4000,200,100,EUR,8,0.04\nc,900,50,9,EUR,1,0.02\n"
    table = read_keywords(io.BytesIO(text.encode()))
    np.testing.assert_allclose(table.frame["orders_per_click"], [0.05, 0.04, 0.02])
    assert table.files[0].columns[6].scale == "fraction"
    assert codes(table) == ["tables.scale_corrected_fraction"]


def test_kept_ratios_stay_as_written() -> None:
    """A click rate beside impressions is carried along; only its scale is told."""
    table = report(点击率=[10, 5, 5])
    assert table.frame["点击率"].tolist() == [10, 5, 5]
    assert table.files[0].columns[6].scale == "percent"
    assert codes(table) == codes(report())


def test_contradictions_are_warned_of() -> None:
    """A rate that agrees with its parts on no scale points to a wrong column."""
    table = report(点击转化率=[0.9, 0.1, 0.5])
    (record,) = [record for record in table.repairs if record.code == "tables.ratio_disagrees"]
    assert (record.level, record.count) == ("warning", 3)
    assert record.examples[0] == pytest.approx({"row": 2, "value": 0.9, "from_parts": 0.05})
    assert not checked(table)["点击转化率"].agrees


def test_the_ratio_may_belong_to_another_kind_of_orders() -> None:
    """Direct orders are used, but the rate is that of all orders: no contradiction."""
    table = report(直接成交笔数=[1, 2, 1])
    assert checked(table)["点击转化率"].numerator == "总成交笔数"
    assert "tables.ratio_disagrees" not in codes(table)


def test_rounded_ratios_agree() -> None:
    """Exports round to two decimals of a percent."""
    table = report(点击转化率=["5.00%", "4.00%", "2.00%"], 点击率=["10.0%", "5.0%", "5.0%"])
    assert all(check.agrees for check in checked(table).values())


def test_no_parts_no_check() -> None:
    """Rows without clicks or orders prove nothing."""
    assert checked(report(总成交笔数=[0, 0, 0])).keys() == {"点击率", "平均点击花费", "投入产出比"}


def test_window_of_orders_is_told() -> None:
    """The header names the days within which an order counts; without it the format may."""
    text = "Customer Search Term,Impressions,Clicks,Spend,14 Day Total Orders (#)\na,10,2,1,1\n"
    assert read_keywords(io.BytesIO(text.encode())).files[0].window_days == 14
    assert report().files[0].to_dict()["window_days"] is None


def test_roughly_rounded_ratios_are_no_contradiction() -> None:
    """0.01 for .0125 is rounding: neither agreement nor contradiction is claimed."""
    table = report(点击转化率=[0.06, 0.05, 0.03])  # 1.2, 1.25 and 1.5 times what the parts say
    assert "点击转化率" not in checked(table)
    assert "tables.ratio_disagrees" not in codes(table)


def test_sales_per_spend_have_several_definitions() -> None:
    """Presales or refunds may be in the one and not in the other: no warning of a wrong column."""
    table = report(投入产出比=[9, 19, 7])
    assert "投入产出比" not in checked(table)
    assert "tables.ratio_disagrees" not in codes(table)


def test_nearly_agreeing_parts_keep_others_from_contradicting() -> None:
    """All orders are near the rate and direct ones are not: nothing is claimed."""
    table = report(直接成交笔数=[1, 2, 0], 点击转化率=[0.06, 0.05, 0.03])
    assert "tables.ratio_disagrees" not in codes(table)


@pytest.mark.parametrize("name", ["ae_party", "uk_dustsheet", "us_apparel", "us_stretchwrap"])
def test_real_reports_agree_with_themselves(real_data: Path, name: str) -> None:
    """In four exported reports every ratio agrees with its parts."""
    found = checked(read_keywords(real_data / "ppc" / f"{name}.csv"))
    assert "7 Day Conversion Rate" in found
    assert all(check.agrees for check in found.values())
