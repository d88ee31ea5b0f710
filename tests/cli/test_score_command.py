"""`kwopt score`: the document, the order of rows, settings and fingerprints."""

import json
from pathlib import Path

import pytest

ENVELOPE = ["schema", "kwopt", "settings", "inputs", "notices"]
QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")


def test_score_document_has_the_contracts_keys(document, scored_columns: list[str]) -> None:
    """The score document: counts that add up, all columns, reasons as objects, open questions."""
    found = document("score", *QIPAO)
    assert list(found) == [*ENVELOPE, "product", "counts", "keywords", "missing_facts"]
    counts = found["counts"]
    assert counts["rows_read"] == counts["rows_kept"] + counts["rows_merged"] + counts["rows_refused"]
    assert (
        counts["rows_kept"] == counts["fits"] + counts["possible"] + counts["wrong"] == len(found["keywords"])
    )
    assert list(found["keywords"][0]) == scored_columns
    wrong = next(row for row in found["keywords"] if row["relevance_class"] == "wrong")
    assert set(wrong["reason"]) == {"code", "words", "text"}
    assert wrong["worth"] == 0
    for fact in found["missing_facts"]:
        assert {"fact", "question", "keywords", "demand_share"} <= set(fact)


@pytest.mark.usefixtures("few_keywords")
@pytest.mark.parametrize("command", ["score", "title"])
def test_questions_are_answered_on_the_command_line(document, command: str) -> None:
    """What is approved or banned is not asked again; what waited for the yes fits."""
    asked = document(command, *QIPAO)["missing_facts"]
    assert {"fact", "question", "keywords", "demand_share"} <= set(asked[0])
    first = asked[0]["fact"]
    for answer in ("--approve", "--ban"):
        found = document(command, *QIPAO, answer, first)
        assert first not in {word for fact in found["missing_facts"] for word in fact["words"]}
    gained = document("score", *QIPAO, "--approve", first)["counts"]["fits"]
    assert gained >= document("score", *QIPAO)["counts"]["fits"] + asked[0]["settled"]


def test_settings_and_fingerprints_stand_in_the_document(document) -> None:
    """All settings in force are listed, stated or not, with a fingerprint of every input."""
    found = document("score", *QIPAO, "--competition", "0.25")
    settings = found["settings"]
    assert (settings["competition"], settings["shop_strength"], settings["as_of"]) == (
        0.25,
        "growing",
        "2026-05-20",
    )
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


def test_missing_values_are_null(call, here: Path) -> None:
    """A table without figures gives null, not NaN and not 0, and says what is lacking."""
    (here / "bare.csv").write_text("keyword\n旗袍\n", encoding="utf-8")
    result = call("score", "bare.csv", "--format", "json")
    assert "NaN" not in result.stdout
    row = json.loads(result.stdout)["keywords"][0]
    assert (row["worth"], row["search_volume"], row["worth_reason"]) == (None, None, "no_search_volume")


def test_product_without_attributes_is_warned_of(call, here: Path) -> None:
    """A product without attributes gets a warning on stderr, and its keywords are scored."""
    (here / "bare.toml").write_text('name = "旗袍"\n', encoding="utf-8")
    result = call("score", "qipao_keywords.csv", "-p", "bare.toml")
    assert result.exit_code == 0
    assert 'warning: the product "旗袍" has no attributes' in result.stderr


@pytest.mark.parametrize("value", ["nan", "inf", "0", "-3", "big"])
def test_impossible_shop_strengths_are_refused(call, value: str) -> None:
    """A strength is a known word or a number of listings above 0."""
    result = call("score", "qipao_keywords.csv", "--shop-strength", value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "shop_strength" in result.stderr
