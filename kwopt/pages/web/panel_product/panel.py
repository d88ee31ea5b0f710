"""The panel of the product: a form that applies itself, files in and out, open questions."""

from typing import Any

from nicegui import ui

from kwopt.pages.suffixes import PRODUCT_SUFFIXES
from kwopt.pages.web.drop_zone import DropZone
from kwopt.pages.web.panel_product.form import ProductForm
from kwopt.pages.web.panel_product.importing import Importing
from kwopt.pages.web.panel_product.product_file import file_name, product_file
from kwopt.pages.web.panel_product.questions import Questions
from kwopt.pages.web.visit import Visit


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    form, own = ProductForm(visit), visit.wording("page_product").own
    with ui.element("div").classes("kw-stack"):
        importing = _files(visit, form)
        unnamed = ui.label(own("unnamed")).classes("kw-note")
        form.draw()
        notices = ui.element("div").classes("kw-stack").props("role=status")
        questions = Questions(form)
        form.draw_folds()

    async def looked() -> None:
        """Ask for a name where only that is wanting."""
        unnamed.set_visibility(visit.state.table is not None and not visit.state.named)

    async def followed() -> None:
        await form.follow()
        await looked()
        notices.clear()
        with notices:
            for notice in (visit.state.product or {}).get("notices", ()):
                ui.label(notice["message"]).classes("kw-note kw-warn kw-sentence")
        await questions.show()

    async def scored() -> None:
        await questions.show()

    async def begin() -> None:
        await importing.show()
        await followed()

    visit.when("table", looked)
    visit.when("product", followed)
    visit.when("scores", scored)
    visit.background(begin())


def _files(visit: Visit, form: ProductForm) -> Importing:
    """Create the buttons for files, above the place for what is imported."""

    async def refuse(code: str, **params: Any) -> None:
        await importing.refuse(visit.say(code, **params))

    async def take(upload: Any) -> None:
        await importing.take(upload)

    async def clear() -> None:
        await importing.clear()

    own = visit.wording("page_product").own
    zone = DropZone(
        element_id="product-upload", section="page_product", suffixes=PRODUCT_SUFFIXES,
        limit=visit.max_upload, take=take, refuse=refuse, multiple=False,
    )  # fmt: skip
    with zone.element() as pick, ui.element("div").classes("kw-row"):
        button = pick(own("import")).props("flat id=product-import")
        with button:
            ui.tooltip(own("import_help"))
        save = ui.button(own("save"), on_click=lambda: _save(visit))
        save.props("flat dense no-caps id=product-save")
        ui.button(own("clear"), on_click=clear).props("flat dense no-caps id=product-clear")
    importing = Importing(form)
    return importing


def _save(visit: Visit) -> None:
    if visit.state.product is None:
        ui.notify(visit.say("page_product.saved_nothing"))
        return
    product = visit.state.product["product"]
    label = product.get("name") or product.get("title") or (product.get("category") or [""])[-1]
    text = product_file(product).encode("utf-8", "replace")
    ui.download.content(text, file_name(label), "application/toml")
