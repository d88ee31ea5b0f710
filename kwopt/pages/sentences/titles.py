"""What is said of a title, of a field beside it, of a finding, of an audited title and of an edit."""

from collections.abc import Iterator, Mapping

from kwopt.models import Finding, Proof
from kwopt.numerals import amount, count, percent
from kwopt.pages.wording import Speaker
from kwopt.rules.fieldrule import USER_SOURCE
from kwopt.scoring.questions.missing import MissingFact
from kwopt.titles.auditing.audited import Audit, Edit, MissedKeyword
from kwopt.titles.fields import ComposedField

_LESS = -0.0005  # share below which a word is said to stand in the way
_PARTED = {"en": "; ", "zh": "；"}  # between the parts of a sentence


def proven(proofs: Mapping[str, Proof], speaker: Speaker) -> str:
    """Return what is proven: that nothing better exists, or how much better a title could be at most."""
    whole, selection = proofs["whole"], proofs["selection"]
    if whole.proven:
        return speaker.say("proof_whole")
    if selection.proven:
        return speaker.say("proof_gap", gap=percent(whole.gap))
    return speaker.say("proof_gap_open", gap=percent(whole.gap), words=percent(selection.gap))


def field_told(field: ComposedField, speaker: Speaker) -> str:
    """Return how full a field is, what it covers, and what is proven of it."""
    unit = speaker.term("unit", field.unit)
    if field.is_list:
        values = speaker.say("field_list", count=len(field.values), most=field.most_values)
        each = speaker.say("field_each", limit=field.limit, unit=unit)
        room = _PARTED[speaker.lang].join([values, each])
    else:
        room = speaker.say("title_width", width=field.values[0].width, limit=field.limit, unit=unit)
    covers = speaker.say(
        "field_covers", keywords=count(len(field.coverage)), value=amount(field.coverage_value)
    )
    proof = speaker.say("field_best" if field.proof.proven else "field_gap", gap=percent(field.proof.gap))
    return _PARTED[speaker.lang].join([room, covers, proof])


def finding_place(finding: Finding, speaker: Speaker) -> str:
    """Return in brackets where in the text a finding is; nothing where it concerns the whole."""
    if not finding.span:
        return ""
    start, end = finding.span[0] + 1, finding.span[1]
    if start == end:
        return speaker.say("at_character", place=end)
    return speaker.say("at_characters", start=start, end=end)


def finding_source(finding: Finding, speaker: Speaker) -> str:
    """Return where a finding's rule comes from; the user's own has no date."""
    if finding.source == USER_SOURCE:
        return speaker.say("own_rule")
    return speaker.say(
        "finding_source", source=finding.source, date=finding.source_date, confidence=finding.confidence
    )


def asked(fact: MissingFact, speaker: Speaker) -> str:
    """Return a question to the seller, with the demand that waits for the answer."""
    question = speaker.say(
        "open_question", question=fact.question(speaker.lang), keywords=fact.keywords,
        share=percent(fact.demand_share), relevant=percent(fact.relevant_share),
    )  # fmt: skip
    others = fact.keywords - fact.settled
    return question + (speaker.say("open_question_others", count=others) if others else "")


def audit_told(audit: Audit, speaker: Speaker) -> Iterator[str]:
    """Yield how long an audited title is, and what it reaches; or that nothing can be reached."""
    unit = speaker.term("unit", audit.unit)
    yield speaker.say("title_width", width=audit.title.width, limit=audit.limit, unit=unit)
    if audit.best is None:
        yield speaker.say("audit_nothing")
        return
    yield speaker.say(
        "audit_reach", reach=percent(audit.reach), keywords=len(audit.title.coverage),
        coverage=amount(audit.title.coverage_value), reachable=amount(audit.reachable),
    )  # fmt: skip


def wasted_told(audit: Audit, speaker: Speaker) -> str:
    """Return how much room wasted words take; nothing where none are."""
    wasted = sum(word.width for word in audit.words if word.wasted)
    return speaker.say("audit_wasted", width=wasted, unit=speaker.term("unit", audit.unit)) if wasted else ""


def edits_heading(audit: Audit, speaker: Speaker) -> str:
    """Return what all edits together reach, or that none pays."""
    if not audit.edits:
        return speaker.say("audit_no_edits")
    return speaker.say("audit_edits", reach=percent(audit.edits[-1].reach), today=percent(audit.reach))


def share_of_reachable(audit: Audit, value: float) -> str:
    """Return a value as a share of what a title can reach."""
    return percent(value / audit.reachable if audit.reachable else None)


def word_remark(audit: Audit, place: int, speaker: Speaker) -> str:
    """Return why a word is wasted, or that it stands between others that earn more side by side."""
    word = audit.words[place]
    if word.wasted:
        return speaker.say("audit_is_wasted", reason=word.to_dict(speaker.lang)["message"])
    in_the_way = bool(audit.reachable) and word.earned < _LESS * (audit.reachable or 0.0)
    return speaker.say("audit_in_the_way") if in_the_way else ""


def needed(item: MissedKeyword, speaker: Speaker) -> str:
    """Return what a title lacks for a keyword."""
    return " + ".join(item.needs) or speaker.say("audit_needs_order")


def edit_effect(audit: Audit, edit: Edit, speaker: Speaker) -> list[str]:
    """Return what a step wins, loses and risks, with the keywords behind it, a sentence each."""
    parts = [
        speaker.say(
            "edit_effect", reach=percent(edit.reach), gain=share_of_reachable(audit, edit.gain),
            loss=share_of_reachable(audit, edit.loss), risk=speaker.say(f"risk_{edit.risk_level}"),
            share=percent(edit.risk), basis=speaker.say(f"basis_of_risk_{edit.risk_basis}"),
        )
    ]  # fmt: skip
    if edit.gained:
        parts.append(speaker.say("edit_gained", keywords=list(edit.gained)))
    if edit.lost:
        parts.append(speaker.say("edit_lost", keywords=list(edit.lost)))
    return parts
