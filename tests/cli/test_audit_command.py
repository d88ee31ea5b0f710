"""`kwopt audit`: the document of the contract, what a person reads, exit codes, budgets, files."""

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from kwopt.resources import load_toml
from kwopt.titles.auditing.audited import EditKind, Risk, RiskBasis

pytestmark = pytest.mark.usefixtures("few_keywords")

TITLE = "改良旗袍女夏季国风百搭连衣裙"
RUN = "from kwopt.cli.main import main; main()"
QIPAO = ("-k", "qipao_keywords.csv", "-p", "qipao.toml", "--as-of", "2026-05-20")


def test_audit_document_has_the_contracts_keys(document) -> None:
    """Every key of the contract's audit, in each of its parts."""
    found = document("audit", TITLE, *QIPAO)
    assert found["schema"] == "kwopt.audit/1"
    keys = ["product", "marketplace", "limit", "unit", "title", "best", "reach", "words", "missed", "edits",
            "findings"]  # fmt: skip
    assert set(keys) <= set(found)
    assert {"text", "tokens", "width", "value", "coverage_value", "fluency_value", "reach", "bound", "gap",
            "proven", "proof", "coverage", "findings"} <= set(found["title"])  # fmt: skip
    assert set(found["title"]) == set(found["best"])
    assert {"text", "start", "end", "earned", "width", "wasted", "reason"} <= set(found["words"][0])
    assert {"keyword", "worth", "needs", "width_needed"} <= set(found["missed"][0])
    edit = {"remove", "add", "text", "gain", "loss", "net", "risk", "changed_characters"}
    assert edit <= set(found["edits"][0])
    assert [found["title"]["text"][word["start"] : word["end"]] for word in found["words"]] == [
        word["text"] for word in found["words"]
    ]
    assert found["settings"]["edits"] == 2


def test_without_a_title_todays_is_audited(document) -> None:
    """The product's own title."""
    found = document("audit", *QIPAO)
    assert found["title"]["text"] == found["product"]["title"]


def test_a_product_without_a_title_needs_one(call) -> None:
    """A sentence says what to give; nothing stands on stdout."""
    result = call("audit", "-k", "bottle_keywords.csv", "-p", "bottle.toml", "-m", "amazon")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "states no title; give the title to audit" in result.stderr


@pytest.mark.parametrize(
    ("lang", "phrases"),
    [
        ("en", ("reaches ", "best title: ", "What each word earns", "Small edits", "wasted: an opinion")),
        ("zh", ("达到可达价值的", "最佳标题：", "每个词的贡献", "小改动", "浪费：")),
    ],
)
def test_a_person_reads_what_to_do(call, lang: str, phrases: tuple[str, ...]) -> None:
    """Reach, the best title, words, and edits stand on the screen, in both languages."""
    result = call("audit", TITLE, *QIPAO, "--ban", "显瘦", "--lang", lang)
    assert result.exit_code == 0, result.stderr
    assert [phrase for phrase in phrases if phrase not in result.stdout] == []


def test_findings_of_level_error_exit_with_one(call, document) -> None:
    """The document is on stdout all the same, and the first edit takes the error out."""
    found = document("audit", f"全网最低价{TITLE}", *QIPAO, exit_code=1)
    assert [item["level"] for item in found["findings"]] == ["error"]
    assert found["edits"][0]["kind"] == "mend"
    assert call("audit", f"全网最低价{TITLE}", *QIPAO).exit_code == 1


def test_options_bound_the_edits(document) -> None:
    """--edits 0 proposes none; --lock keeps a word; --max-changed-characters counts."""
    assert document("audit", TITLE, *QIPAO, "--edits", "0")["edits"] == []
    locked = document("audit", TITLE, *QIPAO, "--lock", "百搭", "--edits", "3")["edits"]
    assert all("百搭" in edit["text"] for edit in locked)
    few = document("audit", TITLE, *QIPAO, "--max-changed-characters", "4")["edits"]
    assert sum(edit["changed_characters"] for edit in few) <= 4


def test_a_table_holds_the_words(call, here: Path) -> None:
    """One row a word."""
    result = call("audit", TITLE, *QIPAO, "-o", "words.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    rows = (here / "words.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "text,start,end,earned,width,wasted,role,reason,other,message"
    assert rows[1].startswith("改良旗袍,0,4,")


@pytest.mark.parametrize("text", ["", "   ", "😀"])
def test_a_title_without_words_gets_an_answer(call, text: str) -> None:
    """No crash: what could be reached is shown, exit 1 because a title needs a character it may hold."""
    result = call("audit", text, *QIPAO)
    assert result.exit_code == 1
    assert "best title: " in result.stdout


def test_a_title_may_come_from_stdin(document) -> None:
    """A dash stands for the first line of stdin."""
    found = document("audit", "-", *QIPAO, stdin=f"{TITLE}\n".encode())
    assert found["title"]["text"] == TITLE


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_of_edit_and_risk_has_a_name(lang: str) -> None:
    """Whatever an audit says of a step is said on screen in both languages."""
    texts = load_toml(f"messages.{lang}.toml")["cli"]
    named = {"edit": EditKind, "risk": Risk, "basis_of_risk": RiskBasis}
    lacking = [f"{kind}_{word}" for kind, words in named.items() for word in get_args(words)]
    assert [name for name in lacking if name not in texts] == []


def test_the_hash_seed_changes_nothing(call, here: Path) -> None:
    """Equal bytes from two processes that order sets differently: this one and another."""
    args = ("audit", TITLE, *QIPAO, "--edits", "3", "--format", "json")
    other = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        capture_output=True, check=True, cwd=here, env=os.environ | {"PYTHONHASHSEED": "4321"},
    ).stdout  # fmt: skip
    assert call(*args).stdout_bytes == other


def test_own_rules_hold_for_audits(document, here: Path) -> None:
    """--marketplaces changes the limit that a title is held against."""
    (here / "own.toml").write_text("[taobao.title]\nmax = 40\n", encoding="utf-8")
    found = document(
        "audit", "改良旗袍女", "-k", "qipao_keywords.csv", "-p", "qipao.toml", "--marketplaces", "own.toml"
    )
    assert found["limit"] == 40
    assert found["best"]["width"] <= 40
