"""The seller's words above the table: what was pinned, banned or approved, each with a button to undo it."""

from collections.abc import Callable, Mapping, Sequence

from nicegui import ui

from kwopt.pages.web.elements.chips import chip
from kwopt.pages.web.visiting.visit import Visit


class ChosenWords:
    """One line for each list that has words.

    Parameters
    ----------
    undo
        Called with the name of a list and a word on it.
    """

    def __init__(self, visit: Visit, undo: Callable[[str, str], None]) -> None:
        self._own, self._undo = visit.wording("page_keywords").own, undo
        self._place = ui.element("div").classes("kw-chosen").props("id=keywords-chosen")

    def show(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Show the words of all lists."""
        self._place.clear()
        self._place.set_visibility(any(lists.values()))
        with self._place:
            for name, words in lists.items():
                if words:
                    self._list(name, words)

    def _list(self, name: str, words: Sequence[str]) -> None:
        with ui.element("div").classes("kw-row"):
            ui.label(self._own(f"list_{name}")).classes("kw-quiet")
            for word in words:
                self._word(name, word)

    def _word(self, name: str, word: str) -> None:
        chip(word, lambda: self._undo(name, word), label=self._own("undo", word=word))
