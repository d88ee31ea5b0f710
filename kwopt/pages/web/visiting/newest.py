"""Of many calls only the newest: what a keystroke asks for is void when the next one comes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Call = Callable[[], Awaitable[Any]]


class Newest:
    """Runs one call at a time for each key; of those that come meanwhile only the last is kept.

    >>> import asyncio
    >>> async def typed():
    ...     seen, newest = [], Newest()
    ...     async def show(text):
    ...         await asyncio.sleep(0)
    ...         seen.append(text)
    ...     await asyncio.gather(*[newest.call("editor", lambda text=text: show(text)) for text in "abc"])
    ...     return seen
    >>> asyncio.run(typed())
    ['c']
    """

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[Call, asyncio.Future[None]]] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def call(self, key: str, call: Call) -> "asyncio.Future[None]":
        """Return a future that is done when the call ran, or was passed over; it need not be awaited."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        passed = self._waiting.pop(key, None)
        if passed is not None:
            _settle(passed[1])
        self._waiting[key] = (call, done)
        if key not in self._running:
            self._running[key] = asyncio.get_running_loop().create_task(self._work(key))
        return done

    async def _work(self, key: str) -> None:
        try:
            while key in self._waiting:
                call, done = self._waiting.pop(key)
                try:
                    await call()
                finally:
                    _settle(done)
        finally:
            del self._running[key]

    def close(self) -> None:
        """Let nothing run any more."""
        for task in self._running.values():
            task.cancel()
        for _, done in self._waiting.values():
            _settle(done)
        self._waiting.clear()


def _settle(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)
