"""The elements of the editor: the field, what its text earns, its steps. Each shows texts, never markup."""

from collections.abc import Sequence

from nicegui.element import Element

from kwopt.pages.web.elements.title_text import SCRIPT
from kwopt.pages.web.visiting.state import Document


class TitleField(Element, component="title_field.js", dependencies=[SCRIPT]):
    """The field in which a title is written. Emits `typed` (the text), `touched`, `undo` and `reset`.

    Nothing is emitted while a word is being composed with an input method.
    """

    def __init__(self, words: Document, text: str) -> None:
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


class LiveTitle(Element, component="title_live.js", dependencies=[SCRIPT]):
    """What a text earns while it is written. Emits `lock` and `ban` (the word)."""

    def __init__(self, words: Document) -> None:
        super().__init__()
        self._props["words"] = words
        self._props["live"] = None

    def show(self, live: Document) -> None:
        """Show another reading."""
        self._props["live"] = live
        self.update()


class TitleSteps(Element, component="title_steps.js"):
    """The single changes that gain most. Emits `apply` (place, text)."""

    def __init__(self, words: Document) -> None:
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
