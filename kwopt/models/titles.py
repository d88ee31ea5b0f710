"""A title with its words, what it covers, and how close it is to the best possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kwopt.models.fields import fields_of
from kwopt.models.notices import Finding

MatchKind = Literal["phrase", "ordered", "any"]

LONGEST_TEXT = 500
"""Characters of the longest text that is read as a title: no marketplace allows more than half of them, and
the search for edits takes the cube of the length (167 keywords: 5 s for 500, 22 s for 1,000)."""


@dataclass(frozen=True)
class Proof:
    """How close a value is to the best possible: `gap = (bound - value) / bound`, 0 if the bound is 0."""

    value: float
    bound: float
    gap: float
    proven: bool
    method: Literal["selection", "lp", "lp_root", "cp_sat", "milp"]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return fields_of(self)


@dataclass(frozen=True)
class TitleToken:
    """One exact word of a title, with its place in code points (end exclusive)."""

    text: str
    start: int
    end: int
    role: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return fields_of(self)


@dataclass(frozen=True)
class CoveredKeyword:
    """A keyword that a title covers, how, and what that earns (`worth * credit`)."""

    keyword: str
    match: MatchKind
    credit: float
    worth: float
    earned: float

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return fields_of(self)


@dataclass(frozen=True)
class Title:
    """A title with what it reaches and how close it is to the best possible.

    `value = coverage_value + fluency_value`, in the worth's unit; `reach` is the coverage value's share of
    an upper bound of coverage value (None if nothing can be reached); `cost_against_best` is the share of
    value lost against the first title.
    """

    rank: int
    text: str
    tokens: tuple[TitleToken, ...]
    width: int
    value: float
    coverage_value: float
    fluency_value: float
    reach: float | None
    bound: float
    gap: float
    proven: bool
    cost_against_best: float
    proof: Mapping[str, Proof]
    coverage: tuple[CoveredKeyword, ...]
    findings: tuple[Finding, ...] = ()

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; texts of findings in `lang`."""
        return fields_of(self) | {
            "tokens": [token.to_dict() for token in self.tokens],
            "proof": {stage: proof.to_dict() for stage, proof in self.proof.items()},
            "coverage": [covered.to_dict() for covered in self.coverage],
            "findings": [finding.to_dict(lang) for finding in self.findings],
        }
