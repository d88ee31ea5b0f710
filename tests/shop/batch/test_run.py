"""Batches: failures are rows, journals make interrupted runs whole, bytes never depend on how it was run."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kwopt.errors import RunError, TableError
from kwopt.models import Product, Settings
from kwopt.products.catalog import read_catalog
from kwopt.rules import marketplace
from kwopt.runs.engines import InProcess
from kwopt.runs.journal import Journal
from kwopt.scoring.score import index_of
from kwopt.shop.batch import BatchOptions, BatchPlaces, BatchResult, BatchWork, run_batch
from kwopt.shop.batch import work as batch_work

KEYWORDS = pd.DataFrame(
    {
        "keyword": ["改良旗袍", "旗袍短袖", "旗袍女", "旗袍披肩", "马面裙女"],
        "search_volume": [900.0, 400.0, 300.0, 200.0, 800.0],
        "listing_count": [5000.0, 900.0, 800.0, 100.0, 700.0],
    }
)
ROWS = (
    {"id": "a", "title": "改良旗袍短袖", "属性:袖长": "短袖"},
    {"id": "b", "title": "马面裙女", "price": "?"},
    {"id": "c", "title": "马面裙女"},
    {"id": "d", "title": "行李箱"},
)
COUNTS = dict.fromkeys(("rows_read", "rows_kept", "rows_merged", "rows_refused"), 5)


class Killed(BaseException):
    """Stands for a signal: nothing may catch it."""


class KilledAfter(InProcess):
    """An engine that dies after some products."""

    def __init__(self, products: int) -> None:
        super().__init__()
        self.products = products

    def unordered(
        self, function: Any, tasks: Iterable[Any], shared: Any = None, *, lost: Any = None
    ) -> Iterator[Any]:
        """Work as the engine it is, and die."""
        for number, done in enumerate(super().unordered(function, tasks, shared, lost=lost)):
            if number == self.products:
                raise Killed
            yield done


class Backwards(InProcess):
    """An engine whose last task is done first."""

    def unordered(
        self, function: Any, tasks: Iterable[Any], shared: Any = None, *, lost: Any = None
    ) -> Iterator[Any]:
        """Yield the results from the last to the first."""
        yield from list(super().unordered(function, tasks, shared, lost=lost))[::-1]


@pytest.fixture(scope="module")
def work() -> BatchWork:
    """Return the work on five keywords."""
    settings = Settings()
    return BatchWork.of(
        index_of(KEYWORDS, settings), rows=COUNTS, settings=settings, market=marketplace("taobao"),
        options=BatchOptions(n=2, scores=True),
    )  # fmt: skip


Run = Callable[..., BatchResult]


@pytest.fixture
def run(work: BatchWork, tmp_path: Path) -> Run:
    """Return a function that runs the catalog into a file of a new folder."""

    def call(name: str = "out.jsonl", engine: Any = None, rows: Any = ROWS, **options: Any) -> BatchResult:
        places = BatchPlaces(output=tmp_path / name, scores=tmp_path / "scores.parquet")
        with engine or InProcess() as started:
            return run_batch(
                read_catalog(rows, file="shop.csv"), work, places, started, fingerprint={"n": 2}, **options
            )

    return call


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of an output."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_rows_are_in_order_and_failures_are_among_them(run: Run) -> None:
    """Every row of the catalog has a line; a bad one has its error, and costs the others nothing."""
    result = run()
    found = lines(result.output)
    assert [(row["row"], row["product_id"], row["status"]) for row in found] == [
        (1, "a", "done"), (2, "b", "failed"), (3, "c", "done"), (4, "d", "done"),
    ]  # fmt: skip
    assert (result.products, result.done, result.failed, result.untitled) == (4, 3, 1, 1)
    assert found[1]["error"]["column"] == "price"
    assert (found[1]["titles"], found[1]["keywords_top"]) == ([], [])
    assert [failure.row for failure in result.failures] == [2]


def test_a_line_has_the_shape_of_the_contract(run: Run) -> None:
    """A line has schema, counts, titles as `kwopt title` has them, and the best keywords."""
    row = lines(run().output)[0]
    assert row["schema"] == "kwopt.batch-row/1"
    assert row["counts"] == {**COUNTS, "fits": 3, "possible": 0, "wrong": 2, "eligible": 3}
    assert row["titles"][0]["text"].startswith("改良旗袍")
    assert [keyword["keyword"] for keyword in row["keywords_top"]] == ["改良旗袍", "旗袍短袖", "旗袍女"]
    assert row["keywords_top"][0]["rank"] == 1


def test_a_line_says_what_todays_title_covers(run: Run) -> None:
    """Today's title is held against the keywords that the new one may earn from."""
    row = lines(run(rows=[{"title": "改良旗袍", "属性:袖长": "短袖"}]).output)[0]
    worth = {keyword["keyword"]: keyword["worth"] for keyword in row["keywords_top"]}
    # As a phrase 改良旗袍 alone: 旗袍短袖 and 旗袍女 have words that the title lacks.
    assert row["current_coverage_value"] == pytest.approx(worth["改良旗袍"])
    assert row["titles"][0]["coverage_value"] > row["current_coverage_value"]


def test_a_product_for_which_nothing_fits_is_done_and_says_so(run: Run) -> None:
    """No fitting keyword is an answer, not a failure."""
    row = lines(run().output)[3]
    assert (row["status"], row["titles"]) == ("done", [])
    assert [notice["code"] for notice in row["notices"]] == ["titles.nothing_fits"]


@pytest.mark.parametrize("killed_after", [0, 1, 2])
def test_a_killed_run_goes_on_to_the_same_bytes(run: Run, killed_after: int, tmp_path: Path) -> None:
    """Whenever a run dies, nothing is written but the journal, and `resume` ends as if nothing had been."""
    whole = run("whole.jsonl").output.read_bytes()
    scores = (tmp_path / "scores.parquet").read_bytes()
    (tmp_path / "scores.parquet").unlink()
    with pytest.raises(Killed):
        run(engine=KilledAfter(killed_after))
    assert not (tmp_path / "out.jsonl").exists()
    result = run(engine=Backwards(), resume=True)
    assert result.resumed == killed_after
    assert result.output.read_bytes() == whole
    assert (tmp_path / "scores.parquet").read_bytes() == scores


def test_a_torn_journal_goes_on(run: Run, tmp_path: Path) -> None:
    """Half a line at the end of a journal is a product to work on again."""
    whole = run("whole.jsonl").output.read_bytes()
    with pytest.raises(Killed):
        run(engine=KilledAfter(2))
    journal = tmp_path / "out.jsonl.journal"
    journal.write_bytes(journal.read_bytes()[:-40])
    result = run(resume=True)
    assert (result.resumed, result.output.read_bytes()) == (1, whole)


def test_what_was_edited_in_a_journal_is_worked_on_again(run: Run, tmp_path: Path) -> None:
    """Lines without key, with another key or half a row count as not done; the bytes are the same."""
    output = tmp_path / "out.jsonl"
    run()
    expected, journal = output.read_bytes(), tmp_path / "out.jsonl.journal"
    header, *lines = journal.read_text(encoding="utf-8").splitlines()
    key = json.loads(lines[0])["key"]
    edited = [{"record": 5}, {"key": [1], "record": 5}, {"key": "z", "record": 5}]
    edited += [{"key": key, "record": {"row": {"status": "done"}}}, {"key": key, "record": 5}, {"key": key}]
    for line in edited:
        journal.write_text("\n".join([header, *lines[1:-1], json.dumps(line), ""]), encoding="utf-8")
        assert run(resume=True).failed == 1
        assert output.read_bytes() == expected


def test_an_unfinished_run_is_not_written_over(run: Run) -> None:
    """Without `resume` or `restart` the journal of an unfinished run is refused; a finished one is not."""
    with pytest.raises(Killed):
        run(engine=KilledAfter(1))
    with pytest.raises(RunError) as caught:
        run()
    assert caught.value.code == "runs.unfinished"
    assert run(restart=True).resumed == 0
    assert run().resumed == 0


def test_what_failed_or_changed_is_worked_on_again(run: Run) -> None:
    """A mended catalog goes on: rows that are as they were are not worked on again, wherever they stand."""
    run()
    mended = [{"id": "e", "title": "旗袍女"}, {**ROWS[1], "price": 3}, *ROWS[::3]]
    again = run(rows=mended, resume=True)
    assert (again.products, again.failed, again.resumed) == (4, 0, 2)
    assert again.output.read_bytes() == run("other.jsonl", rows=mended).output.read_bytes()


def test_other_settings_are_another_run(run: Run, work: BatchWork, tmp_path: Path) -> None:
    """A journal made under other settings is refused, with the difference."""
    run()
    places = BatchPlaces(output=tmp_path / "out.jsonl")
    with InProcess() as engine, pytest.raises(RunError, match="n: 2 -> 3"):
        run_batch(read_catalog(ROWS), work, places, engine, fingerprint={"n": 3}, resume=True)


def test_a_fault_of_one_product_is_its_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw is a sentence in its row; `resume` tries that product again."""
    compose = batch_work.compose

    def faulty(scored: pd.DataFrame, product: Product, **options: Any) -> Any:
        if product.product_id == "c":
            raise ZeroDivisionError("division by zero")
        return compose(scored, product, **options)

    monkeypatch.setattr(batch_work, "compose", faulty)
    result = run()
    assert result.failed == 2
    assert lines(result.output)[2]["error"]["code"] == "shop.fault"
    assert "ZeroDivisionError" in lines(result.output)[2]["error"]["message"]
    monkeypatch.undo()
    again = run(resume=True)
    assert (again.failed, again.resumed) == (1, 2)


def test_an_error_of_kwopt_is_the_rows_error(run: Run) -> None:
    """Words that cannot stand in one title fail their product alone, with their own sentence."""
    rows = [{**ROWS[0], "required_words": "旗" * 80}, ROWS[2]]
    result = run(rows=rows)
    assert (result.done, result.failed) == (1, 1)
    assert lines(result.output)[0]["error"]["code"].startswith("titles.")


def test_a_full_disk_leaves_what_stood_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the output cannot be written the old one stays, and `resume` needs only to write."""
    (tmp_path / "out.jsonl").write_text("old", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kwopt.shop.batch.output.json_line", full)
        with pytest.raises(TableError) as caught:
            run()
    assert caught.value.code == "tables.disk_full"
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "old"
    assert run(resume=True).resumed == 3


def test_tables_have_one_row_a_title(run: Run) -> None:
    """CSV, workbooks and Parquet hold the same titles; a product without any has one row that says why."""
    documents = lines(run().output)
    titles = [title["text"] for row in documents for title in row["titles"]]
    for name in ("out.csv", "out.xlsx", "out.parquet", "out.tsv"):
        path = run(name).output
        frame = _READERS[path.suffix](path)
        assert frame["text"].dropna().tolist() == titles
        assert frame["row"].nunique() == len(ROWS)
        assert frame.loc[frame["status"] == "failed", "error_code"].tolist() == ["products.bad_number"]


_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": lambda path: pd.read_csv(path, encoding="utf-8-sig"),
    ".tsv": lambda path: pd.read_csv(path, encoding="utf-8-sig", sep="\t"),
    ".xlsx": lambda path: pd.read_excel(path, engine="calamine"),
    ".parquet": pd.read_parquet,
}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_tables_written_in_pieces_are_the_same_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """However many products are a piece, a table holds the same cells, and text the same bytes."""
    whole = run(f"whole{suffix}").output
    monkeypatch.setattr("kwopt.shop.batch.output._ROWS_AT_ONCE", 1)
    pieces = run(f"pieces{suffix}").output
    pd.testing.assert_frame_equal(_READERS[suffix](whole), _READERS[suffix](pieces))
    assert suffix != ".csv" or whole.read_bytes() == pieces.read_bytes()


def test_scores_hold_what_fits_or_may_fit(run: Run, tmp_path: Path) -> None:
    """The scores of a product are its fitting and possible keywords, by rank, under its row and ID."""
    run()
    scores = pd.read_parquet(tmp_path / "scores.parquet")
    assert scores.columns[:3].tolist() == ["row", "product_id", "keyword"]
    first = scores[scores["row"] == 1]
    assert first["keyword"].tolist() == ["改良旗袍", "旗袍短袖", "旗袍女"]
    assert "wrong" not in set(scores["relevance_class"])


def test_allocated_titles_stand_first_and_say_what_was(work: BatchWork, tmp_path: Path) -> None:
    """Products that chase the same words are told apart; a resumed run takes the allocation as it is."""
    rows = [{"id": name, "title": "改良旗袍短袖女", "属性:袖长": "短袖"} for name in "ab"]
    sharing = replace(work, options=replace(work.options, allocate=True, n=1))
    found = []
    for resume in (False, True):
        places = BatchPlaces(output=tmp_path / f"{resume}.jsonl")
        if resume:
            (tmp_path / "False.jsonl.journal").rename(places.journal)
        with InProcess() as engine:
            found.append(
                run_batch(read_catalog(rows), sharing, places, engine, fingerprint={}, resume=resume)
            )
    first, second = found
    assert first.allocation is not None
    assert first.allocation["value"] >= first.allocation["value_alone"]
    assert first.allocation == second.allocation
    assert first.output.read_bytes() == second.output.read_bytes()
    for row in lines(first.output):
        changed = row["titles"][0]["text"] != row["allocation"]["text_alone"]
        assert changed == row["allocation"]["changed"]


def test_places_are_checked_before_any_work(work: BatchWork, tmp_path: Path) -> None:
    """An output that names no known form is refused, and no journal is begun."""
    places = BatchPlaces(output=tmp_path / "out.json")
    with InProcess() as engine, pytest.raises(TableError) as caught:
        run_batch(read_catalog(ROWS), work, places, engine, fingerprint={})
    assert caught.value.code == "tables.unknown_suffix"
    assert list(tmp_path.iterdir()) == []


def test_equal_products_are_worked_on_once(run: Run) -> None:
    """Two rows with the same facts have the same title, each under its own row."""
    rows = [{"title": "改良旗袍短袖"}, {"title": "改良旗袍短袖"}]
    result = run(rows=rows)
    first, second = lines(result.output)
    assert (first["product_id"], second["product_id"]) == ("1", "2")
    assert first["titles"] == second["titles"]
    assert result.near_duplicates == 2
    with Journal.start(result.journal, {"n": 2}, resume=True) as journal:
        assert len(journal.done) == 1


def test_products_that_differ_in_nothing_but_their_id_are_counted(run: Run) -> None:
    """Two of three rows state the same facts under other ids; a catalog of different things says nothing."""
    rows = [{"id": id_, "title": title} for id_, title in (("a", "旗袍"), ("b", "旗袍"), ("c", "马面裙女"))]
    told, _ = run(rows=rows).notices
    assert (told.code, told.params) == ("shop.same_facts", {"count": 2, "things": 1})
    assert [notice.code for notice in run(restart=True).notices] == ["shop.scores_written"]
