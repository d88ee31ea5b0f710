"""The packaged samples on the page: one click fills in all, and one's own data take their place."""

from typing import Any

from kwopt.pages.web.visit import Visit
from kwopt.resources.samples import SAMPLES

__all__ = ["SAMPLES", "leave_sample", "sample_names", "try_sample"]

_BEFORE = "sample.before"
"""What the visit had before a sample was tried, among what panels remember."""


async def try_sample(visit: Visit, name: str) -> None:
    """Put a sample's table, product, marketplace and day in the place of the visit's own, and rework.

    Raises
    ------
    KwoptError
        What reading raises.
    """
    state = visit.state
    found = await visit.ask("sample", name=name)
    reading = {"sources": found["sources"], "encoding": None, "sheet": None, "column_map": {}}
    table = await visit.ask("read", **reading)
    product = await visit.ask("product", content=found["content"])
    state.kept.setdefault(_BEFORE, (dict(state.settings), dict(state.product_content)))
    state.sources, state.table = found["sources"], table
    state.encoding, state.sheet, state.column_map = None, None, {}
    state.product_content, state.product = found["content"], product
    state.settings = state.settings | {"marketplace": found["marketplace"], "as_of": found["as_of"]}
    state.kept["sample.content"] = found["content"]
    for event in ("table", "product", "settings"):
        await visit.tell(event)
    await visit.rework()


def sample_names(visit: Visit) -> frozenset[str]:
    """Return the names of the files that belong to the sample on show; none without one."""
    on_show = _BEFORE in visit.state.kept
    return frozenset(source["name"] for source in visit.state.sources) if on_show else frozenset()


async def leave_sample(visit: Visit) -> None:
    """Take back what the sample set besides the table: day, marketplace, and its product if untouched."""
    state = visit.state
    before: tuple[dict[str, Any], dict[str, Any]] | None = state.kept.pop(_BEFORE, None)
    if before is None:
        return
    state.settings, content = before
    await visit.tell("settings")
    if state.product_content == state.kept.pop("sample.content", None):
        state.product_content = content
        state.product = await visit.ask("product", content=content) if content else None
        await visit.tell("product")
