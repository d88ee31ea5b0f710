"""`kwopt title`: titles with proof, words asked for, and clear answers where there is none."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("few_keywords")

QIPAO = ("qipao_keywords.csv", "--product", "qipao.toml", "--as-of", "2026-05-20")


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
        assert all(
            set(proof) == {"value", "bound", "gap", "proven", "method"} for proof in title["proof"].values()
        )
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


@pytest.mark.parametrize(("effort", "method"), [((), "lp"), (("--effort", "fast"), "lp_root")])
def test_effort_is_told_by_the_proof(document, effort: tuple[str, ...], method: str) -> None:
    """All work there is goes into a title unless less is asked for; the proof says which it was."""
    found = document("title", *QIPAO, *effort)
    assert found["titles"][0]["proof"]["whole"]["method"] == method


def test_words_of_the_command_line_reach_the_title(document) -> None:
    """--require and --lock stand in the title, --ban does not."""
    found = document("title", *QIPAO, "--require", "显瘦", "--ban", "国风", "--lock", "提花旗袍")
    text = found["titles"][0]["text"]
    assert "显瘦" in text
    assert "国风" not in text
    assert "提花旗袍" in text


def test_required_words_that_cannot_fit_are_an_error(call) -> None:
    """Required words wider than the limit give one sentence, exit code 1, and no title."""
    words = [
        part
        for word in ("豆绿色斜襟盘扣立领", "米白色聚酯纤维提花布", "收腰显瘦气质优雅复古民国风")
        for part in ("--lock", word)
    ]
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


def test_fields_stand_beside_the_title(document, call, here: Path) -> None:
    """The document has every field that the data name, the screen a line of each, the table a column."""
    fields = document("title", *QIPAO)["fields"]
    assert list(fields) == ["guide_title"]
    assert fields["guide_title"]["width"] <= fields["guide_title"]["limit"] == 30
    bottle = ("bottle_keywords.csv", "--product", "bottle.toml", "--marketplace")
    tags = document("title", *bottle, "etsy")["fields"]["tags"]
    assert len(tags["list"]) <= tags["most_values"] == 13
    assert max(tags["widths"]) <= 20
    shown = call("title", *bottle, "amazon").stdout
    assert "highlights: " in shown
    assert "search terms: " in shown
    call("title", *bottle, "amazon", "-n", "2", "-o", "titles.csv")
    header, first, second = (here / "titles.csv").read_text("utf-8-sig").splitlines()
    assert header.endswith("findings,highlights,search_terms")
    assert second.endswith(",,")  # fields go with the first title
    assert not first.endswith(",,")
