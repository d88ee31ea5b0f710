"""`kwopt batch` at the prompt: exit codes, the document, the summary, and a run that is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kwopt.cli.options import ENGINES
from kwopt.runs import engines

BATCH = ("batch", "catalog.csv", "--keywords", "qipao_keywords.csv", "--as-of", "2026-05-20")

pytestmark = pytest.mark.usefixtures("few_keywords")


def problem(result) -> str:
    """Return the code of the error on stderr."""
    return json.loads(result.stderr.splitlines()[-1])["error"]["code"]


def test_the_document_counts_products_and_names_files(document, here: Path) -> None:
    """Under --format json stdout has one envelope; the rows are in the output."""
    found = document(*BATCH, "-o", "titles.jsonl")
    assert found["schema"] == "kwopt.batch/1"
    assert {name: found[name] for name in ("products", "done", "failed", "resumed", "output", "journal")} == {
        "products": 4, "done": 4, "failed": 0, "resumed": 0,
        "output": "titles.jsonl", "journal": "titles.jsonl.journal",
    }  # fmt: skip
    assert [item["file"] for item in found["inputs"]] == ["catalog.csv", "qipao_keywords.csv"]
    rows = [json.loads(line) for line in (here / "titles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["product_id"] for row in rows] == ["QP-2026-031", "QP-2026-032", "MM-2026-007", "PJ-2026-003"]


def test_failed_products_end_with_exit_code_3(call, here: Path) -> None:
    """The summary names row, ID and reason of what failed, stdout stays empty, and the others have titles."""
    with (here / "catalog.csv").open("a", encoding="utf-8") as file:
        file.write("X-1,坏商品,,,,,,便宜,,\n")
    result = call(*BATCH, "-o", "titles.csv")
    assert (result.exit_code, result.stdout) == (3, "")
    assert (
        'row 6 (X-1) failed: product field 售价: "便宜" is not a number of 0 or more; write it as 39.9'
        in result.stderr.splitlines()
    )
    assert "5 products: 4 done, 1 failed; written to titles.csv" in result.stderr
    zh = call(*BATCH, "-o", "zh.csv", "--lang", "zh")
    assert "第 6 行（X-1）出错" in zh.stderr


def test_tables_may_follow_one_option(document) -> None:
    """`--keywords A B` reads both tables, as `--keywords A --keywords B` does."""
    found = document(*BATCH[:4], "bottle_keywords.csv", *BATCH[4:], "-o", "titles.jsonl")
    assert [item["file"] for item in found["inputs"][1:]] == ["qipao_keywords.csv", "bottle_keywords.csv"]


@pytest.mark.parametrize(
    ("args", "exit_code", "code"),
    [
        ((), 2, "shop.no_output"),
        (("-o", "-"), 2, "shop.no_output"),
        (("-o", "titles.json"), 1, "tables.unknown_suffix"),
        (("-o", "catalog.csv"), 1, "tables.over_input"),
        (("-o", "t.jsonl", "--scores", "s.csv"), 1, "tables.unknown_suffix"),
        (("-o", "t.jsonl", "--catalog-map", "title"), 2, "cli.bad_catalog_map"),
        (("-o", "t.jsonl", "--catalog-map", "tittle=标题"), 1, "errors.unknown_choice"),
        (("-o", "t.jsonl", "--catalog-map", "title=没有"), 1, "products.catalog_no_column"),
        (("-o", "t.jsonl", "--resume", "--restart"), 2, "runs.resume_or_restart"),
        (("-o", "t.jsonl", "--engine", "dask"), 2, "runs.no_scheduler"),
        (("-o", "t.jsonl", "--scheduler", "tcp://127.0.0.1:1"), 2, "runs.scheduler_unused"),
        (("-o", "t.parquet", "--scores", "t.parquet"), 2, "shop.scores_over_output"),
        (("-o", "t.jsonl", "--marketplace", "nowhere"), 2, "errors.unknown_choice"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    call, here: Path, args: tuple[str, ...], exit_code: int, code: str
) -> None:
    """Nothing is written, and nothing is on stdout."""
    before = sorted(path.name for path in here.iterdir() if path.suffix != ".journal")
    result = call(*BATCH, *args, "--format", "json")
    assert (result.exit_code, result.stdout, problem(result)) == (exit_code, "", code)
    assert sorted(path.name for path in here.iterdir() if path.suffix != ".journal") == before


def test_a_run_goes_on_under_the_day_of_its_beginning(document, call) -> None:
    """A run that is resumed the next day judges words as it began; another day named is another run."""
    document(*BATCH, "-o", "titles.jsonl")
    again = document(*BATCH[:4], "-o", "titles.jsonl", "--resume")
    assert (again["resumed"], again["settings"]["as_of"]) == (4, "2026-05-20")
    other = call(*BATCH[:4], "--as-of", "2026-05-21", "-o", "titles.jsonl", "--resume", "--format", "json")
    assert problem(other) == "runs.other_run"


def test_english_catalogs(document, here: Path) -> None:
    """An export in English gets titles under the rules of an English marketplace."""
    headers = "item-name\tseller-sku\tprice\tmaterial_type\n"
    rows = headers + "Insulated Water Bottle 32 oz\tB-1\t24.90\tStainless Steel\n"
    (here / "listings.txt").write_text(rows, encoding="utf-8")
    found = document(
        "batch", "listings.txt", "-k", "bottle_keywords.csv", "-m", "amazon_us", "-o", "titles.jsonl"
    )
    row = json.loads((here / "titles.jsonl").read_text(encoding="utf-8"))
    assert (found["done"], row["product_id"], row["marketplace"]) == (1, "B-1", "amazon")
    assert "bottle" in row["titles"][0]["text"].lower()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_killed_by_a_signal_goes_on_to_the_same_bytes(call, here: Path) -> None:
    """SIGKILL in the middle, twice, then --resume: the bytes are those of an undisturbed run."""
    assert call(*BATCH, "-o", "whole.jsonl").exit_code == 0
    code = "import sys; from kwopt.cli.main import cli; cli(sys.argv[1:])"
    args = [sys.executable, "-c", code, *BATCH, "-o", "titles.jsonl", "--resume", "--jobs", "1"]
    journal = here / "titles.jsonl.journal"
    with subprocess.Popen(args, stderr=subprocess.DEVNULL, env=os.environ) as process:
        while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert not (here / "titles.jsonl").exists()
    assert call(*BATCH, "-o", "titles.jsonl", "--resume").exit_code == 0
    assert (here / "titles.jsonl").read_bytes() == (here / "whole.jsonl").read_bytes()


def test_the_engines_offered_are_those_there_are() -> None:
    """Help names the engines without loading them; both lists are one."""
    assert engines.ENGINES == ENGINES
