"""Titles and the texts that go along, as documents ready to be shown on cards. Owns wording, no layout."""

from collections.abc import Mapping, Sequence
from typing import Any

from kwopt.numerals import amount, count, tenths
from kwopt.pages.web.elements.title_text.details import TOP, at_most, finding_rows, keyword_rows
from kwopt.pages.web.elements.title_text.pieces import Mark, covered_spans, finding_marks, marked_text
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.wording import Wording

_ALL_REACHED = 0.9995
"""Least reach that is shown as 100.0%."""


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


def head_text(titles: Document, wording: Wording) -> str:
    """Return from how many keywords the titles were made, and why the best covers few where it does."""
    told = wording.own("head", eligible=count(titles["eligible"]), candidates=count(titles["candidates"]))
    best = next(iter(titles["titles"]), None)
    left = titles["eligible"] - len(best["coverage"]) if best else 0
    if best is None or left <= len(best["coverage"]) or best["reach"] is None or best["reach"] < _ALL_REACHED:
        return told
    return wording.own("head_few", head=told, covered=count(len(best["coverage"])), left=count(left))


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
