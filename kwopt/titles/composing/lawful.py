"""Titles without errors: what the rules find in a composed title becomes a constraint on the next.

The rules read a finished text: an error may lie in one word, or only in words that came to stand together.
Either way the words that the error names may no longer stand together, so that bounds stay true: only
titles that must not be published are forbidden, and those that hold all the same words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kwopt.language.normalize import match_form, without_spaces
from kwopt.models import Finding, Title
from kwopt.rules import FieldRule
from kwopt.titles.problem.problem import TitleProblem
from kwopt.titles.problem.records import AtMost

ROUNDS = 8
"""Times that a title is composed anew; nearly all need none, and one word is named at a time."""

REPEATS = ("rules.synonym", "rules.repeated_word", "rules.repeated_part")
"""What fields that want no synonyms must not hold either, though it is no error."""


def barred_words(titles: Iterable[Title], problem: TitleProblem, rule: FieldRule) -> tuple[AtMost, ...]:
    """Return what keeps words apart that errors in titles name; required words may always stand."""
    found: dict[tuple[str, ...], AtMost] = {}
    for title in titles:
        for finding in unpublishable(title.findings, rule):
            words = tuple(word for word in _named(title, finding) if word not in problem.required)
            if words:
                found[words] = AtMost(words, len(words) - 1)
    return tuple(found[words] for words in sorted(found))


def without(problem: TitleProblem, barred: Sequence[AtMost]) -> TitleProblem:
    """Return the problem with further groups of words of which only some may stand."""
    return replace(problem, at_most=(*problem.at_most, *barred))


def unpublishable(findings: Iterable[Finding], rule: FieldRule) -> list[Finding]:
    """Return the findings with which a text must not stand in a field."""
    barred = REPEATS if rule.synonyms else ()
    return [finding for finding in findings if finding.level == "error" or finding.code in barred]


def may_be_published(title: Title, problem: TitleProblem) -> bool:
    """Say whether a title has no error but those that lie in words which the seller requires."""
    errors = [finding for finding in title.findings if finding.level == "error"]
    return all(_is_asked_for(title, finding, problem) for finding in errors)


def _is_asked_for(title: Title, finding: Finding, problem: TitleProblem) -> bool:
    named = _named(title, finding)
    return bool(named) and set(named) <= set(problem.required)


def _named(title: Title, finding: Finding) -> tuple[str, ...]:
    """Return the words, in match form, that a finding names, in the order of the title."""
    if finding.span is None:
        return ()
    start, end = finding.span
    touched = [token for token in title.tokens if token.start < end and start < token.end]
    return tuple(without_spaces(match_form(token.text)) for token in touched)
