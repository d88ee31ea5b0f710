"""The dialog that explains one keyword: its rank, its words, its place in titles, all its figures.

Owns how the answer of the order `keyword` is laid out; every sentence in it is the bench's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nicegui import ui
from nicegui.element import Element

from kwopt import columns as c
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.panel_keywords.cells import APPROVE, FITS, MARKS, class_of
from kwopt.pages.web.visiting.visit import Visit
from kwopt.pages.web.visiting.word_lists import word_lists

Document = Mapping[str, Any]


class Explained:
    """A dialog that shows one keyword at a time.

    Parameters
    ----------
    mark
        Called with the name of a list and a word, when one is put on it or taken off.
    """

    def __init__(self, visit: Visit, mark: Callable[[str, str], None]) -> None:
        self.visit, self._mark = visit, mark
        self._own = visit.wording("page_keywords").own
        self._found: Document = {}
        self._buttons: dict[tuple[str, str], Element] = {}
        self._dialog = ui.dialog().props("aria-labelledby=explained-title")
        with self._dialog, ui.card().classes("kw-explained"):
            self._place = ui.element("div").classes("kw-full")

    def open(self, keyword: str) -> None:
        """Show a keyword."""
        self.visit.latest("keyword", self._open, keyword)

    async def _open(self, keyword: str) -> None:
        self._found = await self.visit.ask("keyword", keyword=keyword)
        self._show()
        self._dialog.open()

    def _show(self) -> None:
        found = self._found
        self._place.clear()
        self._buttons.clear()
        with self._place:
            self._head(found)
            heading(3, self._own("in_titles"))
            self._in_titles(found["title"])
            heading(3, self._own("words"))
            self._words([found["keyword"], *_parts(found)], found["words"])
            heading(3, self._own("figures"))
            self._figures(found["figures"])

    def _head(self, found: Document) -> None:
        with ui.element("div").classes("kw-row"):
            heading(2, found["keyword"]).classes("kw-grow kw-wrap").props("id=explained-title")
            close = ui.button(icon="close", on_click=self._dialog.close).props("flat dense round autofocus")
            close.props["aria-label"] = self._own("close")
        record = found["record"]
        reason = (record[c.REASON] or {}).get("text", "")
        if name := class_of(record):
            said = self.visit.say(f"cli.class_{name}")
            _sentence(self._own("class_and_reason", name=said, reason=reason) if reason else said)
        _sentence(found["rank"]["message"])

    def _in_titles(self, title: Document) -> None:
        _sentence(title["message"])
        for which in ("best", "today"):
            if match := title[which]:
                ui.label(self._own(f"covered_{which}", match=self.visit.say(f"cli.match_{match}")))

    def _words(self, texts: Sequence[str], words: Sequence[Document]) -> None:
        """Show each word with its role, what the product says to it, and buttons for the seller's lists."""
        known = {word["text"]: word for word in words}
        with ui.element("table").classes("kw-table"), ui.element("tbody"):
            for text in texts:
                with ui.element("tr"):
                    text_in("th", text).props("scope=row").classes("kw-wrap")
                    text_in("td", self._of_word(known.get(text)))
                    with ui.element("td").classes("kw-word-marks"):
                        for mark in MARKS:
                            if mark.list != APPROVE or self._needs_approval(known.get(text)):
                                self._button(mark.list, text)
        self._show_pressed()

    def _needs_approval(self, word: Document | None) -> bool:
        """Say whether a word, or the whole keyword, waits for the seller's word; what is stated does not."""
        if word is None:
            return class_of(self._found["record"]) != FITS
        return bool(word["barred"]) or word["said"] not in (None, "stated", "neutral")

    def _of_word(self, word: Document | None) -> str:
        if word is None:
            return self._own("whole")
        said = word["said_label"]
        return self._own("role_and_said", role=word["role_label"], said=said) if said else word["role_label"]

    def _button(self, name: str, word: str) -> None:
        def press() -> None:
            self._mark(name, word)
            self._show_pressed()

        button = text_in("button", self._own(f"word_{name}")).props("type=button").on("click", press)
        button.props["aria-label"] = self._own(f"mark_{name}", keyword=word)
        self._buttons[name, word] = button

    def _show_pressed(self) -> None:
        """Show which words stand on which lists; the buttons stay, and with them the focus."""
        lists = word_lists(self.visit.state.settings)
        for (name, word), button in self._buttons.items():
            pressed = word in lists[name]
            button.props["aria-pressed"] = "true" if pressed else "false"

    def _figures(self, figures: Sequence[Document]) -> None:
        with ui.element("table").classes("kw-table"), ui.element("tbody"):
            for figure in figures:
                with ui.element("tr"):
                    text_in("th", figure["label"]).props("scope=row")
                    text_in("td", figure["text"]).classes("kw-number")
                    text_in("td", figure["meaning"]).classes("kw-quiet")


def _parts(found: Document) -> list[str]:
    """Return the words of a keyword that are not the whole of it."""
    return [word["text"] for word in found["words"] if word["text"] != found["keyword"]]


def _sentence(text: str) -> None:
    """Show a text that stands by itself; the terminal's begin with small letters."""
    ui.label(text).classes("kw-sentence")
