"""`Store`: the history of tables and titles in one file. The face of this room.

Nothing leaves the machine, and a store holds no paths, only names of files. There is no clock here: the day
of every entry is an argument.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

import pandas as pd

from kwopt import columns as c
from kwopt.errors import HistoryError
from kwopt.history.changes import THRESHOLD, Changes, pair_to_compare, read_changes
from kwopt.history.database import PATIENCE, as_sentences, opened, transaction
from kwopt.history.overtime import keywords_like, read_keywords_over_time, read_tables
from kwopt.history.readings import Reading, StoredTable, write_reading
from kwopt.history.titlerows import read_titles, read_uses
from kwopt.history.titles import (
    Composition,
    StoredTitles,
    known_product,
    last_marketplace,
    market_id,
    write_composition,
    write_use,
)
from kwopt.tables.table import FileReport


class Store:
    r"""A history of keyword tables and titles: an SQLite file that several processes may use at once.

    Every method that writes does so in one transaction: a process that is killed leaves the file as it was
    before. While one process writes, others wait for it, up to `patience` seconds. Why SQLite and not DuckDB,
    and why no WAL, says `kwopt.history.database`.

    Parameters
    ----------
    path
        The file; made if it is not there, brought to the current schema if an older kwopt made it.
    create
        Whether it may be made.
    patience
        Seconds to wait for another process that writes.

    Raises
    ------
    HistoryError
        From every method: if the file cannot be opened, read or written, or is no store of this kwopt.

    Examples
    --------
    >>> import io, tempfile
    >>> from kwopt import read_keywords
    >>> table = read_keywords(io.BytesIO("关键词,搜索人气\n旗袍,1200\n".encode()), name="june.csv")
    >>> with tempfile.TemporaryDirectory() as folder, Store(folder + "/shop.db") as store:
    ...     _ = store.add_table(table.files, [table.frame], as_of=date(2026, 6, 1))
    ...     store.over_time(["旗袍"])[["keyword", "day", "search_volume"]].values.tolist()
    [['旗袍', '2026-06-01', 1200.0]]
    """

    def __init__(self, path: str | Path, *, create: bool = True, patience: float = PATIENCE) -> None:
        self.path = str(path)
        self._connection = opened(self.path, create=create, patience=patience)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all entries of the block in one transaction: a thousand titles at the cost of one.

        Others wait until the block ends; an exception takes everything back.
        """
        with as_sentences(self.path), transaction(self._connection):
            yield

    def add_table(
        self, files: Sequence[FileReport], blocks: Iterable[pd.DataFrame], *, as_of: date
    ) -> StoredTable:
        """Store the keywords of files that were read together, unless they are there already.

        The same files (bytes and sheets) are stored once; anew only where their columns are understood
        otherwise than they were (another `--map`, another kwopt), or where conversions are new. Of files
        read in another grouping the figures are merged in another way: they are another table.

        Parameters
        ----------
        files
            `KeywordTable.files`.
        blocks
            The table's rows as frames of any size, taken one after the other: canonical columns and, where
            known, the conversion columns of scoring. Take frames from before scoring for a product, which
            narrows `market_buyers`; imputed listings and estimated buyers are left out.
        as_of
            The day of reading. Tables that betray no period are placed in time by it.

        Returns
        -------
        StoredTable
            Its number in the store, and whether it was written.
        """
        with self.together():
            return write_reading(self._connection, Reading(tuple(files)), blocks, as_of=as_of)

    def add_titles(self, composed: Composition) -> StoredTitles:
        """Store titles that were composed or audited, and that the product's own title was in use.

        A title that the seller has said was replaced is not in use again because a product file still states
        it. The same call of the same day is kept once, as it was last.

        Returns
        -------
        StoredTitles
            Number of the composition, and since when the stated title is replaced.

        Examples
        --------
        >>> from kwopt import Product, Settings
        >>> product = Product(title="改良旗袍女", product_id="P1")
        >>> composed = Composition(product=product, marketplace="taobao", titles=[],
        ...                        as_of=date(2026, 6, 1), settings=Settings())
        >>> with Store(":memory:") as store:
        ...     _ = store.add_titles(composed)
        ...     store.in_use("P1")[["text", "first_seen"]].values.tolist()
        [['改良旗袍女', '2026-06-01']]
        """
        with self.together():
            return write_composition(self._connection, composed)

    def add_use(self, product: str, text: str, *, on: date, marketplace: str | None = None) -> None:
        """Store that a product (its id or name) bore a title on a day.

        Of one day the last word holds, and this one goes before what a product file states. Without a
        marketplace it is the one in which the product last had a title.
        """
        if not text.strip():
            raise HistoryError("history.empty_title", file=self.path)
        with self.together():
            number = known_product(self._connection, product, file=self.path)
            place = market_id(marketplace) if marketplace else last_marketplace(self._connection, number)
            write_use(self._connection, number, place, text, on, stated_by="seller")

    def tables(self) -> pd.DataFrame:
        """Return the tables by day: period, format, files with fingerprints, keywords, and their series.

        Tables of one `series` have one format, one header of searches, one currency and periods of one
        length: only their searches are comparable.
        """
        with as_sentences(self.path):
            return read_tables(self._connection)

    def over_time(self, keywords: Sequence[str]) -> pd.DataFrame:
        """Return one row for each keyword and table that has it: by keyword as given, then by day.

        `market_buyers` is the table's own, else estimated as scoring without a product does.
        """
        with as_sentences(self.path):
            return read_keywords_over_time(self._connection, keywords)

    def like(self, text: str) -> list[str]:
        """Return a few keywords of the store that hold `text`, the shortest first."""
        with as_sentences(self.path):
            return keywords_like(self._connection, text)

    def changes(
        self, before: int | None = None, after: int | None = None, *, threshold: float = THRESHOLD
    ) -> Changes:
        """Return what changed between two tables; without numbers, since the one before the last.

        The one before the last is the latest earlier table of the last one's series that shares at least a
        tenth of its keywords.

        Parameters
        ----------
        before, after
            Numbers of tables, both or none.
        threshold
            Least rise that is remarked, as a fraction; a fall is a rise backwards.

        Examples
        --------
        >>> from kwopt import read_keywords
        >>> with Store(":memory:") as store:
        ...     for month, searches in ((5, 1000), (6, 3000)):
        ...         table = read_keywords(pd.DataFrame({"keyword": ["旗袍"], "search_volume": [searches]}))
        ...         _ = store.add_table(table.files, [table.frame], as_of=date(2026, month, 1))
        ...     store.changes().moved("demand", "rise")[["keyword", "search_volume_change"]].values.tolist()
        [['旗袍', 2.0]]
        """
        with as_sentences(self.path):
            tables = read_tables(self._connection)
            if before is None or after is None:
                before, after = pair_to_compare(self._connection, tables, self.path)
            rows = [self._table(tables, number) for number in (before, after)]
            return read_changes(self._connection, *rows, threshold=threshold)

    def _table(self, tables: pd.DataFrame, number: int) -> pd.Series:
        found = tables[tables[c.TABLE] == number]
        if found.empty:
            known = tables[c.TABLE].tolist()
            raise HistoryError("history.no_table", file=self.path, value=number, choices=known)
        return found.iloc[0]

    def titles(self, product: str | None = None) -> pd.DataFrame:
        """Return titles composed, audited and in use, by day; of the product with this id or name, or of all.

        `event` is composed, audited, best (the best beside an audited one) or used. A title in use has the
        figures with which it was last composed or audited.
        """
        with as_sentences(self.path):
            number = known_product(self._connection, product, file=self.path) if product is not None else None
            return read_titles(self._connection, number)

    def in_use(self, product: str | None = None) -> pd.DataFrame:
        """Return which title was in use when: one row for each unbroken use, by product and day."""
        with as_sentences(self.path):
            number = known_product(self._connection, product, file=self.path) if product is not None else None
            return read_uses(self._connection, number)
