"""One text in one field of one marketplace: what every check looks at, and how it reports.

Owns the record that the checks share, so that each finding bears the field's source, date and confidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kwopt.models import Finding
from kwopt.rules.marketplaces import FieldRule, Marketplace, RuleLevel, capped


@dataclass(frozen=True)
class FieldText:
    """A text as it would stand in `rule`, a field of `market`."""

    text: str
    market: Marketplace
    rule: FieldRule

    def finding(self, name: str, level: RuleLevel, remark: "Remark") -> Finding:
        """Return a finding under the field's own source; its level is capped by the confidence."""
        confidence = remark.confidence or self.rule.confidence
        start, end = remark.span or (0, 0)
        return Finding(
            level=capped(level, confidence),
            code=f"rules.{name}",
            rule=f"{self.market.name}.{self.rule.name}.{remark.rule or name}",
            source=remark.source or self.rule.source,
            source_date=remark.source_date or self.rule.source_date.isoformat(),
            confidence=confidence,
            span=remark.span,
            text=self.text[start:end] if remark.span else None,
            params={"marketplace": self.market.label, "field": self.rule.name, **remark.params},
            suggestion=remark.suggestion,
        )


@dataclass(frozen=True)
class Remark:
    """The part of a finding that differs from check to check; what is None comes from the field's rule."""

    span: tuple[int, int] | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    rule: str | None = None
    source: str | None = None
    source_date: str | None = None
    confidence: str | None = None
