"""What a command leaves in the store that `--store FILE` names. The store itself is `kwopt.history`'s."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kwopt import columns as c
from kwopt.cli.request import Request
from kwopt.errors import HistoryError
from kwopt.history import Composition, Store
from kwopt.history.readings import StoredTable
from kwopt.history.titles import Event
from kwopt.models import Notice, Product, Settings, Title
from kwopt.tables import KeywordTable
from kwopt.tables.spooling import read_block
from kwopt.tables.table import FileReport
from kwopt.tables.writing.atomic import check_place

if TYPE_CHECKING:
    from kwopt.shop.lists.scored_list import ScoredList
    from kwopt.titles.audited import Audit

CONVERSION = (c.CONVERSION, c.CONVERSION_LOW, c.CONVERSION_HIGH, c.CONVERSION_BASIS)
"""What scoring finds out about a keyword whatever the product is."""


def check_store(request: Request) -> None:
    """Refuse a store that could not be written to, before any work is done; an older one is brought up.

    Raises
    ------
    HistoryError, TableError
        If the file is something else, is the result's file too, or nothing can be written there.
    """
    if request.store is None:
        return
    if request.target and Path(request.target).absolute() == Path(request.store).absolute():
        raise HistoryError("history.same_file", file=request.store)
    if Path(request.store).exists():
        Store(request.store, create=False).close()
    else:
        check_place(Path(request.store))


def kept_table(request: Request, table: KeywordTable) -> list[Notice]:
    """Store the table that a command read, and return what to say of it; nothing without a store."""
    return _kept_blocks(request, table.files, [table.frame])


def kept_list(request: Request, scored: "ScoredList") -> list[Notice]:
    """Store a list of any length with its conversions, block by block."""
    pairs = zip(scored.table.blocks, scored.blocks.paths, strict=True)
    blocks = (with_conversion(read_block(own), read_block(done)) for own, done in pairs)
    return _kept_blocks(request, scored.table.files, blocks)


def _kept_blocks(
    request: Request, files: Sequence[FileReport], blocks: Iterable[pd.DataFrame]
) -> list[Notice]:
    if request.store is None or request.as_of is None:
        return []
    with Store(request.store) as store:
        return [_said(request.store, store.add_table(files, blocks, as_of=request.as_of))]


def with_conversion(frame: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """Return a table's own figures with the conversions of its scored rows, which stand in the same order."""
    return frame.assign(**{name: scored[name].to_numpy() for name in CONVERSION})


def kept_titles(
    request: Request,
    table: KeywordTable,
    scored: pd.DataFrame,
    product: Product,
    titles: Sequence[tuple[Event, Title]],
    settings: Settings,
) -> list[Notice]:
    """Store a table and the titles that were composed or audited with it, in one piece."""
    if request.store is None or request.as_of is None:
        return []
    blocks = [with_conversion(table.frame, scored)]
    with Store(request.store) as store, store.together():
        kept = store.add_table(table.files, blocks, as_of=request.as_of)
        stored = store.add_titles(Composition(
            product=product, marketplace=request.marketplace, titles=titles, as_of=request.as_of,
            settings=settings, table=kept.number,
        ))  # fmt: skip
    params = {"file": request.store, "count": len(titles), "product": product.product_id or product.label}
    stale = {"file": request.store, "day": stored.replaced_on, "product": params["product"]}
    return [
        _said(request.store, kept),
        Notice("history.titles_stored", params=params),
        *([Notice("history.stale_title", "warning", stale)] if stored.replaced_on else []),
    ]


def composed_titles(titles: Sequence[Title]) -> list[tuple[Event, Title]]:
    """Return titles as composed ones."""
    return [("composed", title) for title in titles]


def audited_titles(audit: "Audit") -> list[tuple[Event, Title]]:
    """Return the title that was audited, and the best one beside it where one is known."""
    found: list[tuple[Event, Title]] = [("audited", audit.title)]
    return [*found, ("best", audit.best)] if audit.best else found


def _said(file: str, kept: StoredTable) -> Notice:
    code = "history.table_stored" if kept.written else "history.table_known"
    return Notice(code, params={"file": file, "table": kept.number, "count": kept.keywords})
