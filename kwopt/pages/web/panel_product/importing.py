"""Filling the form from a file: one product, or one of a catalog; and emptying it. Each can be undone.

Nothing of a file is kept but the texts in the boxes: the file itself goes as soon as it was read.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui
from nicegui.elements.upload_files import FileUpload

from kwopt.errors import KwoptError
from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.panel_product.form import ProductForm

MOST_FOUND = 8
"""Products of a catalog that are listed at once: more are found by typing."""

_CATALOG, _BEFORE, _PROBLEM = "product.catalog", "product.before", "product.problem"
_DONE = "product.done"  # what was done last, as its message is called
_LABEL_LENGTH = 60  # characters of a product's name on a button

Entry = Mapping[str, Any]


def found(products: Sequence[Entry], search: str) -> list[Entry]:
    """Return the products whose label or identifier holds every word of a search.

    >>> products = [{"label": "改良旗袍 短袖", "content": {}}, {"label": "唐装", "content": {}}]
    >>> [entry["label"] for entry in found(products, "旗袍 短袖")]
    ['改良旗袍 短袖']
    """
    words = search.casefold().split()
    return [entry for entry in products if all(word in _searched(entry) for word in words)]


def _searched(entry: Entry) -> str:
    content = entry["content"]
    return " ".join([entry["label"], content.get("title", ""), content.get("product_id", "")]).casefold()


class Importing:
    """What is imported into one visit's form."""

    def __init__(self, form: ProductForm) -> None:
        self._form, self._visit = form, form.visit
        self._own = form.visit.wording("page_product").own
        self._kept = form.visit.state.kept

    def create(self) -> None:
        """Create the place for what there is to say or to choose."""
        self._place = ui.element("div").classes("kw-stack").props("aria-live=polite")

    async def take(self, upload: FileUpload) -> None:
        """Read an uploaded product file or catalog."""
        self._kept[_CATALOG] = self._kept[_PROBLEM] = None
        try:
            source = await self._visit.keep(upload)
            try:
                catalog = await self._visit.ask("catalog", **source)
            finally:
                self._visit.drop(source)
        except KwoptError as error:
            await self.refuse(error.text(self._visit.lang))
            return
        if len(catalog["products"]) == 1 and not catalog["failed"]:
            await self._fill(catalog["products"][0]["content"])
            return
        self._kept[_CATALOG] = catalog
        await self.show()

    async def refuse(self, text: str) -> None:
        """Say why nothing was imported."""
        self._kept[_PROBLEM] = text
        await self.show()

    async def clear(self) -> None:
        """Empty the form."""
        await self._fill({})

    async def _fill(self, content: Mapping[str, str]) -> None:
        self._kept[_BEFORE] = dict(self._form.texts)
        self._kept[_DONE] = "filled" if content else "cleared"
        self._kept[_CATALOG] = self._kept[_PROBLEM] = None
        await self.show()
        await self._form.fill(content)

    async def _undo(self) -> None:
        before = self._kept.pop(_BEFORE)
        await self.show()
        await self._form.fill(before)

    async def _leave(self) -> None:
        self._kept[_CATALOG] = self._kept[_PROBLEM] = None
        await self.show()

    async def show(self) -> None:
        """Draw what there is to say or to choose."""
        self._place.clear()
        with self._place:
            if problem := self._kept.get(_PROBLEM):
                with ui.element("div").classes("kw-problem kw-trouble").props("role=alert"):
                    ui.label(problem)
                    ui.button(self._own("close"), on_click=self._leave).props("flat dense no-caps")
            if catalog := self._kept.get(_CATALOG):
                self._choose(catalog)
            elif self._kept.get(_BEFORE):
                with ui.element("div").classes("kw-row"):
                    ui.label(self._own(self._kept[_DONE])).classes("kw-quiet")
                    ui.button(self._own("restore"), on_click=self._undo).props("flat dense no-caps")

    def _choose(self, catalog: Mapping[str, Any]) -> None:
        """Create the choice of one product among many."""
        products = catalog["products"]
        text_in("p", self._own("pick", count=len(products)))
        search = ui.input(self._own("search")).props("dense outlined clearable for=product-search")
        matches = ui.element("div").classes("kw-stack")

        def show() -> None:
            matches.clear()
            with matches:
                self._matches(found(products, search.value or ""))

        search.on_value_change(show)
        show()
        for failed in catalog["failed"][:1]:
            told = self._own("failed_rows", count=len(catalog["failed"]), example=failed["message"])
            ui.label(told).classes("kw-quiet kw-wrap")
        ui.button(self._own("cancel"), on_click=self._leave).props("flat dense no-caps")

    def _matches(self, entries: Sequence[Entry]) -> None:
        for entry in entries[:MOST_FOUND]:
            label = entry["label"][:_LABEL_LENGTH]
            button = ui.button(label, on_click=lambda _, entry=entry: self._fill(entry["content"]))
            button.props("outline dense no-caps align=left").classes("kw-full")
        if len(entries) > MOST_FOUND:
            ui.label(self._own("found_more", count=len(entries) - MOST_FOUND)).classes("kw-quiet")
        if not entries:
            ui.label(self._own("found_none")).classes("kw-quiet")
