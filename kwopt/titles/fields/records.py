"""A composed field: what it says, how wide it is, which keywords it covers, what is proven of it."""

from dataclasses import dataclass
from typing import Any

from kwopt.models import CoveredKeyword, Finding, Proof


@dataclass(frozen=True)
class FieldValue:
    """One text of a field, its width in the field's unit, and what the rules find in it."""

    text: str
    width: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ComposedField:
    """A field of a marketplace, composed.

    Parameters
    ----------
    values
        One text, or several where the field takes several (`is_list`: tags, headlines).
    limit, minimum
        Of each text, in `unit`.
    coverage
        The eligible keywords that the field covers and the title did not cover as well; for a title of its
        own (short titles) all that it covers.
    proof
        How close what the field earns is to the best possible.
    """

    name: str
    values: tuple[FieldValue, ...]
    is_list: bool
    most_values: int
    limit: int
    minimum: int
    unit: str
    coverage: tuple[CoveredKeyword, ...]
    proof: Proof

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts of the field."""
        return tuple(value.text for value in self.values)

    @property
    def text(self) -> str:
        """The field as one line: its text, or its texts with commas between them."""
        return ", ".join(self.texts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in any of the texts."""
        return tuple(finding for value in self.values for finding in value.findings)

    @property
    def coverage_value(self) -> float:
        """What the covered keywords earn, in the worth's unit."""
        return float(sum(item.earned for item in self.coverage))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; a list has "list" and "widths" where a text has "text" and "width"."""
        widths = [value.width for value in self.values]
        said: dict[str, Any] = (
            {"list": list(self.texts), "width": max(widths, default=0), "widths": widths}
            if self.is_list
            else {"text": self.text, "width": sum(widths)}
        )
        findings = [
            finding.to_dict(lang) | ({"index": place} if self.is_list else {})
            for place, value in enumerate(self.values)
            for finding in value.findings
        ]
        return {
            **said,
            "limit": self.limit,
            "minimum": self.minimum,
            "unit": self.unit,
            "most_values": self.most_values,
            "coverage_value": self.coverage_value,
            "proof": self.proof.to_dict(),
            "coverage": [item.to_dict() for item in self.coverage],
            "findings": findings,
        }
