"""What tests of the page's server share: a room of workers that know no bench, and visits in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kwopt.pages.web.visiting.benches import Workroom
from kwopt.runs.engines.starting import best_starter
from tests.page_tasks import desk

pytest.importorskip("nicegui", reason='needs the extra "web": pip install "kwopt[web]"')

from kwopt.pages.web.visiting.uploads import UploadFolder
from kwopt.pages.web.visiting.visit import Visit


@pytest.fixture(scope="session")
def workroom() -> Iterator[Workroom]:
    """Return a room whose workers answer as `tests.page_tasks.desk` does."""
    room = Workroom(desk, starter=best_starter())
    yield room
    room.close()


@pytest.fixture
def make_visit(workroom: Workroom, tmp_path: Path) -> Iterator[Callable[[str], Visit]]:
    """Return a function that makes a visit in a language."""
    made: list[Visit] = []

    def make(lang: str = "en") -> Visit:
        made.append(Visit(workroom, UploadFolder(tmp_path, 1000), lang))
        return made[-1]

    yield make
    for visit in made:
        visit.bench.close()
