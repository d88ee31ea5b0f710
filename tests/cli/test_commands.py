"""Each command on the samples: documents with the contract's keys, rows, figures that agree."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from kwopt.cli.main import cli

ENVELOPE = ["schema", "kwopt", "settings", "inputs", "notices"]
QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")

SCORED = """keyword rank score worth worth_reason relevance relevance_class dated eligible reason_code reason_words
reason conversion conversion_low conversion_high conversion_basis market_buyers market_buyers_basis share
opportunity search_volume listing_count listing_basis demand_supply_ratio click_through_rate buyers_per_visitor
orders_per_click clicks orders market_cpc search_growth tmall_share source_file source_row""".split()
"""Columns of scored keywords, in the contract's order."""


def test_inspect_describes_each_file(document) -> None:
    """The inspect document has the contract's keys, and its rows add up."""
    found = document("inspect", "qipao_keywords.csv", "bottle_keywords.csv")
    assert list(found)[:5] == ENVELOPE
    assert found["schema"] == "kwopt.inspect/1"
    assert [file["file"] for file in found["files"]] == ["qipao_keywords.csv", "bottle_keywords.csv"]
    for file in found["files"]:
        assert file["rows_read"] == file["rows_kept"] + file["rows_merged"] + file["rows_refused"]
        wanted = {"encoding", "header_row", "confidence", "columns", "repairs", "refusals", "ready_for", "todo"}
        assert wanted <= set(file)
        for column in file["columns"]:
            assert {"source", "canonical", "status", "missing", "examples"} <= set(column)


def test_inspect_draws_every_column(call) -> None:
    """The doctor shows each header with its meaning, and how the rows add up."""
    text = call("inspect", "qipao_keywords.csv").stdout
    assert "170 rows read = 167 kept + 2 merged + 1 refused" in text
    assert "搜索人气       search_volume" in text
    assert "ready for: score, title, bid" in text


def test_score_document_has_the_contracts_keys(document) -> None:
    """The score document: counts that add up, all columns, reasons as objects, open questions."""
    found = document("score", *QIPAO)
    assert list(found) == [*ENVELOPE, "product", "counts", "keywords", "missing_facts"]
    counts = found["counts"]
    assert counts["rows_read"] == counts["rows_kept"] + counts["rows_merged"] + counts["rows_refused"]
    assert counts["rows_kept"] == counts["fits"] + counts["possible"] + counts["wrong"] == len(found["keywords"])
    assert list(found["keywords"][0]) == SCORED
    wrong = next(row for row in found["keywords"] if row["relevance_class"] == "wrong")
    assert set(wrong["reason"]) == {"code", "words", "text"}
    assert wrong["worth"] == 0
    for fact in found["missing_facts"]:
        assert {"fact", "question", "keywords", "demand_share"} <= set(fact)


def test_settings_and_fingerprints_stand_in_the_document(document) -> None:
    """All settings in force are listed, stated or not, with a fingerprint of every input."""
    found = document("score", *QIPAO, "--competition", "0.25")
    settings = found["settings"]
    assert (settings["competition"], settings["shop_strength"], settings["as_of"]) == (0.25, "growing", "2026-05-20")
    assert [entry["file"] for entry in found["inputs"]] == ["qipao_keywords.csv", "qipao.toml"]
    assert all(len(entry["sha256"]) == 64 for entry in found["inputs"])


def test_score_keeps_the_inputs_order_unless_sorted(document) -> None:
    """Rows come in input order with their rank; with --sort by rank."""
    plain = document("score", *QIPAO)["keywords"]
    assert [row["source_row"] for row in plain] == sorted(row["source_row"] for row in plain)
    ranked = document("score", *QIPAO, "--sort")["keywords"]
    assert [row["rank"] for row in ranked] == list(range(1, len(ranked) + 1))
    assert sorted(plain, key=lambda row: row["rank"]) == ranked


def test_score_without_product_gates_nothing(document) -> None:
    """Without a product relevance is null, no class is counted, and every keyword keeps its worth."""
    found = document("score", "qipao_keywords.csv")
    assert found["product"] is None
    assert {row["relevance"] for row in found["keywords"]} == {None}
    assert found["missing_facts"] == []


def test_the_same_call_prints_the_same_bytes(call) -> None:
    """Equal calls give equal bytes, in every format."""
    for form in ("table", "csv", "json"):
        assert call("score", *QIPAO, "--format", form).stdout_bytes == call("score", *QIPAO, "--format", form).stdout_bytes


def test_csv_on_stdout_holds_what_the_document_holds(call, document) -> None:
    """CSV on stdout is plain UTF-8 with all columns and rows; remarks go to stderr."""
    result = call("score", *QIPAO, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    keywords = document("score", *QIPAO)["keywords"]
    assert not result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == SCORED
    assert [row["keyword"] for row in rows] == [row["keyword"] for row in keywords]
    assert [float(row["worth"]) for row in rows] == [row["worth"] for row in keywords]
    assert "warning: " in result.stderr


def test_table_shows_twenty_and_says_how_many_more(call) -> None:
    """The terminal's table is by rank, ends after 20 rows, and stderr says how many more there are."""
    result = call("score", *QIPAO)
    ranks = [line.split()[0] for line in result.stdout.splitlines() if line[:4].strip().isdigit()]
    assert ranks == [str(rank) for rank in range(1, 21)]
    assert "147 more keywords: use -o FILE or --format csv for all" in result.stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_stdin_gives_what_the_file_gives(call, here: Path, form: str) -> None:
    """"-" reads the keywords from stdin and finds the same."""
    data = (here / "qipao_keywords.csv").read_bytes()
    piped = call("score", "-", "--as-of", "2026-05-20", "--product", "qipao.toml", "--format", form, stdin=data)
    named = call("score", *QIPAO, "--format", form)
    assert piped.exit_code == 0
    assert piped.stdout.replace('"-"', '"qipao_keywords.csv"').replace(",-,", ",qipao_keywords.csv,") == named.stdout


def test_product_from_stdin(call, here: Path) -> None:
    """"-" reads the product from stdin too."""
    data = (here / "qipao.toml").read_bytes()
    result = call("score", "qipao_keywords.csv", "--as-of", "2026-05-20", "--product", "-", stdin=data)
    assert result.stdout == call("score", *QIPAO).stdout


def test_missing_values_are_null(call, here: Path) -> None:
    """A table without figures gives null, not NaN and not 0, and says what is lacking."""
    (here / "bare.csv").write_text("keyword\n旗袍\n", encoding="utf-8")
    result = call("score", "bare.csv", "--format", "json")
    assert "NaN" not in result.stdout
    row = json.loads(result.stdout)["keywords"][0]
    assert (row["worth"], row["search_volume"], row["worth_reason"]) == (None, None, "no_search_volume")


def test_title_document_has_the_contracts_keys(document) -> None:
    """The title document: titles within the limit, each with proof, coverage, tokens and findings."""
    found = document("title", *QIPAO, "-n", "2")
    body = ["product", "marketplace", "field", "limit", "unit", "candidates", "eligible", "titles", "dropped"]
    assert list(found)[5:14] == body
    assert (found["marketplace"], found["field"], found["limit"]) == ("taobao", "title", 60)
    assert [title["rank"] for title in found["titles"]] == [1, 2]
    for title in found["titles"]:
        assert title["width"] <= 60
        assert set(title["proof"]) == {"selection", "whole"}
        assert all(set(proof) == {"value", "bound", "gap", "proven", "method"} for proof in title["proof"].values())
        assert all(title["text"][token["start"] : token["end"]] == token["text"] for token in title["tokens"])
        assert {"keyword", "match", "credit", "worth", "earned"} <= set(title["coverage"][0])
    for left in found["dropped"]:
        assert set(left) == {"keyword", "code", "message"}


def test_title_is_drawn_with_length_and_proof(call) -> None:
    """A person reads the title, its length, what it reaches and what is proven of it."""
    text = call("title", *QIPAO).stdout
    assert "of 60 width units" in text
    assert "reaches " in text
    assert "proof: " in text


def test_words_of_the_command_line_reach_the_title(document) -> None:
    """--require and --lock stand in the title, --ban does not."""
    found = document("title", *QIPAO, "--require", "显瘦", "--ban", "国风", "--lock", "提花旗袍")
    text = found["titles"][0]["text"]
    assert "显瘦" in text
    assert "国风" not in text
    assert "提花旗袍" in text


def test_required_words_that_cannot_fit_are_an_error(call) -> None:
    """Required words wider than the limit give one sentence, exit code 1, and no title."""
    words = [part for word in ("豆绿色斜襟盘扣立领", "米白色聚酯纤维提花布", "收腰显瘦气质优雅复古民国风") for part in ("--lock", word)]
    result = call("title", *QIPAO, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error: the required words" in result.stderr
    assert "require fewer, or shorter ones" in result.stderr


def test_product_that_nothing_fits_gets_an_answer(document, call, here: Path) -> None:
    """A product of another kind gets no title but a clear answer, and no error."""
    (here / "pump.toml").write_text('name = "水泵"\ncategory = ["五金", "水泵"]\n', encoding="utf-8")
    found = document("title", "qipao_keywords.csv", "-p", "pump.toml")
    assert found["titles"] == []
    assert "titles.nothing_fits" in [notice["code"] for notice in found["notices"]]
    drawn = call("title", "qipao_keywords.csv", "-p", "pump.toml")
    assert "no title: no keyword that fits the product may earn" in drawn.stdout


def test_product_without_attributes_is_warned_of(call, here: Path) -> None:
    """A product without attributes gets a warning on stderr, and its keywords are scored."""
    (here / "bare.toml").write_text('name = "旗袍"\n', encoding="utf-8")
    result = call("score", "qipao_keywords.csv", "-p", "bare.toml")
    assert result.exit_code == 0
    assert 'warning: the product "旗袍" has no attributes' in result.stderr


def test_check_findings_make_exit_code_1_with_document(document) -> None:
    """A finding of level error gives exit code 1, the document still on stdout; titles are a list."""
    found = document("check", "全网最低价真丝旗袍", exit_code=1)
    assert found["ok"] is False
    assert set(found["titles"][0]) >= {"text", "index", "width", "limit", "unit", "ok", "findings"}
    assert found["titles"][0]["findings"][0]["level"] == "error"
    assert document("check", "改良旗袍")["ok"] is True


def test_check_reads_lines_of_stdin(document) -> None:
    """"-" stands for the lines of stdin, each with its row; blank lines are none."""
    titles = document("check", "-", stdin="改良旗袍\n\n国风旗袍\r\n".encode())["titles"]
    assert [(title["text"], title["row"]) for title in titles] == [("改良旗袍", 1), ("国风旗袍", 3)]


def test_check_takes_the_sellers_lists(document) -> None:
    """--ban makes a word an error, --approve takes a finding away."""
    assert document("check", "改良旗袍", "--ban", "改良", exit_code=1)["ok"] is False
    assert document("check", "全网最低价旗袍", "--approve", "全网最低价")["ok"] is True


def test_check_without_titles_is_an_error(call) -> None:
    """Nothing to check is said so."""
    result = call("check", "-", stdin=b"\n")
    assert (result.exit_code, result.stderr) == (1, "error: there is no title to check; state at least one\n")


def test_bid_document_has_the_contracts_keys(document) -> None:
    """Keyword mode: profit with its parts, ceilings in order, market guesses labelled."""
    found = document("bid", "qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")
    assert (found["mode"], found["currency"], found["max_loss_probability"]) == ("keywords", "CNY", 0.2)
    parts = {"price", "discount", "cost", "shipping", "commission", "other_fees", "refund_reserve", "profit_per_order"}
    assert set(found["unit_economics"]) == parts
    # R = 239 - 20 = 219; commission 219 x .006 = 1.314; refund reserve .32 x (219 - 1.314 - 82 + 7) = 45.65952;
    # profit = 219 - 1.314 - 82 - 5.5 - 1.5 - 45.65952 = 83.02648
    assert found["unit_economics"]["profit_per_order"] == pytest.approx(83.02648)
    for row in found["keywords"]:
        assert row["safe_ceiling"] <= row["ceiling"]
        assert row["ceiling_low"] <= row["ceiling"] <= row["ceiling_high"]
    assert "bids.market_guess" in [notice["code"] for notice in found["notices"]]


def test_bid_of_a_report_gives_verdicts(document) -> None:
    """Report mode: verdict and reason for each keyword, totals beside them."""
    found = document("bid", "bottle_keywords.csv", "--profit", "10")
    assert found["mode"] == "report"
    assert found["unit_economics"]["profit_per_order"] == 10
    extra = {"impressions", "spend", "sales", "profit", "paid_cpc", "verdict", "reason"}
    assert all(extra <= set(row) for row in found["keywords"])
    assert found["totals"]["clicks"] == sum(row["clicks"] for row in found["keywords"])


@pytest.mark.parametrize("args", [[], ["--profit", "10", "--product", "qipao.toml"]])
def test_bid_needs_exactly_one_of_profit_and_product(call, args: list[str]) -> None:
    """Neither or both of profit and product is refused in one sentence."""
    result = call("bid", "qipao_keywords.csv", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: state either the profit of one order")


def test_bid_product_without_price(call, here: Path) -> None:
    """A product without price or cost is told which field is missing."""
    (here / "bare.toml").write_text('name = "旗袍"\nprice = 100\n', encoding="utf-8")
    result = call("bid", "qipao_keywords.csv", "--product", "bare.toml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert 'the product "旗袍" does not state cost' in result.stderr


def test_demo_shows_every_step(call) -> None:
    """The demo inspects, scores, composes and bids, and names the command of each step."""
    result = call("demo")
    assert result.exit_code == 0
    steps = [line.split()[2] for line in result.stdout.splitlines() if line.startswith("$ kwopt")]
    assert steps == ["inspect", "score", "title", "bid"]
    assert "proof: " in result.stdout
    assert result.stdout == call("demo").stdout


@pytest.mark.parametrize(
    "args",
    [["inspect", "qipao_keywords.csv"], ["score", *QIPAO], ["title", *QIPAO], ["bid", *QIPAO], ["demo"],
     ["bid", "bottle_keywords.csv", "--profit", "9"], ["check", "全网最低价真丝旗袍"]],
    ids=lambda args: " ".join(args[:2]),
)  # fmt: skip
def test_headings_and_messages_are_chinese(call, args: list[str]) -> None:
    """Under --lang zh no English sentence of ours is left on stdout or stderr."""
    result = call(*args, "--lang", "zh")
    english = (" the ", " of ", "warning", "note:", "keywords", "searches", "error:", "proof", "ceiling")
    told = "\n".join(line for line in (result.stdout + result.stderr).splitlines() if not line.startswith("$"))
    told = told.replace("qipao_keywords.csv", "").replace("bottle_keywords.csv", "")
    assert [word for word in english if word in told] == []


def test_runner_without_sample_folder() -> None:
    """Help needs no files at all."""
    assert CliRunner().invoke(cli, ["score", "--help"]).exit_code == 0


def test_written_table_holds_all_rows(call, here: Path) -> None:
    """Every suffix holds all rows and the same worths; stdout stays empty."""
    readers = {
        "csv": lambda path: pd.read_csv(path, encoding="utf-8-sig"),
        "tsv": lambda path: pd.read_csv(path, encoding="utf-8-sig", sep="\t"),
        "xlsx": lambda path: pd.read_excel(path, engine="calamine"),
        "parquet": pd.read_parquet,
        "jsonl": lambda path: pd.read_json(path, lines=True),
    }
    worths = []
    for suffix, read in readers.items():
        result = call("score", *QIPAO, "-o", f"out.{suffix}")
        assert (result.exit_code, result.stdout) == (0, "")
        assert f"167 rows written: out.{suffix}" in result.stderr
        frame = read(here / f"out.{suffix}")
        assert list(frame.columns) == SCORED
        worths.append(frame["worth"].round(9).tolist())
    assert all(each == worths[0] for each in worths)


def test_written_json_is_the_document(call, document, here: Path) -> None:
    """-o FILE.json writes the document that --format json prints."""
    result = call("title", *QIPAO, "-o", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((here / "out.json").read_text(encoding="utf-8")) == document("title", *QIPAO)


def test_titles_are_written_one_a_row(call, here: Path) -> None:
    """Titles go into a table one a row, with their figures."""
    call("title", *QIPAO, "-n", "3", "-o", "titles.csv")
    frame = pd.read_csv(here / "titles.csv", encoding="utf-8-sig")
    assert frame["rank"].tolist() == [1, 2, 3]
    assert {"text", "width", "limit", "value", "reach", "bound", "gap", "proven"} <= set(frame.columns)


def test_dash_as_output_is_stdout(call) -> None:
    """-o - prints as --format says."""
    assert call("score", *QIPAO, "-o", "-", "--format", "csv").stdout == call("score", *QIPAO, "--format", "csv").stdout


@pytest.mark.parametrize("target", ["qipao_keywords.csv", "./qipao_keywords.csv"])
def test_inputs_are_never_written_over(call, here: Path, target: str) -> None:
    """An input named as output is refused, and stays as it was."""
    before = (here / "qipao_keywords.csv").read_bytes()
    result = call("score", *QIPAO, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is an input and is not written over" in result.stderr
    assert (here / "qipao_keywords.csv").read_bytes() == before


@pytest.mark.parametrize("target", ["out.txt", "out", "nowhere/out.csv"])
def test_targets_that_cannot_be_written_are_refused(call, here: Path, target: str) -> None:
    """An unknown suffix or a missing folder is one sentence, exit code 1, and leaves nothing behind."""
    before = sorted(path.name for path in here.iterdir())
    result = call("score", *QIPAO, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith(f"error: {target}: cannot")
    assert sorted(path.name for path in here.iterdir()) == before
