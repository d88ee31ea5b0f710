"""The panel "titles" of the page: not built yet."""

from nicegui import ui

from kwopt.pages.web.visit import Visit


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    ui.label(visit.say("page.not_built")).classes("kw-quiet")
