"""What a command leaves in the store that `--store FILE` names. The store itself is `kwopt.history`'s.

It is loaded where a store is named: most calls name none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kwopt import columns as c
from kwopt.cli.progress import progress
from kwopt.cli.request import Request
from kwopt.errors import HistoryError
from kwopt.files.places import check_place
from kwopt.models import Notice, Product, Settings, Title
from kwopt.tables import KeywordTable
from kwopt.tables.spooling import read_block
from kwopt.tables.table import FileReport

if TYPE_CHECKING:
    from kwopt.history import Store
    from kwopt.history.readings import StoredTable
    from kwopt.history.titles import Event
    from kwopt.shop.lists.scored_list import ScoredList
    from kwopt.titles.auditing.audited import Audit

CONVERSION = (c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CONVERSION_BASIS)
"""What scoring finds out about a keyword whatever the product is."""

_FURTHER_RESULTS = ("scores", "upload")
"""Options of commands that name another file to be written."""


def check_store(request: Request) -> None:
    """Refuse a store that could not be written to, before any work is done; an older one is brought up.

    Raises
    ------
    HistoryError, TableError
        If the file is something else, is a file of results too, or nothing can be written there.
    """
    if request.store is None:
        return
    if not request.store:
        raise HistoryError("history.no_name")
    results = [request.target, *(getattr(request, name, None) for name in _FURTHER_RESULTS)]
    if Path(request.store).resolve() in {Path(result).resolve() for result in results if result}:
        raise HistoryError("history.same_file", file=request.store)
    check_place(Path(request.store))
    if Path(request.store).exists():
        _opened(request.store, create=False).close()


@dataclass(frozen=True)
class Kept:
    """What became of a table: its number in the store, None without a store, and what to say of it."""

    number: int | None = None
    notices: Sequence[Notice] = ()


def kept_table(request: Request, table: KeywordTable, scored: pd.DataFrame | None = None) -> Kept:
    """Store the table that a command read, with the conversions of its scored rows where there are some."""
    frame = table.frame if scored is None else with_conversion(table.frame, scored)
    return _kept_blocks(request, table.files, [frame])


def kept_list(request: Request, scored: "ScoredList") -> Kept:
    """Store a list of any length with its conversions, block by block."""
    pairs = zip(scored.table.blocks, scored.blocks.paths, strict=True)
    blocks = (with_conversion(read_block(own), read_block(done)) for own, done in pairs)
    return _kept_blocks(request, scored.table.files, blocks)


def _kept_blocks(request: Request, files: Sequence[FileReport], blocks: Iterable[pd.DataFrame]) -> Kept:
    if request.store is None or request.as_of is None:
        return Kept()
    with progress(request.voice.say("keeping")), _opened(request.store) as store:
        stored = store.add_table(files, blocks, as_of=request.as_of)
    return Kept(stored.number, [_said(request.store, stored)])


def with_conversion(frame: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """Return a table's own figures with the conversions of its scored rows, which stand in the same order."""
    return frame.assign(**{name: scored[name].to_numpy() for name in CONVERSION})


def kept_titles(
    request: Request,
    table: KeywordTable,
    scored: pd.DataFrame,
    product: Product,
    titles: "Sequence[tuple[Event, Title]]",
    settings: Settings,
) -> list[Notice]:
    """Store a table, and the titles that were composed or audited with it."""
    kept = kept_table(request, table, scored)
    if request.store is None or request.as_of is None:
        return []
    from kwopt.history import Composition

    with _opened(request.store) as store:
        stored = store.add_titles(Composition(
            product=product, marketplace=request.marketplace, titles=titles, as_of=request.as_of,
            settings=settings, table=kept.number,
        ))  # fmt: skip
    told = {"file": request.store, "product": product.product_id or product.label, "day": stored.replaced_on}
    return [
        *kept.notices,
        Notice("history.titles_stored", params=told | {"count": len(titles)}),
        *([Notice("history.stale_title", "warning", told)] if stored.replaced_on else []),
    ]


def kept_rows(
    request: Request, table: int | None, settings: Settings, rows: Iterable[tuple[Product, Mapping[str, Any]]]
) -> list[Notice]:
    """Store the titles of a whole catalog in one piece: products, and their rows as a batch has them.

    The day is that of the settings: a run that goes on after midnight is of the day on which it began.
    """
    if request.store is None or settings.as_of is None:
        return []
    from kwopt.history import Composition
    from kwopt.history.titles import TitleFigures

    products, titles, stale = 0, 0, []
    with _opened(request.store) as store, store.together():
        for product, row in rows:
            found: list[tuple[Event, Title | TitleFigures]] = [
                ("composed", TitleFigures.of(title)) for title in row["titles"]
            ]
            stored = store.add_titles(Composition(
                product=product, marketplace=request.marketplace, titles=found, as_of=settings.as_of,
                settings=settings, table=table,
            ))  # fmt: skip
            products, titles = products + 1, titles + len(found)
            stale += [product.product_id or product.label] if stored.replaced_on else []
    told = {"file": request.store, "count": titles, "products": products}
    doubts = {"file": request.store, "count": len(stale), "examples": stale[:_EXAMPLES]}
    return [
        Notice("history.catalog_stored", params=told),
        *([Notice("history.stale_titles", "warning", doubts)] if stale else []),
    ]


_EXAMPLES = 5
"""Products that a notice names."""


def composed_titles(titles: Sequence[Title]) -> "list[tuple[Event, Title]]":
    """Return titles as composed ones."""
    return [("composed", title) for title in titles]


def audited_titles(audit: "Audit") -> "list[tuple[Event, Title]]":
    """Return the title that was audited, and the best one beside it where one is known."""
    found: list[tuple[Event, Title]] = [("audited", audit.title)]
    return [*found, ("best", audit.best)] if audit.best else found


def _opened(file: str, *, create: bool = True) -> "Store":
    from kwopt.history import Store

    return Store(file, create=create)


def _said(file: str, kept: "StoredTable") -> Notice:
    code = "history.table_stored" if kept.written else "history.table_known"
    return Notice(code, params={"file": file, "table": kept.number, "count": kept.keywords})
