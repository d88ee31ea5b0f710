"""The column doctor: each column of a file with its meaning, unit, missing cells and examples.

A meaning is corrected by choosing another; the file is read again at once. Texts out of files go only into
labels: nothing of them is ever HTML.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nicegui import ui
from nicegui.events import ValueChangeEventArguments

from kwopt.columns import KEYWORD, NUMERIC, REPORT_GROUPS
from kwopt.numerals import MISSING, count
from kwopt.pages.sentences.examples import shortened
from kwopt.pages.sentences.files import is_shown, unit
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.elements.texts import text_in
from kwopt.pages.web.panel_table.reading import Reading
from kwopt.pages.wording import Wording

MEANINGS = (KEYWORD, *NUMERIC, *REPORT_GROUPS)
"""Meanings that a column may be given."""

_MOST_ROWS = 60
"""Columns without a meaning that are listed: exports have up to forty, and each row is a choice to draw."""

_EXAMPLES = 3
_EXAMPLE_CELLS = 20
_HEADER_CELLS = 40

Column = Mapping[str, Any]


def meaning_label(canonical: str, wording: Wording) -> str:
    """Return what a meaning is called.

    >>> meaning_label("search_volume", Wording("zh", "page_table"))
    '搜索人气（搜索量）'
    >>> meaning_label("search_volume_low", Wording("en", "page_table"))
    'Searches, low'
    """
    for end in ("low", "high"):
        if canonical.endswith(f"_{end}"):
            base = meaning_label(canonical.removesuffix(f"_{end}"), wording)
            return wording.own(f"meaning_{end}", meaning=base)
    return wording.own(f"meaning_{canonical}")


def draw_columns(reading: Reading, file: Mapping[str, Any], wording: Wording) -> None:
    """Create the fold with the table of columns of a file."""
    visit, columns = reading.visit, file["columns"]
    shown = [column for column in columns if is_shown(column)]
    used = sum(column["status"] == "used" for column in columns)
    wanting = not file["ready_for"]["score"] and not file["ready_for"]["bid"]
    summary = wording.own("columns", used=used, all=len(columns))
    with fold(visit, f"table.columns.{file['file']}", summary, opened=wanting):
        ui.label(wording.own("columns_help")).classes("kw-quiet")
        _draw_rows(reading, columns if wanting else shown, wording)
        rest = [] if wanting else [column for column in columns if column not in shown]
        if rest:
            with fold(visit, f"table.rest.{file['file']}", wording.own("columns_rest", count=len(rest))):
                _draw_rows(reading, rest, wording)
        if visit.state.column_map:
            _draw_undo(reading, wording)


def _draw_undo(reading: Reading, wording: Wording) -> None:
    with ui.element("div").classes("kw-row"):
        ui.label(wording.own("corrected", count=len(reading.visit.state.column_map))).classes("kw-quiet")
        ui.button(wording.own("undo"), on_click=reading.undo).props("flat dense no-caps id=columns-undo")


def _draw_rows(reading: Reading, columns: Sequence[Column], wording: Wording) -> None:
    with ui.element("table").classes("kw-doctor"), ui.element("tbody"):
        for column in columns[:_MOST_ROWS]:
            with ui.element("tr"):
                _draw_row(reading, column, wording)
    if len(columns) > _MOST_ROWS:
        ui.label(wording.own("columns_more", count=len(columns) - _MOST_ROWS)).classes("kw-quiet")


def _draw_row(reading: Reading, column: Column, wording: Wording) -> None:
    with ui.element("th").props("scope=row"):
        name = text_in("label", shortened(column["source"], _HEADER_CELLS) or MISSING)
        examples = [shortened(value, _EXAMPLE_CELLS) for value in column["examples"][:_EXAMPLES]]
        ui.label("  ".join(examples)).classes("kw-quiet kw-examples")
    with ui.element("td"):
        name.props(f"for={_draw_choice(reading, column, wording)}")
        told = [unit(column, wording), wording.term("status", column["status"])]
        if column["missing"]:
            told.append(wording.own("missing", count=count(column["missing"])))
        ui.label(" · ".join(part for part in told if part != MISSING)).classes("kw-quiet")


def _draw_choice(reading: Reading, column: Column, wording: Wording) -> str:
    """Create the choice of a column's meaning, and return its id in the page.

    "Not used" stands for no meaning, or takes a correction back.
    """
    source, known = column["source"], column["canonical"] or column.get("group")
    corrected = source in reading.visit.state.column_map.values()
    options = {"": wording.own("no_meaning")} if known is None or corrected else {}
    options |= {name: meaning_label(name, wording) for name in MEANINGS}
    if known not in (None, *MEANINGS):
        options[known] = meaning_label(known, wording)

    async def chosen(event: ValueChangeEventArguments[str]) -> None:
        await reading.correct(source, event.value or None)

    choice = ui.select(options, value=known or "", on_change=chosen).props("dense outlined options-dense")
    if reading.changed == source:  # the choice was drawn anew under the hand that made it
        reading.changed = None
        choice.run_method("focus")
    choice.props(f"for=meaning-{choice.id}")
    return f"meaning-{choice.id}"
