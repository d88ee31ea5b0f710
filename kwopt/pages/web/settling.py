"""Applying changed settings after a short pause: dragging a weight is one change, not twenty."""

import asyncio

from kwopt.pages.web.visit import Visit

PAUSE_S = 0.4
"""How long nothing may change before settings are applied: longer than between two clicks or keys."""


class Settling:
    """Applies a visit's settings once no change came for `PAUSE_S`."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._changes = 0

    def changed(self) -> None:
        """Note that the settings of the visit were changed."""
        self._changes += 1
        self._visit.background(self._apply(self._changes))

    async def _apply(self, number: int) -> None:
        await asyncio.sleep(PAUSE_S)
        if number == self._changes:
            await self._visit.tell("settings")
            await self._visit.rework()
