"""What became of a catalog: counted while its rows are written, so that no row is read for it again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kwopt.models import Notice
from kwopt.shop.allocation import near_duplicates
from kwopt.shop.batch.work import Row

FAILURES_SHOWN = 10
"""Failed products that a summary lists; all are in the output."""


@dataclass(frozen=True)
class FailedProduct:
    """A product without result: its row in the catalog, its ID, and the error as its row has it."""

    row: int
    product_id: str
    error: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class BatchResult:
    """What became of a catalog.

    `resumed` products were done by an earlier run; `untitled` ones were scored, and nothing fits them;
    `near_duplicates` have a first title less than three words apart from another product's. `failures` are
    the first of `failed`; `allocation` has the totals of the shop, None unless it was asked for.
    """

    products: int
    done: int
    failed: int
    resumed: int
    untitled: int
    near_duplicates: int
    output: Path
    journal: Path
    failures: tuple[FailedProduct, ...] = ()
    allocation: Mapping[str, Any] | None = None
    notices: tuple[Notice, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the body of the document of `kwopt batch`."""
        counts = ("products", "done", "failed", "resumed", "untitled", "near_duplicates")
        failures = [
            {"row": failure.row, "product_id": failure.product_id, "error": failure.error}
            for failure in self.failures
        ]
        places = {"output": str(self.output), "journal": str(self.journal)}
        lists = {"failures": failures, "allocation": self.allocation}
        return {**{name: getattr(self, name) for name in counts}, **places, **lists}


class Tally:
    """What is counted of rows that pass by; `failures` are the first of those that failed."""

    def __init__(self) -> None:
        self.products = self.failed = 0
        self.failures: list[FailedProduct] = []
        self._first_titles: list[list[str]] = []

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows, each counted."""
        for row in rows:
            self.products += 1
            if row["error"]:
                self._fail(row)
            self._first_titles += [_words(title) for title in row["titles"][:1]]
            yield row

    def _fail(self, row: Row) -> None:
        self.failed += 1
        if len(self.failures) < FAILURES_SHOWN:
            self.failures.append(FailedProduct(row["row"], row["product_id"], row["error"]))

    @property
    def untitled(self) -> int:
        """How many products did not fail and have no title."""
        return self.products - self.failed - len(self._first_titles)

    def near_duplicates(self) -> int:
        """Return how many first titles are like another's."""
        return len(near_duplicates(self._first_titles))


def _words(title: Mapping[str, Any]) -> list[str]:
    return [token["text"] for token in title["tokens"] if any(map(str.isalnum, token["text"]))]
