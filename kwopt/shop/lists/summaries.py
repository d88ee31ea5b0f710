"""What a list's outputs need to know of all its rows, gathered block by block. Adds up in any order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kwopt import columns as c
from kwopt.scoring.questions.missing import Searches
from kwopt.scoring.relevance.relevance import CLASSES, class_counts
from kwopt.tables.writing.numberkinds import NumberKinds


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What is known of scored rows.

    Parameters
    ----------
    columns
        Their headers.
    classes
        Rows of each class of relevance.
    with_worth
        Rows whose worth is known.
    searches
        Searches, and those of relevant rows.
    numbers
        What writing must know of each column's numbers.
    waiting
        Rows that wait for a fact.
    open_words
        Words by which they ask.
    """

    columns: tuple[str, ...]
    rows: int
    classes: Mapping[str, int]
    with_worth: int
    searches: Searches
    numbers: NumberKinds
    waiting: int = 0
    open_words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, scored: pd.DataFrame) -> "Summary":
        """Return what is known of a block, but for what its rows wait for."""
        return cls(
            columns=tuple(map(str, scored.columns)),
            rows=len(scored),
            classes=class_counts(scored),
            with_worth=int(scored[c.WORTH].notna().sum()),
            searches=Searches.of(scored),
            numbers=NumberKinds.of(scored),
        )

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            columns=self.columns,
            rows=self.rows + other.rows,
            classes={name: self.classes[name] + other.classes[name] for name in CLASSES},
            with_worth=self.with_worth + other.with_worth,
            searches=self.searches + other.searches,
            numbers=self.numbers + other.numbers,
            waiting=self.waiting + other.waiting,
            open_words=self.open_words | other.open_words,
        )

    @property
    def judged(self) -> bool:
        """Whether any row was held against a product."""
        return any(self.classes.values())

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        plain = {name: getattr(self, name) for name in ("rows", "with_worth", "waiting")}
        return plain | {
            "columns": list(self.columns),
            "classes": dict(self.classes),
            "searches": self.searches.to_dict(),
            "numbers": self.numbers.to_dict(),
            "open_words": sorted(self.open_words),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Summary":
        """Return what `to_dict` gave."""
        return cls(
            columns=tuple(found["columns"]),
            rows=found["rows"],
            classes=found["classes"],
            with_worth=found["with_worth"],
            searches=Searches(**found["searches"]),
            numbers=NumberKinds.from_dict(found["numbers"]),
            waiting=found["waiting"],
            open_words=frozenset(found["open_words"]),
        )
