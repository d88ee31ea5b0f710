"""An audited title: reach against the best with its proof, words, keywords left, edits step by step."""

import pandas as pd

from kwopt.cli.screen import Column, Screen
from kwopt.cli.views.checked import draw_findings
from kwopt.cli.views.unshown import unshown
from kwopt.cli.voice import Voice
from kwopt.models import Title
from kwopt.numerals import amount, percent
from kwopt.pages.sentences.titles import (
    audit_told,
    edit_effect,
    edits_heading,
    needed,
    proven,
    share_of_reachable,
    wasted_told,
    word_remark,
)
from kwopt.titles.auditing.audited import Audit


def draw_audit(screen: Screen, audit: Audit, voice: Voice) -> list[str]:
    """Draw what an operator asks, in this order: how good, what is wrong, which words, what to change."""
    _draw_title(screen, audit, voice)
    draw_findings(screen, audit.title.findings, voice)
    if audit.best:
        _draw_best(screen, audit, audit.best, voice)
    hidden = _draw_words(screen, audit, voice) if audit.words else []
    if audit.missed:
        hidden += _draw_missed(screen, audit, voice)
    if audit.best:
        _draw_edits(screen, audit, voice)
    return unshown(voice, hidden)


def _draw_title(screen: Screen, audit: Audit, voice: Voice) -> None:
    screen.heading(audit.title.text.strip() or voice.say("audit_empty"))
    for line in audit_told(audit, voice):
        screen.line(f"  {line}")


def _draw_best(screen: Screen, audit: Audit, best: Title, voice: Voice) -> None:
    screen.line()
    screen.heading(voice.say("audit_best", text=best.text))
    screen.line("  " + voice.say("audit_best_reach", reach=percent(best.reach)) + _times(audit, best, voice))
    screen.line("  " + proven(best.proof, voice))


def _times(audit: Audit, best: Title, voice: Voice) -> str:
    if not audit.title.coverage_value > 0:
        return ""
    return voice.say("audit_times", times=amount(best.coverage_value / audit.title.coverage_value))


def _draw_words(screen: Screen, audit: Audit, voice: Voice) -> list[str]:
    screen.line()
    screen.heading(voice.say("audit_words"))
    words = audit.words
    hidden = screen.table([
        Column(voice.say("col_word"), [word.text for word in words], text=True),
        Column(voice.say("col_earned"), [amount(word.earned) for word in words]),
        Column(voice.say("col_of_reach"), [share_of_reachable(audit, word.earned) for word in words]),
        Column(voice.say("col_width"), [amount(word.width) for word in words]),
        Column(voice.say("col_remark"), [word_remark(audit, place, voice) for place in range(len(words))],
               text=True),
    ])  # fmt: skip
    if wasted := wasted_told(audit, voice):
        screen.line(f"  {wasted}")
    if audit.marginal_width_value is not None:
        value = audit.marginal_width_value
        screen.line(
            "  " + voice.say("audit_marginal", value=amount(value), share=share_of_reachable(audit, value))
        )
    return hidden


def _draw_missed(screen: Screen, audit: Audit, voice: Voice) -> list[str]:
    screen.line()
    screen.heading(voice.say("audit_missed"))
    missed = audit.missed
    return screen.table([
        Column(voice.say("col_keyword"), [item.keyword for item in missed], text=True),
        Column(voice.say("col_lost"), [amount(item.lost) for item in missed]),
        Column(voice.say("col_of_reach"), [share_of_reachable(audit, item.lost) for item in missed]),
        Column(voice.say("col_needs"), [needed(item, voice) for item in missed], text=True),
        Column(voice.say("col_width"), [amount(item.width_needed) for item in missed]),
    ])  # fmt: skip


def _draw_edits(screen: Screen, audit: Audit, voice: Voice) -> None:
    screen.line()
    if not audit.edits:
        screen.line(edits_heading(audit, voice))
        return
    screen.heading(edits_heading(audit, voice))
    for place, edit in enumerate(audit.edits, 1):
        screen.line(f"  {place}. " + voice.say(f"edit_{edit.kind}", remove=edit.remove, add=edit.add))
        screen.heading(f"     {edit.text}")
        for line in edit_effect(audit, edit, voice):
            screen.line(f"     {line}")
    if audit.protected:
        screen.line("  " + voice.say("audit_protected", keywords=list(audit.protected)))


def audit_rows(audit: Audit, lang: str) -> pd.DataFrame:
    """Return one row a word, for CSV and workbooks; the JSON document has everything."""
    columns = ["text", "start", "end", "earned", "width", "wasted", "role", "reason", "other", "message"]
    return pd.DataFrame([word.to_dict(lang) for word in audit.words], columns=columns)
