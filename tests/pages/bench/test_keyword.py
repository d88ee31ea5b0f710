"""Everything about one keyword: its figures, its words, how it ranks, whether titles may earn from it."""

import re
from typing import Any

import pandas as pd
import pytest

from kwopt.errors import TableError
from kwopt.language.roles import Role
from kwopt.locales import LANGUAGES
from kwopt.messages import message
from kwopt.pages.bench import Bench
from kwopt.pages.bench.keyword import _FIGURES
from kwopt.pages.definitions import definition
from kwopt.scoring.relevance.explained import SAID
from kwopt.tables import read_keywords
from tests.made_bench import DAY, asked, sample_bench


def told(bench: Bench, keyword: str, lang: str = "en") -> dict[str, Any]:
    """Return what is told of a keyword."""
    return asked(bench, "keyword", keyword=keyword, lang=lang)


def first_of(bench: Bench, **params: Any) -> dict[str, Any]:
    """Return the best row that is looked for."""
    row: dict[str, Any] = asked(bench, "keywords", size=1, **params)["rows"][0]
    return row


def test_the_record_is_the_row(bench: Bench) -> None:
    """The record is the row of the table, found in any form of its keyword."""
    row = first_of(bench)
    assert told(bench, row["keyword"].upper() + " ")["record"] == row


def test_worth_is_the_product_that_the_sentence_says(bench: Bench) -> None:
    """Relevance x buyers x share to the power of the weight of competition is the worth."""
    row = first_of(bench, classes=["eligible"])
    # the weight of competition is 0.5 unless set
    product = row["relevance"] * row["market_buyers"] * row["share"] ** 0.5
    assert product == pytest.approx(row["worth"])
    said = told(bench, row["keyword"])["rank"]["message"]
    numbers = [float(part.replace(",", "")) for part in re.findall(r"[\d,]*\d(?:\.\d+)?", said)]
    rank, total, relevance, buyers, chance, worth = numbers
    assert (rank, total) == (row["rank"], 167)
    assert relevance * buyers * chance / 100**2 == pytest.approx(worth, rel=0.02)  # three digits each


def test_figures_have_names_and_meanings(bench: Bench) -> None:
    """Each figure that the row states has a label, a text and a meaning; missing ones are left out."""
    found = told(bench, first_of(bench)["keyword"], "zh")
    assert {"search_volume", "conversion", "worth"} <= {figure["name"] for figure in found["figures"]}
    for figure in found["figures"]:
        assert figure["label"]
        assert "_" not in figure["label"]
        assert figure["meaning"]
        assert figure["value"] == found["record"][figure["name"]]
        assert found["record"][figure["name"]] is not None


@pytest.mark.parametrize(
    ("classes", "code"),
    [(["eligible"], "titles_may"), (["possible"], "titles_possible"), (["wrong"], "titles_wrong")],
)
def test_why_titles_may_or_may_not_earn(bench: Bench, classes: list[str], code: str) -> None:
    """Each class says what it means for titles."""
    found = told(bench, first_of(bench, classes=classes)["keyword"])["title"]
    assert (found["code"], found["may"]) == (code, code == "titles_may")
    assert found["message"]


def test_a_banned_word_is_the_reason() -> None:
    """A keyword that fits, and holds a word that the seller bans, says so."""
    bench = sample_bench(ban="连衣裙")
    rows = asked(bench, "keywords", classes=["fits"], search="连衣裙", size=1)["rows"]
    assert told(bench, rows[0]["keyword"])["title"]["code"] == "titles_forbidden"


def test_without_a_product_demand_is_told() -> None:
    """Without a product the rank is by demand, and titles wait for the product."""
    bench = sample_bench()
    asked(bench, "score", settings={"as_of": DAY})
    found = told(bench, first_of(bench)["keyword"])
    assert "by demand and competition" in found["rank"]["message"]
    assert found["title"]["code"] == "titles_no_product"


def test_the_best_title_covers_it(bench: Bench) -> None:
    """Once titles are there, a keyword says how the best one covers it."""
    title = asked(bench, "titles", n=1)["titles"][0]
    covered = title["coverage"][0]
    assert told(bench, covered["keyword"])["title"]["best"] == covered["match"]


def test_a_keyword_that_is_not_in_the_table(bench: Bench) -> None:
    """What the table does not hold is not explained."""
    with pytest.raises(TableError, match='the table has no keyword "没有的词"'):
        told(bench, "没有的词")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_may_be_said_has_words(lang: str) -> None:
    """Every role, verdict and figure has a name in both languages."""
    codes = [f"role_{role}" for role in Role] + [f"said_{said}" for said in SAID.values()]
    own = [figure.column for figure in _FIGURES if not figure.defined]
    codes += [f"{part}_{column}" for column in own for part in ("figure", "means")] + ["role_unlisted"]
    assert all(message(f"bench.{code}", lang=lang) for code in codes)


def test_figures_mean_what_the_report_says(bench: Bench) -> None:
    """A figure that the report defines has its words there, with the settings in force filled in."""
    found = {figure["name"]: figure for figure in told(bench, "改良旗袍")["figures"]}
    # a growing shop, as unless told otherwise, is met among the first 5,000 listings
    assert found["share"]["meaning"].startswith("5,000 / (listings + 5,000)")
    assert found["worth"]["meaning"] == definition("worth").text


def test_buyers_are_reckoned_as_their_definition_says(bench: Bench) -> None:
    """Searches x t / (1 + t) x conversion, of which a Taobao shop has what does not go to Tmall."""
    row = told(bench, "改良旗袍")["record"]
    clicks = row["click_through_rate"]
    buyers = row["search_volume"] * clicks / (1 + clicks) * row["conversion"]
    assert row["market_buyers"] == pytest.approx(buyers * (1 - row["tmall_share"]))
    assert "t / (1 + t)" in definition("market_buyers").text


def test_a_report_converts_by_click() -> None:
    """Where a table has clicks and orders of one's own, and no market's rates, conversion is of clicks."""
    bench = Bench()
    words = pd.DataFrame({"keyword": ["旗袍", "唐装"], "clicks": [900, 700], "orders": [40, 9]})
    bench.put_table("report", lambda: read_keywords(words))
    found = {figure["name"]: figure for figure in told(bench, "旗袍")["figures"]}
    assert found["conversion"]["label"] == definition("orders_per_click").term
