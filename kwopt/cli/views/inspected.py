"""The column doctor on screen: what a file is, how its columns were understood, what was mended or refused.

Columns that are used or understood stand in the table; those that are only carried along share one line.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from kwopt.cli.figures import MISSING, count
from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.examples import shortened, where
from kwopt.cli.voice import Voice
from kwopt.columns import CLICKS, MARKET_TRACES, ORDERS, ORDERS_PER_CLICK, OWN_FIGURES
from kwopt.tables.readiness import has_own_visits

_EXAMPLES = 3
_EXAMPLE_CELLS = 24  # cells on screen that an example may take
_CARRIED_SHOWN = 8
_PURPOSES = ("score", "title", "bid")
_COUNTS = ("rows_read", "rows_kept", "rows_merged", "rows_refused")
_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}


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
    screen.line(_format(file, voice))
    if details := list(_details(file, voice)):
        screen.line(voice.say("file_details", details=details))
    screen.line(voice.say("file_rows", **{name: count(file[name]) for name in _COUNTS}))
    screen.line()
    shown = [column for column in file["columns"] if _is_shown(column)]
    hidden = screen.table(_columns(shown, voice))
    _draw_carried(screen, [column for column in file["columns"] if not _is_shown(column)], voice)
    _draw_records(screen, voice.say("repairs"), file["repairs"], voice)
    _draw_records(screen, voice.say("refusals"), file["refusals"], voice)
    _draw_lines(screen, voice.say("remarks"), _remarks(file, voice))
    _draw_lines(screen, voice.say("next_steps"), _next_steps(file, voice))
    return hidden


def _is_shown(column: Mapping[str, Any]) -> bool:
    return column["status"] != "kept" or column["checked"] is not None or "group" in column


def _format(file: Mapping[str, Any], voice: Voice) -> str:
    if not file["format_date"]:
        return voice.say("file_format_unknown", format=file["format_name"])
    return voice.say(
        "file_format",
        format=file["format_name"],
        date=file["format_date"],
        grade=voice.term("grade", file["format_grade"]),
    )


def _details(file: Mapping[str, Any], voice: Voice) -> Iterator[str]:
    if file["encoding"]:
        yield voice.say("file_encoding", encoding=file["encoding"])
    if file["delimiter"]:
        name = _DELIMITERS.get(file["delimiter"])
        shown = voice.say(f"delimiter_{name}") if name else repr(file["delimiter"])
        yield voice.say("file_delimiter", delimiter=shown)
    if file["header_row"]:
        yield voice.say("file_header", row=file["header_row"])
    if file.get("period"):
        yield voice.say("file_period", start=file["period"]["start"], end=file["period"]["end"])
    if file.get("currency"):
        yield voice.say("file_currency", currency=file["currency"])
    if file.get("window_days"):
        yield voice.say("file_window", days=file["window_days"])


def _columns(columns: Sequence[Mapping[str, Any]], voice: Voice) -> list[Column]:
    return [
        Column(voice.say("col_source"), [_one_line(column["source"]) for column in columns], text=True),
        Column(voice.say("col_canonical"), [_meaning(column, voice) for column in columns], text=True),
        Column(
            voice.say("col_status"),
            [voice.term("status", column["status"]) for column in columns],
            text=True,
        ),
        Column(voice.say("col_unit"), [_unit(column, voice) for column in columns], text=True),
        Column(voice.say("col_missing"), [count(column["missing"]) for column in columns]),
        Column(voice.say("col_examples"), [_examples(column) for column in columns], text=True),
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _meaning(column: Mapping[str, Any], voice: Voice) -> str:
    """Return the canonical name, with what it is called in the user's language."""
    name = column["canonical"] or column.get("group")
    if name is None:
        return MISSING
    base, end = name, ""
    for part in ("low", "high"):
        if name.endswith(f"_{part}"):
            base, end = name.removesuffix(f"_{part}"), voice.say(f"range_{part}")
    label = voice.term("canonical", base)
    return str(name) if label == base else f"{label}{end} {name}"


def _unit(column: Mapping[str, Any], voice: Voice) -> str:
    parts = [voice.term("measure", column["unit"])] if column["unit"] else []
    if column["scale"]:
        parts.append(voice.say(f"scale_{column['scale']}"))
    if column["direction"] == "lower":
        parts.append(voice.say("direction_lower"))
    return voice.say("listed", items=parts) if parts else MISSING


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


def _draw_records(screen: Screen, heading: str, records: Sequence[Mapping[str, Any]], voice: Voice) -> None:
    by_weight = sorted(records, key=lambda record: record["level"] != "warning")
    lines = [
        voice.say("level_warning" if record["level"] == "warning" else "plain", text=record["message"])
        + where(record["examples"], voice)
        for record in by_weight
    ]
    _draw_lines(screen, heading, lines)


def _draw_lines(screen: Screen, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    screen.line()
    screen.heading(heading)
    for line in lines:
        screen.line(f"  {line}")


def _remarks(file: Mapping[str, Any], voice: Voice) -> list[str]:
    """Return what columns and formats of this kind are known for, and which ratios were checked."""
    notes = _notes([column["note"] for column in file["columns"] if column.get("note")], voice)
    checks = (_check(column, file["columns"], voice) for column in file["columns"] if column["checked"])
    return [check for check in checks if check] + notes + [remark["message"] for remark in file["remarks"]]


def _check(column: Mapping[str, Any], others: Sequence[Mapping[str, Any]], voice: Voice) -> str | None:
    """Return against what a ratio was checked; one that disagrees stands among the repairs."""
    checked = column["checked"]
    if not checked["agrees"]:
        return None
    told = voice.say(
        "ratio_checked",
        column=column["source"],
        numerator=checked["numerator"],
        denominator=checked["denominator"],
        rows=checked["rows"],
    )
    used = next((other["source"] for other in others if other["canonical"] == ORDERS), None)
    if column["canonical"] == ORDERS_PER_CLICK and used not in (None, checked["numerator"]):
        told += voice.say("ratio_of_other_orders", numerator=checked["numerator"], used=used)
    return told


def _notes(notes: Sequence[Mapping[str, Any]], voice: Voice) -> list[str]:
    """Return what columns are known for; columns of which the same is known share a sentence."""
    named: dict[str, list[str]] = {}
    for note in notes:
        named.setdefault(note["code"], []).append(_one_line(note["column"]))
    first = {note["code"]: note["message"] for note in reversed(notes)}
    return [
        voice.say("note_shared", text=first[code], columns=found[1:]) if found[1:] else first[code]
        for code, found in named.items()
    ]


def _next_steps(file: Mapping[str, Any], voice: Voice) -> list[str]:
    ready = [voice.say(_readiness(name, file)) for name in _PURPOSES if file["ready_for"][name]]
    lines = [voice.say("ready_for", purposes=ready) if ready else voice.say("ready_for_nothing")]
    for notice in file["todo"]:
        text = notice["message"].removeprefix(file["file"]).lstrip(":： ")
        lines.append(voice.say("level_warning" if notice["level"] == "warning" else "plain", text=text))
    return lines


def _readiness(purpose: str, file: Mapping[str, Any]) -> str:
    """Return the name of a purpose; a bid without own clicks and orders says on what it rests."""
    used = {column["canonical"] for column in file["columns"] if column["status"] == "used"}
    own_rate = not used.isdisjoint(OWN_FIGURES) or used.isdisjoint(MARKET_TRACES)
    own = {CLICKS, ORDERS} <= used or (ORDERS_PER_CLICK in used and own_rate)
    if purpose != "bid" or own:
        return f"ready_{purpose}"
    return "ready_bid_visitors" if has_own_visits(used) else "ready_bid_guess"


def column_rows(files: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return one row a column of each file, for CSV and the like."""
    names = ("source", "canonical", "unit", "scale", "direction", "status", "missing")
    return pd.DataFrame([
        {"file": file["file"], "sheet": file["sheet"], **{name: column[name] for name in names},
         "examples": " | ".join(_one_line(str(example)) for example in column["examples"]),
         "note": column["note"]["message"] if column["note"] else None}
        for file in files for column in file["columns"]
    ])  # fmt: skip
