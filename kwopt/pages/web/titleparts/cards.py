"""Titles as documents that cards show: every text ready to be read. Owns wording by figures, no layout."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kwopt.numerals import MISSING, amount, count, missing, percent
from kwopt.pages.web.state import Document
from kwopt.pages.web.titleparts.pieces import Mark, covered_spans, finding_marks, marked_text
from kwopt.pages.wording import Wording

TOP = 5
"""Covered keywords that are shown before the rest is unfolded: as many as one compares at a glance."""

Places = Callable[[Iterable[Sequence[int]]], list[int]]


def wording_in(lang: str, section: str) -> Wording:
    """Return the texts of a section of messages in a visit's language.

    >>> wording_in("zh", "page_titles").own("copy")
    '复制'
    """
    return Wording("zh" if lang == "zh" else "en", section)


def tenths(value: float | None) -> str:
    """Return a fraction as percent with one decimal: figures of a column stay comparable at a glance.

    >>> tenths(0.38912), tenths(0.00451), tenths(None)
    ('38.9%', '0.5%', '–')
    """
    return MISSING if missing(value) else f"{100 * float(value or 0.0):.1f}%"


def at_most(gap: float) -> str:
    """Return a gap as percent with one decimal, rounded up: what is proven must stay true.

    >>> at_most(0.0129424), at_most(0.0001), at_most(0.0)
    ('1.3%', '0.1%', '0.0%')
    """
    return f"{math.ceil(round(1000 * gap, 6)) / 10:.1f}%"


def list_words(wording: Wording) -> Document:
    """Return the fixed texts of copying, of keyword lists and of findings."""
    own = ("copy", "copied", "copy_by_hand", "edit", "less", "source", "suggestion")
    heads = ("keyword", "match", "credit", "worth")
    return {
        **{name: wording.own(name) for name in own},
        "more": wording.own("more", count="%"),
        "heads": [wording.say(f"col_{name}") for name in heads],
    }


def title_cards(titles: Document, wording: Wording) -> list[Document]:
    """Return a card for each title of the order `titles`."""
    return [_card(title, titles, wording) for title in titles["titles"]]


def _card(title: Mapping[str, Any], titles: Document, wording: Wording) -> Document:
    coverage = title["coverage"]
    marks = [Mark(start, end, "covered") for start, end in covered_spans(coverage)]
    marked = marked_text(title["text"], [*finding_marks(title["findings"]), *marks])
    rows = keyword_rows(coverage, marked.places, wording)
    return {
        "rank": title["rank"],
        "name": wording.own("proposal", rank=title["rank"]),
        "text": title["text"],
        "pieces": list(marked.pieces),
        "figures": _figures(title, titles, wording),
        "findings": finding_rows(title["findings"], wording),
        "covers": wording.own("covers", count=len(coverage)),
        "keywords": rows[:TOP],
        "more": rows[TOP:],
    }


def _figures(title: Mapping[str, Any], titles: Document, wording: Wording) -> list[Document]:
    figures = [
        _figure(length_text(title["width"], titles["limit"], titles["unit"], wording)),
        _figure(wording.own("reach", reach=tenths(title["reach"])), wording.own("reach_help")),
        _figure(gap_text(title, wording), wording.own("gap_help")),
    ]
    if title["rank"] > 1:
        figures.append(_figure(wording.own("cost", cost=tenths(title["cost_against_best"]))))
    return figures


def _figure(text: str, meaning: str = "") -> Document:
    return {"text": text, "help": meaning}


def length_text(width: int, limit: int, unit: str, wording: Wording) -> str:
    """Return how long a text is, of what the marketplace allows, in its unit."""
    return wording.own("length", width=width, limit=limit, unit=wording.term("unit", unit))


def gap_text(title: Mapping[str, Any], wording: Wording) -> str:
    """Return in plain words how far a title can be from the best possible."""
    if title["proof"]["whole"]["proven"]:
        return wording.own("proven")
    return wording.own("gap", gap=at_most(title["gap"]))


def keyword_rows(coverage: Sequence[Mapping[str, Any]], places: Places, wording: Wording) -> list[Document]:
    """Return covered keywords, those that earn most first, each with the pieces in which it stands."""
    earning = sorted(coverage, key=lambda covered: (-covered["earned"], covered["keyword"]))
    return [
        {"keyword": covered["keyword"], "cells": _cells(covered, wording), "pieces": places(covered["spans"])}
        for covered in earning
    ]


def _cells(covered: Mapping[str, Any], wording: Wording) -> list[str]:
    match = wording.term("match", covered["match"])
    return [match, percent(covered["credit"]), amount(covered["worth"])]


def finding_rows(findings: Sequence[Mapping[str, Any]], wording: Wording) -> list[Document]:
    """Return what a text should not say: level, sentence, place, suggestion, rule and source."""
    return [
        {
            "level": finding["level"],
            "label": wording.term("finding", finding["level"]),
            "message": finding["message"],
            "place": _place(finding, wording),
            "suggestion": finding["suggestion"] or "",
            "source": _source(finding, wording),
        }
        for finding in findings
    ]


def _place(finding: Mapping[str, Any], wording: Wording) -> str:
    if not finding["span"]:
        return ""
    start, end = finding["span"]
    return wording.own("place", text=finding["text"] or "", first=start + 1, last=end)


def _source(finding: Mapping[str, Any], wording: Wording) -> str:
    source = wording.say(
        "finding_source", source=finding["source"], date=finding["source_date"],
        confidence=finding["confidence"],
    )  # fmt: skip
    exemption = finding["exemption_considered"]
    parts = [wording.own("rule", rule=finding["rule"]), source]
    return " · ".join([*parts, wording.own("exemption", text=exemption)] if exemption else parts)


def head_text(titles: Document, wording: Wording) -> str:
    """Return from how many keywords the titles were made."""
    return wording.own("head", eligible=count(titles["eligible"]), candidates=count(titles["candidates"]))


def today_text(titles: Document, wording: Wording) -> str:
    """Return what the best title gains over today's; "" where nothing can be compared."""
    today, best = titles["today"], next(iter(titles["titles"]), None)
    if today is None or best is None or today["reach"] is None:
        return ""
    reaches = {"today": tenths(today["reach"]), "best": tenths(best["reach"])}
    before, after = today["title"]["coverage_value"], best["coverage_value"]
    if after <= before:
        return wording.own("today_best", **reaches)
    if before <= 0:
        return wording.own("today_nothing", **reaches)
    return wording.own("today_gain", times=amount(after / before), **reaches)


def field_lines(fields: Sequence[Mapping[str, Any]], wording: Wording) -> list[Document]:
    """Return the texts that stand beside a title, each with its length and what it covers."""
    told = [(field, ", ".join(field["list"]) if "list" in field else field["text"]) for field in fields]
    return [
        {
            "name": field["name"],
            "label": wording.term("field", field["name"]),
            "text": text,
            "figures": _field_figures(field, wording),
            "findings": finding_rows(field["findings"], wording),
        }
        for field, text in told
        if text
    ]


def _field_figures(field: Mapping[str, Any], wording: Wording) -> str:
    covered = len(field["coverage"])
    if "list" not in field:
        length = length_text(field["width"], field["limit"], field["unit"], wording)
        return wording.own("field_figures", length=length, count=covered)
    return wording.own(
        "field_values", count=len(field["list"]), limit=field["limit"],
        unit=wording.term("unit", field["unit"]), covered=covered,
    )  # fmt: skip
