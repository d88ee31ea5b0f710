"""What is shown of each file that was read: a short summary, and the rest in folds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nicegui import ui

from kwopt.columns import CLICKS, ORDERS, ORDERS_PER_CLICK, ROW_COUNTS
from kwopt.numerals import count, percent
from kwopt.pages.sentences.files import details, record_lines, remarks
from kwopt.pages.web.elements.folds import fold
from kwopt.pages.web.elements.texts import heading, text_in
from kwopt.pages.web.panel_table.columns import draw_columns
from kwopt.pages.web.panel_table.reading import Reading
from kwopt.pages.web.panel_table.wording import in_page_words
from kwopt.pages.wording import Wording

_PURPOSES = ("score", "title", "bid")
_SHEETS = ("tables.other_sheets", "tables.equal_sheets")
_DOUBTFUL = ("tables.encoding_guessed", "tables.mixed_encodings", "tables.broken_characters")
"""Repairs after which another encoding may read better."""

ENCODINGS = ("utf-8", "gb18030", "big5", "cp1252")
"""Encodings that are offered: those that exports are in."""


def draw_file(reading: Reading, described: Mapping[str, Any], wording: Wording) -> None:
    """Create what is shown of one file, as `kwopt inspect` describes it."""
    file = in_page_words(described, wording.lang)
    with ui.element("section").classes("kw-file"):
        _draw_name(reading, file, wording)
        _draw_summary(file, wording)
        _draw_steps(file, wording)
        _draw_sheets(reading, file, wording)
        _draw_encoding(reading, file, wording)
        draw_columns(reading, file, wording)
        _draw_lines(reading, file, "repairs", record_lines(file["repairs"], wording), wording)
        _draw_lines(reading, file, "refusals", record_lines(file["refusals"], wording), wording)
        _draw_lines(reading, file, "remarks", [_details(file, wording), *remarks(file, wording)], wording)


def _details(file: Mapping[str, Any], wording: Wording) -> str:
    return " · ".join(details(file, wording)) or _format(file, wording)


def _draw_name(reading: Reading, file: Mapping[str, Any], wording: Wording) -> None:
    sheet = f" [{file['sheet']}]" if file["sheet"] else ""
    with ui.element("div").classes("kw-row kw-between"):
        heading(3, f"{file['file']}{sheet}").classes("kw-name")
        remove = ui.button(icon="close", on_click=lambda: reading.remove(file["file"]))
        remove.props("flat round dense size=sm").props["aria-label"] = wording.own(
            "remove_file", file=file["file"]
        )


def _draw_summary(file: Mapping[str, Any], wording: Wording) -> None:
    said = wording.own("used_rows", count=count(file["rows_kept"]))
    ui.label(said).classes("kw-strong")
    ui.label(wording.own("row_sum", **{name: count(file[name]) for name in ROW_COUNTS})).classes("kw-quiet")
    told = [_format(file, wording)]
    if file["encoding"]:
        told.append(wording.say("file_encoding", encoding=file["encoding"]))
    ui.label(" · ".join(told)).classes("kw-quiet")


def _format(file: Mapping[str, Any], wording: Wording) -> str:
    if file["format_date"]:
        return wording.own(
            "format_sure", format=file["format_name"], confidence=percent(file["confidence"])
        )  # fmt: skip
    return wording.own("format", format=file["format_name"])


def purposes(file: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a file is good for: "score", "title", "bid", or "bid_guess" without own clicks and orders.

    >>> column = {"canonical": "buyers_per_visitor", "status": "used"}
    >>> list(purposes({"ready_for": {"score": True, "title": True, "bid": True}, "columns": [column]}))
    ['score', 'title', 'bid_guess']
    """
    used = {column["canonical"] for column in file["columns"] if column["status"] == "used"}
    own = {CLICKS, ORDERS} <= used or ORDERS_PER_CLICK in used
    for purpose in _PURPOSES:
        if file["ready_for"][purpose]:
            yield "bid_guess" if purpose == "bid" and not own else purpose


def _draw_steps(file: Mapping[str, Any], wording: Wording) -> None:
    """Say what the file is good for, what is missing for the rest, and where to get it."""
    good = [wording.own(f"purpose_{purpose}") for purpose in purposes(file)]
    ui.label(wording.own("ready", purposes=good) if good else wording.own("not_ready"))
    for notice in file["todo"]:
        ui.label(notice["message"]).classes("kw-note kw-warn" if notice["level"] == "warning" else "kw-quiet")


def _draw_sheets(reading: Reading, file: Mapping[str, Any], wording: Wording) -> None:
    others = [name for record in file["repairs"] if record["code"] in _SHEETS
              for name in record["params"].get("sheets", ())]  # fmt: skip
    if not others:
        return
    names = [file["sheet"], *(name for name in others if name != file["sheet"])]
    choice = ui.select(names, value=file["sheet"], label=wording.own("sheet"))
    choice.props("dense outlined options-dense")
    choice.on_value_change(lambda event: reading.change(sheet=event.value))


def _draw_encoding(reading: Reading, file: Mapping[str, Any], wording: Wording) -> None:
    """Offer other encodings where the one that was found is in doubt, or was chosen."""
    chosen = reading.visit.state.encoding
    doubtful = any(record["code"] in _DOUBTFUL for record in file["repairs"])
    if not file["encoding"] or not (chosen or doubtful):
        return
    options = {"": wording.own("encoding_auto")} | encoding_labels(wording)
    value = chosen if chosen in options else ""
    choice = ui.select(options, value=value, label=wording.own("encoding"))
    choice.props("dense outlined options-dense")
    choice.on_value_change(lambda event: reading.change(encoding=event.value or None))


def encoding_labels(wording: Wording) -> dict[str, str]:
    """Return what the encodings that are offered are called.

    >>> encoding_labels(Wording("en", "page_table"))["big5"]
    'Traditional Chinese (Big5)'
    """
    return {name: wording.own(f"encoding_{name.replace('-', '_')}") for name in ENCODINGS}


def _draw_lines(
    reading: Reading, file: Mapping[str, Any], kind: str, lines: Sequence[str], wording: Wording
) -> None:
    if not lines:
        return
    total = file["rows_refused"] if kind == "refusals" else len(lines)
    summary = wording.own(kind, count=count(total))
    with fold(reading.visit, f"table.{kind}.{file['file']}", summary), ui.element("ul").classes("kw-lines"):
        for line in lines:
            text_in("li", line)
