"""A fold: a summary that opens what most people need not see, and stays open over a redrawing."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui
from nicegui.events import GenericEventArguments

from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.visiting.visit import Visit

_OPEN = "open_folds"


@contextmanager
def fold(visit: Visit, key: str, summary: str, *, opened: bool = False) -> Iterator[ui.element]:
    """Create a fold; what is created in the block stands in it.

    Parameters
    ----------
    key
        Under which the visit remembers whether it is open; begins with the panel's name.
    opened
        Whether it is open as long as nobody touched it.
    """
    known: dict[str, bool] = visit.state.kept.setdefault(_OPEN, {})
    details = ui.element("details").classes("kw-fold")
    if known.get(key, opened):
        details.props("open")

    def toggled(event: GenericEventArguments) -> None:
        known[key] = bool(event.args)

    details.on("toggle", toggled, js_handler="(event) => emit(event.target.open)")
    with details:
        text_in("summary", summary)
        with ui.element("div").classes("kw-folded"):
            yield details
