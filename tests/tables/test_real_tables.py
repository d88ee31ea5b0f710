"""Real exports read perfectly: counts from the data's README, values against the raw files."""

import csv
from pathlib import Path

import pandas as pd
import pytest
import python_calamine

from kwopt.tables import KeywordTable, read_keywords


def records(table: KeywordTable) -> dict[str, int]:
    """Return repairs and refusals by code, with their counts."""
    return {record.code: record.count for record in [*table.repairs, *table.refusals]}


def adds_up(table: KeywordTable) -> bool:
    """Whether every row is accounted for."""
    rows = table.rows_kept + table.rows_merged + table.rows_refused
    return table.rows_read == rows and table.rows_kept == len(table.frame)


def test_taobao_table(real_data: Path) -> None:
    """All 39,360 keywords are kept, and every cell equals the raw file's."""
    path = real_data / "keywords_taobao.csv"
    table = read_keywords(path)
    assert adds_up(table)
    assert (table.format, table.rows_read, table.rows_kept) == ("taoci", 39_360, 39_360)
    assert records(table) == {"tables.listings_masked": 830}  # 978 rows with 0 listings, 830 of them clicked
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    frame = table.frame
    assert frame["keyword"].tolist() == [row["关键词"] for row in raw]
    assert frame["search_volume"].tolist() == [float(row["搜索人气"]) for row in raw]
    for canonical, header in {
        "buyers_per_visitor": "支付转化率", "tmall_share": "商城点击占比", "click_through_rate": "点击率",
    }.items():  # fmt: skip
        assert frame[canonical].tolist() == pytest.approx(
            [float(row[header]) / 100 for row in raw], abs=1e-12
        )
    assert frame["demand_supply_ratio"].isna().sum() == sum(row["蓝海值"] == "∞" for row in raw) == 978
    assert frame["source_row"].tolist() == list(range(2, 39_362))


@pytest.mark.parametrize(
    ("name", "read", "merged"), [("taoci_slippers.xlsx", 13_663, 1_541), ("taoci_mixed.xlsx", 4_444, 20)]
)
def test_plug_in_workbooks(real_data: Path, name: str, read: int, merged: int) -> None:
    """The plug-in's workbooks lose only repeated keywords, and each kept row is its raw row."""
    path = real_data / "exports" / name
    table = read_keywords(path)
    assert adds_up(table)
    assert (table.rows_read, table.rows_merged, table.rows_refused) == (read, merged, 0)
    raw = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    for place in range(0, len(table.frame), 500):
        kept = table.frame.iloc[place]
        row = raw[kept["source_row"] - 1]
        assert kept["keyword"] == row[1]
        assert kept["search_volume"] == row[2]
        assert kept["click_through_rate"] == pytest.approx(row[7] / 100)
        assert pd.isna(kept["demand_supply_ratio"]) == (row[4] == "∞")


def test_repeated_keywords_with_other_figures(real_data: Path) -> None:
    """Of the slippers' repeated keywords 755 have differing figures, as the data's README says."""
    table = read_keywords(real_data / "exports" / "taoci_slippers.xlsx")
    (differ,) = (record for record in table.repairs if record.code == "tables.duplicates_differ")
    assert differ.params["keywords"] == 755


def test_google_keyword_planner(real_data: Path) -> None:
    """UTF-16, tabs, two lines of preamble, named .csv: read without an option."""
    table = read_keywords(real_data / "exports" / "google_keyword_planner_2021.csv")
    assert adds_up(table)
    file = table.files[0]
    assert (file.encoding, file.delimiter, file.header_row, file.rows_kept) == ("utf-16", "\t", 3, 2_214)
    assert [day.isoformat() for day in table.period or ()] == ["2020-10-01", "2021-09-30"]
    assert table.frame.iloc[3, :2].tolist() == ["taller mecanico", 50.0]
    assert table.frame["search_growth"].iloc[3] == 0.29


@pytest.mark.parametrize(("name", "kept"), [("sellersprite_de.csv", 46), ("sellersprite_fr.xlsx", 32)])
def test_sellersprite(real_data: Path, name: str, kept: int) -> None:
    """SellerSprite's tables are recognized; prices are in euros, purchases per search are no conversion."""
    table = read_keywords(real_data / "exports" / name)
    assert (table.format, table.rows_kept, table.files[0].currency) == ("ss_mining", kept, "EUR")
    assert "buyers_per_visitor" not in table.frame
    assert not table.files[0].ready_for["bid"]


@pytest.mark.parametrize("name", ["ae_party", "uk_dustsheet", "us_apparel", "us_stretchwrap"])
def test_amazon_reports_keep_their_sums(real_data: Path, name: str) -> None:
    """Merging a report's rows by search term loses no click, order or cent."""
    path = real_data / "ppc" / f"{name}.csv"
    table = read_keywords(path)
    assert adds_up(table)
    assert (table.format, table.rows_refused) == ("amz_str_legacy", 0)
    raw = pd.read_csv(path)
    for canonical, start in {"clicks": "Clicks", "spend": "Spend", "orders": "7 Day Total Orders"}.items():
        header = next(header for header in raw.columns if header.startswith(start))
        assert table.frame[canonical].sum() == pytest.approx(raw[header].sum(), rel=1e-12)
