"""The title under the seller's hands: a field, what its text earns while it is written, and what to change.

Every keystroke is answered by the order `live`, only the newest; steps are asked for when the keys rest. The
text is the seller's: nothing is put into the field but what was clicked, or a proposal before the first key.
"""

from nicegui import ui
from nicegui.events import GenericEventArguments

from kwopt.models.titles import LONGEST_TEXT
from kwopt.numerals import tenths
from kwopt.pages.web.elements.texts import heading
from kwopt.pages.web.elements.title_text.details import list_words
from kwopt.pages.web.panel_editor.elements import LiveTitle, TitleField, TitleSteps
from kwopt.pages.web.panel_editor.history import EditorHistory
from kwopt.pages.web.panel_editor.reading import live_words, reading, step_rows
from kwopt.pages.web.panel_editor.rules_list import RulesList
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.web.visiting.visit import Visit
from kwopt.pages.web.visiting.word_lists import with_word, without_word

PAUSE = 0.3
"""Seconds without a key until steps are asked for: shorter than a look up, longer than between two keys."""

_EDITED = "editor_edited"
_FOCUS = "editor_focus"


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    _EditorPanel(visit)


class _EditorPanel:
    """The elements of the panel, and the text that they show."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._wording = visit.wording("page_editor")
        self._history = EditorHistory(visit.state)
        self._text = visit.state.title_text
        self._steps: list[Document] = []
        self._live: Document | None = None
        self._create()
        visit.when("titles", self._titles_changed)
        visit.when("title_text", self._text_given)
        self._section.set_visibility(visit.state.titles is not None)
        if visit.state.titles is not None:
            visit.background(self._titles_changed())

    def _create(self) -> None:
        own, lists = self._wording.own, list_words(self._visit.wording("page_titles"))
        field_words = {name: own(name) for name in ("label", "hint", "undo", "reset")} | lists
        with ui.element("section").classes("kt-panel") as self._section:
            self._section.props('aria-labelledby="editor-heading"')
            heading(3, own("heading")).props('id="editor-heading"')
            self._field = TitleField(field_words, self._text)
            self._field.on("typed", self._typed).on("touched", self._touched)
            self._field.on("undo", self._undo).on("reset", self._reset)
            self._view = LiveTitle(live_words(self._wording) | lists)
            self._view.on("lock", lambda event: self._rule(event, "lock"))
            self._view.on("ban", lambda event: self._rule(event, "ban"))
            with self._view:
                self._buttons = TitleSteps({"steps": own("steps")})
            self._buttons.on("apply", self._apply)
            self._rules = RulesList(self._wording, self._release)
            self._rules.show(self._visit.state.settings)

    async def _titles_changed(self) -> None:
        titles, state = self._visit.state.titles, self._visit.state
        self._rules.show(state.settings)
        self._section.set_visibility(titles is not None)
        if titles and not state.kept.get(_EDITED):
            self._put(_beginning(titles))
        elif titles:
            self._follow()

    async def _text_given(self) -> None:
        """Take a text that another panel hands over; the old one can be brought back."""
        given, focus = self._visit.state.title_text, bool(self._visit.state.kept.pop(_FOCUS, False))
        if given != self._text:
            self._history.remember_text(self._text)
        if given != self._text or focus:
            self._visit.state.kept[_EDITED] = True
            self._put(given, focus=focus)

    def _typed(self, event: GenericEventArguments) -> None:
        self._touched()
        self._text = self._visit.state.title_text = str(event.args)[:LONGEST_TEXT]
        self._field.note(self._text)
        self._follow()

    def _touched(self) -> None:
        self._visit.state.kept[_EDITED] = True

    def _put(self, text: str, *, focus: bool = False) -> None:
        self._text = self._visit.state.title_text = text
        self._field.put(text, focus=focus)
        self._follow()

    def _follow(self) -> None:
        """Read the text as it stands, and ask for steps when the keys rest."""
        if self._visit.state.titles is None:
            return
        self._visit.latest("live", self._read)
        self._visit.settling.after("editor", PAUSE, self._rested)

    async def _read(self) -> None:
        self._live = await self._visit.ask("live", text=self._text)
        self._buttons.fade()
        self._show()

    def _show(self) -> None:
        if self._live:
            state = self._visit.state
            told = [notice["code"] for notice in state.titles["notices"]] if state.titles else ()
            locked = state.settings.get("lock") or ()
            self._view.show(reading(self._live, self._wording, locked=locked, told=told))

    async def _rested(self) -> None:
        await self._visit.latest("alternatives", self._ask_steps)
        await self._visit.tell("title_text")

    async def _ask_steps(self) -> None:
        text = self._text
        answer = await self._visit.ask("alternatives", text=text)
        if text != self._text or self._live is None:
            return
        self._steps = step_rows(answer, self._live["reachable"], self._wording)
        notices = [notice["message"] for notice in answer["notices"]]
        note = " ".join(notices) or ("" if self._steps else self._wording.own("steps_none"))
        told = self._wording.own("steps_said", reach=tenths(self._live["reach"]), count=len(self._steps))
        self._buttons.show(self._steps, note=note, said=told)

    def _apply(self, event: GenericEventArguments) -> None:
        place, text = event.args
        if place < len(self._steps) and self._steps[place]["text"] == text:
            self._history.remember_text(self._text)
            self._touched()
            self._put(text)

    def _reset(self) -> None:
        titles = self._visit.state.titles
        if titles and titles["titles"]:
            self._history.remember_text(self._text)
            self._put(titles["titles"][0]["text"])

    def _undo(self) -> None:
        step = self._history.take_back()
        if step is None:
            ui.notify(self._wording.own("undo_nothing"))
        elif step.text is not None:
            self._put(step.text)
        else:
            self._settle(step.rules)

    def _rule(self, event: GenericEventArguments, name: str) -> None:
        """Lock or ban a word; a word never stands on lists that say the contrary."""
        self._history.remember_rules()
        self._settle(with_word(self._visit.state.settings, name, str(event.args)))

    def _release(self, name: str, word: str) -> None:
        self._history.remember_rules()
        self._settle(without_word(self._visit.state.settings, name, word))

    def _settle(self, rules: Document) -> None:
        """Put rules of words into force: everything is made anew under them."""
        self._visit.state.settings.update(rules)
        self._rules.show(self._visit.state.settings)
        self._show()
        self._visit.settings_changed()


def _beginning(titles: Document) -> str:
    """Return the text with which editing begins: the best proposal, else today's title."""
    if titles["titles"]:
        return str(titles["titles"][0]["text"])
    return str(titles["today"]["text"]) if titles["today"] else ""
