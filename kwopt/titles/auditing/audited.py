"""What an audit found, as records whose names are the JSON's: words, missed keywords, edits, the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from kwopt.messages import message
from kwopt.models import MatchKind, Notice, Title

Risk = Literal["low", "medium", "high"]
EditKind = Literal["mend", "add", "remove", "replace", "move"]
RiskBasis = Literal["orders", "clicks", "worth"]

OVER_LIMIT = "rules.over_limit"
"""The finding that a title is too long."""

LOW_RISK, MEDIUM_RISK = 0.05, 0.15
"""Shares of what today's title brings: a step that loses less is of low, of medium risk. Judgement."""


@dataclass(frozen=True)
class AuditedWord:
    """One exact word of the audited title.

    Parameters
    ----------
    start, end
        Its place in the text, in code points.
    earned
        Coverage value that the title loses when this word alone is taken out. Words that cover keywords
        together each earn those whole, so the sum is no share of the title's value; below 0 the word
        stands between others that earn more side by side.
    wasted
        Whether its room is better used: all wasted words together can go, and next to nothing is lost.
    reason
        Why it is wasted: a message code ("titles.wasted_..."), with `other`, the word it repeats.
    """

    text: str
    start: int
    end: int
    earned: float
    width: int
    wasted: bool
    role: str | None = None
    reason: str | None = None
    other: str | None = None

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; `message` says the reason in `lang`."""
        plain = _plain(self)
        plain["message"] = message(self.reason, {"other": self.other}, lang) if self.reason else None
        return plain


@dataclass(frozen=True)
class MissedKeyword:
    """An eligible keyword that the title does not cover, or not as a phrase.

    Parameters
    ----------
    lost
        Worth that the title leaves: all of it, or what its credit lacks to a phrase.
    match
        How it is covered now; None: not at all.
    needs
        The words it lacks; none where only their order is wanting (they stand apart).
    width_needed
        Width of those words as a title shows them.
    """

    keyword: str
    worth: float
    lost: float
    match: MatchKind | None
    needs: tuple[str, ...]
    width_needed: int

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return _plain(self) | {"needs": list(self.needs)}


@dataclass(frozen=True)
class Edit:
    """One step from today's title towards a better one; steps follow on each other.

    Parameters
    ----------
    kind
        "mend" takes out what may not stand, or is too much; others are what they say.
    remove, add
        The words taken out and put in, as they are written; both hold the word that a "move" moves.
    text
        The title after this step: within the limit, lawful.
    gain, loss
        Coverage value won, and lost, against the step before; `net = gain - loss`.
    risk
        Share (0 to 1) of what today's title brings that this step puts at stake: of the orders, else the
        clicks, of covered keywords where the table tells them, else of their covered worth (`risk_basis`).
    reach
        Coverage value after this step as a share of an upper bound of it.
    gained, lost
        The keywords behind gain and loss, greatest first.
    """

    kind: EditKind
    remove: str
    add: str
    text: str
    gain: float
    loss: float
    net: float
    risk: float
    changed_characters: int
    changed_words: int
    risk_basis: RiskBasis
    reach: float | None = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def risk_level(self) -> Risk:
        """The risk in a word."""
        return "low" if self.risk < LOW_RISK else "medium" if self.risk < MEDIUM_RISK else "high"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        plain = _plain(self) | {"gained": list(self.gained), "lost": list(self.lost)}
        return plain | {"risk_level": self.risk_level}


@dataclass(frozen=True)
class Audit:
    """What a title reaches, of what could be reached, and the small edits that pay most.

    Parameters
    ----------
    title
        The audited title as it is: a bound and a gap against all titles that keep the rules.
    best
        The best title found for the same product and keywords; None where nothing can be earned.
    reach
        Coverage value of the title as a share of an upper bound of it; None where nothing can be reached.
    reachable
        That upper bound of coverage value; None where nothing can be reached.
    marginal_width_value
        What the last hanzi's width of the limit is worth: coverage value of the best set of words within
        the limit, less that of the best set within the limit less one hanzi (both selections exact). None
        where either was not proven.
    missed
        The keywords that lose most worth, greatest first.
    edits
        Steps in order, within the budget.
    protected
        Keywords with orders that today's title covers as a phrase: no edit touches their words.
    """

    product: str
    marketplace: str
    limit: int
    unit: str
    title: Title
    best: Title | None
    reach: float | None
    words: tuple[AuditedWord, ...]
    missed: tuple[MissedKeyword, ...]
    edits: tuple[Edit, ...]
    reachable: float | None = None
    marginal_width_value: float | None = None
    protected: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the title has no finding of level error."""
        return not any(finding.level == "error" for finding in self.title.findings)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form, the body of `kwopt audit`; texts in `lang`."""
        title = self.title.to_dict(lang)
        return {
            "marketplace": self.marketplace,
            "limit": self.limit,
            "unit": self.unit,
            "title": title,
            "best": self.best.to_dict(lang) if self.best else None,
            "reach": self.reach,
            "reachable": self.reachable,
            "marginal_width_value": self.marginal_width_value,
            "words": [word.to_dict(lang) for word in self.words],
            "missed": [keyword.to_dict() for keyword in self.missed],
            "edits": [edit.to_dict() for edit in self.edits],
            "protected": list(self.protected),
            "findings": title["findings"],
        }


def _plain(record: Any) -> dict[str, Any]:
    values: Mapping[str, Any] = {item.name: getattr(record, item.name) for item in fields(record)}
    return dict(values)
