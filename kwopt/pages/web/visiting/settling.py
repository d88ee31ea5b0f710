"""What waits until nothing changes for a moment: a word that is typed is one change, not ten."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

Begin = Callable[[Coroutine[Any, Any, None]], object]


class Settling:
    """Runs a call once nothing was said under its key for some seconds; a newer one makes older ones void.

    Parameters
    ----------
    begin
        Begins a coroutine in the background.

    Examples
    --------
    >>> async def typed():
    ...     seen, settling = [], Settling(asyncio.ensure_future)
    ...     async def show(text):
    ...         seen.append(text)
    ...     for text in "abc":
    ...         settling.after("editor", 0.0, lambda text=text: show(text))
    ...     await asyncio.sleep(0.01)
    ...     return seen
    >>> asyncio.run(typed())
    ['c']
    """

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._newest: dict[str, int] = {}

    def after(self, key: str, seconds: float, call: Callable[[], Awaitable[None]]) -> None:
        """Run `call` in so many seconds, unless something newer comes under the same key."""
        self.void(key)
        self._begin(self._wait(key, self._newest[key], seconds, call))

    def void(self, key: str) -> None:
        """Let nothing run that waits under a key."""
        self._newest[key] = self._newest.get(key, 0) + 1

    async def _wait(self, key: str, number: int, seconds: float, call: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(seconds)
        if number == self._newest[key]:
            await call()
