"""The titles of a report: those proposed, the fields beside them, and today's title with its edits."""

from collections.abc import Iterable

from kwopt.models import Finding, Notice, Title
from kwopt.numerals import amount, count, percent
from kwopt.pages.report.records import FieldCard, Found, Remark, Step, Table, TitleCard, Today
from kwopt.pages.report.rows import Rule, table_of
from kwopt.pages.sentences.titles import (
    audit_told,
    edit_effect,
    edits_heading,
    field_told,
    finding_place,
    finding_source,
    needed,
    proven,
    share_of_reachable,
    wasted_told,
    word_remark,
)
from kwopt.pages.study import Study
from kwopt.pages.wording import Wording
from kwopt.titles import Audit, AuditedWord, MissedKeyword, TitleResult
from kwopt.titles.fields import ComposedField


def title_cards(result: TitleResult, wording: Wording) -> tuple[TitleCard, ...]:
    """Return a card for each title."""
    return tuple(_title_card(title, result, wording) for title in result.titles)


def _title_card(title: Title, result: TitleResult, wording: Wording) -> TitleCard:
    return TitleCard(
        rank=title.rank, text=title.text, figures=_figures(title, result, wording),
        proof=proven(title.proof, wording), findings=found(title.findings, wording),
    )  # fmt: skip


def _figures(title: Title, result: TitleResult, wording: Wording) -> tuple[tuple[str, str], ...]:
    unit = wording.term("unit", result.unit)
    value = wording.own(
        "value_parts", value=amount(title.value), coverage=amount(title.coverage_value),
        fluency=amount(title.fluency_value),
    )  # fmt: skip
    figures = [
        (wording.own("length"), f"{title.width} / {result.limit} {unit}"),
        (wording.own("reach"), percent(title.reach)),
        (wording.own("covered"), count(len(title.coverage))),
        (wording.own("title_value"), value),
        (wording.own("gap"), wording.own("at_most", share=percent(title.gap))),
    ]
    if title.rank > 1:
        figures.append((wording.own("cost"), percent(title.cost_against_best)))
    return tuple(figures)


def found(findings: Iterable[Finding], wording: Wording) -> tuple[Found, ...]:
    """Return findings with the place, the suggestion and the source of each."""
    return tuple(_found(finding, wording) for finding in findings)


def _found(finding: Finding, wording: Wording) -> Found:
    told = finding.to_dict(wording.lang)
    text = wording.own(
        "finding", level=wording.say(f"finding_{finding.level}"), text=told["message"],
        place=finding_place(finding, wording),
    )  # fmt: skip
    suggestion = wording.say("suggestion", text=told["suggestion"]) if told["suggestion"] else ""
    return Found(finding.level, text, suggestion, finding_source(finding, wording))


def field_cards(study: Study, wording: Wording) -> tuple[FieldCard, ...]:
    """Return a card for each field that stands beside the first title."""
    return tuple(_field_card(field, wording) for field in study.fields.values())


def _field_card(field: ComposedField, wording: Wording) -> FieldCard:
    label = wording.term("field", field.name)
    if not field.values:
        return FieldCard(field.name, label, (), wording.own("field_empty"), ())
    return FieldCard(
        field.name, label, field.texts, field_told(field, wording), found(field.findings, wording)
    )


def todays_title(study: Study, wording: Wording) -> Today | None:
    """Return today's title held against the best one; None where the product states none."""
    audit = study.audit
    if audit is None:
        return None
    return Today(
        text=audit.title.text,
        told=tuple(_told(audit, wording)),
        findings=found(audit.title.findings, wording),
        tables=tuple(_audit_tables(audit, wording)),
        wasted=tuple(filter(None, [wasted_told(audit, wording) if audit.best else ""])),
        edits_heading=edits_heading(audit, wording) if audit.best or audit.edits else "",
        edits=tuple(_steps(audit, wording)),
        remarks=remarks((notice for notice in audit.notices if notice not in study.titles.notices), wording),
    )


def _told(audit: Audit, wording: Wording) -> Iterable[str]:
    yield from audit_told(audit, wording)
    if audit.best:
        yield wording.own("against_best", best=percent(audit.best.reach))


def _audit_tables(audit: Audit, wording: Wording) -> Iterable[Table]:
    if audit.words and audit.best:
        yield _words(audit, wording)
    if audit.missed:
        yield _missed(audit, wording)


def _words(audit: Audit, wording: Wording) -> Table:
    remark = {id(word): word_remark(audit, place, wording) for place, word in enumerate(audit.words)}
    rules: list[Rule[AuditedWord]] = [
        Rule(wording.say("col_word"), lambda word: word.text, figures=False),
        Rule(wording.say("col_of_reach"), lambda word: share_of_reachable(audit, word.earned)),
        Rule(wording.say("col_earned"), lambda word: amount(word.earned)),
        Rule(wording.say("col_width"), lambda word: count(word.width)),
        Rule(wording.say("col_remark"), lambda word: remark[id(word)], figures=False),
    ]
    return table_of("today-words", wording.say("audit_words"), rules, audit.words)


def _missed(audit: Audit, wording: Wording) -> Table:
    rules: list[Rule[MissedKeyword]] = [
        Rule(wording.say("col_keyword"), lambda item: item.keyword, figures=False),
        Rule(wording.say("col_of_reach"), lambda item: share_of_reachable(audit, item.lost)),
        Rule(wording.say("col_lost"), lambda item: amount(item.lost)),
        Rule(wording.say("col_needs"), lambda item: needed(item, wording), figures=False),
    ]
    return table_of("today-missed", wording.say("audit_missed"), rules, audit.missed)


def _steps(audit: Audit, wording: Wording) -> Iterable[Step]:
    for edit in audit.edits:
        said = wording.say(f"edit_{edit.kind}", remove=edit.remove, add=edit.add)
        yield Step(said, edit.text, tuple(edit_effect(audit, edit, wording)))


def remarks(notices: Iterable[Notice], wording: Wording) -> tuple[Remark, ...]:
    """Return what notices say, each with its level in words."""
    return tuple(
        Remark(
            notice.level,
            wording.say(f"level_{notice.level}", text=notice.to_dict(wording.lang)["message"]),
        )
        for notice in notices
    )
