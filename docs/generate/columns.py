"""The page of columns: what each holds, in which unit, and which commands write it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docs.generate.markdown import code, page, plain, slug, table, words
from kwopt.locales import Lang, locale_of
from kwopt.pages.definitions import definition


def columns_page(lang: Lang) -> str:
    """Return the page of all columns, in the order of `kwopt/columns.py`."""
    own = words(lang)
    header = [own["column"], own["meaning"], own["kind"], own["written_by"]]
    groups = [
        part
        for group in column_groups()
        for part in (f"## {group[lang]}", table(header, [_column(entry, lang) for entry in group["column"]]))
    ]
    return page(own["columns_title"], own["columns_intro"], *groups)


@cache
def column_groups() -> tuple[Mapping[str, Any], ...]:
    """Return the groups of the data file beside this module."""
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return tuple(data["group"])


def _column(entry: Mapping[str, Any], lang: Lang) -> list[str]:
    own = words(lang)
    commands = locale_of(lang).listed(
        f"[{name}](commands.md#{slug(f'kwopt {name}')})" for name in entry["written_by"]
    )
    return [code(entry["name"]), _meaning(entry, lang), own[f"kind_{entry['kind']}"], commands]


def _meaning(entry: Mapping[str, Any], lang: Lang) -> str:
    if "figure" not in entry:
        return plain(entry[lang])
    term = definition(entry["figure"], lang).term
    return f"[{plain(term)}](figures.md#{slug(term)})"
