"""The column doctor on screen: what a file is, how its columns were understood, what was mended or refused.

Columns that are used or understood stand in the table; those that are only carried along share one line.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.columns import ROW_COUNTS
from kwopt.numerals import count
from kwopt.pages.sentences.examples import shortened
from kwopt.pages.sentences.files import (
    details,
    format_told,
    is_shown,
    meaning,
    next_steps,
    one_line,
    record_lines,
    remarks,
    unit,
)

_EXAMPLES = 3
_EXAMPLE_CELLS = 24  # cells on screen that an example may take
_CARRIED_SHOWN = 8


def draw_files(screen: Screen, files: Sequence[Mapping[str, Any]], voice: Voice) -> list[str]:
    """Draw the description of each file, as `KeywordTable.describe` gives it."""
    unseen: list[str] = []
    for place, file in enumerate(files):
        if place:
            screen.line()
        unseen += _draw_file(screen, file, voice)
    return unshown(voice, unseen)


def _draw_file(screen: Screen, file: Mapping[str, Any], voice: Voice) -> list[str]:
    sheet = f" [{file['sheet']}]" if file["sheet"] else ""
    screen.heading(f"{file['file']}{sheet}")
    screen.line(format_told(file, voice))
    if found := list(details(file, voice)):
        screen.line(voice.say("file_details", details=found))
    screen.line(voice.say("file_rows", **{name: count(file[name]) for name in ROW_COUNTS}))
    screen.line()
    shown = [column for column in file["columns"] if is_shown(column)]
    hidden = screen.table(_columns(shown, voice))
    _draw_carried(screen, [column for column in file["columns"] if not is_shown(column)], voice)
    _draw_lines(screen, voice.say("repairs"), record_lines(file["repairs"], voice))
    _draw_lines(screen, voice.say("refusals"), record_lines(file["refusals"], voice))
    _draw_lines(screen, voice.say("remarks"), remarks(file, voice))
    _draw_lines(screen, voice.say("next_steps"), next_steps(file, voice))
    return hidden


def _columns(columns: Sequence[Mapping[str, Any]], voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_source"), [one_line(column["source"]) for column in columns], text=True),
        Column(voice.say("col_canonical"), [meaning(column, voice) for column in columns], text=True),
        Column(
            voice.say("col_status"),
            [voice.term("status", column["status"]) for column in columns],
            text=True,
        ),
        Column(voice.say("col_unit"), [unit(column, voice) for column in columns], text=True),
        Column(voice.say("col_missing"), [count(column["missing"]) for column in columns]),
        Column(voice.say("col_examples"), [_examples(column) for column in columns], text=True),
    ]


def _examples(column: Mapping[str, Any]) -> str:
    return "  ".join(shortened(example, _EXAMPLE_CELLS) for example in column["examples"][:_EXAMPLES])


def _draw_carried(screen: Screen, columns: Sequence[Mapping[str, Any]], voice: Voice) -> None:
    if not columns:
        return
    names = [shortened(column["source"], _EXAMPLE_CELLS) for column in columns[:_CARRIED_SHOWN]]
    more = len(columns) - len(names)
    if more:
        names.append(voice.say("and_more", count=more))
    screen.line()
    screen.line(voice.say("carried_along", count=len(columns), columns=names))


def _draw_lines(screen: Screen, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    screen.line()
    screen.heading(heading)
    for line in lines:
        screen.line(f"  {line}")


def column_rows(files: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return one row a column of each file, for CSV and the like."""
    names = ("source", "canonical", "unit", "scale", "direction", "status", "missing")
    return pd.DataFrame([
        {"file": file["file"], "sheet": file["sheet"], **{name: column[name] for name in names},
         "examples": " | ".join(one_line(str(example)) for example in column["examples"]),
         "note": column["note"]["message"] if column["note"] else None}
        for file in files for column in file["columns"]
    ])  # fmt: skip
