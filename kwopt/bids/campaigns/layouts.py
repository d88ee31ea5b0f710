"""Layouts of files that advertising consoles take: read from `resources/uploads.toml`, nothing more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kwopt.errors import SettingError
from kwopt.resources import load_toml


@dataclass(frozen=True)
class LineKind:
    """One kind of line of a layout: for which rows it is, and the texts of its cells by header."""

    what: frozenset[str]
    actions: frozenset[str]
    cells: Mapping[str, str]
    once: bool = False

    def fits(self, what: str, action: str, *, first: bool) -> bool:
        """Return whether it is the line of a row of this kind; `first`: the keyword's main place."""
        return what in self.what and action in self.actions and (first or not self.once)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One layout; see `resources/uploads.toml` for the fields."""

    id: str
    names: Mapping[str, str]
    source: str
    date: str
    confidence: str
    sheet: str
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    by_hand: tuple[str, ...]
    match_types: Mapping[str, str]
    lines: tuple[LineKind, ...]
    marketplace: str | None = None
    actions: Mapping[str, str] = field(default_factory=dict)

    def line(self, what: str, action: str, *, first: bool) -> LineKind | None:
        """Return the kind of line that a row becomes; None where the layout cannot say it."""
        return next((line for line in self.lines if line.fits(what, action, first=first)), None)


@cache
def layouts() -> dict[str, Layout]:
    """Return the known layouts by id, in the order of the file.

    >>> list(layouts())
    ['generic', 'amazon', 'google', 'zhitongche']
    """
    return {entry["id"]: _layout(entry) for entry in load_toml("uploads.toml")["layout"]}


def layout_of(name: str) -> Layout:
    """Return the layout `name`.

    Raises
    ------
    SettingError
        For an unknown one; the known ones are named.
    """
    known = layouts()
    if name not in known:
        raise SettingError("errors.unknown_choice", what="upload format", value=name, choices=tuple(known))
    return known[name]


def _layout(entry: Mapping[str, Any]) -> Layout:
    rows = [
        LineKind(frozenset(row["what"]), frozenset(row["verdicts"]), row["cells"], row.get("once", False))
        for row in entry["row"]
    ]
    return Layout(
        id=entry["id"], names=entry["names"], source=entry["source"], date=str(entry["date"]),
        confidence=entry["confidence"], sheet=entry["sheet"], columns=tuple(entry["columns"]),
        needs=tuple(entry["needs"]), by_hand=tuple(entry["by_hand"]), match_types=entry["match_types"],
        lines=tuple(rows), marketplace=entry.get("marketplace"), actions=entry.get("actions", {}),
    )  # fmt: skip
