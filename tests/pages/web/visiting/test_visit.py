"""One visit: what it says and tells, whom it hears, and how it is brought up to date."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kwopt.errors import TableError, TitleError
from kwopt.pages.web.visiting.visit import MOST_PROBLEMS, Visit
from tests.pages.web.visiting.test_benches import until

Make = Callable[..., Visit]


def recorder(heard: list[str], name: str) -> Callable[[], Any]:
    """Return a coroutine function that notes that it was called."""

    async def called() -> None:
        heard.append(name)

    return called


def test_a_visit_speaks_its_language(make_visit: Make) -> None:
    """Sentences come in the language of the visit."""

    async def say() -> list[str]:
        return [make_visit(lang).say("page.tab_titles") for lang in ("zh", "en")]

    assert asyncio.run(say()) == ["标题", "Titles"]


def test_orders_are_asked_in_the_language(make_visit: Make) -> None:
    """The language goes with every order."""

    async def ask() -> Any:
        return await make_visit("zh").ask("keywords", page=2)

    assert asyncio.run(ask())["params"] == {"page": 2, "lang": "zh"}


def test_events_reach_those_who_listen(make_visit: Make) -> None:
    """An event is told to all that listen to it, and to nobody else."""

    async def tell() -> list[str]:
        visit, heard = make_visit(), []
        for event, name in (("table", "a"), ("titles", "b"), ("table", "c")):
            visit.when(event, recorder(heard, name))
        await visit.tell("table")
        return heard

    assert asyncio.run(tell()) == ["a", "c"]


def test_unknown_events_are_refused(make_visit: Make) -> None:
    """A misspelt event is a fault of a panel, found when it is said."""

    async def listen() -> None:
        make_visit().when("titel", recorder([], ""))

    with pytest.raises(ValueError, match="no event 'titel'; there are: busy, "):
        asyncio.run(listen())


def test_a_listener_that_fails_is_a_problem(make_visit: Make) -> None:
    """What a panel fails of is shown; the others still hear."""

    async def tell() -> tuple[list[str], list[str]]:
        visit, heard = make_visit(), []

        async def fail() -> None:
            raise TableError("tables.empty", file="wave.csv")

        visit.when("table", fail)
        visit.when("table", recorder(heard, "a"))
        await visit.tell("table")
        return heard, visit.problems

    assert asyncio.run(tell()) == (["a"], ["wave.csv: the file is empty; export it again"])


@pytest.mark.parametrize(("content", "said"), [
    ({"name": "旗袍"}, "The keywords of this table are not scored yet: wait a moment"),
    ({}, "there is no product yet: fill in its name"),
])  # fmt: skip
def test_what_is_missing_is_told_as_it_is(make_visit: Make, content: dict[str, str], said: str) -> None:
    """Between a new table and its scores a worker knows no product, though the form may well state one."""

    async def ask() -> None:
        visit = make_visit()
        visit.state.product_content = content
        await visit.ask("unscored")

    with pytest.raises(TitleError, match=f"^{said}"):
        asyncio.run(ask())


def test_faults_get_a_calm_sentence(make_visit: Make, caplog: pytest.LogCaptureFixture) -> None:
    """A fault shows no traceback on the page; the log has it."""

    async def fail() -> list[str]:
        visit = make_visit()
        visit.problem(ZeroDivisionError("float division by zero"))
        return visit.problems

    (text,) = asyncio.run(fail())
    assert text.startswith("Something went wrong on our side (ZeroDivisionError). Try again")
    assert "float division by zero" in caplog.text


def test_problems_do_not_pile_up(make_visit: Make) -> None:
    """One sentence stands once, and only the newest few stand."""

    async def fail() -> list[str]:
        visit = make_visit()
        for number in (1, 2, 2, *range(3, 9)):
            visit.problem(TableError("tables.empty", file=f"{number}.csv"))
        return visit.problems

    problems = asyncio.run(fail())
    assert [text[0] for text in problems] == ["4", "5", "6", "7", "8"]
    assert len(problems) == MOST_PROBLEMS


def test_rework_shows_titles_at_once_and_better_ones_later(make_visit: Make) -> None:
    """Scores and quick titles are told of first, then those that were composed with all effort."""

    async def work() -> list[Any]:
        visit, told, over = make_visit(), [], asyncio.Event()
        visit.state.table, visit.state.product_content = {}, {"name": "旗袍"}

        async def note() -> None:
            told.append((visit.state.titles["effort"], visit.state.proving))

        async def end() -> None:
            over.set()

        visit.when("titles", note)
        visit.when("proof", end)
        await visit.rework()
        told.append("back")
        await over.wait()
        return told

    assert asyncio.run(work()) == [("fast", True), "back", ("full", False)]


def test_another_language_proves_nothing_again(make_visit: Make) -> None:
    """Titles that took all effort are asked for as they are, in the other language."""

    async def work() -> tuple[Any, bool]:
        visit, over = make_visit("zh"), asyncio.Event()
        visit.state.table, visit.state.product_content = {}, {"name": "旗袍"}

        async def end() -> None:
            over.set()

        visit.when("proof", end)
        await visit.rework()
        await over.wait()
        visit.lang = "en"
        await visit.redo()
        return visit.state.titles["params"], visit.state.proving

    assert asyncio.run(work()) == ({"n": 3, "effort": "full", "lang": "en"}, False)


def test_without_a_product_there_are_scores_alone(make_visit: Make) -> None:
    """A table without a product is scored by demand, and nothing is composed."""

    async def work() -> Visit:
        visit = make_visit()
        visit.state.table = {}
        await visit.rework()
        return visit

    state = asyncio.run(work()).state
    assert (state.scores["orders"], state.titles, state.proving) == (["score"], None, False)


def test_a_newer_change_makes_older_ones_void(make_visit: Make) -> None:
    """Of three changes at once, the first and the last are scored, and only the last is shown."""

    async def work() -> tuple[list[float], Any]:
        visit, shown = make_visit(), []
        visit.state.table = {}

        async def note() -> None:
            shown.append(visit.state.scores["params"]["settings"]["competition"])

        visit.when("scores", note)
        changes = []
        for competition in (0.1, 0.2, 0.3):
            visit.state.settings = {"competition": competition}
            changes.append(asyncio.create_task(visit.rework()))
            await asyncio.sleep(0)
        await asyncio.gather(*changes)
        return shown, visit.state.scores["orders"]

    assert asyncio.run(work()) == ([0.3], ["score", "score"])


def test_cancelling_frees_the_page_and_keeps_the_state(make_visit: Make, tmp_path: Path) -> None:
    """Cancelled work says so and ends; the table of before is still there for the next order."""

    async def work() -> tuple[Any, list[str], bool]:
        visit = make_visit()
        await visit.ask("read")
        began = tmp_path / "began"
        asked = visit.background(visit.ask("wait", began=str(began)))
        await until(began)
        visit.cancel()
        await asked
        return (await visit.ask("keywords"))["orders"], visit.problems, bool(visit.busy.stages)

    assert asyncio.run(work()) == (
        ["read", "keywords"],
        ["Cancelled: what is shown is from before. Change something to compute it anew."],
        False,
    )


def test_busy_tells_of_long_work_and_not_of_keystrokes(make_visit: Make) -> None:
    """Stages bear the names of orders; what a keystroke asks for is no stage."""

    async def work() -> list[list[str]]:
        visit, seen = make_visit(), []
        for order in ("score", "live"):
            task = asyncio.create_task(visit.ask(order))
            await asyncio.sleep(0)
            seen.append([stage.name for stage in visit.busy.stages])
            await task
        return seen

    assert asyncio.run(work()) == [["score"], []]


def test_only_the_latest_keystroke_waits(make_visit: Make) -> None:
    """Of keystrokes that come while one is answered, the last is answered next, and no other."""

    async def type_text() -> list[str]:
        visit, shown = make_visit(), []

        async def show(text: str) -> None:
            await visit.ask("live", text=text)
            shown.append(text)

        first = visit.latest("editor", show, "a")
        await asyncio.sleep(0)
        await asyncio.gather(first, *[visit.latest("editor", show, text) for text in ("ab", "abc", "abcd")])
        return shown

    assert asyncio.run(type_text()) == ["a", "abcd"]
