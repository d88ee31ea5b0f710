"""The linter for China's advertising law: which words of a title claim too much, and why.

Owns the matching (folded text, longest hit wins, exemptions by context) and turns hits into findings. The
words, articles and exemptions are data: `resources/law.toml`. It judges titles, not pictures or pages, and
a title without a finding is not therefore lawful.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from kwopt.models import Finding
from kwopt.resources import load_toml
from kwopt.rules.fieldrule import capped
from kwopt.rules.folding import FoldedText, fold, squeeze

Level = Literal["error", "warning", "needs_proof"]
Span = tuple[int, int]

LEVELS: Mapping[str, Level] = {"ban": "error", "warn": "warning", "proof": "needs_proof"}
_NEARBY = 60
"""Code points on either side of a hit within which the words that take it back must stand: as much as a title
holds. Long texts are then judged in time that grows with their length."""

STRICTNESS: Mapping[Level, int] = {"needs_proof": 0, "warning": 1, "error": 2}


@dataclass(frozen=True)
class LawRule:
    """A group of words under one article, with the level of what they claim."""

    id: str
    level: Level
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    source: str
    source_date: str
    confidence: str
    suggestion: str | None
    exemption: str | None


@dataclass(frozen=True)
class Exemption:
    """What takes a hit back (effect None) or lowers it to a level. Empty `rules`: applies to every rule."""

    id: str
    effect: Level | None
    rules: frozenset[str]
    hits: frozenset[str]
    containing: tuple[re.Pattern[str], ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    context: re.Pattern[str] | None


@dataclass(frozen=True)
class _Hit:
    rule: LawRule
    view: FoldedText
    start: int
    end: int
    level: Level
    exemption: str | None

    @property
    def span(self) -> Span:
        return self.view.span(self.start, self.end)


def law_findings(text: str, *, approved: Iterable[Span] = ()) -> list[Finding]:
    """Return what the advertising law of China may object to in `text`, by place.

    A longer hit hides the hits inside it; of equal ones the stricter stands.

    Parameters
    ----------
    approved
        Spans of the text that the seller answers for (registered names, approved words): hits inside
        one are no findings.

    Examples
    --------
    >>> [(finding.level, finding.text) for finding in law_findings("顶 级羊绒衫 100%羊毛 第一次")]
    [('error', '顶 级')]
    """
    plain = fold(text)
    hits = _hits_in(plain)
    squeezed = squeeze(plain)
    if len(squeezed.text) < len(plain.text):
        hits += [hit for hit in _hits_in(squeezed) if _is_split(hit) and hit.level == "error"]
    spans = tuple(approved)
    kept = [hit for hit in hits if not any(_contains(span, hit.span) for span in spans)]
    return [_finding(hit, text) for hit in _longest(kept)]


def _hits_in(view: FoldedText) -> list[_Hit]:
    found = [
        _Hit(rule, view, start, end, rule.level, rule.exemption) for rule, start, end in _raw_hits(view.text)
    ]
    judged = (_exempted(hit) for hit in found)
    return [hit for hit in judged if hit is not None]


def _raw_hits(text: str) -> Iterable[tuple[LawRule, int, int]]:
    by_first = _words_by_first()
    for start, char in enumerate(text):
        for word, rule in by_first.get(char, ()):
            if text.startswith(word, start):
                yield rule, start, start + len(word)
    for rule in law_rules():
        for pattern in rule.patterns:
            for match in pattern.finditer(text):
                yield rule, *match.span()


def _exempted(hit: _Hit) -> _Hit | None:
    """Return the hit, the hit lowered by an exemption, or None if one takes it back."""
    lowered = hit
    for exemption in exemptions():
        if not _applies(exemption, hit):
            continue
        if exemption.effect is None:
            return None
        if STRICTNESS[exemption.effect] < STRICTNESS[lowered.level]:
            lowered = _Hit(
                hit.rule, hit.view, hit.start, hit.end, exemption.effect, f"rules.exempt_{exemption.id}"
            )
    return lowered


def _applies(exemption: Exemption, hit: _Hit) -> bool:
    text = hit.view.text
    if exemption.rules and hit.rule.id not in exemption.rules:
        return False
    if exemption.hits and text[hit.start : hit.end] not in exemption.hits:
        return False
    if exemption.after and exemption.after.match(text, hit.end):
        return True
    if exemption.context and _stands_in(exemption.context, text):
        return True
    begin, end = max(0, hit.start - _NEARBY), hit.end + _NEARBY
    if exemption.before and exemption.before.search(text, begin, hit.start):
        return True
    return any(
        _contains(match.span(), (hit.start, hit.end))
        for pattern in exemption.containing
        for match in pattern.finditer(text, begin, end)
    )


@lru_cache(maxsize=64)
def _stands_in(context: re.Pattern[str], text: str) -> bool:
    """Whether the words of a context stand in a text: asked once for each of its hits."""
    return context.search(text) is not None


def _is_split(hit: _Hit) -> bool:
    """Whether marks or a space stood inside the hit: it exists in the squeezed text alone."""
    places = range(hit.start, hit.end - 1)
    return any(hit.view.ends[place] != hit.view.starts[place + 1] for place in places)


def _longest(hits: Sequence[_Hit]) -> list[_Hit]:
    """Return the hits that no longer, and on overlap no stricter or earlier, hit displaces; by place."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=_precedence):
        place = bisect_right(kept, hit.span[0], key=_start)
        if place == 0 or not _contains(kept[place - 1].span, hit.span):
            kept.insert(place, hit)
    standing: list[_Hit] = []
    for hit in sorted(kept, key=lambda hit: (-STRICTNESS[hit.level], *_precedence(hit))):
        place = bisect_right(standing, hit.span[0], key=_start)
        if not any(_overlap(other.span, hit.span) for other in standing[max(0, place - 1) : place + 1]):
            standing.insert(place, hit)
    return standing


def _start(hit: _Hit) -> int:
    return hit.span[0]


def _precedence(hit: _Hit) -> tuple[int, int, int]:
    start, end = hit.span
    return start - end, -STRICTNESS[hit.level], start


def _contains(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _finding(hit: _Hit, text: str) -> Finding:
    start, end = hit.span
    return Finding(
        level=hit.level,
        code=f"rules.law_{hit.rule.id}",
        rule=f"law.{hit.rule.id}",
        source=hit.rule.source,
        source_date=hit.rule.source_date,
        confidence=hit.rule.confidence,
        span=(start, end),
        text=text[start:end],
        suggestion=hit.rule.suggestion,
        exemption_considered=hit.exemption,
    )


@cache
def law_rules() -> tuple[LawRule, ...]:
    """Return all rules, in the order of the data file."""
    data = load_toml("law.toml")
    return tuple(_read_rule(entry, data["sources"][entry["source"]]) for entry in data["rule"])


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Return all exemptions, in the order of the data file."""
    return tuple(_read_exemption(entry) for entry in load_toml("law.toml")["exemption"])


@cache
def _words_by_first() -> dict[str, list[tuple[str, LawRule]]]:
    found: dict[str, list[tuple[str, LawRule]]] = {}
    for rule in law_rules():
        for word in rule.words:
            found.setdefault(word[0], []).append((word, rule))
    return found


def _read_rule(entry: Mapping[str, Any], source: Mapping[str, Any]) -> LawRule:
    level = LEVELS[entry["level"]]
    if level == "error":
        level = capped(level, entry["confidence"])
    return LawRule(
        id=entry["id"],
        level=level,
        words=tuple(entry.get("words", ())),
        patterns=tuple(re.compile(pattern) for pattern in entry.get("patterns", ())),
        source=source["text"],
        source_date=source["date"].isoformat(),
        confidence=entry["confidence"],
        suggestion=entry.get("suggestion"),
        exemption=entry.get("exemption"),
    )


def _read_exemption(entry: Mapping[str, Any]) -> Exemption:
    effect: Level | None = None if entry["effect"] == "none" else entry["effect"]
    words = sorted(entry.get("words", ()), key=lambda word: (-len(word), word))
    patterns = ["|".join(re.escape(word) for word in words)] if words else []
    return Exemption(
        id=entry["id"],
        effect=effect,
        rules=frozenset(entry.get("rules", ())),
        hits=frozenset(entry.get("rule_words", ())),
        containing=tuple(re.compile(pattern) for pattern in [*patterns, *entry.get("patterns", ())]),
        before=_compiled(entry.get("before")),
        after=_compiled(entry.get("after")),
        context=_compiled(entry.get("context")),
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
