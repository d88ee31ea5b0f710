"""`kwopt inspect` and `kwopt demo`: what was understood, and the whole way."""

from pathlib import Path

import pytest

from kwopt.resources import load_toml

ENVELOPE = ["schema", "kwopt", "settings", "inputs", "notices"]


def test_inspect_describes_each_file(document) -> None:
    """The inspect document has the contract's keys, and its rows add up."""
    found = document("inspect", "qipao_keywords.csv", "bottle_keywords.csv")
    assert list(found)[:5] == ENVELOPE
    assert found["schema"] == "kwopt.inspect/1"
    assert [file["file"] for file in found["files"]] == ["qipao_keywords.csv", "bottle_keywords.csv"]
    for file in found["files"]:
        assert file["rows_read"] == file["rows_kept"] + file["rows_merged"] + file["rows_refused"]
        wanted = {
            "encoding",
            "header_row",
            "confidence",
            "columns",
            "repairs",
            "refusals",
            "ready_for",
            "todo",
        }
        assert wanted <= set(file)
        for column in file["columns"]:
            assert {"source", "canonical", "status", "missing", "examples"} <= set(column)


def test_inspect_draws_what_is_used(call) -> None:
    """The doctor shows each header with its meaning, and how the rows add up."""
    text = call("inspect", "qipao_keywords.csv").stdout
    assert "170 rows read = 167 kept + 2 merged + 1 refused" in text
    assert "搜索人气       search_volume" in text
    assert "ready for: score, title, bid (a guess from market rates" in text


def test_inspect_speaks_chinese(call) -> None:
    """A seller reads what a column is in words, beside the name that --map wants."""
    text = call("inspect", "qipao_keywords.csv", "--lang", "zh").stdout
    assert "搜索量 search_volume" in text
    assert "买家/访客、百分数" in text
    assert "可用于：评分、标题、出价" in text


def report(here: Path, text: str) -> None:
    """Write a report of advertisements."""
    (here / "report.csv").write_text(text, encoding="utf-8")


REPORT = """关键词,计划ID,展现量,点击量,花费,平均点击花费,总成交笔数,点击转化率,备注,创意
改良旗袍,1.81235E+17,1000,100,50,0.5,5,5,"a
b",x
新中式上衣,1.81236E+17,4000,200,100,0.5,8,4,,x
马面裙,1.81237E+17,1000,50,很多,0.4,1,2,,x
"""


def test_inspect_groups_what_is_carried_along(call, here: Path) -> None:
    """Columns that nothing is known of share one line; a checked ratio stands in the table."""
    report(here, REPORT)
    text = call("inspect", "report.csv", "--lang", "zh").stdout
    assert "另有 2 列原样保留，不参与计算：备注、创意" in text
    assert "点击转化率：已用 3 行的 总成交笔数 / 点击量 核对，一致" in text


def test_inspect_shows_where_to_look(call, here: Path) -> None:
    """What was mended comes with rows and values, what the user must mend comes first."""
    report(here, REPORT)
    lines = call("inspect", "report.csv", "--lang", "zh").stdout.splitlines()
    first = lines[lines.index("已修正") + 1]
    assert first.startswith("  注意：计划ID：3 个编号被表格软件改成了近似值")
    assert first.endswith("（第 2 行“1.81235E+17”、第 3 行“1.81236E+17”、第 4 行“1.81237E+17”）")
    assert "  花费：1 个值无法识别，按缺失处理（第 4 行“很多”）" in lines


def test_inspect_names_the_command_for_a_report(call, here: Path) -> None:
    """A report cannot be scored: the doctor says which command it serves."""
    report(here, REPORT)
    text = call("inspect", "report.csv").stdout
    assert "ready for: bid\n" in text
    assert "it serves bids: kwopt bid report.csv" in text


def test_inspect_as_rows_holds_every_column(call, here: Path) -> None:
    """The CSV has one row a column, those that are carried along too."""
    report(here, REPORT)
    lines = call("inspect", "report.csv", "--format", "csv").stdout.splitlines()
    assert len(lines) == 11
    assert lines[9].startswith("report.csv,,备注,")
    assert "a b" in lines[9]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("关键词,点击转化率", "hammock,5%", "bid"),
        ("关键词,点击转化率,花费", "hammock,5%,3", "bid"),
        ("关键词,点击转化率,周搜索量", "hammock,5%,900", "bid (a guess from market rates"),
    ],
)
def test_inspect_calls_a_bid_from_market_rates_a_guess(
    call, here: Path, header: str, row: str, said: str
) -> None:
    """Orders per click beside searches are the market's, as `kwopt bid` takes them; else the shop's own."""
    report(here, f"{header}\n{row}\n")
    lines = call("inspect", "report.csv").stdout.splitlines()
    ready = next(line for line in lines if "ready for: " in line)
    assert said in ready
    assert ("guess" in ready) is ("guess" in said)


def test_demo_shows_every_step(call) -> None:
    """The demo inspects, scores, composes and bids, and names the command of each step."""
    result = call("demo")
    assert result.exit_code == 0
    steps = [line.split()[2] for line in result.stdout.splitlines() if line.startswith("$ kwopt")]
    assert steps == ["inspect", "score", "title", "bid"]
    assert "proof: " in result.stdout
    assert result.stdout == call("demo").stdout


def test_known_exports_are_listed(call, document) -> None:
    """Every format of the data is listed with its date and how sure it is, in the reader's language."""
    ids = {item["id"] for item in load_toml("formats.toml")["format"]}
    assert {item["format"] for item in document("inspect", "--known")["formats"]} == ids
    assert "万相台无界 关键词报表" in call("inspect", "--known", "--lang", "zh").stdout


def test_inspect_wants_a_file(call) -> None:
    """Without a file and without --known there is nothing to inspect: wrong usage."""
    assert call("inspect").exit_code == 2
