"""Which columns of a report say where its figures arose, and how it names match types.

The headers and texts are data, in `resources/formats.toml`; here is only the engine that reads them.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from kwopt.resources import load_toml
from kwopt.tables.planning.headers import normal_header


def report_groups(free: Mapping[str, int]) -> dict[int, str]:
    """Return what groups the rows of a report, by place.

    Parameters
    ----------
    free
        Place of each header, in normal form, that fills nothing else.

    >>> report_groups({"计划名字": 1, "匹配方式": 4, "备注": 5})
    {1: 'campaign', 4: 'match_type'}
    """
    found: dict[int, str] = {}
    for group, headers in _entries(frozenset(free)):
        if group in found.values():
            continue
        sets = (
            [free[name] for name in names if name in free and free[name] not in found] for names in headers
        )
        found |= dict.fromkeys(next((places for places in sets if places), []), group)
    return found


def _entries(there: frozenset[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the groups with their headers, best first, each with those that belong to it."""
    for entry in load_toml("formats.toml")["group"]:
        if "beside" not in entry or not there.isdisjoint(entry["beside"]):
            headers = ([item] if isinstance(item, str) else item for item in entry["headers"])
            yield entry["canonical"], list(headers)


@cache
def _match_types() -> dict[str, str]:
    named = load_toml("formats.toml")["match_types"]
    return {text: name for name, texts in named.items() for text in texts}


def match_type(text: str) -> str:
    """Return the name of a match type; a text that is not known as it stands.

    >>> match_type("Exact match (close variant)"), match_type("词组匹配"), match_type("智能匹配")
    ('exact', 'phrase', '智能匹配')
    """
    return _match_types().get(normal_header(text).name, text)


def match_type_of_target(target: str) -> str | None:
    """Return the match type of a target that is no keyword; None for a keyword.

    >>> match_type_of_target('asin="B0XXTEST01"'), match_type_of_target("*"), match_type_of_target("旗袍")
    ('product', 'auto', None)
    """
    text = target.casefold()
    targets = load_toml("formats.toml")["targets"]
    if text in targets["auto"]:
        return "auto"
    return "product" if text.startswith(tuple(targets["product"])) else None
