"""All visits of a server: found by the tab's id, limited in number, ended when a tab stays closed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from kwopt.locales import Lang
from kwopt.pages.web.visiting.visit import Visit

MOST_VISITS = 8
"""Visits at once: each holds a table in a worker of its own, some hundred MB."""

KEPT_SECONDS = 15 * 60.0
"""How long a visit without a page is kept: over a reload, a sleep of the computer, a closed lid."""

_LONGEST_ID = 100  # characters of a tab's id: browsers send 36


@dataclass(eq=False)
class _Place:
    """A visit, the page that shows it now, and what will end it when there is none."""

    visit: Visit
    client: str | None = None
    ending: asyncio.TimerHandle | None = None


class Visits:
    """The visits of one server, by the tabs' ids.

    Parameters
    ----------
    make
        Makes a visit in a language.
    most
        How many there may be.
    kept
        Seconds for which a visit without a page is kept.
    """

    def __init__(
        self, make: Callable[[Lang], Visit], *, most: int = MOST_VISITS, kept: float = KEPT_SECONDS
    ) -> None:
        self._make, self._most, self._kept = make, most, kept
        self._places: dict[str, _Place] = {}

    def __len__(self) -> int:
        return len(self._places)

    def arrive(self, tab: str, client: str, lang: Lang) -> Visit | None:
        """Return the visit of a tab, which page `client` shows from now on; None where there are too many."""
        tab = tab[:_LONGEST_ID]
        if tab not in self._places:
            self._make_room()
            if len(self._places) >= self._most:
                return None
            self._places[tab] = _Place(self._make(lang))
        place = self._places[tab]
        self._stay(place)
        place.client = client
        place.visit.forget_listeners()
        return place.visit

    def leave(self, tab: str, client: str) -> None:
        """Note that a page is gone; a newer page of the same tab may be there already."""
        place = self._places.get(tab[:_LONGEST_ID])
        if place is None or place.client != client:
            return
        place.client = None
        place.visit.forget_listeners()
        place.ending = asyncio.get_running_loop().call_later(self._kept, self._end, tab[:_LONGEST_ID])

    def _make_room(self) -> None:
        """End the visit that has been without a page for the longest time, if all places are taken."""
        gone = [tab for tab, place in self._places.items() if place.ending is not None]
        if gone and len(self._places) >= self._most:
            self._end(min(gone, key=self._when_ending))

    def _when_ending(self, tab: str) -> float:
        ending = self._places[tab].ending
        return ending.when() if ending else float("inf")

    def _stay(self, place: _Place) -> None:
        if place.ending is not None:
            place.ending.cancel()
            place.ending = None

    def _end(self, tab: str) -> None:
        place = self._places.pop(tab)
        self._stay(place)
        place.visit.end()

    def close(self) -> None:
        """End all visits."""
        for tab in list(self._places):
            self._end(tab)
