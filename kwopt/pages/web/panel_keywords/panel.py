"""The panel of keywords: filters, the table, its pages, the seller's words, downloads.

Owns what is asked when, and where it is shown; what a row says is `cells`', what a choice means `view`'s.
"""

from functools import partial
from typing import Any

from nicegui import ui

from kwopt.numerals import count
from kwopt.pages.web.elements.pager import Pager, pages
from kwopt.pages.web.panel_keywords.cells import headings, kind_of, rows
from kwopt.pages.web.panel_keywords.chosen import ChosenWords
from kwopt.pages.web.panel_keywords.explained import Explained
from kwopt.pages.web.panel_keywords.table import KeywordsTable
from kwopt.pages.web.panel_keywords.view import ALL, CLASSES, ROWS_A_PAGE, View
from kwopt.pages.web.visiting.visit import Visit
from kwopt.pages.web.visiting.word_lists import toggled, word_lists

_VIEW = "keywords.view"
_FILES = "keywords.files"
_COUNTED = {name: name for name in CLASSES} | {ALL: "total"}
"""Names of the counts of the order `score` by class."""

_DOWNLOADS = ("csv", "xlsx")


def build(visit: Visit) -> None:
    """Create the panel from the visit's state."""
    panel = KeywordsPanel(visit)
    with ui.element("div").classes("kw-stack kw-full"):
        panel.create()
    visit.when("scores", panel.rescored)
    visit.when("settings", panel.marked)
    visit.when("table", panel.begun)
    if visit.state.table is not None:
        panel.load()


class KeywordsPanel:
    """The panel of one visit: its elements, and the page of rows that they show."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self._own = visit, visit.wording("page_keywords").own
        self._answer: dict[str, Any] = {"rows": [], "matching": 0, "total": 0, "meanings": {}}
        self._explained = Explained(visit, self._mark)
        self._files: dict[str, ui.button] = {}

    @property
    def view(self) -> View:
        """The part of the list that is shown."""
        found: View = self.visit.state.kept.setdefault(_VIEW, View())
        return found

    def create(self) -> None:
        """Create the elements."""
        self._chosen = ChosenWords(self.visit, self._mark)
        self._filters()
        self._status = ui.label("").classes("kw-quiet").props("id=keywords-status role=status")
        self._table = KeywordsTable(
            words={
                "caption": self._own("caption"), "explain": self._own("explain"), "marks": self._own("marks")
            },
            on_order=lambda column: self._turn_to(self.view.sorted_by(column)),
            on_explain=self._explained.open,
            on_mark=self._mark,
        )  # fmt: skip
        self._pager = Pager(self.visit, "keywords", self._go)
        self._downloads()
        self._chosen.show(word_lists(self.visit.state.settings))

    def load(self) -> None:
        """Ask for the rows of the view, and show them."""
        self.visit.latest("keywords", self._load)

    async def rescored(self) -> None:
        """Show the list after it was scored anew; the place in it is kept."""
        self._count_classes()
        await self.visit.latest("keywords", self._load)

    async def begun(self) -> None:
        """Show new files from their beginning; the same ones, read another way, from where the list is."""
        state = self.visit.state
        files = [source["path"] for source in state.sources]
        if state.kept.get(_FILES) == files:
            return
        state.kept[_FILES], state.kept[_VIEW] = files, View()
        self._search.set_value("")
        self._classes.set_value(View().shown)

    async def marked(self) -> None:
        """Show which words stand on the seller's lists."""
        self._chosen.show(word_lists(self.visit.state.settings))
        self._show_rows()

    def _filters(self) -> None:
        with ui.element("div").classes("kw-row kw-filters"):
            self._search = (
                ui.input(
                    self._own("search"), value=self.view.search,
                    on_change=lambda event: self._turn_to(self.view.searching(event.value or "")),
                )
                .props("for=keywords-search type=search dense outlined clearable")
            )  # fmt: skip
            self._classes = ui.toggle(
                self._class_labels(), value=self.view.shown,
                on_change=lambda event: self._turn_to(self.view.only(event.value)),
            ).props("id=keywords-classes dense no-caps unelevated role=group")  # fmt: skip
            self._classes.props["aria-label"] = self._own("only")
        self._count_classes()

    def _count_classes(self) -> None:
        """Put the number of keywords of each class on its button; without a product there are no classes."""
        judged = self._is_judged()
        self._classes.set_visibility(judged)
        self._classes.set_options(self._class_labels(), value=self.view.shown if judged else ALL)

    def _class_labels(self) -> dict[str, str]:
        counts = self._counts()
        return {
            name: self._own(f"only_{name}", count=count(counts.get(_COUNTED[name], 0))) for name in CLASSES
        }

    def _is_judged(self) -> bool:
        return any(self._counts().get(name) for name in CLASSES)

    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = (self.visit.state.scores or {}).get("counts", {})
        return found

    def _turn_to(self, view: View) -> None:
        if view != self.view:
            self.visit.state.kept[_VIEW] = view
            self.load()

    async def _load(self) -> None:
        if self.visit.state.table is None:
            return
        self._answer = await self.visit.ask("keywords", **self.view.params())
        self._show_rows()

    def _show_rows(self) -> None:
        view, answer = self.view, self._answer
        first = (view.page - 1) * ROWS_A_PAGE + 1
        records = answer["rows"]
        self._table.show(
            headings(
                self.visit.say, judged=self._is_judged(), kind=kind_of(records), meanings=answer["meanings"]
            ),
            rows(records, first, self.visit.say, word_lists(self.visit.state.settings)),
            sort=view.sort, descending=view.descending, total=answer["matching"],
        )  # fmt: skip
        self._table.set_visibility(bool(records))
        last = first + len(records) - 1
        name = "status_none" if not records else "status_all" if view.is_whole else "status_some"
        self._status.set_text(
            self._own(name, first=count(first), last=count(last), matching=count(answer["matching"]),
                      total=count(answer["total"]))
        )  # fmt: skip
        self._pager.show(view.page, pages(answer["matching"], ROWS_A_PAGE))
        self._name_downloads()

    def _go(self, page: int) -> None:
        self._turn_to(self.view.on_page(page, self._answer["matching"]))

    def _mark(self, name: str, word: str) -> None:
        """Put a word on one of the seller's lists, or take it off; titles follow after a short pause."""
        self.visit.state.settings.update(toggled(self.visit.state.settings, name, word))
        self._chosen.show(word_lists(self.visit.state.settings))
        self._show_rows()
        self.visit.settings_changed()

    def _downloads(self) -> None:
        with ui.element("div").classes("kw-row"):
            for kind in _DOWNLOADS:
                button = ui.button(icon="download", on_click=partial(self._save, kind))
                self._files[kind] = button.props(f"id=keywords-{kind} outline dense no-caps")
        self._name_downloads()

    def _name_downloads(self) -> None:
        """Say on the buttons which keywords they save: all, or those that match."""
        name, matching = "keywords" if self.view.is_whole else "shown", count(self._answer["matching"])
        for kind, button in self._files.items():
            button.set_text(self._own(f"{name}_{kind}", count=matching))

    async def _save(self, kind: str) -> None:
        await self.visit.save(f"keywords_{kind}", **self.view.choice())
