"""The panel of the product: a form that applies itself, files in and out, open questions."""

from typing import Any

from nicegui import ui

from kwopt.pages.suffixes import PRODUCT_SUFFIXES
from kwopt.pages.web.elements.drop_zone import DropZone
from kwopt.pages.web.panel_product.form import ProductForm
from kwopt.pages.web.panel_product.importing import Importing
from kwopt.pages.web.panel_product.product_file import file_name, product_file
from kwopt.pages.web.panel_product.questions import Questions
from kwopt.pages.web.visiting.visit import Visit


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    panel = _ProductPanel(visit)
    visit.when("table", panel.ask_name)
    visit.when("product", panel.follow)
    visit.when("scores", panel.questions.show)
    visit.background(panel.begin())


class _ProductPanel:
    """The parts of the panel, in the order in which they stand."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._own = visit, visit.wording("page_product").own
        self._form = ProductForm(visit)
        self._importing = Importing(self._form)
        with ui.element("div").classes("kw-stack"):
            self._create_files()
            self._importing.create()
            self._form.draw()
            # Below the boxes, so that none moves when the first key makes the note go.
            self._unnamed = ui.label(self._own("unnamed")).classes("kw-note")
            self._notices = ui.element("div").classes("kw-stack").props("role=status")
            self.questions = Questions(self._form)
            self._form.draw_folds()

    def _create_files(self) -> None:
        own, importing = self._own, self._importing
        zone = DropZone(
            element_id="product-upload", section="page_product", suffixes=PRODUCT_SUFFIXES,
            limit=self._visit.max_upload, take=importing.take, refuse=self._refuse, multiple=False,
        )  # fmt: skip
        with zone.element() as pick, ui.element("div").classes("kw-row"):
            with pick(own("import")).props("flat id=product-import"):
                ui.tooltip(own("import_help"))
            save = ui.button(own("save"), on_click=lambda: _save(self._visit))
            save.props("flat dense no-caps id=product-save")
            ui.button(own("clear"), on_click=importing.clear).props("flat dense no-caps id=product-clear")

    async def _refuse(self, code: str, **params: Any) -> None:
        await self._importing.refuse(self._visit.say(code, **params))

    async def begin(self) -> None:
        """Show what the visit knows already."""
        await self._importing.show()
        await self.follow()

    async def follow(self) -> None:
        """Show another product: its texts, what is to be said of it, its open questions."""
        await self._form.follow()
        await self.ask_name()
        self._notices.clear()
        with self._notices:
            for notice in (self._visit.state.product or {}).get("notices", ()):
                ui.label(notice["message"]).classes("kw-note kw-warn kw-sentence")
        await self.questions.show()

    async def ask_name(self) -> None:
        """Ask for a name where only that is wanting."""
        state = self._visit.state
        self._unnamed.set_visibility(state.table is not None and not state.named)


def _save(visit: Visit) -> None:
    if visit.state.product is None:
        ui.notify(visit.say("page_product.saved_nothing"))
        return
    product = visit.state.product["product"]
    label = product.get("name") or product.get("title") or (product.get("category") or [""])[-1]
    text = product_file(product).encode("utf-8", "replace")
    ui.download.content(text, file_name(label), "application/toml")
