"""What is told of any title's text, proposed or typed: covered keywords, findings, shares. Owns no layout."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kwopt.numerals import amount, percent
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.wording import Wording

TOP = 5
"""Covered keywords that are shown before the rest is unfolded: as many as one compares at a glance."""

Places = Callable[[Iterable[Sequence[int]]], list[int]]


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
