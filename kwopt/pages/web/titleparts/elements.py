"""The page's own elements: titles as cards, the field they are written in, what it earns, steps, tables.

Their scripts stand beside this module. Each takes plain documents whose texts are ready to be read, and shows
them as text, never as markup.
"""

from collections.abc import Sequence
from typing import Any

from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from kwopt.pages.web.headings import text_in
from kwopt.pages.web.state import Document

Words = dict[str, Any]
"""Fixed texts of an element, in the visitor's language."""


def said(tag: str, text: str = "", *, classes: str = "") -> TextElement:
    """Return an element of any HTML tag with a text in it."""
    return text_in(tag, text).classes(classes)


class TitleCards(Element, component="title_cards.js", dependencies=["kwopt_title_parts.js"]):
    """Titles with their figures and covered keywords. Emits `edit` (rank) and `touched`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props["words"] = words
        self._props["cards"] = []

    def show(self, cards: Sequence[Document]) -> None:
        """Show these cards in place of others; a card of the same rank stays where it is."""
        self._props["cards"] = list(cards)
        self.update()


class TitleField(Element, component="title_field.js", dependencies=["kwopt_title_parts.js"]):
    """The field in which a title is written. Emits `typed` (the text), `touched`, `undo` and `reset`.

    Nothing is emitted while a word is being composed with an input method.
    """

    def __init__(self, words: Words, text: str) -> None:
        super().__init__()
        self._number = 0
        self._props["words"] = words
        self._props["given"] = {"text": text, "number": 0, "focus": False}

    def put(self, text: str, *, focus: bool = False) -> None:
        """Put a text into the field, as if it had been typed: the field's own undo takes it back."""
        self._number += 1
        self._props["given"] = {"text": text, "number": self._number, "focus": focus}
        self.update()

    def note(self, text: str) -> None:
        """Remember what was typed without sending it back, for the day the element is sent anew."""
        given = self._props["given"]
        with self._props.suspend_updates():
            self._props["given"] = {**given, "text": text, "focus": False}


class LiveTitle(Element, component="title_live.js", dependencies=["kwopt_title_parts.js"]):
    """What a text earns while it is written. Emits `lock` and `ban` (the word)."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props["words"] = words
        self._props["live"] = None

    def show(self, live: Document) -> None:
        """Show another reading."""
        self._props["live"] = live
        self.update()


class TitleSteps(Element, component="title_steps.js"):
    """The single changes that gain most. Emits `apply` (place, text)."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props.update({"words": words, "steps": [], "note": "", "said": "", "stale": False})

    def show(self, steps: Sequence[Document], *, note: str, said: str) -> None:
        """Show steps for the text as it now stands."""
        self._props.update({"steps": list(steps), "note": note, "said": said, "stale": False})
        self.update()

    def fade(self) -> None:
        """Say that the steps belong to an older text; does nothing where that is said already."""
        if not self._props["stale"]:
            self._props["stale"] = True
            self.update()


class PlainTable(Element, component="plain_table.js"):
    """A table whose heads sort. Emits `sort` (the column's name)."""

    def __init__(self, *, caption: str, name: str) -> None:
        super().__init__()
        self._props.update({"columns": [], "rows": [], "caption": caption, "name": name})

    def show(
        self,
        columns: Sequence[Document],
        rows: Sequence[Sequence[str]],
        *,
        sort: str | None,
        descending: bool,
    ) -> None:
        """Show these columns and rows, cell by cell as texts."""
        self._props.update({
            "columns": list(columns), "rows": [list(row) for row in rows], "sort": sort,
            "descending": descending,
        })  # fmt: skip
        self.update()


class CopyLine(Element, component="copy_line.js", dependencies=["kwopt_title_parts.js"]):
    """Texts with a name, figures and a button that copies each."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._props.update({"words": words, "lines": []})

    def show(self, lines: Sequence[Document]) -> None:
        """Show these texts."""
        self._props["lines"] = list(lines)
        self.update()
