"""The packaged samples on the page: one click fills in all, and one's own data take their place."""

from typing import Any

from kwopt.pages.web.visiting.visit import Visit
from kwopt.resources.samples import SAMPLES

__all__ = ["SAMPLES", "leave_sample", "sample_names", "try_sample"]

_BEFORE = "sample.before"
_SAMPLE = "sample.own"
"""What the visit had before a sample was tried, and what the sample brought, among what panels remember."""

_BROUGHT = ("marketplace", "as_of")
"""Settings that a sample brings."""


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
    brought = {name: found[name] for name in _BROUGHT}
    state.kept.setdefault(_BEFORE, (_settings(state.settings), state.product_content))
    state.sources, state.table = found["sources"], table
    state.encoding, state.sheet, state.column_map = None, None, {}
    state.product_content, state.product = found["content"], product
    state.settings = state.settings | brought
    state.kept[_SAMPLE] = (brought, found["content"])
    for event in ("table", "product", "settings"):
        await visit.tell(event)
    await visit.rework()


def sample_names(visit: Visit) -> frozenset[str]:
    """Return the names of the files that belong to the sample on show; none without one."""
    on_show = _BEFORE in visit.state.kept
    return frozenset(source["name"] for source in visit.state.sources) if on_show else frozenset()


def _settings(settings: dict[str, Any]) -> dict[str, Any]:
    return {name: settings[name] for name in _BROUGHT if name in settings}


async def leave_sample(visit: Visit) -> None:
    """Take back what the sample brought besides the table: day, marketplace, product, if untouched."""
    state = visit.state
    if _BEFORE not in state.kept:
        return
    settings, content = state.kept.pop(_BEFORE)
    brought, of_sample = state.kept.pop(_SAMPLE)
    untouched = [name for name in _BROUGHT if state.settings.get(name) == brought[name]]
    others = {name: value for name, value in state.settings.items() if name not in untouched}
    state.settings = others | {name: settings[name] for name in untouched if name in settings}
    await visit.tell("settings")
    if state.product_content == of_sample:
        state.product_content = content
        state.product = await visit.ask("product", content=content) if state.named else None
        await visit.tell("product")
