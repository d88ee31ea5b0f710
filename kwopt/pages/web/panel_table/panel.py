"""The panel of the keyword table: drop files, see what was understood of them, correct it."""

from functools import partial

from nicegui import ui

from kwopt.pages.suffixes import TABLE_SUFFIXES
from kwopt.pages.web.elements.drop_zone import DropZone
from kwopt.pages.web.panel_table.files import draw_file
from kwopt.pages.web.panel_table.problems import draw_problem
from kwopt.pages.web.panel_table.reading import Reading
from kwopt.pages.web.visiting.sample import SAMPLES, sample_names, try_sample
from kwopt.pages.web.visiting.visit import Visit


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    panel = _TablePanel(visit)
    visit.when("table", panel.show)
    visit.background(panel.show())


class _TablePanel:
    """The elements of the panel: what asks for files, and what is shown of them."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._wording = visit, visit.wording("page_table")
        self._reading = Reading(visit)
        self._create_zone()
        with ui.element("div").classes("kw-row") as self._samples:
            self._create_samples()
        self._status = ui.label().classes("kw-quiet").props("role=status")
        self._problems = ui.element("div").props("role=alert")
        self._files = ui.element("div")

    def _create_zone(self) -> None:
        own, reading = self._wording.own, self._reading
        zone = DropZone(
            element_id="table-upload", section="page_table", suffixes=TABLE_SUFFIXES,
            limit=self._visit.max_upload, take=reading.upload, refuse=reading.refuse, begun=self._begun,
        )  # fmt: skip
        with zone.element() as pick, ui.element("div").classes("kw-drop-text"):
            with ui.element("div").classes("kw-row") as self._prompt:
                ui.label(own("drop"))
                self._choose = pick(own("choose"))
            self._add = pick(own("add")).props("flat")
            self._kinds = ui.label(own("kinds", limit=zone.megabytes)).classes("kw-quiet")

    def _create_samples(self) -> None:
        own = self._wording.own
        ui.label(own("samples")).classes("kw-quiet")
        for place, name in enumerate(SAMPLES):
            button = ui.button(own(f"sample_{name}"), on_click=partial(try_sample, self._visit, name))
            button.props("flat dense no-caps").props(f"id=try-sample{f'-{name}' if place else ''}")

    def _begun(self) -> None:
        self._status.set_text(self._wording.own("reading"))

    async def show(self) -> None:
        """Show what was read and what went wrong; samples only before there is a table."""
        table, reading, wording = self._visit.state.table, self._reading, self._wording
        is_other = self._add.visible != bool(table)
        for element in (self._prompt, self._kinds, self._samples):
            element.set_visibility(not table)
        self._add.set_visibility(bool(table))
        if is_other:
            _keep_focus(self._add if table else self._choose)
        self._status.set_text(wording.own("sample_shown") if sample_names(self._visit) else "")
        self._problems.clear()
        with self._problems:
            for problem in reading.problems:
                draw_problem(reading, problem, wording)
        self._files.clear()
        with self._files:
            for file in table["files"] if table else ():
                draw_file(reading, file, wording)


def _keep_focus(button: ui.button) -> None:
    """Give a button the focus if the one that had it was hidden: by keyboard one goes on from there."""
    ui.run_javascript(f"""setTimeout(() => {{
        const had = document.activeElement;
        if (had === document.body || !had.checkVisibility())
            getHtmlElement({button.id}).focus({{preventScroll: true}});
    }}, 100)""")
