"""The panel of the keyword table: drop files, see what was understood of them, correct it."""

from nicegui import ui

from kwopt.pages.suffixes import TABLE_SUFFIXES
from kwopt.pages.web.drop_zone import DropZone
from kwopt.pages.web.panel_table.files import draw_file
from kwopt.pages.web.panel_table.problems import draw_problem
from kwopt.pages.web.panel_table.reading import Reading
from kwopt.pages.web.sample import SAMPLES, sample_names, try_sample
from kwopt.pages.web.visit import Visit


def build(visit: Visit) -> None:
    """Create the panel in the current slot."""
    reading, wording = Reading(visit), visit.wording("page_table")

    def begun() -> None:
        status.set_text(wording.own("reading"))

    zone = DropZone(
        element_id="table-upload", section="page_table", suffixes=TABLE_SUFFIXES, limit=visit.max_upload,
        take=reading.upload, refuse=reading.refuse, begun=begun,
    )  # fmt: skip
    with zone.element() as pick, ui.element("div").classes("kw-drop-text"):
        prompt = ui.element("div").classes("kw-row")
        with prompt:
            ui.label(wording.own("drop"))
            pick(wording.own("choose"))
        add = pick(wording.own("add")).props("flat")
        kinds = ui.label(wording.own("kinds", limit=zone.megabytes)).classes("kw-quiet")
    samples = ui.element("div").classes("kw-row")
    with samples:
        _samples(visit)
    status = ui.label().classes("kw-quiet").props("role=status")
    problems = ui.element("div").props("role=alert")
    files = ui.element("div")

    async def show() -> None:
        table = visit.state.table
        for element, shown in (
            (prompt, not table),
            (kinds, not table),
            (samples, not table),
            (add, bool(table)),
        ):
            element.set_visibility(shown)
        status.set_text(wording.own("sample_shown") if sample_names(visit) else "")
        problems.clear()
        with problems:
            for problem in reading.problems:
                draw_problem(reading, problem, wording)
        files.clear()
        with files:
            for file in table["files"] if table else ():
                draw_file(reading, file, wording)

    visit.when("table", show)
    visit.background(show())


def _samples(visit: Visit) -> None:
    own = visit.wording("page_table").own
    ui.label(own("samples")).classes("kw-quiet")
    for place, name in enumerate(SAMPLES):
        button = ui.button(own(f"sample_{name}"), on_click=lambda _, name=name: try_sample(visit, name))
        button.props("flat dense no-caps").props(f"id=try-sample{f'-{name}' if place else ''}")
