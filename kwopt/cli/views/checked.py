"""Checked titles: length, verdict, and every finding with its place, what to do, and where the rule is from.

Of many titles only those with findings are drawn, errors first; a table counts the findings of each rule.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

import pandas as pd

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.files.texts import encodable
from kwopt.language.normalize import match_form
from kwopt.models import Finding, Notice
from kwopt.numerals import count
from kwopt.pages.sentences.titles import finding_place, finding_source
from kwopt.rules import CheckedTitle

SHOWN = 20
"""Titles that are drawn with their findings; a file, or JSON, has all."""

_STYLES = {"error": "red", "warning": "yellow", "needs_proof": "yellow"}
_EXAMPLES = 3  # texts that a rule's row shows
_EXAMPLE_CHARACTERS = 10  # of each of them
_REPEATED_SHOWN = 3  # titles that a notice names
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
    """Draw each title with its findings, of many only those that have any; then what was found in all."""
    shown = list(checked) if len(checked) <= SHOWN else _worst(checked)
    for place, title in enumerate(shown[:SHOWN]):
        if place:
            screen.line()
        _draw_title(screen, title, voice)
    hidden: list[str] = []
    if len(checked) > 1:
        hidden = _draw_summary(screen, checked, voice)
    return unshown(voice, hidden, more=len(shown) - SHOWN, of="titles")


def _worst(checked: Sequence[CheckedTitle]) -> list[CheckedTitle]:
    """Return the titles with findings, those with errors first, each in their order."""
    found = [title for title in checked if title.findings]
    return sorted(found, key=lambda title: title.ok)


def _draw_title(screen: Screen, title: CheckedTitle, voice: Voice) -> None:
    screen.heading(title.text or voice.say("audit_empty"))
    verdict = voice.say("check_ok" if title.ok else "check_failed")
    unit = voice.term("unit", title.unit)
    length = voice.say("title_width", width=title.width, limit=title.limit, unit=unit)
    if title.minimum and title.minimum > 1:
        length += voice.say("title_minimum", minimum=title.minimum)
    where = voice.say("at_row", file=title.file, row=title.row) if title.row else ""
    screen.line(f"  {length}: {verdict}{where}")
    draw_findings(screen, title.findings, voice)


def draw_findings(screen: Screen, findings: Iterable[Finding], voice: Voice) -> None:
    """Draw findings, one a line, with the suggestion; a source once behind all in a row that have it."""
    listed = list(findings)
    for finding, after in zip_longest(listed, listed[1:]):
        shown = finding.to_dict(voice.lang)
        place = finding_place(finding, voice)
        level = voice.say(f"finding_{finding.level}")
        screen.line(f"  {level}: {shown['message']}{place} [{finding.rule}]", style=_STYLES[finding.level])
        if shown["suggestion"]:
            screen.line("    " + voice.say("suggestion", text=shown["suggestion"]))
        if after is None or finding_source(after, voice) != finding_source(finding, voice):
            screen.line(f"    {finding_source(finding, voice)}", style="dim")


def _draw_summary(screen: Screen, checked: Sequence[CheckedTitle], voice: Voice) -> list[str]:
    """Draw how many titles have errors, how many remarks alone, and how often each rule was met."""
    failed = sum(not title.ok for title in checked)
    clean = sum(not title.findings for title in checked)
    screen.line()
    screen.line(voice.say(
        "check_summary", titles=count(len(checked)), failed=count(failed), clean=count(clean),
        remarked=count(len(checked) - failed - clean),
    ))  # fmt: skip
    found = [finding for title in checked for finding in title.findings]
    if not found:
        return []
    met = Counter((finding.level, finding.rule) for finding in found)
    order = sorted(met, key=lambda key: (list(_STYLES).index(key[0]), -met[key], key[1]))
    titles = Counter(key for title in checked for key in {(item.level, item.rule) for item in title.findings})
    screen.line()
    return screen.table([
        Column(voice.say("col_rule"), [rule for _, rule in order], text=True),
        Column(voice.say("col_level"), [voice.say(f"finding_{level}") for level, _ in order]),
        Column(voice.say("col_titles"), [count(titles[key]) for key in order]),
        Column(voice.say("col_examples"), [_examples(found, key) for key in order], text=True),
    ])  # fmt: skip


def _examples(found: Sequence[Finding], key: tuple[str, str]) -> str:
    texts = Counter(item.text for item in found if (item.level, item.rule) == key and item.text)
    most = sorted(texts, key=lambda text: (-texts[text], text))[:_EXAMPLES]
    return " ".join(
        text if len(text) <= _EXAMPLE_CHARACTERS else text[:_EXAMPLE_CHARACTERS] + "…" for text in most
    )


def repeated_titles(checked: Sequence[CheckedTitle]) -> list[Notice]:
    """Return a remark on titles that stand more than once, case and width aside; nothing if none does."""
    times = Counter(match_form(title.text) for title in checked)
    again = [text for text, number in times.items() if number > 1]
    if not again:
        return []
    first = {match_form(title.text): title.text for title in reversed(checked)}
    params = {"count": len(again), "examples": [first[text] for text in again[:_REPEATED_SHOWN]]}
    return [Notice("cli.titles_repeat", "info", params)]


def finding_rows(checked: Sequence[CheckedTitle], lang: str) -> pd.DataFrame:
    """Return one row a finding; a title without findings has one row, its finding empty."""
    rows = []
    for title in checked:
        start = {
            "index": title.index,
            "file": title.file,
            "row": title.row,
            "title": title.text,
            "ok": title.ok,
            "width": title.width,
            "limit": title.limit,
            "minimum": title.minimum,
            "unit": title.unit,
        }
        found = [finding.to_dict(lang) for finding in title.findings] or [dict.fromkeys(_FINDING_FIELDS)]
        rows += [start | {name: entry[name] for name in _FINDING_FIELDS} for entry in found]
    frame = pd.DataFrame([{name: _encodable(value) for name, value in row.items()} for row in rows])
    return frame.astype({"row": "Int64", "minimum": "Int64"})


def _encodable(value: Any) -> Any:
    """Return a text that files can hold: half of a surrogate pair, as shells pass bytes on, is replaced."""
    return encodable(value) if isinstance(value, str) else value
