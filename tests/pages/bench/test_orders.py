"""Orders on the packaged sample: documents of plain values, kept results, errors that pass through."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import KwoptError, ProductError, SettingError, TableError, TitleError
from kwopt.pages.bench import ORDERS, Bench, perform
from tests.made_bench import DAY, SMALL, asked, sample_bench, small_bench


def uploaded(folder: Path, text: str, name: str = "词.csv") -> list[dict[str, str]]:
    """Return the sources of one uploaded file."""
    path = folder / "upload-1"
    path.write_text(text, encoding="utf-8")
    return [{"path": str(path), "name": name}]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("choices", {}), ("sample", {"name": "bottle"}), ("keywords", {}), ("titles", {"n": 1}),
        ("live", {"text": "改良旗袍女夏"}), ("alternatives", {"text": "改良旗袍女夏"}), ("fields", {}),
        ("product", {"content": {"name": "旗袍"}}),
    ],
)  # fmt: skip
def test_documents_are_plain(bench: Bench, name: str, params: dict[str, Any], lang: str) -> None:
    """What an order returns holds JSON's own types alone, so it may be sent and shown as it is."""
    document = asked(bench, name, lang=lang, **params)
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_an_order_that_is_not_there() -> None:
    """An unknown order is refused with the names of all."""
    with pytest.raises(SettingError, match='unknown order "rread"; choose one of: choices, sample'):
        perform(Bench(), ("rread", {}))


def test_nothing_to_show_before_a_table_is_read() -> None:
    """Without a table an order says what to do."""
    for name in ("keywords", "titles", "score"):
        with pytest.raises(TableError, match="upload one, or try the sample"):
            asked(Bench(), name)


def test_errors_can_be_sent() -> None:
    """An error comes through a process as it is: code, parameters, place and sentence."""
    with pytest.raises(ProductError) as caught:
        asked(Bench(), "product", content={"name": "旗袍", "price": "x"}, lang="zh")
    sent: KwoptError = pickle.loads(pickle.dumps(caught.value))
    assert (sent.code, sent.params, sent.where, sent.text("zh")) == (
        caught.value.code, caught.value.params, caught.value.where, caught.value.text("zh"),
    )  # fmt: skip


def test_reading_names_files_as_the_user_does(tmp_path: Path) -> None:
    """The temporary path of an upload is never shown: neither in results nor in errors."""
    document = asked(Bench(), "read", sources=uploaded(tmp_path, "关键词,搜索人气\n旗袍,90\n旗袍,90\n"))
    assert document["counts"] == {"rows_read": 2, "rows_kept": 1, "rows_merged": 1, "rows_refused": 0}
    assert [row["keyword"] for row in document["preview"]] == ["旗袍"]
    assert document["files"][0]["file"] == "词.csv"
    assert str(tmp_path) not in json.dumps(document)
    with pytest.raises(TableError) as caught:
        asked(Bench(), "read", sources=uploaded(tmp_path, "甲,乙\n1,2\n"))
    assert str(tmp_path) not in caught.value.text("en") + caught.value.text("zh")


def test_a_name_is_no_path(tmp_path: Path) -> None:
    """Of a name with folders only its end is shown."""
    sources = uploaded(tmp_path, "关键词,搜索人气\n旗袍,90\n", name="../../etc/词.csv")
    assert asked(Bench(), "read", sources=sources)["files"][0]["file"] == "词.csv"


def test_an_upload_that_was_wiped(tmp_path: Path) -> None:
    """A file that is gone is said to be gone, by its name."""
    with pytest.raises(TableError, match=r"^词\.csv: the uploaded file is not there any more"):
        asked(Bench(), "read", sources=[{"path": str(tmp_path / "gone"), "name": "词.csv"}])


def test_columns_may_be_mapped(tmp_path: Path) -> None:
    """A header that is not known becomes a column by the map; an empty choice maps nothing."""
    sources = uploaded(tmp_path, "关键词,热度\n旗袍,90\n")
    assert not asked(Bench(), "read", sources=sources)["ready_for"]["title"]
    mapped = {"search_volume": "热度", "listing_count": ""}
    assert asked(Bench(), "read", sources=sources, column_map=mapped)["ready_for"]["title"]


def test_a_failed_order_leaves_the_bench(tmp_path: Path) -> None:
    """What was read and scored stays when a further file, or further content, cannot be used."""
    bench = sample_bench()
    before = asked(bench, "keywords")
    for name, params in (
        ("read", {"sources": uploaded(tmp_path, "")}),
        ("score", {"content": {"price": "x", "name": "旗袍"}}),
        ("score", {"settings": {"competition": "2"}}),
        ("score", {"settings": {"marketplace": "nowhere"}}),
        ("score", {"settings": {"as_of": "gestern"}}),
        ("score", {"settings": {"g": 1}}),
    ):  # fmt: skip
        with pytest.raises(KwoptError):
            asked(bench, name, **params)
    assert asked(bench, "keywords") == before


def test_without_a_product_demand_ranks() -> None:
    """Before a product is typed, keywords are ranked by demand and supply; titles ask for a product."""
    bench = sample_bench()
    counts = asked(bench, "score", content={"name": " "})["counts"]
    assert (counts["fits"], counts["eligible"], counts["total"]) == (0, 0, 167)
    assert asked(bench, "keywords", size=1)["rows"][0]["rank"] == 1
    with pytest.raises(TitleError, match="there is no product yet"):
        asked(bench, "titles")


def test_a_product_without_money_gets_titles(tmp_path: Path) -> None:
    """Price and cost are for bids: titles need a name and a table."""
    bench = Bench()
    asked(bench, "read", sources=uploaded(tmp_path, "关键词,搜索人气\n改良旗袍,900\n旗袍短袖,400\n"))
    asked(bench, "score", content={"name": "改良旗袍", "attributes": "袖长：短袖"})
    # both keywords as phrases need 改良 旗袍 短袖 in this order
    assert asked(bench, "titles", n=1)["titles"][0]["text"] == "改良旗袍短袖"


def test_the_sellers_words() -> None:
    """Required and locked words stand in the title, banned ones do not, however the list is typed."""
    text = asked(small_bench(require="国风、提花", ban=["短袖"]), "titles", n=1)["titles"][0]["text"]
    assert "国风" in text
    assert "提花" in text
    assert "短袖" not in text


def test_counts_are_those_of_the_rows(bench: Bench) -> None:
    """Each class has as many keywords as the counts say; the eligible ones have worth."""
    sample = asked(bench, "sample", name="qipao")
    counts = asked(sample_bench(), "score", content=sample["content"], settings={"as_of": DAY})["counts"]
    for name in ("fits", "possible", "wrong", "eligible"):
        assert asked(bench, "keywords", classes=[name])["matching"] == counts[name]
    rows = asked(bench, "keywords", classes=["eligible"], size=500)["rows"]
    assert all(row["eligible"] and row["worth"] > 0 for row in rows)


def test_a_search_holds_all_parts(bench: Bench) -> None:
    """Parts of a search may stand in any form, order and case of a keyword."""
    found = asked(bench, "keywords", search="夏 旗袍", size=500)
    assert found["matching"] == len(found["rows"]) > 1
    assert all("旗袍" in row["keyword"] and "夏" in row["keyword"] for row in found["rows"])
    assert (
        asked(bench, "keywords", search="Ｖ领")["matching"]
        == asked(bench, "keywords", search="v领")["matching"]
    )
    assert asked(bench, "keywords", search="(")["matching"] == 0


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["search_volume", "conversion", "market_cpc"])
def test_rows_are_sorted_and_missing_ones_last(bench: Bench, sort: str, descending: bool) -> None:
    """Any column sorts in both directions; rows without the figure come last either way."""
    rows = asked(bench, "keywords", sort=sort, descending=descending, size=1_000)["rows"]
    values = [row[sort] for row in rows]
    known = [value for value in values if value is not None]
    assert len(values) == 167
    assert known == sorted(known, reverse=descending)
    assert values[: len(known)] == known


def test_pages_follow_on_each_other(bench: Bench) -> None:
    """Pages part the rows: none twice, none left out; behind the last there are none."""
    pages = [asked(bench, "keywords", page=page, size=60)["rows"] for page in (1, 2, 3, 4)]
    ranks = [row["rank"] for rows in pages for row in rows]
    assert ranks == list(range(1, 168))
    assert pages[3] == []


def test_an_unknown_column_to_sort_by(bench: Bench) -> None:
    """A column that is not there is refused."""
    with pytest.raises(SettingError, match='unknown column "serch_volume"'):
        asked(bench, "keywords", sort="serch_volume")


def test_reasons_are_in_the_language_asked_for(bench: Bench) -> None:
    """The same row tells its reason in both languages."""
    texts = [
        asked(bench, "keywords", classes=["wrong"], size=1, lang=lang)["rows"][0]["reason"]["text"]
        for lang in ("en", "zh")
    ]
    assert texts[0].startswith("against what the product states: ")  # scoring.reason_... of the messages
    assert not texts[1].startswith("against")


def test_covered_keywords_know_their_places(bench: Bench) -> None:
    """Each covered keyword of a proposal has its places; a phrase says just the keyword there."""
    title = asked(bench, "titles", n=1)["titles"][0]
    assert title["coverage"]
    for covered in title["coverage"]:
        assert covered["spans"], covered
        if covered["match"] == "phrase":
            ((start, end),) = covered["spans"]
            said = title["text"][start:end].replace(" ", "").casefold()
            assert said == covered["keyword"].replace(" ", "").casefold()


def test_live_reads_what_an_audit_reads(bench: Bench) -> None:
    """A text is read as `kwopt audit` reads it, with its width and without edits."""
    text = "槿禾里改良旗袍女夏"
    read = asked(bench, "live", text=text)
    assert read["width"] == 2 * len(text)  # nine hanzi of two
    assert "".join(word["text"] for word in read["words"]) == text
    assert read["edits"] == []
    assert read["coverage"] == read["title"]["coverage"]
    assert 0 < read["reach"] < 1
    assert read["text"] == text


@pytest.mark.parametrize("text", ["", " ", "🌸", "a" * 3000])
def test_live_bears_any_text(bench: Bench, text: str) -> None:
    """An empty text, signs alone, or a pasted page are read without an error."""
    assert asked(bench, "live", text=text)["text"] == text[:500]  # what is read as a title


def test_the_first_alternative_is_a_step_forward(bench: Bench) -> None:
    """A poor title can be bettered: the best step comes first and earns more than it costs."""
    steps = asked(bench, "alternatives", text="改良旗袍女夏")["steps"]
    assert steps[0]["net"] > 0
    assert [step["net"] for step in steps] == sorted((step["net"] for step in steps), reverse=True)


def test_todays_title_is_read_beside_the_proposals(bench: Bench) -> None:
    """Today's title stands in the document with what it reaches; a product without one has none."""
    today = asked(bench, "titles", n=1)["today"]
    sample = asked(bench, "sample", name="qipao")
    assert today["text"] == sample["content"]["title"]
    untitled = small_bench()
    asked(untitled, "score", content=SMALL | {"title": ""}, settings={"as_of": DAY})
    assert asked(untitled, "titles", n=1)["today"] is None


def test_a_solved_job_is_kept() -> None:
    """The same titles are not sought twice; others are."""
    bench = small_bench()
    asked(bench, "titles", n=1)
    first = bench.scores.desk
    asked(bench, "titles", n=1)
    assert bench.scores.desk is first
    asked(bench, "titles", n=2)
    assert bench.scores.desk is not first


def test_every_order_says_what_it_does() -> None:
    """Each order takes a language and has a sentence of its own."""
    for name, order in ORDERS.items():
        assert "lang" in order.__annotations__, name
        assert order.__doc__, name


def test_another_language_costs_nothing(tmp_path: Path) -> None:
    """The same order in another language keeps table, scores and titles; its texts are in that language."""
    bench, sources = Bench(), uploaded(tmp_path, "关键词,搜索人气\n改良旗袍,900\n真丝旗袍,90\n")
    found = []
    for lang in ("en", "zh"):
        asked(bench, "read", sources=sources, lang=lang)
        asked(bench, "score", content=SMALL, settings={"as_of": DAY}, lang=lang)
        titles = asked(bench, "titles", n=1, lang=lang)
        found.append((bench.table, bench.scores.desk))
    assert found[0] == found[1]
    assert titles["missing_facts"][0]["question"].endswith("？")


def test_the_greater_effort_stays() -> None:
    """Titles that were sought with all effort are not given up for quick ones."""
    bench = small_bench()
    full = asked(bench, "titles", n=1, effort="full")
    again = asked(bench, "titles", n=1, effort="fast")
    assert (again["titles"], again["effort"]) == (full["titles"], "full")


def test_another_file_of_the_same_name_is_read(tmp_path: Path) -> None:
    """What counts is what a file holds, not what it is called."""
    bench = Bench()
    for volume in (90.0, 80.0):
        sources = uploaded(tmp_path, f"关键词,搜索人气\n旗袍,{volume}\n")
        assert asked(bench, "read", sources=sources)["preview"][0]["search_volume"] == volume


def test_without_searches_that_is_why_there_is_no_title(tmp_path: Path) -> None:
    """A report without searches has no titles for that reason, whatever its keywords are."""
    bench = Bench()
    asked(bench, "read", sources=uploaded(tmp_path, "关键词,点击量,成交笔数\n旗袍,90,3\n"))
    asked(bench, "score", content={"name": "旗袍"})
    found = asked(bench, "titles")
    assert found["titles"] == []
    assert [notice["code"] for notice in found["notices"]] == ["bench.no_demand"]
