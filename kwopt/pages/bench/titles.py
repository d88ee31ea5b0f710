"""The orders on titles: proposals, the title under the seller's hands, its next steps, the other fields."""

from collections.abc import Sequence

from kwopt import columns as c
from kwopt.locales import Lang
from kwopt.models import Notice, Title
from kwopt.models.titles import LONGEST_TEXT
from kwopt.pages.bench.state import Bench, Scores
from kwopt.pages.bench.wording import notice_records
from kwopt.payloads import Document, audit_body, plain, title_body
from kwopt.titles import TitleResult
from kwopt.titles.auditing.desk import TitleDesk
from kwopt.titles.auditing.edits import EditBudget
from kwopt.titles.coverage.places import TitlePlaces

MOST_TITLES = 20
"""Different titles that may be asked for: nobody reads more, and each takes time."""

NO_EDITS = EditBudget(0)
"""For texts that are read at every keystroke: what could be edited is asked for by itself."""


def titles(bench: Bench, *, n: int = 3, effort: str = "fast", lang: Lang = "en") -> Document:
    """Return the best titles, each with its proof and the places of what it covers; and today's, read.

    Raises
    ------
    TitleError
        Without a product, or if the required words cannot stand in a title together.
    """
    scores = bench.scores
    desk = scores.solve(max(1, min(n, MOST_TITLES)), effort)
    result, product = desk.result, scores.named_product
    body = title_body(result, product, scores.facts, lang)
    document: Document = plain({
        **body,
        "minimum": desk.job.field.min,
        "titles": [_with_places(title, desk, lang) for title in result.titles],
        "effort": scores.effort,
        "today": _read(scores, desk, product.title, lang) if product.title else None,
        "notices": notice_records([*scores.age_notices, *_remarks(scores, result)], lang),
    })  # fmt: skip
    return document


def _remarks(scores: Scores, result: TitleResult) -> Sequence[Notice]:
    """Return what is to be said of titles; where there is none for want of searches, just that."""
    if result.titles or scores.frame[c.SEARCH_VOLUME].notna().any():
        return result.notices
    return [Notice("bench.no_demand", "warning")]


def _with_places(title: Title, desk: TitleDesk, lang: Lang) -> Document:
    """Return a title object in which each covered keyword knows where it stands."""
    places = TitlePlaces(title.text, desk.job.cutter)
    coverage = [{**item.to_dict(), "spans": places.of(item.keyword, item.match)} for item in title.coverage]
    return {**title.to_dict(lang), "coverage": coverage}


def live(bench: Bench, *, text: str, lang: Lang = "en") -> Document:
    """Return what a text reaches, earns, misses and must not say: fast enough for every keystroke."""
    scores = bench.scores
    document: Document = plain(_read(scores, scores.solved, text, lang))
    return document


def _read(scores: Scores, desk: TitleDesk, text: str, lang: Lang) -> Document:
    audit = desk.audit(text[:LONGEST_TEXT], budget=NO_EDITS)
    body = audit_body(audit, None, lang)
    title = _with_places(audit.title, desk, lang)
    return {
        **body,
        "product": scores.named_product.label,
        "title": title,
        "text": audit.title.text,
        "width": audit.title.width,
        "minimum": desk.job.field.min,
        "coverage": title["coverage"],
        "gap": audit.title.gap,
        "notices": notice_records(audit.notices, lang),
    }


def alternatives(bench: Bench, *, text: str, lang: Lang = "en") -> Document:
    """Return the single steps that gain most from a text, the best first."""
    desk = bench.scores.solved
    steps, notices = desk.alternatives(text[:LONGEST_TEXT])
    document: Document = plain({
        "text": text[:LONGEST_TEXT],
        "steps": [step.to_dict() for step in steps],
        "notices": notice_records(notices, lang),
    })  # fmt: skip
    return document


def fields(bench: Bench, *, text: str | None = None, lang: Lang = "en") -> Document:
    """Return the other fields of the marketplace, to go with a title (the best one if None)."""
    scores = bench.scores
    best = scores.solved.result.titles
    title = text if text is not None else best[0].text if best else ""
    found = scores.fields(title[:LONGEST_TEXT])
    document: Document = plain({
        "title": title,
        "fields": [{"name": name, **field.to_dict(lang)} for name, field in found.items()],
    })  # fmt: skip
    return document
