"""When figures are drawn, and where. Their drawing is `kwopt.plots`', their lines of text `facts`'.

A figure is asked for when the tab of pictures is open, and again when what it shows has changed meanwhile.
"""

from typing import Any

from nicegui import ui

from kwopt.errors import KwoptError
from kwopt.locales import locale_of
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.panel_pictures.drawing import Drawing
from kwopt.pages.web.panel_pictures.facts import fact_lines
from kwopt.pages.web.panel_pictures.untitled import Untitled, untitled
from kwopt.pages.web.visiting.visit import Visit

FIGURES = ("market", "words", "reach", "conversion", "ceilings", "economics")
"""Figures in the order in which a seller asks: which words, what they earn, how good is the title, money."""

TAB = "pictures"

_SLOW = ("reach",)
"""Figures that take seconds: the others are not kept waiting for them."""

_OF_TITLE = ("words", "reach")
"""Figures that show the title in the editor."""

MOST_LINES = 60
"""Points that are told one by one: a screen reader needs minutes for more, and the table has them all."""


def build(visit: Visit) -> None:
    """Create a place for each figure; those that are out of date are drawn when the tab is open."""
    panel = PicturesPanel(visit)
    panel.create()
    for event in ("scores", "titles", "title_text"):
        visit.when(event, panel.outdated)
    visit.when("tab", panel.draw)


class PicturesPanel:
    """The figures of one visit, and whether they show what is so now."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._figures = [PictureCard(visit, name) for name in FIGURES]
        self._drawn = False

    def create(self) -> None:
        """Create the places, and draw them if the tab is open."""
        for card in self._figures:
            card.create()
        if self.visit.state.table is not None:
            self.visit.latest(TAB, self.draw)

    async def outdated(self) -> None:
        """Draw anew what is seen; what is not seen waits until it is."""
        self._drawn = False
        self.visit.latest(TAB, self.draw)

    async def draw(self) -> None:
        """Draw all figures, one after the other, if the tab is open and they are out of date."""
        if self.visit.state.tab != TAB or self._drawn or self.visit.state.table is None:
            return
        self._drawn = True
        for card in sorted(self._figures, key=lambda card: card.name in _SLOW):
            await card.draw()


class PictureCard:
    """One figure: its heading, a sentence how to read it, the drawing, its facts as text."""

    def __init__(self, visit: Visit, name: str) -> None:
        self.visit, self.name = visit, name
        self._plot: Drawing | None = None

    def create(self) -> None:
        """Create the elements, without a drawing."""
        say = self.visit.say
        with ui.element("section").classes("kw-picture").props(f"aria-labelledby=picture-{self.name}"):
            heading(3, say(f"page_pictures.{self.name}")).props(f"id=picture-{self.name}")
            self._remark = ui.label(say("page_pictures.drawing")).classes("kw-quiet kw-sentence")
            self._drawing = ui.element("div").classes("kw-drawing")
            self._drawing.props(f"role=figure aria-labelledby=picture-{self.name}")
            with ui.element("details").classes("kw-facts") as self._facts:
                self._summary = text_in("summary", "")
                self._lines = ui.element("ul")
        self._facts.set_visibility(False)

    async def draw(self) -> None:
        """Ask for the figure and show it, or say why there is none."""
        try:
            self._show(untitled(await self.visit.ask("figure", name=self.name, **self._params())))
        except KwoptError as error:
            self._show(Untitled("", error.text(self.visit.lang), None))

    def _params(self) -> dict[str, Any]:
        return {"text": self.visit.state.title_text or None} if self.name in _OF_TITLE else {}

    def _show(self, found: Untitled) -> None:
        self._remark.set_text(found.remark)
        self._drawing.set_visibility(found.drawing is not None)
        self._show_lines(fact_lines(found.drawing or {}, locale_of(self.visit.lang)))
        if found.drawing is None:
            return
        if self._plot is None:
            with self._drawing:
                self._plot = Drawing(found.drawing).classes("kw-full")
        else:
            self._plot.show(found.drawing)

    def _show_lines(self, lines: list[str]) -> None:
        self._facts.set_visibility(bool(lines))
        self._lines.clear()
        whole = len(lines) <= MOST_LINES
        self._summary.set_text(
            self.visit.say("page_pictures.as_text")
            if whole
            else self.visit.say("page_pictures.as_text_part", count=MOST_LINES, total=len(lines))
        )
        with self._lines:
            for line in lines[:MOST_LINES]:
                text_in("li", line)
