"""Answers of a bench on titles, with invented figures: what panels of titles are tested with."""

from typing import Any

from kwopt.pages.web.visiting.state import Document

TEXT = "槿色旗袍女短袖"
"""Seven hanzi, fourteen wide."""


def finding(**changes: Any) -> Document:
    """Return a finding on the title's last word."""
    return {
        "level": "error", "code": "rules.law_most", "rule": "law.most", "span": [5, 7], "text": "短袖",
        "message": "不可以", "suggestion": "删去", "exemption_considered": None, "source": "某法",
        "source_date": "2023-02-25", "confidence": "A",
    } | changes  # fmt: skip


def covered(keyword: str, earned: float, spans: list[list[int]], match: str = "phrase") -> Document:
    """Return a covered keyword that earns its worth."""
    return {
        "keyword": keyword,
        "match": match,
        "credit": 1.0,
        "worth": earned,
        "earned": earned,
        "spans": spans,
    }


COVERAGE = [covered("旗袍女", 20.0, [[2, 5]]), covered("旗袍短袖", 60.0, [[2, 4], [5, 7]], "any")]


def title(**changes: Any) -> Document:
    """Return a title of the order `titles`."""
    return {
        "rank": 1, "text": TEXT, "width": 14, "value": 100.0, "coverage_value": 80.0, "reach": 0.8,
        "gap": 0.0123, "proof": {"whole": {"proven": False}}, "cost_against_best": 0.0,
        "coverage": COVERAGE, "findings": [],
    } | changes  # fmt: skip


def titles(*found: Document, **changes: Any) -> Document:
    """Return an answer of the order `titles`."""
    return {
        "titles": list(found) or [title()], "limit": 60, "unit": "w2", "eligible": 2, "candidates": 1234,
        "today": None, "effort": "fast", "dropped": [], "notices": [],
    } | changes  # fmt: skip


def word(text: str, start: int, earned: float, **changes: Any) -> Document:
    """Return a word of an audited text."""
    return {
        "text": text, "start": start, "end": start + len(text), "earned": earned, "width": 2 * len(text),
        "wasted": False, "role": None, "reason": None, "other": None, "message": None,
    } | changes  # fmt: skip


def live(**changes: Any) -> Document:
    """Return an answer of the order `live`: 80 of 100 are reached, "槿色" is wasted."""
    return {
        "text": TEXT, "width": 14, "limit": 60, "unit": "w2", "minimum": 0, "reach": 0.8, "reachable": 100.0,
        "gap": 0.2, "title": title(), "coverage": COVERAGE, "findings": [], "notices": [],
        "words": [
            word("槿色", 0, 0.0, wasted=True, message="没有人搜"), word("旗袍", 2, 80.0), word("女", 4, 20.0),
            word("短袖", 5, 60.0),
        ],
        "missed": [{"keyword": "旗袍夏", "worth": 9.0, "lost": 9.0, "match": None, "needs": ["夏"]}],
    } | changes  # fmt: skip
