"""Checked titles: length, verdict, and every finding with its place and what to do."""

from collections.abc import Iterable, Sequence

import pandas as pd

from kwopt.cli.screen import Screen
from kwopt.cli.voice import Voice
from kwopt.models import Finding
from kwopt.payloads import finding_records
from kwopt.rules import CheckedTitle

_STYLES = {"error": "red", "warning": "yellow", "needs_proof": "yellow"}
_FINDING_FIELDS = (
    "level",
    "code",
    "rule",
    "span",
    "text",
    "message",
    "suggestion",
    "source",
    "source_date",
    "confidence",
)


def draw_checked(screen: Screen, checked: Sequence[CheckedTitle], voice: Voice) -> list[str]:
    """Draw each title with its findings."""
    for place, title in enumerate(checked):
        if place:
            screen.line()
        screen.heading(title.text)
        verdict = voice.say("check_ok" if title.ok else "check_failed")
        unit = voice.term("unit", title.unit)
        length = voice.say("title_width", width=title.width, limit=title.limit, unit=unit)
        screen.line(f"  {length}: {verdict}")
        draw_findings(screen, title.findings, voice)
    return []


def draw_findings(screen: Screen, findings: Iterable[Finding], voice: Voice) -> None:
    """Draw findings, one a line, with the suggestion and the source."""
    for finding in findings:
        shown = finding.to_dict(voice.lang)
        place = (
            voice.say("at_characters", start=finding.span[0] + 1, end=finding.span[1]) if finding.span else ""
        )
        level = voice.say(f"finding_{finding.level}")
        screen.line(f"  {level}: {shown['message']}{place}", style=_STYLES[finding.level])
        if shown["suggestion"]:
            screen.line("    " + voice.say("suggestion", text=shown["suggestion"]))


def finding_rows(checked: Sequence[CheckedTitle], lang: str) -> pd.DataFrame:
    """Return one row a finding; a title without findings has one row, its finding empty."""
    rows = []
    for title in checked:
        start = {
            "index": title.index,
            "title": title.text,
            "ok": title.ok,
            "width": title.width,
            "limit": title.limit,
        }
        found = finding_records(title.findings, lang) or [dict.fromkeys(_FINDING_FIELDS)]
        rows += [start | {name: entry[name] for name in _FINDING_FIELDS} for entry in found]
    return pd.DataFrame(rows)
