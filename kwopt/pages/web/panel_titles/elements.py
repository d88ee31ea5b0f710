"""The elements of proposed titles: cards, and the texts that go along. Each shows texts, never markup."""

from collections.abc import Sequence

from nicegui.element import Element

from kwopt.pages.web.elements.title_text import SCRIPT
from kwopt.pages.web.visiting.state import Document


class TitleCards(Element, component="title_cards.js", dependencies=[SCRIPT]):
    """Titles with their figures and covered keywords. Emits `edit` (rank) and `touched`."""

    def __init__(self, words: Document) -> None:
        super().__init__()
        self._props["words"] = words
        self._props["cards"] = []

    def show(self, cards: Sequence[Document]) -> None:
        """Show these cards in place of others; a card of the same rank stays where it is."""
        self._props["cards"] = list(cards)
        self.update()


class CopyLine(Element, component="copy_line.js", dependencies=[SCRIPT]):
    """Texts with a name, figures and a button that copies each."""

    def __init__(self, words: Document) -> None:
        super().__init__()
        self._props.update({"words": words, "lines": []})

    def show(self, lines: Sequence[Document]) -> None:
        """Show these texts."""
        self._props["lines"] = list(lines)
        self.update()
