"""The files of a visit without a browser: read together, mended by one choice, removed; and what is said."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import KwoptError, TableError
from kwopt.locales import LANGUAGES
from kwopt.pages.bench import Bench, perform
from kwopt.pages.web.panel_table.columns import MEANINGS, meaning_label
from kwopt.pages.web.panel_table.home import follow_home
from kwopt.pages.web.panel_table.problems import headers_of, readings_of
from kwopt.pages.web.panel_table.reading import Problem, Reading
from kwopt.pages.web.panel_table.wording import error_sentence, in_page_words
from kwopt.pages.web.visiting.sample import try_sample
from kwopt.pages.web.visiting.state import VisitState
from kwopt.pages.wording import Wording
from kwopt.resources import load_toml

GOOD = "关键词,搜索人气,在线商品数\n旗袍女夏,120,30\n短袖旗袍,100,20\n"
UNNAMED = "词条列,热度\n旗袍女夏,120\n短袖旗袍,100\n"
OPEN = "keyword,searches\nтест,5\n".encode("cp1251")
"""Characters that no reading is likelier for, as tests of encodings say."""


class Upload:
    """A file as the browser sends it."""

    def __init__(self, name: str, content: str | bytes) -> None:
        self.name = name
        self.data = content.encode() if isinstance(content, str) else content


class DeskVisit:
    """A visit whose bench stands in this process."""

    lang = "en"

    def __init__(self, folder: Path) -> None:
        self.state, self.bench, self.folder = VisitState(), Bench(), folder
        self.told: list[str] = []
        self.reworked = 0

    async def ask(self, order: str, /, **params: Any) -> Any:
        """Answer at once."""
        return perform(self.bench, (order, {**params, "lang": self.lang}))

    async def keep(self, upload: Upload) -> dict[str, str]:
        """Write a file; names of our own, as uploads have them."""
        if upload.name.endswith(".exe"):
            raise TableError("tables.no_table_file", file=upload.name, kind="EXE")
        path = self.folder / str(len(list(self.folder.iterdir())))
        path.write_bytes(upload.data)
        return {"path": str(path), "name": upload.name}

    def drop(self, source: dict[str, str]) -> None:
        """Remove a kept file, never one of ours."""
        path = Path(source["path"])
        if path.parent == self.folder:
            path.unlink(missing_ok=True)

    def latest(self, key: str, call: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Leave the work to `uploaded`, which waits for it."""

    def say(self, code: str, /, **params: Any) -> str:
        """Say what was asked for."""
        return f"{code} {params}"

    def cancel(self) -> None:
        """Nothing is under way."""

    async def tell(self, event: str) -> None:
        """Note what was told."""
        self.told.append(event)

    async def rework(self) -> None:
        """Note that work was asked for."""
        self.reworked += 1


@pytest.fixture
def visit(tmp_path: Path) -> DeskVisit:
    """Return a visit without files."""
    return DeskVisit(tmp_path)


@pytest.fixture
def reading(visit: DeskVisit) -> Reading:
    """Return the files of that visit."""
    return Reading(visit)  # type: ignore[arg-type]


def uploaded(reading: Reading, **files: str | bytes) -> None:
    """Upload files at once: `a="..."` is the file a.csv."""

    async def run() -> None:
        for name, content in files.items():
            await reading.upload(Upload(f"{name}.csv", content))  # type: ignore[arg-type]
        await reading._read_arrived()

    asyncio.run(run())


def names(visit: DeskVisit) -> list[str]:
    """Return the names of the files that make the table."""
    return [file["file"] for file in visit.state.table["files"]] if visit.state.table else []


def test_files_are_read_together(reading: Reading, visit: DeskVisit) -> None:
    """Two files make one table, in the order of their names, whichever arrived first."""
    uploaded(reading, b=GOOD, a="关键词,搜索人气\n唐装,7\n")
    assert names(visit) == ["a.csv", "b.csv"]
    assert (visit.told[-1], visit.reworked, reading.problems) == ("table", 1, [])


def test_a_bad_file_keeps_no_good_one_out(reading: Reading, visit: DeskVisit) -> None:
    """What cannot be read is told of by name; the others are read, and only theirs stay on the disk."""
    uploaded(reading, a="", b=GOOD)
    assert names(visit) == ["b.csv"]
    assert [problem.error.where["file"] for problem in reading.problems if problem.error] == ["a.csv"]
    asyncio.run(reading.dismiss(reading.problems[0]))
    assert (reading.problems, len(list(visit.folder.iterdir()))) == ([], 1)


def test_what_is_wrong_with_one_file_stays_beside_the_next(reading: Reading, visit: DeskVisit) -> None:
    """Files of one choice may arrive apart; of a whole folder of pictures the newest few are told of."""

    async def run() -> None:
        await reading.refuse("page_table.wrong_kind", name="a.pdf")
        await reading.upload(Upload("b.csv", GOOD))  # type: ignore[arg-type]
        await reading._read_arrived()
        assert [problem.said[1]["name"] for problem in reading.problems] == ["a.pdf"]
        for number in range(300):
            await reading.refuse("page_table.wrong_kind", name=f"{number}.jpg")

    asyncio.run(run())
    assert names(visit) == ["b.csv"]
    assert [problem.said[1]["name"] for problem in reading.problems] == [f"{n}.jpg" for n in range(292, 300)]


def test_a_file_of_the_same_name_replaces_the_first(reading: Reading, visit: DeskVisit) -> None:
    """Who exports again and uploads again means the newer file."""
    uploaded(reading, a=GOOD)
    uploaded(reading, a="关键词,搜索人气\n唐装,7\n")
    assert visit.state.table is not None
    assert (names(visit), visit.state.table["counts"]["rows_kept"]) == (["a.csv"], 1)
    assert len(list(visit.folder.iterdir())) == 1


def test_the_column_of_keywords_is_asked_for(reading: Reading, visit: DeskVisit) -> None:
    """One choice among the headers mends a file whose keywords were not found; the likeliest comes first."""
    uploaded(reading, a=UNNAMED)
    (problem,) = reading.problems
    assert problem.error is not None
    assert list(headers_of(problem.error)) == ["词条列", "热度"]
    asyncio.run(reading.again(problem, column_map={"keyword": "词条列"}))
    assert (names(visit), reading.problems) == (["a.csv"], [])


def test_an_open_encoding_is_asked_for(reading: Reading, visit: DeskVisit) -> None:
    """Each reading is offered as it would look, and the chosen one is used."""
    uploaded(reading, a=OPEN)
    (problem,) = reading.problems
    assert problem.error is not None
    assert readings_of(problem.error).keys() == {"gb18030", "big5", "cp1252"}
    asyncio.run(reading.again(problem, encoding="cp1252"))
    assert visit.state.table is not None
    assert (visit.state.encoding, visit.state.table["preview"][0]["keyword"]) == ("cp1252", "òåñò")


def test_a_correction_is_read_at_once_and_taken_back(reading: Reading, visit: DeskVisit) -> None:
    """A column may get another meaning, and lose it again; the column of keywords stays named."""
    uploaded(reading, a=UNNAMED)
    asyncio.run(reading.again(reading.problems[0], column_map={"keyword": "词条列"}))
    asyncio.run(reading.correct("热度", "search_volume"))
    assert visit.state.table is not None
    assert visit.state.table["ready_for"]["score"]
    asyncio.run(reading.undo())
    assert (visit.state.column_map, reading.problems) == ({"keyword": "词条列"}, [])


def test_a_correction_that_fails_changes_nothing(reading: Reading, visit: DeskVisit) -> None:
    """The table stays, and a sentence says why."""
    uploaded(reading, a=GOOD)
    asyncio.run(reading.correct("关键词", "listing_count"))
    assert (names(visit), visit.state.column_map) == (["a.csv"], {})
    assert len(reading.problems) == 1


def test_a_cancelled_reading_leaves_no_trace(
    reading: Reading, visit: DeskVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table stays, the file that was being read is wiped, and the panel is told."""
    uploaded(reading, a=GOOD)

    async def cancelled(_order: str, /, **_params: Any) -> Any:
        raise asyncio.CancelledError

    monkeypatch.setattr(visit, "ask", cancelled)
    told = len(visit.told)
    with pytest.raises(asyncio.CancelledError):
        uploaded(reading, b=GOOD)
    assert (names(visit), len(list(visit.folder.iterdir())), len(visit.told)) == (["a.csv"], 1, told + 1)


def test_the_last_file_takes_the_table_along(reading: Reading, visit: DeskVisit) -> None:
    """Without files there is no table, nothing scored, and no correction left."""
    uploaded(reading, a=GOOD, b=GOOD)
    asyncio.run(reading.remove("a.csv"))
    assert names(visit) == ["b.csv"]
    asyncio.run(reading.remove("b.csv"))
    assert (visit.state.table, visit.state.sources, list(visit.folder.iterdir())) == (None, [], [])


def test_ones_own_file_replaces_the_sample(reading: Reading, visit: DeskVisit) -> None:
    """Table, product, day and marketplace of the sample go when a file of one's own is read."""
    asyncio.run(try_sample(visit, "bottle"))  # type: ignore[arg-type]
    assert (names(visit), visit.state.settings["marketplace"]) == (["bottle_keywords.csv"], "amazon")
    uploaded(reading, a=GOOD)
    assert (names(visit), visit.state.settings, visit.state.product_content) == (["a.csv"], {}, {})


def test_a_product_that_was_changed_outlives_the_sample(reading: Reading, visit: DeskVisit) -> None:
    """What the seller typed is never thrown away."""
    asyncio.run(try_sample(visit, "qipao"))  # type: ignore[arg-type]
    visit.state.product_content = {"name": "唐装"}
    uploaded(reading, a=GOOD)
    assert visit.state.product_content == {"name": "唐装"}


def test_a_file_that_may_not_be_sent_is_told_of(reading: Reading) -> None:
    """The server's own check of kinds is shown like any other problem."""
    asyncio.run(reading.upload(Upload("x.exe", "MZ")))  # type: ignore[arg-type]
    asyncio.run(reading.refuse("page_table.too_large", name="y.csv", limit=3))
    assert [type(problem) for problem in reading.problems] == [Problem, Problem]
    assert [problem.error is None for problem in reading.problems] == [False, True]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_the_page_names_an_option(lang: str) -> None:
    """Wherever a sentence on tables names an option or a command, the page has its own words for it."""
    texts = load_toml(f"messages.{lang}.toml")
    said = {name: text for name, text in texts["tables"].items() if "--" in text or "kwopt bid" in text}
    twins = {name.removeprefix("tables_") for name in texts["page_table"] if name.startswith("tables_")}
    assert set(said) - twins == set()
    assert not any("--" in text for text in texts["page_table"].values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_meaning_has_a_name(lang: str) -> None:
    """The choice of meanings names each of them, and no two alike."""
    labels = [meaning_label(name, Wording(lang, "page_table")) for name in MEANINGS]  # type: ignore[arg-type]
    assert len(set(labels)) == len(MEANINGS)


def test_sentences_of_a_file_are_in_the_words_of_the_page() -> None:
    """To-dos lose their options and the name of the file, under which they stand anyway."""
    todo = {
        "code": "tables.todo_demand", "level": "warning", "message": "", "params": {}, "file": "a.csv",
    }  # fmt: skip
    file = {"file": "a.csv", "columns": [], "repairs": [], "refusals": [], "todo": [todo], "remarks": []}
    (said,) = in_page_words(file, "en")["todo"]
    assert said["message"].startswith("No column says how often people search")


def test_errors_are_in_the_words_of_the_page() -> None:
    """An error keeps its place and value; one without a twin keeps its sentence."""
    error: KwoptError = TableError("tables.wrong_encoding", file="a.csv", row=3, value="big5")
    assert error_sentence(error, "en") == (
        "a.csv: line 3 is not encoded as chosen (big5); choose another encoding, or “detect”"
    )
    empty = TableError("tables.empty", file="a.csv")
    assert error_sentence(empty, "zh") == empty.text("zh")


def test_settings_that_were_changed_outlive_the_sample(reading: Reading, visit: DeskVisit) -> None:
    """Marketplace and day of the sample go, unless the seller chose others; other settings stay."""
    visit.state.settings = {"marketplace": "taobao", "as_of": "2026-01-02"}
    asyncio.run(try_sample(visit, "bottle"))  # type: ignore[arg-type]
    visit.state.settings |= {"marketplace": "jd", "competition": 0.2}
    uploaded(reading, a=GOOD)
    assert visit.state.settings == {"marketplace": "jd", "as_of": "2026-01-02", "competition": 0.2}


def test_what_was_before_the_sample_need_not_be_a_product(reading: Reading, visit: DeskVisit) -> None:
    """A kind of shop that was chosen before there was a name comes back as it was."""
    visit.state.product_content = {"shop_type": "tmall"}
    asyncio.run(try_sample(visit, "qipao"))  # type: ignore[arg-type]
    uploaded(reading, a=GOOD)
    assert (visit.state.product_content, visit.state.product) == ({"shop_type": "tmall"}, None)


def test_an_amazon_report_brings_its_marketplace(visit: DeskVisit) -> None:
    """A seller with an Amazon export is not asked to find out that titles were written for Taobao."""
    visit.state.table = {"files": [{"format": "amz_str_legacy"}]}
    asyncio.run(follow_home(visit))  # type: ignore[arg-type]
    assert visit.state.settings["marketplace"] == "amazon"
    assert visit.told == ["settings"]


def test_a_marketplace_that_was_chosen_stays(visit: DeskVisit) -> None:
    """Who sells elsewhere with words from Amazon chose so."""
    visit.state.settings = {"marketplace": "etsy"}
    visit.state.table = {"files": [{"format": "ss_mining"}]}
    asyncio.run(follow_home(visit))  # type: ignore[arg-type]
    assert visit.state.settings["marketplace"] == "etsy"


def test_a_table_of_the_home_before_changes_nothing_that_was_chosen(visit: DeskVisit) -> None:
    """Another Taobao table does not undo the choice of Tmall."""
    visit.state.settings = {"marketplace": "tmall"}
    visit.state.table = {"files": [{"format": "sycm_rank"}]}
    asyncio.run(follow_home(visit))  # type: ignore[arg-type]
    assert (visit.state.settings["marketplace"], visit.told) == ("tmall", [])
