"""What was repaired or refused while reading: a code, how often, and a few examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from kwopt.messages import message
from kwopt.models import Level

EXAMPLES = 5
"""Examples that a record shows."""


EXAMPLE_CHARACTERS = 200
"""Characters of a text that an example shows; the longest keywords of known exports have some hundred."""


@dataclass(frozen=True)
class Record:
    """One kind of repair or refusal.

    Parameters
    ----------
    code
        Key of its text.
    count
        Rows (or cells, where a column is named) that it concerns.
    examples
        A few of them: mappings with row, and keyword, column, value where they help.
    level
        "warning" for what the user must mend outside of kwopt.
    """

    code: str
    count: int
    examples: tuple[Mapping[str, Any], ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    level: Level = "info"

    @property
    def message(self) -> str:
        """Its text in English."""
        return self.text()

    def text(self, lang: str = "en") -> str:
        """Return its text in `lang`."""
        return message(self.code, {"count": self.count, **self.params}, lang)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "code": self.code,
            "message": self.text(lang),
            "count": self.count,
            "level": self.level,
            "params": dict(self.params),
            "examples": [dict(example) for example in self.examples],
        }


def both(one: Record | None, other: Record | None) -> Record | None:
    """Return the record of two pieces of a file, the examples of the first one first.

    Both must say the same besides: a record that tells of its first row is that of the first piece.

    >>> both(Record("a", 2), Record("a", 3)).count
    5
    """
    if one is None or other is None:
        return one or other
    shown = (*one.examples, *other.examples)[:EXAMPLES]
    return replace(one, count=one.count + other.count, examples=shown)


def shortened(text: str) -> str:
    """Return a text as an example shows it: whole, or its beginning and a sign that there is more.

    >>> shortened("旗袍"), len(shortened("旗" * 100_000))
    ('旗袍', 201)
    """
    return text if len(text) <= EXAMPLE_CHARACTERS else text[:EXAMPLE_CHARACTERS] + "…"


def examples(**values: "Sequence[Any] | np.ndarray") -> tuple[dict[str, Any], ...]:
    """Return the first few of parallel sequences as examples, in plain Python values.

    >>> examples(row=[7, 9], keyword=["旗袍", "长裙"])
    ({'row': 7, 'keyword': '旗袍'}, {'row': 9, 'keyword': '长裙'})
    """
    few = {name: list(sequence[:EXAMPLES]) for name, sequence in values.items()}
    size = min((len(items) for items in few.values()), default=0)
    return tuple({name: _plain(items[place]) for name, items in few.items()} for place in range(size))


def _plain(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, str):
        return shortened(plain)
    return None if isinstance(plain, float) and plain != plain else plain
