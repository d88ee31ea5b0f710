"""Open questions to the seller: facts of the product for which keywords wait, answered by one click.

"Yes" approves the words, "no" bans them; both go into the product, so they are saved with it.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from nicegui import ui

from kwopt.numerals import count, percent
from kwopt.pages.web.elements.chips import chip
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.elements.texts import heading
from kwopt.pages.web.panel_product.form import ProductForm
from kwopt.pages.web.panel_product.form_texts import with_words, without_words

APPROVED, FORBIDDEN = "approved_words", "forbidden_words"
FIRST_SHOWN = 4
"""Questions that stand open: the ones for which most searches wait."""

MOST_SHOWN = 24
_ANSWERS = "product.answers"

Answers = dict[str, tuple[bool, tuple[str, ...]]]


def answered(texts: Mapping[str, str], words: tuple[str, ...], *, yes: bool | None) -> dict[str, str]:
    """Return the boxes of words after an answer; None takes it back.

    >>> answered({"forbidden_words": "真丝"}, ("大码",), yes=False)
    {'approved_words': '', 'forbidden_words': '真丝、大码'}
    """
    approved = without_words(texts.get(APPROVED, ""), words)
    forbidden = without_words(texts.get(FORBIDDEN, ""), words)
    if yes is None:
        return {APPROVED: approved, FORBIDDEN: forbidden}
    if yes:
        return {APPROVED: with_words(approved, words), FORBIDDEN: forbidden}
    return {APPROVED: approved, FORBIDDEN: with_words(forbidden, words)}


class Questions:
    """The questions of one visit and the answers that were given here."""

    def __init__(self, form: ProductForm) -> None:
        self._form, self._visit = form, form.visit
        self._own = form.visit.wording("page_product").own
        self._answers: Answers = form.visit.state.kept.setdefault(_ANSWERS, {})
        self._place = ui.element("section").classes("kw-stack").props("id=questions")

    async def show(self) -> None:
        """Draw the questions anew."""
        self._place.clear()
        facts = [fact for fact in self._facts() if fact["fact"] not in self._answers]
        with self._place:
            if facts:
                heading(3, self._own("questions"))
                ui.label(self._own("questions_help")).classes("kw-quiet")
                for fact in facts[:FIRST_SHOWN]:
                    self._question(fact)
            if rest := facts[FIRST_SHOWN:MOST_SHOWN]:
                with fold(self._visit, "product.questions", self._own("more_questions", count=len(rest))):
                    for fact in rest:
                        self._question(fact)
            self._given()

    def _facts(self) -> list[Mapping[str, Any]]:
        scores = self._visit.state.scores
        return list(scores["missing_facts"]) if scores and self._visit.state.product else []

    def _question(self, fact: Mapping[str, Any]) -> None:
        words, question = tuple(fact["words"]), fact["question"]
        waiting = self._own(
            "waiting", count=count(fact["keywords"]), share=percent(fact["demand_share"])
        )  # fmt: skip
        with ui.element("div").classes("kw-question"):
            with ui.element("div").classes("kw-grow"):
                ui.label(question).classes("kw-sentence")
                ui.label(waiting).classes("kw-quiet")
            for yes in (True, False):
                name = "yes" if yes else "no"
                button = ui.button(
                    self._own(name), on_click=lambda _, yes=yes: self._answer(fact["fact"], words, yes)
                )
                button.props("outline no-caps padding='2px 10px'").props["aria-label"] = self._own(
                    f"{name}_to", question=question
                )

    def _given(self) -> None:
        """Show the answers as chips; each can be taken back."""
        if not self._answers:
            return
        with ui.element("div").classes("kw-row"):
            for fact, (yes, words) in self._answers.items():
                text = self._own("answered_yes" if yes else "answered_no", word=fact)
                take_back = partial(self._take_back, fact, words)
                chip(text, take_back, label=self._own("take_back", word=fact))

    async def _answer(self, fact: str, words: tuple[str, ...], yes: bool) -> None:
        self._answers[fact] = (yes, words)
        await self._apply(words, yes)

    async def _take_back(self, fact: str, words: tuple[str, ...]) -> None:
        self._answers.pop(fact, None)
        await self._apply(words, None)

    async def _apply(self, words: tuple[str, ...], yes: bool | None) -> None:
        await self.show()
        form = self._form
        await form.fill({**form.texts, **answered(form.texts, words, yes=yes)})
