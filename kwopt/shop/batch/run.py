"""A whole catalog: each product scored and titled, on any engine, with nothing lost when a run is killed.

Every finished product is noted in a journal beside the output, under a key made of its facts; the output is
made of the journal in the catalog's order when all are done, so its bytes do not depend on jobs, kills and
resumes. Products that failed are rows with their errors. `resume` works on what failed, and on what is new or
changed in the catalog.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from kwopt.files.places import check_file
from kwopt.models import Notice, Product
from kwopt.products.catalog import Catalog
from kwopt.products.catalog_reader import CatalogRow
from kwopt.runs.engines import Engine
from kwopt.runs.journal import Journal
from kwopt.shop.allocation import ShopProduct
from kwopt.shop.batch.allocating import (
    Allocated,
    allocated,
    allocation_key,
    shop_product,
    with_allocation,
)
from kwopt.shop.batch.equal import equal_products
from kwopt.shop.batch.output import SCORE_SUFFIXES, SUFFIXES, write_rows, write_scores
from kwopt.shop.batch.result import BatchResult, Tally
from kwopt.shop.batch.work import (
    DONE,
    BatchWork,
    Row,
    compose_row,
    failed_row,
    key_of,
    lost_row,
    placed,
    scores_of,
)

JOURNAL_SUFFIX = ".journal"

Watch = Callable[[str, int | None, int], AbstractContextManager[Callable[[], object]]]
"""What shows how far a run is: phase, parts and finished parts go in, a context with a counter comes out."""


def _unwatched(_phase: str, _total: int | None, _done: int) -> AbstractContextManager[Callable[[], object]]:
    return nullcontext(_uncounted)


def _uncounted() -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class BatchPlaces:
    """Where results go; `scores` only if they are wanted. Nothing is written over `protect`."""

    output: Path
    scores: Path | None = None
    protect: Sequence[str | Path] = ()

    @property
    def journal(self) -> Path:
        """The journal, beside the output."""
        return self.output.with_name(self.output.name + JOURNAL_SUFFIX)

    def check(self) -> None:
        """Refuse places that could not be written, before any work is done.

        Raises
        ------
        TableError
            For an unknown suffix, an input, or a place that cannot be written.
        """
        check_file(self.output, SUFFIXES, self.protect)
        if self.scores is not None:
            check_file(self.scores, SCORE_SUFFIXES, self.protect)


def run_batch(
    catalog: Catalog,
    work: BatchWork,
    places: BatchPlaces,
    engine: Engine,
    *,
    fingerprint: Mapping[str, Any],
    resume: bool = False,
    restart: bool = False,
    watch: Watch = _unwatched,
    keep: Callable[[Iterable[tuple[Product, Row]]], Sequence[Notice]] = lambda _: (),
) -> BatchResult:
    """Score and title every product of a catalog, and write the results.

    Parameters
    ----------
    fingerprint
        What all results depend on besides the version of kwopt: hashes of keyword tables, settings.
    resume, restart
        Go on with a run that was interrupted, or begin it anew.
    watch
        Called with each phase of the run ("batching", "allocating", "writing"), how many parts it has, and
        how many an earlier run did; gives a context with a function to call for each further one.
    keep
        Called with the products that are done and their rows, when the results are written; returns what to
        say of it.

    Raises
    ------
    RunError
        If the journal belongs to another run, is in use, or cannot be written.
    TableError
        If a result cannot be written; the journal stays, and `resume` goes on with it.
    """
    places.check()
    with Journal.start(places.journal, fingerprint, resume=resume, restart=restart) as journal:
        run = _Run(catalog, work, journal)
        resumed = run.resumed()
        tasks = run.tasks(resumed)
        with watch("batching", len(catalog.rows), len(catalog.rows) - len(tasks)) as advance:
            for product, record in engine.unordered(compose_row, tasks, work, lost=partial(lost_row, work)):
                journal.add(key_of(product), record)
                advance()
        if work.options.allocate:
            with watch("allocating", None, 0):
                run.allocate(engine)
        with watch("writing", None, 0):
            tally = Tally()
            notices = [*equal_products(catalog.rows), *run.write(places, tally), *keep(run.done())]
            result = BatchResult(
                products=tally.products, done=tally.products - tally.failed, failed=tally.failed,
                resumed=len(resumed), untitled=tally.untitled, near_duplicates=tally.near_duplicates(),
                allocation=run.allocated["totals"] if run.allocated else None, output=places.output,
                journal=places.journal, failures=tuple(tally.failures), notices=tuple(notices),
            )  # fmt: skip
        journal.finish()
    return result


class _Run:
    """The rows of a catalog and the journal that their results are in, by the facts of a product."""

    def __init__(self, catalog: Catalog, work: BatchWork, journal: Journal) -> None:
        self.catalog, self.work, self.journal = catalog, work, journal
        self.allocated: Allocated | None = None
        self.fields = lost_row(work, None)["row"].keys()
        self.keys = {row.row: key_of(row.product) for row in catalog.rows if row.product is not None}

    def resumed(self) -> frozenset[int]:
        """Return the rows whose products an earlier run finished, without those that failed."""
        there = self.journal.done
        done = {
            key for key in set(self.keys.values()) if key in there and self._is_done(self.journal.record(key))
        }
        return frozenset(row for row, key in self.keys.items() if key in done)

    def _is_done(self, record: Any) -> bool:
        """Say whether a record is that of a product that did not fail, whole: journals may be edited."""
        row = record.get("row") if isinstance(record, dict) else None
        return isinstance(row, dict) and row.get("status") == DONE and row.keys() == self.fields

    def tasks(self, resumed: frozenset[int]) -> list[Product]:
        """Return the products that are left to do, equal ones once."""
        left = {
            self.keys[row.row]: row.product
            for row in self.catalog.rows
            if row.product is not None and row.row not in resumed
        }
        return list(left.values())

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the output, in the catalog's order."""
        for row in self.catalog.rows:
            found = self._record(row)["row"] if row.error is None else failed_row(row.error, self.work)
            yield with_allocation(placed(found, row.row, row.product_id), self.allocated)

    def allocate(self, engine: Engine) -> None:
        """Share the demand of the shop out among its products, unless an earlier run did."""
        key = allocation_key([self.keys.get(row.row, "") for row in self.catalog.rows])
        if key not in self.journal.done:
            self.journal.add(key, allocated(self._shop_products(), self.work, engine))
        self.allocated = self.journal.record(key)

    def _shop_products(self) -> Iterator[ShopProduct]:
        for row in self.catalog.rows:
            if row.product is not None:
                stated = self.work.options.applied_to(row.product)
                product = shop_product(row.row, stated, self._record(row))
                if product is not None:
                    yield product

    def done(self) -> Iterator[tuple[Product, Row]]:
        """Yield the products that did not fail, each with its row."""
        for row, found in zip(self.catalog.rows, self.rows(), strict=True):
            if row.product is not None and found["status"] == DONE:
                yield row.product, found

    def scores(self) -> Iterator[pa.Table]:
        """Yield the scored keywords of the products that have some."""
        for row in self.catalog.rows:
            if row.error is None and (packed := self._record(row).get("scores")):
                yield scores_of(packed, row.row, row.product_id)

    def _record(self, row: CatalogRow) -> dict[str, Any]:
        record: dict[str, Any] = self.journal.record(self.keys[row.row])
        return record

    def write(self, places: BatchPlaces, tally: Tally) -> list[Notice]:
        """Write the results; `tally` sees the rows that are written."""
        notices = write_rows(tally.watched(self.rows()), places.output, places.protect)
        if places.scores is not None:
            count = write_scores(self.scores(), places.scores, places.protect)
            notices.append(Notice("shop.scores_written", params={"rows": count, "file": str(places.scores)}))
        return notices


def day_of(journal: Path) -> str | None:
    """Return the day for which an unfinished run judged words, so that it can go on the day after.

    None where there is no such journal.
    """
    try:
        with journal.open(encoding="utf-8") as lines:
            header = json.loads(lines.readline())
        found = header["fingerprint"]["settings"]["as_of"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) else None
