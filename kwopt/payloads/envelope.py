"""What surrounds every result, and the document of an error.

Keys come in the order in which they are written here, so equal results give equal bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kwopt.models import Notice, Settings
from kwopt.payloads.values import Document, plain
from kwopt.version import __version__

SCHEMA_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What surrounds every result: the command, settings in force, inputs, notices, the language of texts."""

    command: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    inputs: Sequence[Mapping[str, Any]] = ()
    notices: Sequence[Notice] = ()
    lang: str = "en"

    def around(self, body: Mapping[str, Any]) -> Document:
        """Return the whole document."""
        envelope = {
            "schema": schema(self.command),
            "kwopt": __version__,
            "settings": dict(self.settings),
            "inputs": list(self.inputs),
            "notices": [notice.to_dict(self.lang) for notice in self.notices],
        }
        whole: Document = plain(envelope | dict(body))
        return whole


def schema(command: str) -> str:
    """Return the schema's name.

    >>> schema("score")
    'kwopt.score/1'
    """
    return f"kwopt.{command}/{SCHEMA_VERSION}"


def settings_in_force(settings: Settings | None, options: Mapping[str, Any]) -> Document:
    """Return scoring's settings and a command's other options in one mapping; settings win."""
    known = settings.to_dict() if settings else {}
    merged: Document = plain({**known, **{key: value for key, value in options.items() if key not in known}})
    return merged


def error_document(error: Notice, lang: str = "en") -> Document:
    """Return the document of an error.

    >>> error_document(Notice("tables.no_file", "error", file="a.csv"))["error"]["message"]
    'a.csv: there is no such file; check the path'
    """
    document: Document = plain({"schema": schema("error"), "error": error.to_dict(lang)})
    return document
