"""Where a repair or refusal struck: rows and values of a few examples, so that the user can find them."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size

from kwopt.pages.wording import Speaker

_SHOWN = 3
_VALUE_CELLS = 30  # cells on screen that a value may take


def shortened(value: Any, cells: int) -> str:
    r"""Return a value on one line and in at most `cells` cells of the screen, hanzi counting as two.

    >>> shortened("改良旗袍\n连衣裙", 10), shortened(2.0, 10)
    ('改良旗袍…', '2')
    """
    if isinstance(value, float):
        value = f"{value:.6g}"
    text = " ".join(str(value).split())
    return text if cell_len(text) <= cells else f"{set_cell_size(text, cells - 1).rstrip()}…"


def where(examples: Sequence[Mapping[str, Any]], speaker: Speaker) -> str:
    """Return the first examples of a record in brackets; nothing where it names no row."""
    rows = [example for example in examples if example.get("row")]
    if not rows:
        return ""
    shown = [_example(example, speaker) for example in rows[:_SHOWN]]
    return speaker.say("in_rows_more" if len(rows) > _SHOWN else "in_rows", rows=shown)


def _example(example: Mapping[str, Any], speaker: Speaker) -> str:
    """Return one example: its row, and what it says there as far as that is known."""
    told = {name: shortened(value, _VALUE_CELLS) for name, value in example.items() if value is not None}
    if {"value", "kept", "column"} <= told.keys():
        column = speaker.term("canonical", told["column"])
        return speaker.say("example_kept", **(told | {"column": column}))
    if {"value", "from_parts"} <= told.keys():
        return speaker.say("example_parts", **told)
    text = told.get("value") or told.get("keyword")
    return speaker.say("example_value", row=told["row"], value=text) if text else told["row"]
