"""What is said of a file: its format, its columns, what was mended or refused, what it is good for.

Files are described as `KeywordTable.describe` gives them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kwopt.columns import CLICKS, MARKET_TRACES, ORDERS, ORDERS_PER_CLICK, OWN_FIGURES
from kwopt.numerals import MISSING
from kwopt.pages.sentences.examples import where
from kwopt.pages.wording import Speaker

_PURPOSES = ("score", "title", "bid")
_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}


def is_shown(column: Mapping[str, Any]) -> bool:
    """Say whether a column is more than carried along: used, understood, checked, or a report's group."""
    return column["status"] != "kept" or column["checked"] is not None or "group" in column


def format_told(file: Mapping[str, Any], speaker: Speaker) -> str:
    """Return the format, with the date and certainty of what is known of it."""
    if not file["format_date"]:
        return speaker.say("file_format_unknown", format=file["format_name"])
    return speaker.say(
        "file_format",
        format=file["format_name"],
        date=file["format_date"],
        grade=speaker.term("grade", file["format_grade"]),
    )


def details(file: Mapping[str, Any], speaker: Speaker) -> Iterator[str]:
    """Yield encoding, delimiter, header row, period, currency and window, as far as the file has them."""
    if file["encoding"]:
        yield speaker.say("file_encoding", encoding=file["encoding"])
    if file["delimiter"]:
        name = _DELIMITERS.get(file["delimiter"])
        shown = speaker.say(f"delimiter_{name}") if name else repr(file["delimiter"])
        yield speaker.say("file_delimiter", delimiter=shown)
    if file["header_row"]:
        yield speaker.say("file_header", row=file["header_row"])
    if file.get("period"):
        yield speaker.say("file_period", start=file["period"]["start"], end=file["period"]["end"])
    if file.get("currency"):
        yield speaker.say("file_currency", currency=file["currency"])
    if file.get("window_days"):
        yield speaker.say("file_window", days=file["window_days"])


def one_line(text: str) -> str:
    """Return a text without line ends and runs of spaces."""
    return " ".join(text.split())


def meaning(column: Mapping[str, Any], speaker: Speaker) -> str:
    """Return the canonical name, with what it is called in the user's language."""
    name = column["canonical"] or column.get("group")
    if name is None:
        return MISSING
    label, end = _label(name, speaker)
    return name if name.startswith(label) else f"{label}{end} {name}"


def meaning_told(column: Mapping[str, Any], speaker: Speaker) -> str:
    """Return what a column means in the user's language, without the name that programs know it by."""
    name = column["canonical"] or column.get("group")
    return MISSING if name is None else "".join(_label(name, speaker)).replace("_", " ")


def _label(name: str, speaker: Speaker) -> tuple[str, str]:
    """Return what a canonical name is called, and which end of a range it is."""
    for part in ("low", "high"):
        if name.endswith(f"_{part}"):
            return speaker.term("canonical", name.removesuffix(f"_{part}")), speaker.say(f"range_{part}")
    return speaker.term("canonical", name), ""


def unit(column: Mapping[str, Any], speaker: Speaker) -> str:
    """Return the unit of a column's figures, and how the file writes them."""
    parts = [speaker.term("measure", column["unit"])] if column["unit"] else []
    if column["scale"]:
        parts.append(speaker.say(f"scale_{column['scale']}"))
    if column["direction"] == "lower":
        parts.append(speaker.say("direction_lower"))
    return speaker.say("listed", items=parts) if parts else MISSING


def remarks(file: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """Return what columns and formats of this kind are known for, and which ratios were checked."""
    notes = _notes([column["note"] for column in file["columns"] if column.get("note")], speaker)
    checks = (_check(column, file["columns"], speaker) for column in file["columns"] if column["checked"])
    return [check for check in checks if check] + notes + [remark["message"] for remark in file["remarks"]]


def _check(column: Mapping[str, Any], others: Sequence[Mapping[str, Any]], speaker: Speaker) -> str | None:
    """Return against what a ratio was checked; one that disagrees stands among the repairs."""
    checked = column["checked"]
    if not checked["agrees"]:
        return None
    told = speaker.say(
        "ratio_checked",
        column=column["source"],
        numerator=checked["numerator"],
        denominator=checked["denominator"],
        rows=checked["rows"],
    )
    used = next((other["source"] for other in others if other["canonical"] == ORDERS), None)
    if column["canonical"] == ORDERS_PER_CLICK and used not in (None, checked["numerator"]):
        told += speaker.say("ratio_of_other_orders", numerator=checked["numerator"], used=used)
    return told


def _notes(notes: Sequence[Mapping[str, Any]], speaker: Speaker) -> list[str]:
    """Return what columns are known for; columns of which the same is known share a sentence."""
    named: dict[str, list[str]] = {}
    for note in notes:
        named.setdefault(note["code"], []).append(one_line(note["column"]))
    first = {note["code"]: note["message"] for note in reversed(notes)}
    return [
        speaker.say("note_shared", text=first[code], columns=found[1:]) if found[1:] else first[code]
        for code, found in named.items()
    ]


def next_steps(file: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """Return what a file is good for, and what the user must do before."""
    ready = [speaker.say(_readiness(name, file)) for name in _PURPOSES if file["ready_for"][name]]
    lines = [speaker.say("ready_for", purposes=ready) if ready else speaker.say("ready_for_nothing")]
    for notice in file["todo"]:
        text = notice["message"].removeprefix(file["file"]).lstrip(":： ")
        lines.append(speaker.say("level_warning" if notice["level"] == "warning" else "plain", text=text))
    return lines


def _readiness(purpose: str, file: Mapping[str, Any]) -> str:
    """Return the name of a purpose; a bid without own clicks and orders says on what it rests."""
    from kwopt.tables.readiness import has_own_visits  # imported here: the page's server loads no pandas

    used = {column["canonical"] for column in file["columns"] if column["status"] == "used"}
    own_rate = not used.isdisjoint(OWN_FIGURES) or used.isdisjoint(MARKET_TRACES)
    own = {CLICKS, ORDERS} <= used or (ORDERS_PER_CLICK in used and own_rate)
    if purpose != "bid" or own:
        return f"ready_{purpose}"
    return "ready_bid_visitors" if has_own_visits(used) else "ready_bid_guess"


def record_lines(records: Sequence[Mapping[str, Any]], speaker: Speaker) -> list[str]:
    """Return repairs or refusals with the rows where they struck, those to be mended by the user first."""
    by_weight = sorted(records, key=lambda record: record["level"] != "warning")
    return [
        speaker.say("level_warning" if record["level"] == "warning" else "plain", text=record["message"])
        + where(record["examples"], speaker)
        for record in by_weight
    ]
