"""One visit: a browser tab with its language, its worker, its folder of uploads and its state.

Panels know nothing else: they ask, say, tell and listen through it. A visit outlives a reload of the page;
`kwopt.pages.web.visiting.visits` says for how long.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import nullcontext
from typing import Any

from nicegui import ui
from nicegui.elements.upload_files import FileUpload
from nicegui.slot import Slot

from kwopt.errors import KwoptError, TitleError
from kwopt.locales import Lang
from kwopt.messages import message
from kwopt.pages.web.visiting.benches import URGENT, StoppedError, Workbench, Workroom
from kwopt.pages.web.visiting.busy import PROOF, Busy
from kwopt.pages.web.visiting.newest import Newest
from kwopt.pages.web.visiting.rework import Rework
from kwopt.pages.web.visiting.settling import Settling
from kwopt.pages.web.visiting.state import VisitState
from kwopt.pages.web.visiting.uploads import UploadFolder
from kwopt.pages.wording import Wording

_log = logging.getLogger(__name__)

EVENTS = frozenset({
    "table", "product", "settings", "scores", "titles", "proof", "title_text", "tab", "busy", "problems",
    "lang",
})  # fmt: skip
"""What panels tell of and listen to."""

MOST_PROBLEMS = 5
"""Sentences that are shown at once: the oldest go, as nobody reads more."""

SETTLED_SECONDS = 0.4
"""How long settings must stay until they are applied: more than between clicks, or steps of a slider."""

Callback = Callable[[], Awaitable[None]]


class Visit:
    """What the panels of one browser tab work with.

    Parameters
    ----------
    workroom
        Where the visit's worker comes from.
    uploads
        The visit's private folder.
    lang
        "zh" or "en".
    """

    def __init__(self, workroom: Workroom, uploads: UploadFolder, lang: Lang) -> None:
        self.lang = lang
        self.state = VisitState()
        self.problems: list[str] = []
        self.busy = Busy(self._busy_changed)
        self.bench = Workbench(workroom)
        self._uploads = uploads
        self._listeners: list[tuple[str, Callback, Slot | None]] = []
        self._newest = Newest()
        self.settling = Settling(self.background)
        self._tasks: set[asyncio.Task[None]] = set()
        self._rework = Rework(self)

    @property
    def max_upload(self) -> int:
        """Bytes that an uploaded file may have."""
        return self._uploads.limit

    def say(self, code: str, /, **params: Any) -> str:
        """Return the sentence of a message code ("page_titles.copy") in the visit's language."""
        return message(code, params, self.lang)

    def wording(self, section: str) -> Wording:
        """Return the sentences of a section of messages, and of names of results."""
        return Wording(self.lang, section)

    async def ask(self, order: str, /, **params: Any) -> Any:
        """Return the bench's answer to an order; `lang` is added.

        Raises
        ------
        KwoptError
            What the order raises, or that the worker died.
        asyncio.CancelledError
            If the user cancelled the work.
        """
        with nullcontext() if order in URGENT else self.busy.stage(order):
            return await self.ask_of(self.bench, order, params)

    async def ask_of(self, bench: Workbench, order: str, params: dict[str, Any]) -> Any:
        """Return a bench's answer, without a word to the busy strip."""
        try:
            return await bench.ask(order, {**params, "lang": self.lang})
        except StoppedError:
            raise asyncio.CancelledError from None
        except TitleError as error:
            if error.code == "bench.no_product" and self.state.named:  # a table came, and its scores did not
                raise TitleError("page.not_scored") from error
            raise

    def latest(
        self, key: str, call: Callable[..., Coroutine[Any, Any, None]], *args: Any
    ) -> "asyncio.Future[None]":
        """Run `call(*args)`, or a newer call of the same key instead; one runs at a time, none piles up.

        For keystrokes: `visit.latest("editor", self._show_live, event.value)`. Need not be awaited; what goes
        wrong is shown as a problem.
        """
        slot = _slot()
        return self._newest.call(key, lambda: self._guarded(lambda: call(*args), slot))

    def when(self, event: str, callback: Callback) -> None:
        """Call a coroutine function, in the slot where this is said, whenever `event` is told."""
        _check(event)
        self._listeners.append((event, callback, _slot()))

    async def tell(self, event: str) -> None:
        """Call all who listen to an event, and return when they are done."""
        _check(event)
        heard = [(callback, slot) for name, callback, slot in self._listeners if name == event]
        await asyncio.gather(*[self._guarded(callback, slot) for callback, slot in heard])

    async def _guarded(self, call: Callback, slot: Slot | None) -> None:
        """Await a call; what goes wrong in it is shown, and stops nobody else."""
        try:
            with slot or nullcontext():
                await call()
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) and task.cancelling():
                raise
        except Exception as error:
            self.problem(error)

    async def rework(self) -> None:
        """Bring scores and titles up to date after a change of table, product or settings.

        Returns when the first titles are there; better ones, or a better proof, are told of later. A newer
        change makes an older run void. What goes wrong is shown.
        """
        self.clear_problems()
        await self._rework.run()

    def settings_changed(self) -> None:
        """Tell of changed settings and rework, once no other change came for a moment."""
        self.settling.after("settings", SETTLED_SECONDS, self._apply_settings)

    async def _apply_settings(self) -> None:
        await self.tell("settings")
        await self.rework()

    async def redo(self) -> None:
        """Ask for everything again, in another language than before."""
        await self._rework.redo()

    def cancel(self) -> None:
        """End what is under way; the state stays what it was before."""
        if any(stage.name != PROOF for stage in self.busy.stages):
            self._show_problem(self.say("page.cancelled"))
        self._rework.abandon()
        self._tell_soon("proof")
        self.bench.stop()

    async def keep(self, upload: FileUpload) -> dict[str, str]:
        """Return `{"path", "name"}` of an uploaded file, kept in the visit's private folder.

        Raises
        ------
        TableError
            If its kind is none that is read, it is too large, or the visit keeps too much.
        """
        return await self._uploads.keep(upload)

    def drop(self, source: dict[str, str]) -> None:
        """Remove a kept file."""
        self._uploads.drop(source)

    def problem(self, error: BaseException) -> None:
        """Show what went wrong, as a sentence that stays until it is closed or the work is done anew."""
        if isinstance(error, asyncio.CancelledError):
            return
        if isinstance(error, KwoptError):
            text = error.text(self.lang)
        else:
            _log.error("fault in a page", exc_info=error)
            text = self.say("page.fault", kind=type(error).__name__)
        self._show_problem(text)

    def _show_problem(self, text: str) -> None:
        self.problems = [*(known for known in self.problems if known != text), text][-MOST_PROBLEMS:]
        self._tell_soon("problems")

    def close_problem(self, text: str) -> None:
        """Show a sentence no more."""
        self.problems = [known for known in self.problems if known != text]
        self._tell_soon("problems")

    def clear_problems(self) -> None:
        """Show no sentences any more."""
        if self.problems:
            self.problems = []
            self._tell_soon("problems")

    async def save(self, kind: str, **chosen: Any) -> dict[str, Any]:
        """Have a file made and hand it to the browser to save; return the answer of the order `download`.

        `chosen` says which keywords are meant, as that order takes them; all by default.
        """
        file: dict[str, Any] = await self.ask("download", kind=kind, **chosen)
        ui.download.content(file["content"], file["name"], file["media_type"])
        return file

    def background(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Begin a piece of work and go on; what goes wrong in it is shown."""
        slot = _slot()
        return self._begun(self._guarded(lambda: work, slot))

    def forget_listeners(self) -> None:
        """Let nobody listen any more: the elements that did are gone."""
        self._listeners = []

    def end(self) -> None:
        """End the worker and wipe the uploads."""
        self.forget_listeners()
        self._newest.close()
        self._rework.abandon()
        self.bench.close()
        self._uploads.wipe()

    def _busy_changed(self) -> None:
        self._tell_soon("busy")

    def _tell_soon(self, event: str) -> None:
        if any(name == event for name, _, _ in self._listeners):
            self._begun(self.tell(event))

    def _begun(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._tasks.discard)
        return task


def _slot() -> Slot | None:
    stack = Slot.get_stack()
    return stack[-1] if stack else None


def _check(event: str) -> None:
    if event not in EVENTS:
        raise ValueError(f"no event {event!r}; there are: {', '.join(sorted(EVENTS))}")
