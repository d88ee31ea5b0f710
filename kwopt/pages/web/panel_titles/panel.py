"""The proposed titles: cards to read and copy, today's title beside the best, and the fields that go along.

Owns when what a reader looks at may be replaced: quick proposals at once, better proven ones only where no
card was touched yet; else they wait for a click. The text in the editor is `panel_editor`'s.
"""

from nicegui import ui
from nicegui.events import GenericEventArguments

from kwopt.numerals import tenths
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.elements.title_text.details import list_words
from kwopt.pages.web.panel_titles.cards import field_lines, head_text, title_cards, today_text
from kwopt.pages.web.panel_titles.elements import CopyLine, TitleCards
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.web.visiting.visit import Visit

MORE_TITLES = 3
"""Proposals that one click asks for besides: as many as there are at first."""

MOST_TITLES = 12
"""Proposals that are shown at most: nobody compares more."""

DROPPED_SHOWN = 20
"""Keywords that no title can use which are named: the rest stands in the download."""

NOTICED = 0.4
"""Seconds of work until the titles on show are called old: less is over before it is read."""

_MAKING = frozenset({"read", "product", "score", "titles"})
"""Stages of work after which the titles are others."""

_TOUCHED = "titles_touched"
_FIELDS = "titles_fields"


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    _TitlesPanel(visit)


def may_replace(shown: Document | None, titles: Document, *, touched: bool) -> bool:
    """Say whether titles may take the place of those that are shown, without a word to the reader.

    The first ones after a change (of effort "fast") always do; better ones only where nothing was touched, or
    where the texts are the same and only their proof is better.
    """
    if shown is None or titles["effort"] == "fast" or not touched:
        return True
    return _texts(titles) == _texts(shown)


class _TitlesPanel:
    """The elements of the panel, and which titles they show."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._wording = visit.wording("page_titles")
        self._shown: Document | None = None
        self._create()
        visit.when("titles", self._changed)
        visit.when("proof", self._say_state)
        visit.when("busy", self._busy_changed)
        if visit.state.titles is not None:
            self._show(visit.state.titles)

    def _create(self) -> None:
        own = self._wording.own
        words = list_words(self._wording)
        with ui.element("section").classes("kt-panel").props('aria-labelledby="titles-heading"'):
            heading(3, own("heading")).props('id="titles-heading"')
            with ui.element("p").classes("kw-row kw-quiet"):
                self._head = text_in("span")
                self._state = text_in("span", classes="kt-state").props('role="status" id="titles-state"')
            self._hint = text_in("p", own("marks_hint"), classes="kw-quiet")
            self._create_offer()
            self._notices = ui.element("div")
            self._create_today()
            self._cards = TitleCards(words)
            self._cards.on("edit", self._edit).on("touched", self._touched)
            self._more = ui.button(own("more_titles"), on_click=self._ask_more).props("flat no-caps")
            self._more.props('id="titles-more"')
            self._create_fields(words)
            self._dropped = ui.element("div")
        self._more.set_visibility(False)
        self._offer_fields()

    def _create_fields(self, words: Document) -> None:
        self._fields_head = heading(4, self._wording.own("fields"))
        self._fields_button = ui.button(self._wording.own("write_fields"), on_click=self._ask_fields)
        self._fields_button.props('outline dense no-caps padding="2px 10px" id="titles-fields"')
        self._fields_state = text_in("p", classes="kw-quiet").props('role="status"')
        self._fields = CopyLine(words)

    def _create_offer(self) -> None:
        with ui.element("div").classes("kt-offer").props('role="status"') as self._offer:
            self._offer_text = text_in("span")
            ui.button(self._wording.own("show_better"), on_click=self._take).props('no-caps id="titles-take"')
        self._offer.set_visibility(False)

    def _create_today(self) -> None:
        with ui.element("div").classes("kt-today") as self._today:
            heading(4, self._wording.own("today"))
            self._today_text = text_in("p", classes="kw-wrap")
            with ui.element("div").classes("kw-row"):
                self._today_told = text_in("span")
                edit = ui.button(self._wording.own("edit_today"), on_click=self._edit_today)
                edit.props('outline dense no-caps padding="2px 10px" id="title-edit-today"')
        self._today.set_visibility(False)

    async def _changed(self) -> None:
        titles = self._visit.state.titles
        touched = bool(self._visit.state.kept.get(_TOUCHED))
        if titles is None or may_replace(self._shown, titles, touched=touched):
            self._show(titles)
        else:
            self._offer_better(titles)

    def _show(self, titles: Document | None) -> None:
        self._shown = titles
        self._offer.set_visibility(False)
        if titles is None or titles["effort"] == "fast":
            self._visit.state.kept[_TOUCHED] = False
        self._hint.set_visibility(bool(titles and titles["titles"]))
        self._cards.show(title_cards(titles, self._wording) if titles else [])
        self._head.set_text(head_text(titles, self._wording) if titles else self._missing())
        self._show_today(titles)
        self._show_remarks(titles)
        self._offer_fields()
        self._more.set_visibility(
            bool(titles and titles["titles"]) and self._visit.state.title_count < MOST_TITLES
        )
        self._say()

    def _missing(self) -> str:
        """Return what is wanting for titles: the product, or searches in the table."""
        table = self._visit.state.table
        return self._wording.own("none" if table is None or table["ready_for"]["title"] else "no_searches")

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
                text_in(
                    "p",
                    notice["message"],
                    classes="kw-sentence kw-note" + (" kw-warn" if notice["level"] == "warning" else ""),
                )
        if titles["dropped"]:
            self._show_dropped(titles["dropped"])

    def _show_dropped(self, dropped: list[Document]) -> None:
        summary = self._wording.own("dropped", count=len(dropped))
        with (
            self._dropped,
            fold(self._visit, "titles_dropped", summary),
            ui.element("ul").classes("kt-dropped"),
        ):
            for left in dropped[:DROPPED_SHOWN]:
                text_in("li", f"{left['keyword']}: {left['message']}")

    async def _busy_changed(self) -> None:
        """Say that titles are those of before, once making new ones takes long enough to be noticed."""
        self._visit.settling.after("titles_state", NOTICED, self._say_state)

    async def _say_state(self) -> None:
        self._say()

    def _say(self) -> None:
        old = any(stage.name in _MAKING for stage in self._visit.busy.stages)
        name = "updating" if old else "proving" if self._visit.state.proving else "proved"
        has_titles = bool(self._shown and self._shown["titles"])
        self._state.set_text(self._wording.own(name) if has_titles else "")
        self._cards.classes(add="kt-old" if old else "", remove="" if old else "kt-old")

    def _offer_better(self, titles: Document) -> None:
        shown = self._shown
        before = shown["titles"][0]["value"] if shown and shown["titles"] else 0.0
        after = titles["titles"][0]["value"] if titles["titles"] else 0.0
        better = before > 0 and after > before
        gain = tenths(after / before - 1) if better else ""
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

    def _offer_fields(self) -> None:
        """Offer the fields that go with the best title, or show them where they are known."""
        best, known = self._best(), self._visit.state.kept.get(_FIELDS) or {"title": None, "lang": None}
        is_known = (known["title"], known["lang"]) == (best, self._visit.lang)
        self._fields.show(field_lines(known["fields"], self._wording) if is_known else [])
        self._fields_state.set_text("")
        self._fields_button.set_visibility(best is not None and not is_known)
        self._fields_head.set_visibility(best is not None)

    def _best(self) -> str | None:
        return self._shown["titles"][0]["text"] if self._shown and self._shown["titles"] else None

    def _ask_fields(self) -> None:
        self._fields_button.set_visibility(False)
        self._fields_state.set_text(self._wording.own("writing_fields"))
        self._visit.latest("fields", self._compose_fields)

    async def _compose_fields(self) -> None:
        """Have the fields composed by another worker: they take seconds, and keystrokes cannot wait."""
        visit, best = self._visit, self._best()
        bench = visit.bench.twin()
        try:
            answer = await visit.ask_of(bench, "fields", {"text": best})
            visit.state.kept[_FIELDS] = {"title": best, "lang": visit.lang, "fields": answer["fields"]}
        finally:
            bench.close()
            self._offer_fields()
        if best == self._best() and not field_lines(answer["fields"], self._wording):
            self._fields_state.set_text(self._wording.own("no_fields"))


def _texts(titles: Document) -> list[str]:
    return [title["text"] for title in titles["titles"]]
