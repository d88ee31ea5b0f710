"""A text cut into pieces that can be marked: at every border of a covered keyword, a word or a finding.

Owns where marks begin and end, not how they look. Places count code points, end exclusive.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]

KINDS = ("error", "warning", "needs_proof", "wasted", "covered")
"""What a piece can be marked as; where several hold, the first counts."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a text and what it is marked as, with a note for whoever asks."""

    start: int
    end: int
    kind: str
    note: str = ""


@dataclass(frozen=True)
class MarkedText:
    """A text in pieces: `"".join(text of pieces)` is the text.

    Examples
    --------
    >>> marked = marked_text("改良旗袍女", [Mark(0, 4, "covered")], [(2, 4)])
    >>> [(piece["text"], piece["kind"]) for piece in marked.pieces]
    [('改良', 'covered'), ('旗袍', 'covered'), ('女', '')]
    >>> marked.places([(2, 4)])
    [1]
    """

    pieces: tuple[Mapping[str, str], ...]
    starts: tuple[int, ...]

    def places(self, spans: Iterable[Sequence[int]]) -> list[int]:
        """Return which pieces lie within the spans."""
        inside = [(start, end) for start, end in spans]
        return [
            place
            for place, start in enumerate(self.starts)
            if any(first <= start < end for first, end in inside)
        ]


def marked_text(text: str, marks: Sequence[Mark], spans: Iterable[Sequence[int]] = ()) -> MarkedText:
    """Return `text` in pieces; `spans` are further stretches that must be whole pieces."""
    borders = {0, *(edge for mark in marks for edge in (mark.start, mark.end))}
    borders |= {edge for span in spans for edge in span}
    starts = sorted(edge for edge in borders if 0 <= edge < len(text))
    ends = [*starts[1:], len(text)]
    stretches = list(zip(starts, ends, strict=True)) if text else []
    return MarkedText(
        tuple(_piece(text[start:end], start, marks) for start, end in stretches),
        tuple(start for start, _ in stretches),
    )


def _piece(text: str, start: int, marks: Sequence[Mark]) -> dict[str, str]:
    over = [mark for mark in marks if mark.start <= start < mark.end]
    if not over:
        return {"text": text, "kind": "", "note": ""}
    first = min(over, key=lambda mark: KINDS.index(mark.kind))
    return {"text": text, "kind": first.kind, "note": first.note}


def finding_marks(findings: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """Return the marks of findings that stand at a place."""
    return [
        Mark(found["span"][0], found["span"][1], found["level"], found["message"])
        for found in findings
        if found["span"]
    ]


def covered_spans(coverage: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Return where covered keywords stand in a text, each stretch once."""
    return sorted({(start, end) for keyword in coverage for start, end in keyword.get("spans") or ()})
