"""The column doctor: what was understood of each file, column by column, and what is still missing."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kwopt.cli.figures import MISSING, count
from kwopt.cli.screen import Column, Screen
from kwopt.cli.voice import Voice

_EXAMPLES = 3
_PURPOSES = ("score", "title", "bid")


def draw_files(screen: Screen, files: Sequence[Mapping[str, Any]], voice: Voice) -> list[str]:
    """Draw the description of each file, as `KeywordTable.describe` gives it."""
    unseen: list[str] = []
    for place, file in enumerate(files):
        if place:
            screen.line()
        unseen = _draw_file(screen, file, voice) or unseen
    return [voice.say("columns_hidden", columns=unseen)] if unseen else []


def _draw_file(screen: Screen, file: Mapping[str, Any], voice: Voice) -> list[str]:
    sheet = f" [{file['sheet']}]" if file["sheet"] else ""
    screen.heading(f"{file['file']}{sheet}")
    screen.line(voice.say("file_format", format=file["format_name"], details=_details(file, voice)))
    screen.line(voice.say("file_rows", **{name: count(file[name]) for name in _COUNTS}))
    screen.line()
    hidden = screen.table(_columns(file["columns"], voice))
    for heading, records in (("repairs", file["repairs"]), ("refusals", file["refusals"])):
        _draw_records(screen, voice.say(heading), records, voice)
    for column in file["columns"]:
        if column.get("note"):
            screen.line(voice.say("note", text=column["note"]["message"]))
    for notice in file["todo"]:
        screen.line(voice.say("todo", text=notice["message"]))
    ready = [voice.say(f"ready_{name}") for name in _PURPOSES if file["ready_for"][name]]
    screen.line(voice.say("ready_for", purposes=ready) if ready else voice.say("ready_for_nothing"))
    return hidden


_COUNTS = ("rows_read", "rows_kept", "rows_merged", "rows_refused")


def _details(file: Mapping[str, Any], voice: Voice) -> list[str]:
    found = []
    if file["encoding"]:
        found.append(voice.say("file_encoding", encoding=file["encoding"]))
    if file["delimiter"]:
        found.append(voice.say("file_delimiter", delimiter=repr(file["delimiter"])))
    if file["header_row"]:
        found.append(voice.say("file_header", row=file["header_row"]))
    if file.get("period"):
        found.append(voice.say("file_period", start=file["period"]["start"], end=file["period"]["end"]))
    return found


def _columns(columns: Sequence[Mapping[str, Any]], voice: Voice) -> list[Column]:
    def texts(name: str) -> list[str]:
        return [str(column[name] or MISSING) for column in columns]

    examples = ["  ".join(map(str, column["examples"][:_EXAMPLES])) for column in columns]
    return [
        Column(voice.say("col_source"), texts("source"), text=True),
        Column(voice.say("col_canonical"), texts("canonical"), text=True),
        Column(
            voice.say("col_status"),
            [voice.term("status", column["status"]) for column in columns],
            text=True,
        ),
        Column(voice.say("col_unit"), [voice.term("measure", unit) for unit in texts("unit")], text=True),
        Column(voice.say("col_missing"), [count(column["missing"]) for column in columns]),
        Column(voice.say("col_examples"), examples, text=True),
    ]


def _draw_records(screen: Screen, heading: str, records: Sequence[Mapping[str, Any]], voice: Voice) -> None:
    if not records:
        return
    screen.line()
    screen.heading(heading)
    for record in records:
        rows = [str(example["row"]) for example in record["examples"] if example.get("row")]
        where = voice.say("in_rows", rows=rows) if rows else ""
        screen.line(f"  {record['message']}{where}")


def column_rows(files: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return one row a column of each file, for CSV and the like."""
    names = ("source", "canonical", "unit", "scale", "direction", "status", "missing")
    return pd.DataFrame([
        {"file": file["file"], "sheet": file["sheet"], **{name: column[name] for name in names},
         "examples": " | ".join(map(str, column["examples"]))}
        for file in files for column in file["columns"]
    ])  # fmt: skip
