"""Words that a title must and must not hold, each with a button that releases it."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from kwopt.pages.web.elements.chips import chip
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.wording import Wording

_NAMES = {"require": "must", "lock": "must", "ban": "must_not"}
"""Settings that are shown, and what they are called."""

Release = Callable[[str, str], None]


class RulesList:
    """The list, created in the current slot; `release(setting, word)` is called for a word's button."""

    def __init__(self, wording: Wording, release: Release) -> None:
        self._wording, self._release = wording, release
        self._told: list[tuple[str, str]] | None = None
        heading(4, wording.own("rules"))
        self._list = ui.element("div").classes("kw-row").props('id="title-rules"')

    def show(self, settings: Document) -> None:
        """Show the words of these settings; nothing happens where they are shown already."""
        words = [(name, word) for name in _NAMES for word in settings.get(name) or ()]
        if words == self._told:
            return
        self._told = words
        self._list.clear()
        with self._list:
            if not words:
                text_in("p", self._wording.own("rules_hint"), classes="kw-quiet")
            for name, word in words:
                self._word(name, word)

    def _word(self, name: str, word: str) -> None:
        text = f"{self._wording.own(_NAMES[name])} {word}"
        chip(text, partial(self._release, name, word), label=self._wording.own("release", word=word))
