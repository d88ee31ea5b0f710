"""The product form: its boxes, what is wrong in them, and when what was typed is applied.

Every keystroke is kept at once; a pause later the product is made of what can be understood. A box that
cannot be understood says so and is left out, so that the rest counts.
"""

from collections.abc import Callable, Mapping

from nicegui import ui

from kwopt.errors import KwoptError
from kwopt.models import PRODUCT_RATES
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.panel_product.attribute_lines import lines_of
from kwopt.pages.web.panel_product.form_texts import (
    ATTRIBUTES,
    FIRST,
    MONEY,
    MORE,
    SELLING_POINTS,
    WORDS,
    ReadForm,
    boxes_of,
    read_form,
)
from kwopt.pages.web.visiting.visit import Visit

Box = ui.input | ui.textarea

PAUSE = 0.6
"""Seconds after the last keystroke until it is applied: more than between two keys, less than patience."""

_TEXTS, _READ, _CONTENT = "product.texts", "product.read", "product.content"
"""What the visit remembers: the texts in the boxes, what they said when they last made the product, and that
product's content."""

_TYPED = "product.typed"

_LONG = {"title": 2, ATTRIBUTES: 6, SELLING_POINTS: 3}
"""Boxes of several lines, and how many."""

_UNREAD_SHOWN = 3


class ProductForm:
    """The form of one visit: the texts in its boxes, and the way from them to the product."""

    def __init__(self, visit: Visit) -> None:
        self.visit, kept = visit, visit.state.kept
        self._own = visit.wording("page_product").own
        self.texts: dict[str, str] = kept.setdefault(_TEXTS, boxes_of(visit.state.product_content))
        kept.setdefault(_READ, self.read().product_content)
        kept.setdefault(_CONTENT, visit.state.product_content)
        self.on_read: Callable[[ReadForm], None] | None = None
        self._boxes: dict[str, Box] = {}
        if self.read().product_content != kept[_READ]:  # typed just before the language was switched
            self.apply_soon()

    def read(self) -> ReadForm:
        """Return what the boxes say."""
        return read_form(self.texts)

    def typed(self, field: str, text: str | None) -> None:
        """Keep what stands in a box, and apply it after a pause."""
        self.texts[field] = str(text or "")  # whatever a request holds: the form is made of texts
        self.apply_soon()

    def apply_soon(self) -> None:
        """Apply what was typed, unless something newer is typed within the pause."""
        self.visit.settling.after(_TYPED, PAUSE, self.apply)

    async def fill(self, texts: Mapping[str, str]) -> None:
        """Put other texts into the boxes, and apply them."""
        self._show({**dict.fromkeys(self.texts, ""), **boxes_of(texts)})
        await self.apply()

    async def follow(self) -> None:
        """Take over what changed in a product elsewhere; what is only typed stays."""
        state = self.visit.state
        before, after = boxes_of(state.kept[_CONTENT]), boxes_of(state.product_content)
        if before != after:
            changed = [field for field in before | after if before.get(field, "") != after.get(field, "")]
            self._show({field: after.get(field, "") for field in changed})
            state.kept[_CONTENT], state.kept[_READ] = state.product_content, self.read().product_content
        self._mark(self.read())

    def _show(self, texts: Mapping[str, str]) -> None:
        self.texts.update(texts)
        for field in self._boxes.keys() & texts.keys():
            self._boxes[field].value = self.texts[field]
        self.visit.settling.void(_TYPED)  # boxes told of the change

    async def apply(self) -> None:
        """Make the product of what can be understood, and bring everything up to date."""
        form, state = self.read(), self.visit.state
        self._mark(form)
        content = form.product_content
        if content == state.kept[_READ]:
            return
        try:
            product = await self.visit.ask("product", content=content) if content else None
        except KwoptError as error:
            self._blame(error)
            return
        state.product_content, state.product = content, product
        state.kept[_CONTENT] = state.kept[_READ] = content
        await self.visit.tell("product")
        await self.visit.rework()

    def _mark(self, form: ReadForm) -> None:
        """Say beside each box what is wrong with it, and take back what was said before."""
        for field, box in self._boxes.items():
            kind = form.bad.get(field)
            box.error = self._own(f"bad_{kind}") if kind else None
        if self.on_read:
            self.on_read(form)

    def _blame(self, error: KwoptError) -> None:
        box = self._boxes.get(str(error.params.get("form_field")))
        if box is None:
            self.visit.problem(error)
        else:
            box.error = error.text(self.visit.lang)

    def draw(self) -> None:
        """Create the boxes, those that matter first; the others in folds."""
        for field in FIRST:
            self._box(field)
        self._attributes()

    def draw_folds(self) -> None:
        """Create the folded boxes."""
        for key, fields in (("words", (SELLING_POINTS, *WORDS)), ("money", MONEY), ("more", MORE)):
            look = "kw-pairs" if key == "money" else "kw-stack"
            summary = self._own(f"{key}")
            with fold(self.visit, f"product.{key}", summary), ui.element("div").classes(look):
                for field in fields:
                    self._box(field)

    def _attributes(self) -> None:
        box = self._box(ATTRIBUTES).on("blur", self._tidy)
        box.props["placeholder"] = self._own("attributes_example")
        told = ui.label().classes("kw-quiet").props("aria-live=polite")
        unread = ui.label().classes("kw-quiet kw-wrap")

        def show(form: ReadForm) -> None:
            count = len(form.pairs)
            help_text = self._own("attributes_help")
            told.set_text(self._own("attributes_read", count=count) if count else help_text)
            lines = [line[:40] for line in form.unread[:_UNREAD_SHOWN]]
            shown = self._own("attributes_unread", count=len(form.unread), lines=lines)
            unread.set_text(shown if lines else "")

        self.on_read = show
        show(self.read())

    def _tidy(self) -> None:
        """Show pasted attributes one a line, as they were understood, once the seller leaves the box."""
        form = self.read()
        if form.pairs and not form.unread:
            self._boxes[ATTRIBUTES].value = lines_of(form.pairs)

    def _box(self, field: str) -> Box:
        """Create the box of a field."""
        label, value = self.visit.say(f"bench.field_{field}"), self.texts.get(field, "")
        box = self._input(field, label[:1].upper() + label[1:], value)
        box.props(f"dense outlined hide-bottom-space for=product-{field.replace('_', '-')}").classes(
            "kw-full"
        )
        if field != ATTRIBUTES:
            box.props["placeholder"] = self.visit.say(f"bench.help_{field}")
        box.on_value_change(lambda event: self.typed(field, event.value))
        self._boxes[field] = box
        return box

    def _input(self, field: str, label: str, value: str) -> Box:
        if field in _LONG:
            return ui.textarea(label, value=value).props(f"autogrow rows={_LONG[field]} input-class=kw-long")
        return ui.input(label, value=value, suffix="%" if field in PRODUCT_RATES else None)
