"""Bringing a visit up to date: score, titles at once, then titles with proof in a second worker.

The proof may take half a minute. It runs in a worker of its own, which takes the first one's place when it
is done, so that keystrokes are answered meanwhile. A newer run makes an older one void.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from kwopt.pages.web.visiting.benches import Workbench
from kwopt.pages.web.visiting.busy import PROOF

if TYPE_CHECKING:
    from kwopt.pages.web.visiting.visit import Visit

FULL = "full"
"""The effort of titles that are not looked at again; see `kwopt.titles.proof.certify.EFFORTS`."""


class Rework:
    """The runs of one visit, of which only the newest counts."""

    def __init__(self, visit: "Visit") -> None:
        self._visit = visit
        self._number = 0
        self._turn = asyncio.Lock()
        self._twin: Workbench | None = None

    def abandon(self) -> None:
        """Make the run that is under way void."""
        self._number += 1
        self._visit.state.proving = False
        twin, self._twin = self._twin, None
        if twin is not None:
            twin.close()

    async def run(self) -> None:
        """Score and compose; returns when the first titles are told of."""
        self.abandon()
        mine = self._number
        async with self._turn:
            if mine == self._number:
                await self._first(mine)

    async def redo(self) -> None:
        """Ask for table and product again, then run."""
        self.abandon()
        mine, visit, state = self._number, self._visit, self._visit.state
        async with self._turn:
            try:
                if state.table is not None:
                    state.table = await visit.ask("read", **state.reading())
                    await visit.tell("table")
                if state.product is not None:
                    state.product = await visit.ask("product", content=state.product_content)
                    await visit.tell("product")
            except Exception as error:
                visit.problem(error)
                return
            if mine == self._number and state.scores is not None:
                await self._first(mine, _effort(state.titles))

    async def _first(self, mine: int, effort: str = "fast") -> None:
        visit, state = self._visit, self._visit.state
        if state.table is None:
            return
        try:
            scores = await visit.ask("score", **state.scoring())
            if mine != self._number:
                return
            titles = await self._titles(effort)
        except Exception as error:
            visit.problem(error)
            return
        if mine != self._number:
            return
        state.scores, state.titles = scores, titles
        state.proving = titles is not None and effort != FULL and not _all_proven(titles)
        await asyncio.gather(visit.tell("scores"), visit.tell("titles"))
        if state.proving and mine == self._number:
            visit.background(self._prove(mine))

    async def _titles(self, effort: str) -> Any:
        visit, state = self._visit, self._visit.state
        if not state.named:
            return None
        return await visit.ask("titles", n=state.title_count, effort=effort)

    async def _prove(self, mine: int) -> None:
        """Compose again with all effort, in a second worker that becomes the first."""
        visit = self._visit
        twin = self._twin = visit.bench.twin()
        try:
            with visit.busy.stage(PROOF):
                titles = await visit.ask_of(twin, "titles", {"n": visit.state.title_count, "effort": FULL})
        except BaseException:
            twin.close()
            if mine == self._number:
                visit.state.proving = False
                await visit.tell("proof")
            raise
        if mine == self._number:
            await self._take_over(twin, titles)

    async def _take_over(self, twin: Workbench, titles: Any) -> None:
        visit, self._twin = self._visit, None
        visit.bench, earlier = twin, visit.bench
        earlier.retire()
        visit.state.titles, visit.state.proving = titles, False
        await asyncio.gather(visit.tell("titles"), visit.tell("proof"))


def _effort(titles: Any) -> str:
    """Return the effort that the bench's titles took: those of full effort need not be proven again."""
    return FULL if titles is not None and titles.get("effort") == FULL else "fast"


def _all_proven(titles: Any) -> bool:
    return all(title.get("proven") for title in titles.get("titles", []))
