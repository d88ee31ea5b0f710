"""`kwopt forecast`: traffic reports and advertising reports, on screen and as a document."""

from pathlib import Path

import pytest

TRAFFIC = "流量来源,访客数,支付买家数,支付金额\n手淘搜索,20000,600,60000\n手淘推荐,20000,100,10000\n"


@pytest.fixture
def traffic(here: Path) -> str:
    """Return the name of a traffic report in the working folder."""
    (here / "traffic.csv").write_text(TRAFFIC, encoding="utf-8-sig")
    return "traffic.csv"


def test_document_holds_entrances_and_total(document, traffic: str) -> None:
    """The JSON form: envelope, one record an entrance, the total, what is in force."""
    found = document("forecast", traffic, "--impressions-scale", "1.5", "--profit", "20")
    assert found["schema"] == "kwopt.forecast/1"
    assert found["by"] == "entrance"
    assert [row["entrance"] for row in found["entrances"]] == ["手淘搜索", "手淘推荐"]
    assert found["total"]["clicks"] == 60_000  # 40,000 visitors x 1.5
    assert found["total"]["orders"] == pytest.approx(1050, rel=0.02)
    assert found["settings"]["impressions_scale"] == 1.5
    assert found["weakest"]["entrance"] == "手淘推荐"


def test_screen_names_the_weakest_step(call, traffic: str) -> None:
    """In both languages: a row an entrance, the total, the weakest step in a sentence."""
    english = call("forecast", traffic)
    assert english.exit_code == 0, english.stderr
    assert "weakest step: conversion of 手淘推荐 is 0.50" in english.stdout
    chinese = call("forecast", traffic, "--lang", "zh").stdout
    assert "最弱一环：手淘推荐 的转化率" in chinese
    assert "合计" in chinese


def test_rows_end_with_the_total(call, traffic: str, here: Path) -> None:
    """A table written to a file has the total as its last row."""
    assert call("forecast", traffic, "-o", "out.csv").exit_code == 0
    lines = (here / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[-1].startswith("total,")


def test_stdin_is_read_although_it_is_read_twice(call) -> None:
    """A traffic report through stdin is understood as one in a file is."""
    result = call("forecast", "-", "--format", "csv", stdin=TRAFFIC.encode())
    assert result.exit_code == 0, result.stderr
    assert "手淘搜索" in result.stdout


def test_sample_report_is_forecast_by_keyword(document) -> None:
    """The sample report by keyword; its product gives the profit."""
    found = document("forecast", "bottle_keywords.csv", "--product", "bottle.toml")
    assert found["by"] == "keyword"
    assert found["total"]["profit"] is not None
    assert found["total"]["profit_low"] < found["total"]["profit"] < found["total"]["profit_high"]


def test_table_without_volume_is_refused(call) -> None:
    """A market table is no forecast's input: one sentence, exit code 1, nothing on stdout."""
    result = call("forecast", "qipao_keywords.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no entrance has impressions or clicks" in result.stderr
