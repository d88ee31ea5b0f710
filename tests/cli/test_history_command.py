"""`kwopt history` and `--store`: what commands keep, and what is told of it."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from kwopt.cli.main import cli
from kwopt.cli.screen import Screen
from kwopt.cli.views.history import bars
from kwopt.history import Store

DAYS = ("2026-05-20", "2026-06-20")
TABLES = ("词表_2026-04-01_2026-04-30.csv", "词表_2026-05-01_2026-05-31.csv")
WORDS = ({"旗袍": 1000, "唐装": 900, "披肩": 50}, {"旗袍": 3000, "唐装": 910, "云肩": 40})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with tables of two months, and the store that scoring them made."""
    folder = tmp_path_factory.mktemp("months")
    for name, words, day in zip(TABLES, WORDS, DAYS, strict=True):
        rows = [f"{keyword},{searches},2000,4%" for keyword, searches in words.items()]
        table = folder / name
        table.write_text("\n".join(["关键词,搜索人气,在线商品数,支付转化率", *rows]), encoding="utf-8")
        args = ["score", str(table), "--store", str(folder / "s.db"), "--as-of", day]
        result = CliRunner().invoke(cli, args)
        assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def two_months(here: Path, made: Path) -> Path:
    """Return the working folder with a store of two months, and its tables."""
    return Path(shutil.copytree(made, here, dirs_exist_ok=True))


@pytest.mark.usefixtures("two_months")
def test_overview_lists_tables_by_day(document) -> None:
    """Without anything else the document lists tables with period and fingerprint."""
    found = document("history", "--store", "s.db")
    assert list(found)[5:] == ["view", "tables", "in_use"]
    assert [table["files"] for table in found["tables"]] == [[name] for name in TABLES]
    assert [table["day"] for table in found["tables"]] == ["2026-04-30", "2026-05-31"]
    assert found["schema"] == "kwopt.history/1"


@pytest.mark.usefixtures("two_months")
def test_a_keyword_over_time(document, call) -> None:
    """Each keyword has its points by day; a word that no table has is a warning."""
    found = document("history", "旗袍", "唐裝", "--store", "s.db")
    assert [point["search_volume"] for point in found["keywords"][0]["points"]] == [1000, 3000]
    assert [notice["code"] for notice in found["notices"]] == ["history.unknown_keyword"]
    drawn = call("history", "旗袍", "--store", "s.db", "--lang", "zh").stdout
    assert "+200%" in drawn
    assert "2026-05-01 – 2026-05-31" in drawn


@pytest.mark.usefixtures("two_months")
def test_a_keyword_that_no_table_has(call) -> None:
    """Where no keyword is known nothing is printed, and near ones are offered."""
    result = call("history", "肩", "--store", "s.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "it holds: 云肩, 披肩" in result.stderr


@pytest.mark.usefixtures("two_months")
def test_changes(document, call) -> None:
    """What rose, what is new and what is gone, as a document, as rows and on the screen."""
    found = document("history", "--changes", "--store", "s.db")
    assert [entry["keyword"] for entry in found["demand_rises"]] == ["旗袍"]
    assert ([row["keyword"] for row in found["new"]], [row["keyword"] for row in found["gone"]]) == (
        ["云肩"],
        ["披肩"],
    )
    rows = call("history", "--changes", "--store", "s.db", "--format", "csv").stdout.splitlines()
    assert len(rows) == 4
    drawn = call("history", "--changes", "--store", "s.db").stdout
    assert "Demand rose: 1 keyword\n" in drawn
    assert "2 keywords in both, 1 new, 1 gone" in drawn


def test_titles_and_which_was_taken(document, few_keywords: Path) -> None:
    """Composed and stated titles are kept; --used says that a proposal was taken, and its reach is known."""
    qipao = ("qipao_keywords.csv", "-p", "qipao.toml", "--store", "s.db")
    product = few_keywords / "qipao.toml"
    stated = '\nproduct_id = "P1"\ntitle = "改良旗袍女夏"\n'
    lines = product.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("title", "product_id"))]
    product.write_text(stated + "\n".join(kept), encoding="utf-8")
    composed = document("title", *qipao, "--as-of", "2026-05-20")
    assert [notice["code"] for notice in composed["notices"]][-2:] == [
        "history.table_stored",
        "history.titles_stored",
    ]
    text = composed["titles"][0]["text"]
    used = document("history", "--used", text, "--product-id", "P1", "--on", "2026-05-21", "--store", "s.db")
    assert [entry["text"] for entry in used["in_use"]] == ["改良旗袍女夏", text]
    assert used["titles"][-1]["reach"] == composed["titles"][0]["reach"]
    assert document("history", "--store", "s.db")["in_use"] == used["in_use"]
    again = document("title", *qipao, "--as-of", "2026-06-20")
    assert again["notices"][-1]["code"] == "history.stale_title"


def test_audit_and_bid_keep_what_they_read(call, few_keywords: Path) -> None:
    """An audit keeps the title it judged and the best beside it, a bid its table."""
    assert few_keywords.is_dir()
    audited = call(
        "audit", "改良旗袍女夏", "-k", "qipao_keywords.csv", "-p", "qipao.toml", "--store", "s.db",
        "--as-of", DAYS[0],
    )  # fmt: skip
    assert audited.exit_code == 0, audited.stderr
    result = call("bid", "bottle_keywords.csv", "--profit", "10", "--store", "s.db", "--as-of", DAYS[0])
    assert result.exit_code == 0, result.stderr
    with Store("s.db") as store:
        assert store.titles()["event"].tolist()[-2:] == ["audited", "best"]
        files = [name for names in store.tables()["files"] for name in names]
        assert sorted(files) == ["bottle_keywords.csv", "qipao_keywords.csv"]


def test_the_tables_own_figures_are_kept_whatever_the_product(call, here: Path) -> None:
    """Scored for a Taobao shop, market buyers are narrowed to its part; the store has them whole."""
    (here / "own.csv").write_text(
        "关键词,搜索人气,支付买家数,商城点击占比\n旗袍,900,80,50%\n", encoding="utf-8"
    )
    result = call("score", "own.csv", "-p", "qipao.toml", "--store", "s.db", "--format", "csv")
    assert ",40," in result.stdout  # half of 80
    with Store("s.db") as store:
        point = store.over_time(["旗袍"]).iloc[0]
    assert (point["market_buyers"], point["market_buyers_basis"]) == (80, "given")


def test_a_batch_keeps_the_titles_of_its_products(call, few_keywords: Path) -> None:
    """A batch keeps its table with conversions, and the titles of all products that did not fail."""
    rows = [
        "product_id,title,category,attributes",
        "1,改良旗袍女夏,旗袍,款式:改良旗袍",
        "2,,,",
        "3,国风连衣裙,连衣裙,风格:国风",
    ]
    (few_keywords / "catalog.csv").write_text("\n".join(rows), encoding="utf-8")
    result = call(
        "batch", "catalog.csv", "-k", "qipao_keywords.csv", "-o", "t.jsonl", "--store", "s.db",
        "--as-of", DAYS[0],
    )  # fmt: skip
    assert result.exit_code == 3, result.stderr  # product 2 is nothing
    written = [json.loads(line) for line in Path("t.jsonl").read_text(encoding="utf-8").splitlines()]
    with Store("s.db") as store:
        titles, points = store.titles(), store.over_time(["旗袍"])
    made = titles[titles["event"] == "composed"]
    assert made[["product_id", "text", "reach"]].to_numpy().tolist() == [
        [row["product_id"], title["text"], title["reach"]] for row in written for title in row["titles"]
    ]
    assert titles[titles["event"] == "used"]["text"].tolist() == ["改良旗袍女夏", "国风连衣裙"]
    assert points["conversion"].notna().all()


@pytest.mark.usefixtures("two_months")
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("旗袍", "--changes"), "cli.one_question"),
        (("--used", "a"), "cli.missing_option"),
        (("--between", "1", "x"), "cli.bad_number"),
    ],
)
def test_questions_that_contradict_each_other(call, args: tuple[str, ...], code: str) -> None:
    """One call asks one question; a title in use needs its product."""
    result = call("history", *args, "--store", "s.db", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stderr)["error"]["code"] == code


@pytest.mark.parametrize(
    ("store", "code"),
    [
        ("qipao_keywords.csv", "history.no_store"),
        ("", "history.no_name"),
        ("nowhere/s.db", "tables.no_folder"),
        ("out.csv", "history.same_file"),
        ("new/../out.csv", "history.same_file"),
    ],
)
def test_a_store_that_cannot_be_one_is_refused_first(call, here: Path, store: str, code: str) -> None:
    """A wrong store is an error before anything is read or written; an input stays as it is."""
    before = {path: path.read_bytes() for path in here.iterdir()}
    result = call("score", "gone.csv", "--store", store, "-o", "out.csv", "--format", "json")
    assert json.loads(result.stderr)["error"]["code"] == code
    assert {path: path.read_bytes() for path in here.iterdir()} == before


def test_a_store_is_not_written_over(call, two_months: Path) -> None:
    """A result never takes the place of the store, under whatever name it is called."""
    (two_months / "link.csv").symlink_to(two_months / "s.db")
    before = (two_months / "s.db").read_bytes()
    result = call("score", TABLES[0], "--store", "s.db", "-o", "link.csv")
    assert result.exit_code == 1
    assert (two_months / "s.db").read_bytes() == before


def test_bars_stand_behind_everything_else(two_months: Path, call) -> None:
    """Bars end their line, because terminals disagree on their width; they need three points."""
    name = "词表_2026-06-01_2026-06-30.csv"
    (two_months / name).write_text(
        "关键词,搜索人气,在线商品数,支付转化率\n旗袍,1500,2000,4%\n", encoding="utf-8"
    )
    call("score", name, "--store", "s.db")
    drawn = call("history", "旗袍", "--store", "s.db").stdout
    assert "  searches: ▃█▅\n" in drawn  # 1/3, 1 and 1/2 of seven steps: 2.3, 7 and 3.5
    assert bars([float("nan"), 0.0]) == "·▁"


def test_a_narrow_terminal_leaves_columns_out(two_months: Path) -> None:
    """On sixty cells no line is longer, and the columns that are left out are named."""
    import io

    from kwopt.cli.views.history import draw_overtime
    from kwopt.cli.voice import Voice

    stream = io.StringIO()
    screen = Screen(stream, width=60)
    with Store(two_months / "s.db") as store:
        remarks = draw_overtime(screen, store.over_time(["旗袍"]), Voice("zh"))
    screen.show()
    assert max(len(line) for line in stream.getvalue().splitlines()) <= 60
    assert "终端" in remarks[0]


def test_rows_go_into_files(two_months: Path, call) -> None:
    """Tables and points are rows of a file too."""
    call("history", "--store", "s.db", "-o", "tables.csv")
    assert pd.read_csv(two_months / "tables.csv")["files"].tolist() == list(TABLES)
    call("history", "旗袍", "--store", "s.db", "-o", "points.parquet")
    assert pd.read_parquet(two_months / "points.parquet")["search_volume"].tolist() == [1000, 3000]
