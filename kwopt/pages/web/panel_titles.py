"""The proposed titles: cards to read and copy, today's title beside the best, and the fields that go along.

Owns when what a reader looks at may be replaced: quick proposals at once, better proven ones only where no
card was touched yet; else they wait for a click. The text in the editor is `panel_editor`'s.
"""

from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from kwopt.numerals import percent
from kwopt.pages.web.state import Document
from kwopt.pages.web.titleparts.cards import (
    field_lines,
    head_text,
    list_words,
    title_cards,
    today_text,
    wording_in,
)
from kwopt.pages.web.titleparts.elements import CopyLine, TitleCards, said
from kwopt.pages.web.visit import Visit

MORE_TITLES = 3
"""Proposals that one click asks for besides: as many as there are at first."""

MOST_TITLES = 12
"""Proposals that are shown at most: nobody compares more."""

_TOUCHED = "titles_touched"
_FIELDS = "titles_fields"


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    _TitlesPanel(visit)


class _TitlesPanel:
    """The elements of the panel, and which titles they show."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._wording = wording_in(visit.lang, "page_titles")
        self._shown: Document | None = None
        self._create()
        visit.when("titles", self._changed)
        visit.when("proof", self._say_state)
        if visit.state.titles is not None:
            self._show(visit.state.titles)
            self._ask_fields()

    def _create(self) -> None:
        own = self._wording.own
        words = list_words(self._wording)
        with ui.element("section").classes("kt-panel").props('aria-labelledby="titles-heading"'):
            said("h3", own("heading")).props('id="titles-heading"')
            self._head = said("p", classes="kt-muted")
            self._state = said("p", classes="kt-state").props('role="status" id="titles-state"')
            self._hint = said("p", own("marks_hint"), classes="kt-muted")
            self._create_offer()
            self._notices = ui.element("div")
            self._create_today()
            self._cards = TitleCards(words)
            self._cards.on("edit", self._edit).on("touched", self._touched)
            self._more = ui.button(own("more_titles"), on_click=self._ask_more).props("flat no-caps")
            self._more.props('id="titles-more"')
            self._fields_head = said("h4", own("fields"))
            self._fields = CopyLine(words)
            self._dropped = ui.element("div")
        for element in (self._more, self._fields_head):
            element.set_visibility(False)

    def _create_offer(self) -> None:
        with ui.element("div").classes("kt-offer").props('role="status"') as self._offer:
            self._offer_text = said("span")
            ui.button(self._wording.own("show_better"), on_click=self._take).props('no-caps id="titles-take"')
        self._offer.set_visibility(False)

    def _create_today(self) -> None:
        with ui.element("div").classes("kt-today") as self._today:
            said("h4", self._wording.own("today"))
            self._today_text = said("p", classes="kt-line")
            with ui.element("div").classes("kw-row"):
                self._today_told = said("span")
                edit = ui.button(self._wording.own("edit_today"), on_click=self._edit_today)
                edit.props('outline dense no-caps padding="2px 10px" id="title-edit-today"')
        self._today.set_visibility(False)

    async def _changed(self) -> None:
        titles = self._visit.state.titles
        if titles is None or self._may_replace(titles):
            self._show(titles)
        else:
            self._offer_better(titles)
        self._ask_fields()

    def _may_replace(self, titles: Document) -> bool:
        if self._shown is None or titles["effort"] == "fast" or not self._visit.state.kept.get(_TOUCHED):
            return True
        return _texts(titles) == _texts(self._shown)

    def _show(self, titles: Document | None) -> None:
        self._shown = titles
        self._offer.set_visibility(False)
        if titles is None or titles["effort"] == "fast":
            self._visit.state.kept[_TOUCHED] = False
        self._hint.set_visibility(bool(titles and titles["titles"]))
        self._cards.show(title_cards(titles, self._wording) if titles else [])
        self._head.set_text(head_text(titles, self._wording) if titles else self._wording.own("none"))
        self._show_today(titles)
        self._show_remarks(titles)
        self._more.set_visibility(
            bool(titles and titles["titles"]) and self._visit.state.title_count < MOST_TITLES
        )
        self._say()

    def _show_today(self, titles: Document | None) -> None:
        today = titles["today"] if titles else None
        self._today.set_visibility(today is not None)
        if titles and today:
            self._today_text.set_text(today["text"])
            self._today_told.set_text(today_text(titles, self._wording))

    def _show_remarks(self, titles: Document | None) -> None:
        self._notices.clear()
        self._dropped.clear()
        if titles is None:
            return
        with self._notices:
            for notice in titles["notices"]:
                said("p", notice["message"], classes=f"kt-notice kt-{notice['level']}")
        if titles["dropped"]:
            with self._dropped, ui.element("details"):
                said("summary", self._wording.own("dropped", count=len(titles["dropped"])))
                with ui.element("ul").classes("kt-dropped"):
                    for left in titles["dropped"][:20]:
                        said("li", self._wording.own("dropped_line", **_only(left, "keyword", "message")))

    async def _say_state(self) -> None:
        self._say()

    def _say(self) -> None:
        name = "proving" if self._visit.state.proving else "proved"
        has_titles = bool(self._shown and self._shown["titles"])
        self._state.set_text(self._wording.own(name) if has_titles else "")

    def _offer_better(self, titles: Document) -> None:
        shown = self._shown
        before = shown["titles"][0]["value"] if shown and shown["titles"] else 0.0
        after = titles["titles"][0]["value"] if titles["titles"] else 0.0
        better = before > 0 and after > before
        gain = percent(after / before - 1) if better else ""
        self._offer_text.set_text(self._wording.own("better_here" if better else "same_here", gain=gain))
        self._offer.set_visibility(True)

    def _take(self) -> None:
        self._visit.state.kept[_TOUCHED] = False
        self._show(self._visit.state.titles)

    def _touched(self) -> None:
        self._visit.state.kept[_TOUCHED] = True

    async def _edit(self, event: GenericEventArguments) -> None:
        self._touched()
        if self._shown:
            texts = {title["rank"]: title["text"] for title in self._shown["titles"]}
            await self._hand_over(texts.get(event.args))

    async def _edit_today(self) -> None:
        if self._shown and self._shown["today"]:
            await self._hand_over(self._shown["today"]["text"])

    async def _hand_over(self, text: str | None) -> None:
        """Give a text to the editor, which listens."""
        if text is not None:
            self._visit.state.title_text = text
            self._visit.state.kept["editor_focus"] = True
            await self._visit.tell("title_text")

    async def _ask_more(self) -> None:
        state = self._visit.state
        state.title_count = min(MOST_TITLES, state.title_count + MORE_TITLES)
        await self._visit.rework()

    def _ask_fields(self) -> None:
        """Show the fields that go with the best title, once it is final; known ones at once."""
        titles = self._visit.state.titles
        best = titles["titles"][0]["text"] if titles and titles["titles"] else None
        known = self._visit.state.kept.get(_FIELDS)
        if known and (known["title"], known["lang"]) == (best, self._visit.lang):
            self._show_fields(known["fields"])
            return
        self._show_fields([])
        if best is not None and not self._visit.state.proving:
            self._visit.latest("fields", self._compose_fields, best)

    async def _compose_fields(self, best: str) -> None:
        """Have the fields composed by another worker: they take seconds, and keystrokes cannot wait."""
        visit = self._visit
        bench = visit.bench.twin()
        try:
            answer = await visit.ask_of(bench, "fields", {"text": best})
        finally:
            bench.close()
        visit.state.kept[_FIELDS] = {"title": best, "lang": visit.lang, "fields": answer["fields"]}
        if self._shown and self._shown["titles"] and self._shown["titles"][0]["text"] == best:
            self._show_fields(answer["fields"])

    def _show_fields(self, fields: list[Document]) -> None:
        lines = field_lines(fields, self._wording)
        self._fields.show(lines)
        self._fields_head.set_visibility(bool(lines))


def _texts(titles: Document) -> list[str]:
    return [title["text"] for title in titles["titles"]]


def _only(record: Document, *names: str) -> dict[str, Any]:
    return {name: record[name] for name in names}
