"""The exports that kwopt knows: name, where and when its headers were read, and how sure that is."""

from collections.abc import Mapping, Sequence
from typing import Any

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.tables.planning.formats import formats


def known_formats(lang: str) -> list[dict[str, Any]]:
    """Return a row for each known export, in the order of the data."""
    return [
        {
            "format": item.id,
            "name": item.names[lang],
            "date": item.date,
            "grade": item.grade,
            "source": item.source,
        }
        for item in formats()
    ]


def draw_known(screen: Screen, known: Sequence[Mapping[str, Any]], voice: Voice) -> list[str]:
    """Draw the known exports."""
    return unshown(voice, screen.table([
        Column(voice.say("col_format"), [item["name"] for item in known], text=True),
        Column(voice.say("col_date"), [item["date"] for item in known], text=True),
        Column(voice.say("col_grade"), [voice.term("grade", item["grade"]) for item in known], text=True),
    ]))  # fmt: skip
