"""A text under the seller's hands as the editor shows it. Owns wording by figures, no layout."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from kwopt.numerals import amount, tenths
from kwopt.pages.web.elements.title_text.details import TOP, at_most, finding_rows, keyword_rows
from kwopt.pages.web.elements.title_text.pieces import (
    KINDS,
    Mark,
    MarkedText,
    covered_spans,
    finding_marks,
    marked_text,
)
from kwopt.pages.web.visiting.state import Document
from kwopt.pages.wording import Wording

MISSED = 6
"""Missed keywords that are shown: those that a next step could win."""

_IN_THE_WAY = -0.0005
"""Share of what can be reached below which a word is said to stand in the way."""

_EMPTY: Document = {
    "reach": "", "gap": "", "share": None, "notices": [], "pieces": [],
    "legend": [], "findings": [], "words": [], "wasted": "", "covers": "", "covered": [],
    "more": [], "missed": [],
}  # fmt: skip
"""The reading of a field in which nothing stands yet: that is no mistake."""


def live_words(wording: Wording) -> Document:
    """Return the fixed texts of the editor's reading."""
    own = ("marked", "worth_of_words", "missed", "lock", "ban", "reach_label", "reach_help")
    heads = ("word", "earned", "width", "does")
    return {
        **{name: wording.own(name) for name in own},
        "word_heads": [wording.own(f"col_{name}") for name in heads],
        "missed_heads": [wording.say("col_keyword"), wording.own("col_lost"), wording.say("col_needs")],
    }


def reading(
    live: Document, wording: Wording, *, locked: Collection[str] = (), told: Collection[str] = ()
) -> Document:
    """Return the answer of the order `live` as the editor shows it.

    Parameters
    ----------
    locked
        Words that must stay: they cannot be locked once more.
    told
        Codes of notices that the proposals tell already.
    """
    titles = replace(wording, section="page_titles")
    if not live["text"].strip():
        return {**_EMPTY, **_counter(live, wording), "room": wording.own("empty"), "fits": True}
    if not live["reachable"]:
        live = {**live, "words": []}  # where nothing can be earned, no word wastes anything
    marked = marked_text(live["text"], _marks(live))
    rows = keyword_rows(live["coverage"], marked.places, wording)
    return {
        **_counter(live, wording),
        **_reach(live, wording),
        "notices": [notice["message"] for notice in live["notices"] if notice["code"] not in told],
        "pieces": list(marked.pieces),
        "legend": _legend(marked, wording),
        "findings": finding_rows(live["findings"], titles),
        "words": _word_rows(live, wording, locked),
        "wasted": _wasted(live, wording),
        "covers": titles.own("covers", count=len(rows)),
        "covered": rows[:TOP],
        "more": rows[TOP:],
        "missed": [_missed(item, live, wording) for item in live["missed"][:MISSED]],
    }


def _legend(marked: MarkedText, wording: Wording) -> list[Document]:
    """Return what the marks of a text mean, only those that it has."""
    found = {piece["kind"] for piece in marked.pieces}
    return [
        {"kind": kind, "sample": wording.own("sample"), "meaning": wording.own(f"legend_{kind}")}
        for kind in reversed(KINDS)
        if kind in found
    ]


def _marks(live: Document) -> list[Mark]:
    wasted = [
        Mark(word["start"], word["end"], "wasted", word["message"] or "")
        for word in live["words"]
        if word["wasted"]
    ]
    covered = [Mark(start, end, "covered") for start, end in covered_spans(live["coverage"])]
    return [*finding_marks(live["findings"]), *wasted, *covered]


def _counter(live: Document, wording: Wording) -> Document:
    width, limit, minimum = live["width"], live["limit"], live["minimum"]
    unit = wording.term("unit", live["unit"])
    counter = wording.own("counter", width=width, limit=limit, unit=unit)
    if width > limit:
        return {"counter": counter, "room": wording.own("over", width=width - limit), "fits": False}
    if width < minimum:
        short = wording.own("under", width=minimum - width, minimum=minimum)
        return {"counter": counter, "room": short, "fits": False}
    room = wording.own("room", width=limit - width) if width < limit else wording.own("full")
    return {"counter": counter, "room": room, "fits": True}


def _reach(live: Document, wording: Wording) -> Document:
    if live["reach"] is None:
        return {"reach": wording.own("nothing"), "gap": "", "share": None}
    reach = wording.own("reach", reach=tenths(live["reach"]))
    gap = wording.own("gap", gap=at_most(live["gap"])) if live["gap"] > 0 else wording.own("gap_none")
    return {"reach": reach, "gap": gap, "share": round(100 * live["reach"], 2)}


def _word_rows(live: Document, wording: Wording, locked: Collection[str]) -> list[Document]:
    most = max((word["earned"] for word in live["words"]), default=0.0)
    return [
        {
            "text": word["text"],
            "earned": share_text(word["earned"], live),
            "bar": f"{100 * max(0.0, word['earned']) / most:.0f}%" if most > 0 else "0%",
            "width": amount(word["width"]),
            "remark": _remark(word, live, wording, locked),
            "locked": word["text"] in locked,
        }
        for word in live["words"]
    ]


def share_text(value: float, live: Mapping[str, Any]) -> str:
    """Return a value as a share of what can be reached, in tenths of a percent: they stand in a column."""
    return tenths(value / live["reachable"] if live["reachable"] else None)


def _remark(word: Mapping[str, Any], live: Document, wording: Wording, locked: Collection[str]) -> str:
    if word["text"] in locked:
        return wording.own("locked")
    if word["wasted"]:
        return wording.own("wasted", reason=word["message"])
    in_the_way = word["earned"] < _IN_THE_WAY * (live["reachable"] or 0.0)
    return wording.own("in_the_way") if in_the_way else ""


def _wasted(live: Document, wording: Wording) -> str:
    width = sum(word["width"] for word in live["words"] if word["wasted"])
    return wording.own("wasted_all", width=width) if width else ""


def _missed(item: Mapping[str, Any], live: Document, wording: Wording) -> Document:
    needs = " + ".join(item["needs"]) or wording.own("needs_order")
    return {"keyword": item["keyword"], "lost": share_text(item["lost"], live), "needs": needs}


def step_rows(steps: Document, reachable: float | None, wording: Wording) -> list[Document]:
    """Return the answer of the order `alternatives` as buttons: what changes, what it gains and risks."""
    return [_step(step, reachable, wording) for step in steps["steps"]]


def _step(step: Mapping[str, Any], reachable: float | None, wording: Wording) -> Document:
    gain = tenths(step["net"] / reachable if reachable else None)
    told = "step_mend" if step["kind"] == "mend" else "step_gain"
    risk = wording.own(
        "step_risk", risk=wording.say(f"risk_{step['risk_level']}"), share=tenths(step["risk"]),
        basis=wording.say(f"basis_of_risk_{step['risk_basis']}"),
    )  # fmt: skip
    return {
        "text": step["text"],
        "change": wording.say(f"edit_{step['kind']}", remove=step["remove"], add=step["add"]),
        "gain": wording.own(told, gain=gain, reach=tenths(step["reach"])),
        "risk": risk,
        "details": [
            wording.own(f"step_{name}", keywords=step[name]) for name in ("gained", "lost") if step[name]
        ],
    }
