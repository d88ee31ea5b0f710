"""What the panel does with files: keep uploads, read them together, correct, remove; and what went wrong.

Owns no element. A reading that fails leaves the table as it was; the problem remembers what was tried, so
that one choice (an encoding, a sheet, the column of keywords) is enough to try again.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nicegui.elements.upload_files import FileUpload

from kwopt.columns import KEYWORD
from kwopt.errors import KwoptError
from kwopt.pages.web.panel_table.home import follow_home
from kwopt.pages.web.panel_table.wording import error_sentence
from kwopt.pages.web.visiting.sample import leave_sample, sample_names
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.web.visiting.visit import Visit

_GATHERED = 0.15  # seconds in which files of one choice arrive: they come one by one and are read together
_SERIES = 3.0  # seconds between two files until the second is one of another choice
MOST_PROBLEMS = 8
"""Problems that are shown at once: of a folder of pictures nobody reads them all."""

_PROBLEMS = "table.problems"
_ARRIVED = "table.arrived"

Source = dict[str, str]


@dataclass(frozen=True)
class Problem:
    """Why files could not be read, and what was tried.

    Parameters
    ----------
    error
        The error; None where only a sentence is known.
    said
        The sentence, where there is no error: a file that the browser did not send.
    attempt
        Parameters of `read` that failed.
    added
        Files that the attempt would have added.
    """

    error: KwoptError | None = None
    said: tuple[str, Mapping[str, Any]] = ("", {})
    attempt: Document = field(default_factory=dict)
    added: tuple[Source, ...] = ()

    def text(self, visit: Visit) -> str:
        """Return the sentence, in the visit's language."""
        if self.error is not None:
            return error_sentence(self.error, visit.lang)
        code, params = self.said
        return visit.say(code, **params)


class Reading:
    """The files of one visit, as the panel changes them."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.problems: list[Problem] = visit.state.kept.setdefault(_PROBLEMS, [])
        self.changed: str | None = None
        self._arrived: list[Source] = visit.state.kept.setdefault(_ARRIVED, [])
        self._latest = 0.0

    async def upload(self, upload: FileUpload) -> None:
        """Keep an uploaded file, and read it soon together with those that come with it."""
        self._begin()
        try:
            source = await self.visit.keep(upload)
            # The readers take a name that begins with "<" for that of a nameless stream.
            self._arrived.append({**source, "name": source["name"].lstrip("<") or "file"})
        except KwoptError as error:
            await self._note(Problem(error))
            return
        self.visit.latest("table.read", self._read_arrived)

    async def refuse(self, code: str, **params: Any) -> None:
        """Note that a file was not sent, and why."""
        self._begin()
        await self._note(Problem(said=(code, params)))

    def _begin(self) -> None:
        """Forget problems of an earlier choice of files; those of the same choice stay beside each other."""
        now = asyncio.get_running_loop().time()
        if now - self._latest > _SERIES:
            self._forget()
        self._latest = now

    async def _read_arrived(self) -> None:
        await asyncio.sleep(_GATHERED)
        arrived, self._arrived[:] = sorted(self._arrived, key=lambda source: source["name"]), []
        if arrived:
            await self._add(arrived)

    async def _add(self, new: Sequence[Source]) -> None:
        """Read new files beside the others; a file that cannot be read does not keep the rest out."""
        left = list(new)
        while left:
            attempt = self._attempt(left)
            error = await self._tried(attempt)
            if error is None:
                await leave_sample(self.visit)
                await self._finish()
                return
            bad = [source for source in left if source["name"] == error.where.get("file")] or left
            left = [source for source in left if source not in bad]
            self._add_problem(Problem(error, attempt=self._attempt(bad), added=tuple(bad)))
        await self.visit.tell("table")

    def _attempt(self, new: Sequence[Source]) -> Document:
        """Return the parameters of reading `new` too; a file replaces one of the same name, and a sample."""
        names = {source["name"] for source in new} | sample_names(self.visit)
        kept = [source for source in self.visit.state.sources if source["name"] not in names]
        return self.visit.state.reading() | {"sources": [*kept, *new]}

    async def _tried(self, attempt: Document) -> KwoptError | None:
        """Read, and take over what came of it; returns the error instead, if there was one."""
        state = self.visit.state
        try:
            table = await self.visit.ask("read", **attempt)
        except KwoptError as error:
            return error
        except asyncio.CancelledError:  # the seller cancelled: the table stays what it was
            self._drop(attempt["sources"])
            await self.visit.tell("table")
            raise
        gone = [source for source in state.sources if source not in attempt["sources"]]
        state.sources, state.table = attempt["sources"], table
        state.encoding, state.sheet = attempt["encoding"], attempt["sheet"]
        state.column_map = attempt["column_map"]
        for source in gone:
            self.visit.drop(source)
        return None

    async def change(self, **changes: Any) -> None:
        """Read again with another encoding, sheet or column map; a failure takes the change back."""
        self._forget()
        await self._settle(self.visit.state.reading() | changes)

    async def correct(self, header: str, canonical: str | None) -> None:
        """Read again with a column's meaning corrected; None takes an earlier correction back."""
        self.changed = header
        known = self.visit.state.column_map
        columns = {name: column for name, column in known.items() if column != header and name != canonical}
        await self.change(column_map=columns | ({canonical: header} if canonical else {}))

    async def undo(self) -> None:
        """Take all corrections back; a column of keywords without which nothing can be read stays named."""
        self._forget()
        named = {name: header for name, header in self.visit.state.column_map.items() if name == KEYWORD}
        tried = self.visit.state.reading()
        if await self._tried(tried | {"column_map": {}}) is None:
            await self._finish()
        else:
            await self._settle(tried | {"column_map": named})

    async def again(self, problem: Problem, **changes: Any) -> None:
        """Try once more what failed, with a choice that was asked for."""
        if problem in self.problems:
            self.problems.remove(problem)
        await self._settle(self._attempt(problem.added) | changes, problem.added)

    async def _settle(self, attempt: Document, added: tuple[Source, ...] = ()) -> None:
        """Read; where that fails, say so and leave everything as it was."""
        error = await self._tried(attempt)
        if error is None:
            if added:
                await leave_sample(self.visit)
            await self._finish()
        else:
            await self._note(Problem(error, attempt=attempt, added=added))

    async def dismiss(self, problem: Problem) -> None:
        """Forget a problem, and the files that it kept."""
        self.problems.remove(problem)
        self._drop(problem.added)
        await self.visit.tell("table")

    async def remove(self, name: str) -> None:
        """Take a file away; without any there is no table."""
        self._forget()
        state = self.visit.state
        left = [source for source in state.sources if source["name"] != name]
        if left:
            await self._settle(state.reading() | {"sources": left})
            return
        self._empty()
        await leave_sample(self.visit)
        await self._finish()

    def _empty(self) -> None:
        state = self.visit.state
        self.visit.cancel()
        for source in state.sources:
            self.visit.drop(source)
        state.sources, state.column_map, state.encoding, state.sheet = [], {}, None, None
        state.table = state.scores = state.titles = None

    async def _finish(self) -> None:
        """Tell of the table, and bring the rest up to date."""
        await follow_home(self.visit)
        await self.visit.tell("table")
        await self.visit.rework()

    async def _note(self, problem: Problem) -> None:
        self._add_problem(problem)
        await self.visit.tell("table")

    def _add_problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        while len(self.problems) > MOST_PROBLEMS:
            self._drop(self.problems.pop(0).added)

    def _forget(self) -> None:
        for problem in self.problems:
            self._drop(problem.added)
        self.problems.clear()

    def _drop(self, sources: Sequence[Source]) -> None:
        """Wipe files that are not part of the table."""
        for source in sources:
            if source not in self.visit.state.sources:
                self.visit.drop(source)
