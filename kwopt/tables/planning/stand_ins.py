"""Columns of orders placed, paid or not, that stand in where a column of paid ones says 0: pre-sale items.

Which headers belong together is data (`resources/formats.toml`); in which rows is `figures.placed`.
"""

from collections.abc import Collection, Mapping
from functools import cache

from kwopt.resources import load_toml
from kwopt.tables.planning.formats import Meaning
from kwopt.tables.planning.headers import normal_header


def stand_ins(used: Mapping[str, Meaning], headers: Collection[str]) -> list[tuple[str, Meaning]]:
    """Return the headers of orders placed, with the figure for which each stands in.

    Parameters
    ----------
    used
        What the headers of a file that are used mean.
    headers
        All its headers in normal form.

    >>> used = {"支付转化率": Meaning("buyers_per_visitor")}
    >>> [header for header, _ in stand_ins(used, ["支付转化率", "下单转化率"])]
    ['下单转化率']
    """
    free = set(headers) - set(used)
    found: dict[str, Meaning] = {}
    for header, meaning in used.items():
        other = next((name for name in _of_paid().get(header, ()) if name in free - set(found)), None)
        if other is not None and meaning.target is not None and meaning.part is None:
            found[other] = Meaning(
                meaning.canonical, "placed", meaning.unit, meaning.direction, note="tables.note_placed"
            )
    return list(found.items())


@cache
def _of_paid() -> Mapping[str, tuple[str, ...]]:
    """Return for headers of what was paid those of what was ordered, best first."""
    entries: Mapping[str, list[str]] = load_toml("formats.toml")["stand_ins"]
    return {normal_header(paid).name: tuple(normal_header(name).name for name in names)
            for paid, names in entries.items()}  # fmt: skip
