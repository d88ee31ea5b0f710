"""What a visit is busy with: stages by name, and since when. Owns no drawing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

PROOF = "proof"
"""The stage beside which one works on: titles are there, better ones are looked for."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One piece of work that is under way.

    Parameters
    ----------
    name
        What is done: the name of an order, or `PROOF`.
    since
        When it began, in seconds of the system's steady clock.
    """

    name: str
    since: float

    def lasts(self) -> float:
        """Return for how many seconds it is under way."""
        return monotonic() - self.since


class Busy:
    """The stages that are under way, oldest first.

    >>> busy = Busy()
    >>> with busy.stage("read"):
    ...     [stage.name for stage in busy.stages]
    ['read']
    >>> busy.stages
    []
    """

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.stages: list[Stage] = []
        self._changed = changed

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note a stage for as long as the block runs."""
        stage = Stage(name, monotonic())
        self.stages.append(stage)
        self._changed()
        try:
            yield
        finally:
            self.stages.remove(stage)
            self._changed()
