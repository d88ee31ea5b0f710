"""All visits: apart from each other, kept over a reload, limited, ended."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from nicegui.elements.upload_files import SmallFileUpload

from kwopt.pages.web.visiting.visit import Visit
from kwopt.pages.web.visiting.visits import Visits

Make = Callable[..., Visit]


def test_tabs_have_visits_of_their_own(make_visit: Make) -> None:
    """Two tabs share nothing; a reload of one finds what it had."""

    async def arrive() -> tuple[bool, bool]:
        visits = Visits(make_visit)
        one, other = visits.arrive("tab-1", "page-1", "zh"), visits.arrive("tab-2", "page-2", "en")
        visits.leave("tab-1", "page-1")
        return visits.arrive("tab-1", "page-3", "zh") is one, one is other

    assert asyncio.run(arrive()) == (True, False)


def test_a_reload_does_not_wait_for_the_earlier_page(make_visit: Make) -> None:
    """The end of an earlier page, which comes after the new one, ends nothing."""

    async def arrive() -> bool:
        visits = Visits(make_visit, kept=0)
        visit = visits.arrive("tab", "page-1", "en")
        visits.arrive("tab", "page-2", "en")
        visits.leave("tab", "page-1")
        await asyncio.sleep(0.01)
        return visits.arrive("tab", "page-3", "en") is visit

    assert asyncio.run(arrive())


def test_there_are_not_too_many_visits(make_visit: Make) -> None:
    """Beyond the limit a tab is turned away; one that has been left makes room."""

    async def arrive() -> list[bool]:
        visits = Visits(make_visit, most=2)
        found = [visits.arrive(f"tab-{number}", "page", "en") is not None for number in (1, 2, 3)]
        visits.leave("tab-1", "page")
        return [*found, visits.arrive("tab-3", "page", "en") is not None, len(visits) == 2]

    assert asyncio.run(arrive()) == [True, True, False, True, True]


def test_a_tab_that_stays_closed_is_wiped(make_visit: Make, tmp_path: Path) -> None:
    """Some time after a tab is closed its visit ends, and its files are gone."""

    async def leave() -> tuple[int, int, int]:
        visits = Visits(make_visit, kept=0)
        visit = visits.arrive("tab", "page", "en")
        await visit.keep(SmallFileUpload("a.csv", "text/csv", b"keyword\n"))
        before = len(list(tmp_path.rglob("*.csv")))
        visits.leave("tab", "page")
        await asyncio.sleep(0.01)
        return before, len(list(tmp_path.iterdir())), len(visits)

    assert asyncio.run(leave()) == (1, 0, 0)


def test_closing_wipes_all(make_visit: Make, tmp_path: Path) -> None:
    """At the end of the server nothing is left of any visit."""

    async def close() -> None:
        visits = Visits(make_visit)
        for tab in ("tab-1", "tab-2"):
            await visits.arrive(tab, "page", "en").keep(SmallFileUpload("a.csv", "text/csv", b"keyword\n"))
        visits.close()

    asyncio.run(close())
    assert list(tmp_path.iterdir()) == []
