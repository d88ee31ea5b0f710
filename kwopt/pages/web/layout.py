"""The one screen: header, the column of inputs, the strip of work under way, the tabs of results.

Panels create their elements in the place that this module gives them. Classes for them stand in
`resources/page.css`: there is no Tailwind here, as its compiler would run at every keystroke.
"""

from collections.abc import Callable

from nicegui import ui
from nicegui.element import Element

from kwopt.locales import LANGUAGES, locale_of
from kwopt.pages.web import (
    panel_bids,
    panel_downloads,
    panel_editor,
    panel_keywords,
    panel_pictures,
    panel_product,
    panel_settings,
    panel_table,
    panel_titles,
)
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.strip import build_problems, build_strip
from kwopt.pages.web.visiting.visit import Visit

Build = Callable[[Visit], None]

INPUTS: tuple[tuple[str, Build], ...] = (
    ("table", panel_table.build),
    ("product", panel_product.build),
    ("settings", panel_settings.build),
)
"""Steps of the left column, in the order of the work."""

TABS: tuple[tuple[str, tuple[Build, ...]], ...] = (
    ("titles", (panel_titles.build, panel_editor.build)),
    ("keywords", (panel_keywords.build,)),
    ("pictures", (panel_pictures.build,)),
    ("bids", (panel_bids.build,)),
    ("downloads", (panel_downloads.build,)),
)
"""Tabs of the right column, and the panels in each."""


def build(visit: Visit) -> None:
    """Create the whole screen from the visit's state."""
    _header(visit)
    _skip_link(visit)
    with ui.element("div").classes("kw-columns"):
        with ui.element("div").classes("kw-news"):
            build_strip(visit)
            build_problems(visit)
        _welcome(visit)
        with ui.element("div").classes("kw-inputs"):
            for number, (name, panel) in enumerate(INPUTS, start=1):
                _step(visit, number, name, panel)
            jump = ui.link(visit.say("page.to_results"), "#results").classes("kw-jump")
        with ui.element("div").classes("kw-results").props("id=results tabindex=-1"):
            _results(visit)
    _only_with_table(visit, jump)


def _header(visit: Visit) -> None:
    with ui.context.client.layout, ui.element("header").classes("kw-header") as header:
        heading(1, visit.say("page.name"))
        ui.label(visit.say("page.stays_here")).classes("kw-quiet kw-grow")
        with ui.element("nav") as languages:
            languages.props["aria-label"] = visit.say("page.language")
            for lang in LANGUAGES:
                if lang != visit.lang:
                    name, tag = locale_of(lang).name, locale_of(lang).tag
                    ui.link(name, f"/{lang}").props(f"id=language lang={tag} hreflang={tag}")
    header.move(target_index=0)


def _skip_link(visit: Visit) -> None:
    """Create the link that the keyboard reaches first; NiceGUI's own needs the id that it gives itself."""
    with ui.context.client.layout:
        skip = ui.link(visit.say("page.to_results"), "#results").classes("nicegui-skip-link")
    skip.move(target_index=0)


def _step(visit: Visit, number: int, name: str, panel: Build) -> None:
    with ui.element("section").classes("kw-step").props(f"aria-labelledby=step-{name}"):
        heading(2, f"{number} {visit.say(f'page.step_{name}')}").props(f"id=step-{name}")
        panel(visit)


def _welcome(visit: Visit) -> None:
    with ui.element("section").classes("kw-welcome") as welcome:
        heading(2, visit.say("page.welcome"))
        with ui.element("ol"):
            for line in ("welcome_table", "welcome_product", "welcome_title"):
                text_in("li", visit.say(f"page.{line}"))
    _only_with_table(visit, welcome, there=False)


def _results(visit: Visit) -> None:
    with ui.element("div").classes("kw-tabs") as results:
        _tabs(visit)
    _only_with_table(visit, results)


def _only_with_table(visit: Visit, element: Element, *, there: bool = True) -> None:
    """Show an element only while there is a table, or only while there is none."""

    def show() -> None:
        element.set_visibility((visit.state.table is not None) == there)

    async def changed() -> None:
        show()

    visit.when("table", changed)
    show()


def _tabs(visit: Visit) -> None:
    async def opened() -> None:
        visit.state.tab = str(tabs.value)
        await visit.tell("tab")

    with ui.tabs(on_change=opened).props("dense no-caps align=left outside-arrows mobile-arrows") as tabs:
        for name, _ in TABS:
            ui.tab(name, label=visit.say(f"page.tab_{name}")).props(f"id=tab-{name}")
    with ui.tab_panels(tabs, value=visit.state.tab, animated=False).classes("kw-panels"):
        for name, panels in TABS:
            with ui.tab_panel(name):
                heading(2, visit.say(f"page.tab_{name}")).classes("kw-unseen")
                for panel in panels:
                    panel(visit)
