"""What may not stand in a title, taken out: words and marks that an error names, what is beyond the limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kwopt.models import Finding
from kwopt.titles.auditing.audited import OVER_LIMIT
from kwopt.titles.auditing.drafts import Draft
from kwopt.titles.composing.writing import TitleWriter
from kwopt.titles.coverage.given import GivenWord


def without_marks(
    text: str, words: Sequence[GivenWord], findings: Sequence[Finding]
) -> tuple[str, tuple[str, ...]]:
    """Return a text without the marks that errors name (emoji, brackets), and those marks; words stay.

    Parameters
    ----------
    words
        The exact words of the text.
    """
    inside = {place for word in words for place in range(word.start, word.end)}
    named = {place for first, last in _spans(findings) for place in range(first, last)} - inside
    kept = "".join(" " if place in named else character for place, character in enumerate(text))
    marks = tuple(text[place] for place in sorted(named) if not text[place].isspace())
    return (" ".join(kept.split()), marks) if named else (text, ())


@dataclass(frozen=True, eq=False)
class Mending:
    """Takes words out of drafts until no error names one, and the limit is kept."""

    writer: TitleWriter

    def mended(self, draft: Draft) -> tuple[Draft, tuple[str, ...]] | None:
        """Return the draft without what may not stand, and the words taken out.

        Words go whole; beyond the limit those that lose least a width unit go first, of equals the later.
        None if words that must stay are wrong, or alone too wide.
        """
        gone: list[str] = []
        while places := self._offenders(draft):
            for place in reversed(places):
                gone.append(draft.pieces[place].text)
                draft = draft.without(place)
        if not draft.pieces or not self._fits(draft) or self._named(draft):
            return None
        return draft, tuple(gone)

    def _offenders(self, draft: Draft) -> list[int]:
        """Return the words to take out next: all that errors name, else, beyond the limit, the cheapest."""
        free = [place for place, piece in enumerate(draft.pieces) if not piece.fixed]
        named = self._named(draft)
        wrong = [place for place in free if place in named]
        if wrong or self._fits(draft) or not free:
            return wrong
        return self._cheapest(draft, free)

    def _cheapest(self, draft: Draft, free: Sequence[int]) -> list[int]:
        """Return the words that lose least, half of the excess of them but at least one.

        What words lose is weighed anew after each round; one by one would take minutes for a pasted page.
        """
        rule = self.writer.job.field
        excess, found = rule.width(draft.text) - rule.max, list[int]()
        for place in sorted(free, key=lambda place: (self._loss(draft, place), -place)):
            taken = sum(rule.width(draft.pieces[other].text) for other in found)
            if found and 2 * (taken + rule.width(draft.pieces[place].text)) > excess:
                break
            found.append(place)
        return sorted(found)

    def _loss(self, draft: Draft, place: int) -> float:
        """Return the coverage value that a width unit of a word holds."""
        value = self.writer.coverage_value
        lost = value(draft.text) - value(draft.without(place).text)
        return lost / max(1, self.writer.job.field.width(draft.pieces[place].text))

    def _fits(self, draft: Draft) -> bool:
        return self.writer.job.field.width(draft.text) <= self.writer.job.field.max

    def _named(self, draft: Draft) -> set[int]:
        """Return the places of words that errors name."""
        text = draft.text
        spans = list(_spans(self.writer.findings(text, [piece.text for piece in draft.pieces])))
        found, start = set(), 0
        for place, piece in enumerate(draft.pieces):
            start = text.index(piece.text, start)
            end = start + len(piece.text)
            if any(start < last and first < end for first, last in spans):
                found.add(place)
            start = end
        return found


def _spans(findings: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Yield the spans of errors; what is beyond the limit is no fault of the words that stand there."""
    for finding in findings:
        if finding.level == "error" and finding.span and finding.code != OVER_LIMIT:
            yield finding.span
