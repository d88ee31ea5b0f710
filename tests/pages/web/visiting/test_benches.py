"""The worker of a visit: its state, its end, its successor, and who may go first."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from kwopt.errors import RunError, TableError
from kwopt.pages import bench as rooms
from kwopt.pages.web.visiting.benches import PRELOAD, StoppedError, Workbench, Workroom


async def until(path: Path) -> None:
    """Return when a worker has made a file."""
    while not path.exists():
        await asyncio.sleep(0.002)


def test_workers_find_the_bench_loaded() -> None:
    """What is preloaded is what the bench says, though the web process does not import it."""
    assert PRELOAD == rooms.PRELOAD


def test_a_worker_keeps_its_state(workroom: Workroom) -> None:
    """Orders of one visit meet in one worker; those of another visit do not."""

    async def ask() -> None:
        mine, other = Workbench(workroom), Workbench(workroom)
        await mine.ask("read", {})
        assert (await mine.ask("score", {}))["orders"] == ["read", "score"]
        assert (await other.ask("read", {}))["orders"] == ["read"]
        mine.close()
        other.close()

    asyncio.run(ask())


def test_errors_of_orders_pass_through(workroom: Workroom) -> None:
    """A refusal keeps code and place on its way from the worker."""

    async def ask() -> None:
        mine = Workbench(workroom)
        with pytest.raises(TableError, match=r"^wave\.csv: the file is empty"):
            await mine.ask("refuse", {"file": "wave.csv"})
        mine.close()

    asyncio.run(ask())


def test_a_dead_worker_is_replaced(workroom: Workroom) -> None:
    """A worker that died between orders is not missed: its successor has the last table and its scores."""

    async def ask() -> None:
        mine = Workbench(workroom)
        for order in ("read", "score", "read", "score", "keywords"):
            await mine.ask(order, {})
        os.kill(await mine.ask("pid", {}), signal.SIGKILL)
        assert (await mine.ask("titles", {}))["orders"] == ["read", "score", "titles"]
        mine.close()

    asyncio.run(ask())


def test_an_order_that_kills_is_given_up(workroom: Workroom, tmp_path: Path) -> None:
    """An order of which two workers die gets a sentence; the next order finds a third."""
    died = tmp_path / "died"

    async def ask() -> None:
        mine = Workbench(workroom)
        await mine.ask("read", {})
        with pytest.raises(RunError, match="ended before it was done"):
            await mine.ask("die", {"died": died})
        assert (await mine.ask("titles", {}))["orders"] == ["read", "titles"]
        mine.close()

    asyncio.run(ask())
    assert died.read_text(encoding="utf-8") == "xx"


def test_stopping_ends_what_runs_and_what_waits(workroom: Workroom, tmp_path: Path) -> None:
    """After a stop nothing of before is answered; the next order finds the table, and its scores."""

    async def ask() -> None:
        mine = Workbench(workroom)
        await mine.ask("read", {})
        work = asyncio.gather(
            mine.ask("wait", {"began": tmp_path / "began"}), mine.ask("score", {}), return_exceptions=True
        )
        await until(tmp_path / "began")
        mine.stop()
        assert [type(found) for found in await work] == [StoppedError, StoppedError]
        assert (await mine.ask("keywords", {}))["orders"] == ["read", "score", "keywords"]
        mine.close()

    asyncio.run(ask())


def test_keystrokes_pass_what_waits(workroom: Workroom) -> None:
    """Clicks are answered before longer work that came earlier and still waits, keystrokes before clicks."""

    async def ask() -> list[str]:
        mine = Workbench(workroom)
        names = ("score", "bids", "keywords", "live")
        answers = await asyncio.gather(*[mine.ask(name, {}) for name in names])
        mine.close()
        return max(answers, key=lambda answer: len(answer["orders"]))["orders"]

    assert asyncio.run(ask()) == ["score", "live", "keywords", "bids"]


def test_giving_up_waiting_holds_nobody_up(workroom: Workroom) -> None:
    """Who no longer waits is passed over; the replies of the worker stay with those who asked."""

    async def ask() -> None:
        mine = Workbench(workroom)
        await mine.ask("read", {})
        given_up = [asyncio.create_task(mine.ask(name, {})) for name in ("score", "keywords")]
        await asyncio.sleep(0)
        for task in given_up:
            task.cancel()
        assert (await mine.ask("bids", {}))["orders"] == ["read", "score", "bids"]
        mine.close()

    asyncio.run(ask())


def test_a_retired_worker_answers_first(workroom: Workroom) -> None:
    """A worker whose successor is there ends when it has answered what it was asked."""

    async def ask() -> None:
        mine = Workbench(workroom)
        answer = asyncio.create_task(mine.ask("read", {}))
        await asyncio.sleep(0)
        mine.retire()
        assert (await answer)["orders"] == ["read"]
        with pytest.raises(StoppedError):
            await mine.ask("read", {})

    asyncio.run(ask())
