"""The controls of the settings, and when a change of one is applied. Their meaning is scoring's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from nicegui import ui
from nicegui.events import GenericEventArguments

from kwopt import columns as c
from kwopt.numerals import count
from kwopt.pages.web.panel_settings.effect import TOP, Effect, effect
from kwopt.pages.web.visiting.visit import Visit

DEFAULTS = {"marketplace": "taobao", "shop_strength": "growing", "competition": 0.5}
"""Settings before anything was chosen; those of `kwopt.Settings` (a test holds them equal)."""

_STATED = "stated"
"""The choice of a shop strength in listings, which the seller types."""

_SHOP_TYPES = ("taobao", "tmall")
_UNSAID = "unsaid"

_NAMED = 3
"""Keywords new in the top that are named; more is the list itself."""


def build(visit: Visit) -> None:
    """Create the controls from the visit's settings; today is the day in force unless another was chosen."""
    visit.state.settings = {**DEFAULTS, "as_of": date.today().isoformat()} | visit.state.settings
    panel = SettingsPanel(visit)
    with ui.element("div").classes("kw-form") as panel.place:
        pass
    visit.background(panel.fill())
    visit.when("table", panel.follow)
    visit.when("settings", panel.follow)
    visit.when("scores", panel.show_effect)
    visit.when("product", panel.show_type)


class SettingsPanel:
    """The controls of one visit, and the top of the list before the last change."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self._own = visit, visit.wording("page_settings").own
        self.place: ui.element
        self._effect: ui.label
        self._number: ui.number
        self._type: ui.select | None = None
        self._compare = False
        self._shown: dict[str, Any] = {}

    async def follow(self) -> None:
        """Draw the controls anew where another than they changed the settings: a sample brings its own.

        Also where there are none yet, since a cancel ended the worker that was asked what can be chosen.
        """
        if self._shown != self._chosen():
            await self.fill()

    def _chosen(self) -> dict[str, Any]:
        return {name: self.visit.state.settings.get(name) for name in (*DEFAULTS, "as_of")}

    async def fill(self) -> None:
        """Create the controls; what can be chosen is asked from the bench."""
        found = await self.visit.ask("choices")
        self._shown = self._chosen()
        self.place.clear()
        with self.place:
            self._marketplace(found["marketplaces"])
            self._strength(found["shop_strengths"])
            self._competition()
            self._day()
            self._shop_type()
            self._effect = ui.label("").classes("kw-effect").props("id=settings-effect role=status")

    def _marketplace(self, marketplaces: Sequence[Mapping[str, Any]]) -> None:
        settings = self.visit.state.settings
        options = {
            item["name"]: self._own("marketplace_option", marketplace=item["label"], limit=item["limit"],
                unit=item["unit_label"],
            )
            for item in marketplaces
        }  # fmt: skip
        ui.select(
            options, label=self._own("marketplace"), value=settings["marketplace"], with_input=True,
            on_change=lambda event: self._change("marketplace", event.value),
        ).props("for=marketplace dense outlined options-dense")  # fmt: skip
        self._help("marketplace")

    def _strength(self, strengths: Sequence[Mapping[str, Any]]) -> None:
        value = self.visit.state.settings["shop_strength"]
        options = {
            item["name"]: self._own("strength_option", label=item["label"],
                              count=count(item["listings"]))
            for item in strengths
        } | {_STATED: self._own("strength_stated")}  # fmt: skip
        known = value in options
        ui.select(
            options, label=self._own("shop_strength"), value=value if known else _STATED,
            on_change=lambda event: self._strength_chosen(event.value),
        ).props("for=shop-strength dense outlined options-dense")  # fmt: skip
        self._number = ui.number(
            self._own("listings"), value=None if known else float(value), min=1, step=500,
            on_change=lambda event: self._change("shop_strength", event.value),
        ).props("for=shop-listings dense outlined")  # fmt: skip
        self._number.set_visibility(not known)
        self._help("shop_strength")

    def _strength_chosen(self, name: str) -> None:
        self._number.set_visibility(name == _STATED)
        self._change("shop_strength", self._number.value if name == _STATED else name)

    def _competition(self) -> None:
        label = ui.element("label").classes("kw-label").props("for=competition")
        with label, ui.element("span"):
            shown = ui.label("")

        def show(weight: float) -> None:
            shown.set_text(self._own("competition", value=f"{weight:g}"))

        self._range(show)
        with ui.element("div").classes("kw-ends").props("id=competition-ends"):
            ui.label(self._own("demand_alone"))
            ui.label(self._own("per_listing"))
        self._help("competition")

    def _range(self, show: Callable[[float], None]) -> None:
        """Create the browser's own slider: it is a slider to a screen reader, which Quasar's is not."""
        weight = self.visit.state.settings["competition"]

        def moved(event: GenericEventArguments) -> None:
            show(float(event.args))
            self._change("competition", float(event.args))

        ui.element("input").classes("kw-range").props(
            f"id=competition type=range min=0 max=1 step=0.05 value={weight} "
            "aria-describedby=competition-ends"
        ).on("input", moved, js_handler="(event) => emit(event.target.value)")
        show(float(weight))

    def _day(self) -> None:
        ui.input(
            self._own("as_of"), value=self.visit.state.settings["as_of"],
            on_change=lambda event: self._change("as_of", event.value),
        ).props("for=as-of type=date dense outlined stack-label")  # fmt: skip
        self._help("as_of")

    def _shop_type(self) -> None:
        options = {_UNSAID: self._own("shop_type_unsaid")} | {
            name: self.visit.say(f"bench.shop_type_{name}") for name in _SHOP_TYPES
        }
        self._type = ui.select(
            options,
            label=self._own("shop_type"),
            value=self._stated_type(),
            on_change=lambda event: self.visit.background(self._type_chosen(event.value)),
        ).props("for=shop-type dense outlined options-dense")
        self._help("shop_type")

    def _stated_type(self) -> str:
        stated = self.visit.state.product_content.get("shop_type") or _UNSAID
        return stated if stated in _SHOP_TYPES else _UNSAID

    async def _type_chosen(self, name: str) -> None:
        """State the kind of shop in the product, where scoring looks for it."""
        if name == self._stated_type():
            return
        state = self.visit.state
        state.product_content = state.product_content | {"shop_type": "" if name == _UNSAID else name}
        if state.product is not None:
            state.product = await self.visit.ask("product", content=state.product_content)
        self._compare = True
        await self.visit.tell("product")
        await self.visit.rework()

    async def show_type(self) -> None:
        """Show the kind of shop that another product states."""
        if self._type is not None:
            self._type.set_value(self._stated_type())

    def _help(self, name: str) -> None:
        ui.label(self._own(f"help_{name}")).classes("kw-help")

    def _change(self, name: str, value: Any) -> None:
        """Take a new value; an empty field is no value yet."""
        if value in (None, "") or self.visit.state.settings.get(name) == value:
            return
        self.visit.state.settings[name] = self._shown[name] = value
        self._compare = True
        self.visit.settings_changed()

    async def show_effect(self) -> None:
        """Say what the last change did to the top; another product or table is no change of settings."""
        await self.follow()
        kept = self.visit.state.kept
        before, after = kept.get("settings.top"), await self._top()
        kept["settings.top"] = after
        compare, self._compare = self._compare, False
        said = self._effect_text(effect(before, after)) if compare and before is not None else ""
        self._effect.set_text(said)

    async def _top(self) -> list[str]:
        found = await self.visit.ask("keywords", size=TOP)
        return [row[c.KEYWORD] for row in found["rows"]]

    def _effect_text(self, found: Effect) -> str:
        if found.none:
            return self._own("effect_none", top=TOP)
        if not found.entered:
            return self._own("effect_moved", top=TOP, moved=found.moved)
        more = len(found.entered) > _NAMED
        return self._own("effect", top=TOP, count=len(found.entered), moved=found.moved,
            entered=found.entered[:_NAMED], more=self._own("more") if more else "",
        )  # fmt: skip
