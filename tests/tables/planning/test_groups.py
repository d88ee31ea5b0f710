"""Columns that say where figures arose: in every report's language, and none twice."""

from typing import Any

import pytest

from kwopt import columns
from kwopt.resources import load_toml
from kwopt.tables.planning.formats import headers_of
from kwopt.tables.planning.groups import match_type
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.planning.plans import plan_columns

AMAZON = (
    "Start Date,End Date,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Clicks,Spend"
)
AMAZON_ZH = "开始日期,结束日期,广告活动名称,广告组名称,投放,匹配类型,客户搜索词,点击量,花费"
AMAZON_DE = "Kampagnenname,Anzeigengruppenname,Übereinstimmungstyp,Suchbegriff eines Kunden,Klicks,Ausgaben"
AMAZON_TW = "廣告活動名稱,廣告群組名稱,關鍵字,符合類型,客戶搜尋字詞,點擊,花費"
CONSOLE = "Date range,Campaign ID,Campaign name,Ad group name,Search term,Clicks,Total cost,Purchases,Sales"
GOOGLE = "Search term,Match type,Campaign,Ad group,Keyword,Day,Clicks,Impr.,Cost"
GOOGLE_PL = "Wyszukiwane hasło,Typ dopasowania,Kampania,Grupa reklam,Kliknięcia,Wyśw.,Koszt"
MICROSOFT = "Campaign name,Ad group,Search term,Keyword,Bid match type,Clicks,Spend"
WANXIANGTAI = "日期,计划ID,计划名字,单元ID,单元名字,词名字/词包名字,展现量,点击量,花费"
ZHITONGCHE = "投放日期,计划名称,推广单元,关键词,匹配方式,展现量,点击量,花费,平均点击花费"
JINGDONG = "日期,推广计划,单元名称,关键词,展现数,点击数,总费用,总订单行"
OCEAN_ENGINE = "日期,广告组名称,广告计划名称,关键词,匹配方式,展示量,点击数,消耗"
IDS_ONLY = "计划ID,单元ID,关键词,展现量,点击量,花费,平均点击花费"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (AMAZON, "date date campaign ad_group targeting match_type - - -"),
        (AMAZON_ZH, "date date campaign ad_group targeting match_type - - -"),
        (AMAZON_DE, "campaign ad_group match_type - - -"),
        (AMAZON_TW, "campaign ad_group targeting match_type - - -"),
        (CONSOLE, "date - campaign ad_group - - - - -"),
        (GOOGLE, "- match_type campaign ad_group targeting date - - -"),
        (GOOGLE_PL, "- match_type campaign ad_group - - -"),
        (MICROSOFT, "campaign ad_group - targeting match_type - -"),
        (WANXIANGTAI, "date - campaign - ad_group - - - -"),
        (ZHITONGCHE, "date campaign ad_group - match_type - - - -"),
        (JINGDONG, "date campaign ad_group - - - - -"),
        (OCEAN_ENGINE, "date campaign ad_group - match_type - - -"),
        (IDS_ONLY, "campaign ad_group - - - - -"),
    ],
)
def test_groups_of_reports(headers: str, expected: str) -> None:
    """Each report's columns are known in its own language; names go before ids."""
    found = plan_columns(headers.split(",")).columns
    assert " ".join(column.group or "-" for column in found) == expected
    assert all(column.status == "kept" for column in found if column.group)


def test_tables_of_the_market_have_no_groups() -> None:
    """A date in a table of the market is no day of a report's row."""
    assert not any(column.group for column in plan_columns(["日期", "搜索词", "搜索人气"]).columns)


def test_users_map_goes_first() -> None:
    """The user's own campaign is the only one, and a column that the map names fills nothing else."""
    plan = plan_columns(
        ["Campaign", "Portfolio", "关键词", "搜索词", "点击量", "花费"],
        {"campaign": "Portfolio", "targeting": "关键词"},
    )
    assert [column.group for column in plan.columns] == [None, "campaign", "targeting", None, None, None]
    assert plan.keyword.source == "搜索词"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EXACT", "exact"), ("Exact match (close variant)", "exact"), ("精准匹配", "exact"),
        ("Phrase match", "phrase"), ("短语匹配", "phrase"),
        ("广泛匹配", "broad"), ("Weitgehend passend", "broad"), ("AI_MAX", "auto"),
        ("TARGETING_EXPRESSION_PREDEFINED", "auto"), ("商品投放", "product"), ("智能匹配", "智能匹配"),
    ],
)  # fmt: skip
def test_match_types(text: str, found: str) -> None:
    """Platforms' names become one small vocabulary; an unknown one stays as it stands."""
    assert match_type(text) == found


def test_data_are_sound() -> None:
    """Headers and texts stand in normal form, no match type has two names, dates are those of periods."""
    data: dict[str, Any] = load_toml("formats.toml")
    for entry in data["group"]:
        assert entry["canonical"] in columns.REPORT_GROUPS
        flat = [name for item in entry["headers"] for name in ([item] if isinstance(item, str) else item)]
        assert [normal_header(name).name for name in flat] == flat
        assert len(set(flat)) == len(flat)
        assert not any(set(flat) & headers_of(name) for name in columns.NUMERIC)
        if entry["canonical"] == columns.DATE:
            assert set(flat) <= {name for kind in data["periods"]["columns"] for name in kind}
    met = [text for texts in data["match_types"].values() for text in texts]
    assert len(set(met)) == len(met)
    assert [normal_header(text).name for text in met] == met
    assert set(data["match_types"]) == {"exact", "phrase", "broad", "auto", "product"}
