"""Which marketplace a table comes from: titles are written for that one, until the seller says otherwise.

Owns no reading and no setting but the marketplace. Tables of a search engine, or without a known format,
say nothing.
"""

from kwopt.pages.web.visiting.state import Document
from kwopt.pages.web.visiting.visit import Visit

FIRST = "taobao"
"""The marketplace of a visit without a table, as in `kwopt.Settings`."""

_HOMES = {
    "taoci": "taobao", "sycm": "taobao", "mofang": "taobao", "wxt": "taobao", "ztc": "taobao",
    "ali1688": "1688", "douyin": "douyin", "pdd": "pinduoduo", "jd": "jd",
    "ss": "amazon", "sif": "amazon", "amz": "amazon", "h10": "amazon", "js": "amazon", "erank": "etsy",
}  # fmt: skip
"""Marketplaces by the first part of a format's id; see `resources/formats.toml`."""

_KEPT = "table.home"


def home(table: Document | None) -> str | None:
    """Return the marketplace that all files of a table come from; None where that is not one.

    >>> home({"files": [{"format": "amz_str_legacy"}, {"format": "ss_mining"}]})
    'amazon'
    >>> home({"files": [{"format": "taoci"}, {"format": "gkp"}]}) is None
    True
    """
    files = table["files"] if table else ()
    found = {_HOMES.get(file["format"].split("_")[0]) for file in files}
    return found.pop() if len(found) == 1 else None


async def follow_home(visit: Visit) -> None:
    """Set the marketplace to that of the table, unless the seller chose one for the table before."""
    state = visit.state
    found, before = home(state.table), state.kept.get(_KEPT, FIRST)
    if found is None or found == before:
        return
    state.kept[_KEPT] = found
    if state.settings.get("marketplace", FIRST) == before:
        state.settings = state.settings | {"marketplace": found}
        await visit.tell("settings")
