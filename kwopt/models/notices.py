"""What the user should know of inputs and of titles: a code, its parameters, and where it was met."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kwopt.errors import KwoptError
from kwopt.messages import message

Level = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Notice:
    """Something the user should know: a code, its parameters, and where it was met.

    `row` is a spreadsheet's row, from 1; `column` is spelled as in the file.
    """

    code: str
    level: Level = "info"
    params: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: Any = None

    @classmethod
    def of(cls, error: KwoptError) -> "Notice":
        """Return what an error says.

        >>> Notice.of(KwoptError("tables.no_file", file="a.csv")).file
        'a.csv'
        """
        return cls(error.code, "error", error.params, **error.where)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; `message` is its text in `lang`."""
        where = {
            key: getattr(self, key)
            for key in ("file", "sheet", "row", "column", "value")
            if getattr(self, key) is not None
        }
        text = message(self.code, where | dict(self.params), lang)
        return {
            "code": self.code,
            "level": self.level,
            "message": text,
            "params": dict(self.params),
            **where,
        }


@dataclass(frozen=True)
class Finding:
    """One thing a title should not say, or not say so: rule, place, source.

    `span` counts code points, end exclusive; `confidence` is A to D as in the rule data. `suggestion` and
    `exemption_considered` may be message codes ("rules. ..."); their texts are filled in by `to_dict`.
    """

    level: Literal["error", "warning", "needs_proof"]
    code: str
    rule: str
    source: str
    source_date: str
    confidence: str
    span: tuple[int, int] | None = None
    text: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    exemption_considered: str | None = None

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form; `message` is its text in `lang`."""
        return {
            "level": self.level,
            "code": self.code,
            "rule": self.rule,
            "span": list(self.span) if self.span else None,
            "text": self.text,
            "message": message(self.code, {"text": self.text, **self.params}, lang),
            "suggestion": _phrase(self.suggestion, lang),
            "exemption_considered": _phrase(self.exemption_considered, lang),
            "source": self.source,
            "source_date": self.source_date,
            "confidence": self.confidence,
        }


def _phrase(text: str | None, lang: str) -> str | None:
    """Return the text of a message code of the rules room ("rules.suggest_fact"); other text as it is."""
    return message(text, lang=lang) if text and text.startswith("rules.") else text
