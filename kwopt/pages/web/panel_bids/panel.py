"""What a click on each keyword may cost: a table that sorts and searches, or what is missing for one.

The profit of an order comes from the product's facts, unless it is stated here. Bids are asked for when the
tab is open: nobody waits for what is not looked at.
"""

from functools import partial
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments, ValueChangeEventArguments

from kwopt.errors import KwoptError
from kwopt.numerals import count
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.elements.pager import Pager, pages
from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.panel_bids.rows import (
    bid_cells,
    bid_columns,
    is_guessed,
    profit_parts,
    profit_text,
)
from kwopt.pages.web.panel_bids.table import BidsTable
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.web.visiting.visit import Visit

ROWS = 25
"""Keywords on a page of the table: a screen full."""

_EXPLAINED = ("safe", "ceiling", "conversion", "clicks", "market")
"""Columns whose meaning is told below the table."""

_GO_TO_PRODUCT = """() => {
  const field = ["product-cost", "product-price", "product-name"].map((id) => document.getElementById(id))
    .find((found) => found);
  for (let at = field; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}"""
"""Leads to the field that bids need; a script of ours, in which no text of a file stands."""


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    _BidsPanel(visit)


class _BidsPanel:
    """The elements of the panel, and what the table is asked for."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._wording = visit.wording("page_bids")
        usual = {
            "profit": "",
            "chance": "20",
            "search": "",
            "fits": None,
            "sort": None,
            "descending": False,
            "page": 1,
        }
        self._asked: Document = visit.state.kept.setdefault("bids", usual)
        self._stale = True
        self._create()
        visit.when("scores", self._changed)
        visit.when("tab", self._opened)
        if visit.state.scores is not None:
            visit.background(self._opened())

    def _create(self) -> None:
        own = self._wording.own
        with ui.element("section").classes("kt-panel"):
            text_in("p", own("lead"), classes="kw-quiet")
            with ui.element("div").classes("kw-row kt-asked"):
                self._input("profit", hint=own("profit_hint"))
                self._input("chance")
            self._state = text_in("p", classes="kt-state").props('role="status" id="bids-state"')
            self._told = ui.element("div")
            self._create_found()

    def _create_found(self) -> None:
        own = self._wording.own
        with ui.element("div") as self._found:
            with ui.element("div").classes("kw-row"):
                self._input("search")
                self._fits = ui.checkbox(
                    own("classes"),
                    value=self._asked["fits"] is not False,
                    on_change=partial(self._set, "fits"),
                ).props('id="bids-fits"')
            self._table = BidsTable(caption=own("table"), name="bids-table").on("sort", self._sort)
            self._create_pages()
            self._fold("columns", [[own(f"col_{name}"), own(f"help_{name}")] for name in _EXPLAINED])

    def _input(self, name: str, *, hint: str = "") -> None:
        field = ui.input(
            self._wording.own(name), value=self._asked[name], on_change=partial(self._set, name)
        ).props(f"outlined dense debounce=500 for=bids-{name}")
        field.props["hint"] = hint

    def _create_pages(self) -> None:
        own = self._wording.own
        with ui.element("div").classes("kw-row kw-pages"):
            self._matching = text_in("span").props('role="status"')
            self._pager = Pager(self._visit, "bids", self._turn)
            for kind in ("xlsx", "csv"):
                export = ui.button(own(f"export_{kind}"), on_click=partial(self._visit.save, f"bids_{kind}"))
                export.props(f'outline no-caps id="bids-{kind}"')

    async def _changed(self) -> None:
        self._stale = True
        await self._opened()

    async def _opened(self) -> None:
        if self._stale and self._visit.state.tab == "bids" and self._visit.state.scores is not None:
            self._load()

    def _load(self) -> None:
        self._stale = False
        self._state.set_text(self._wording.own("waiting"))
        self._visit.latest("bids", self._show)

    def _set(self, name: str, event: ValueChangeEventArguments[Any]) -> None:
        self._asked.update({name: event.value, "page": 1})
        self._load()

    def _sort(self, event: GenericEventArguments) -> None:
        again = self._asked["sort"] == event.args
        self._asked.update(
            {"sort": event.args, "descending": not self._asked["descending"] if again else True, "page": 1}
        )
        self._load()

    def _turn(self, page: int) -> None:
        self._asked["page"] = page
        self._load()

    async def _show(self) -> None:
        asked = self._asked
        try:
            bids = await self._visit.ask(
                "bids", profit_per_order=asked["profit"], max_loss_probability=percent_typed(asked["chance"]),
                classes=[] if asked["fits"] is False else ["fits"], search=str(asked["search"] or ""),
                sort=asked["sort"], descending=asked["descending"], page=asked["page"], size=ROWS,
            )  # fmt: skip
        except KwoptError as error:
            self._state.set_text(error.text(self._visit.lang))
            return
        if bids.get("mode") == "report" and asked["fits"] is None:
            self._fits.set_value(False)  # of a report all words are judged: each of them cost money
            return
        self._state.set_text("")
        self._tell(bids)
        self._found.set_visibility("mode" in bids)
        if "mode" in bids:
            self._fill(bids)

    def _tell(self, bids: Document) -> None:
        """Say where the profit comes from, that rates are guessed, and what else there is to know."""
        self._told.clear()
        with self._told:
            if "mode" not in bids:
                self._say_missing(bids["notices"])
                return
            text_in("p", profit_text(bids, self._wording)).props('id="bids-profit-told"')
            self._fold("parts", profit_parts(bids, self._wording))
            if is_guessed(bids):
                text_in("p", self._wording.own("guess"), classes="kw-note kw-warn")
            remarks = [[notice["message"]] for notice in bids["notices"]]
            self._fold("remarks", remarks)

    def _say_missing(self, notices: list[Document]) -> None:
        for notice in notices:
            no_rates = notice["code"] == "bids.no_rates"
            text = self._wording.own("no_rates") if no_rates else notice["message"]
            text_in("p", text, classes="kw-note kw-warn")
        if any(notice["code"] == "bids.lacks_figures" for notice in notices):
            self._lead_to_product()

    def _lead_to_product(self) -> None:
        with ui.element("div").classes("kw-row"):
            go = ui.button(self._wording.own("go_to_product")).props('no-caps id="bids-go-to-product"')
            go.on("click", js_handler=_GO_TO_PRODUCT)
            text_in("span", self._wording.own("or_by_hand"), classes="kw-quiet")

    def _fold(self, name: str, rows: list[list[str]]) -> None:
        """Create a fold with a table; it stays as it was when bids are reckoned anew."""
        if not rows:
            return
        with (
            fold(self._visit, f"bids_{name}", self._wording.own(name, count=len(rows))),
            ui.element("table").classes("kt-table"),
            ui.element("tbody"),
        ):
            for row in rows:
                with ui.element("tr"):
                    for place, cell in enumerate(row):
                        text_in("td", cell, classes="kt-number" if place and name == "parts" else "")

    def _fill(self, bids: Document) -> None:
        columns, wording = bid_columns(bids), self._wording
        self._table.show(
            [column.to_dict(wording) for column in columns], bid_cells(bids, columns, wording),
            sort=self._asked["sort"], descending=self._asked["descending"],
        )  # fmt: skip
        matching = bids["matching"]
        self._matching.set_text(
            wording.own("count", matching=count(matching)) if matching else wording.own("empty")
        )
        self._pager.show(self._asked["page"], pages(matching, ROWS))


def percent_typed(typed: str | None) -> str | None:
    """Return a chance as the bench reads it: who types 20 means percent, as the field's name says."""
    text = str(typed or "").strip().rstrip("%％").strip()
    return f"{text}%" if text else None
