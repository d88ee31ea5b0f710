"""Passes over a long file: its pieces understood until each is understood as the whole is.

A pass takes for granted what the first piece decides (`evidence`), and what earlier passes came upon. It
ends with the blocks of the file on disk, or with what the next pass must take for granted.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd

from kwopt.tables.accounts import Account, added
from kwopt.tables.figures.ratios import RatioCheck
from kwopt.tables.pieces import Verdicts, keyword_rows, understood
from kwopt.tables.planning.plans import Plan
from kwopt.tables.raw import RawTable
from kwopt.tables.readers.delimited import IrregularTextError
from kwopt.tables.records import Record
from kwopt.tables.rows.row_kinds import FOOTER_ROWS
from kwopt.tables.spooling.blocks import write_block
from kwopt.tables.spooling.evidence import Evidence, essence
from kwopt.tables.spooling.jsonpieces import JsonPieces, NewHeadersError
from kwopt.tables.spooling.repeats import text_hashes
from kwopt.tables.spooling.streams import WholeNeededError
from kwopt.tables.spooling.textpieces import TextPieces

_MOST_PASSES = 6  # one for each thing that is taken for granted, and one that holds
NOTHING = "nothing"
"""Kind of a column in which nothing stands."""

_AT_ONCE = 2  # pieces that are understood beside each other: each holds some 100 MB


class Pieces(Protocol):
    """A file that yields its rows as raw tables of some rows each."""

    @property
    def plan(self) -> Plan:
        """What its columns mean."""

    @property
    def opening(self) -> tuple[Record, ...]:
        """What reading records of the file before its rows."""

    @property
    def closing(self) -> tuple[Record, ...]:
        """What reading records of the file after its rows."""

    def tables(self, texts: frozenset[int], /) -> Iterator[RawTable]:
        """Yield its rows; columns of `texts` hold more than numbers somewhere in the file."""


@dataclass(frozen=True)
class Draft:
    """A file understood, in blocks on disk, repeated keywords not yet merged.

    Parameters
    ----------
    blocks, sizes
        The rows of the file, and how many each block holds.
    kinds
        The kinds of each column in the blocks, by name: of one that is carried along there may be several.
    hashes
        Those of the identities of all keywords, piece by piece.
    """

    blocks: tuple[Path, ...]
    sizes: tuple[int, ...]
    kinds: dict[str, frozenset[str]]
    hashes: tuple[np.ndarray, ...]
    account: Account
    checks: tuple[RatioCheck, ...]


class _TextsMetError(Exception):
    """Some piece holds texts where another holds numbers: `places` are all columns that hold texts."""

    def __init__(self, places: frozenset[int]) -> None:
        super().__init__(sorted(places))
        self.places = places


def drafted(pieces: Pieces, folder: Path, *, file: str, rows_at_once: int) -> Draft:
    """Return a file understood, in blocks of at most `rows_at_once` rows.

    Raises
    ------
    WholeNeededError
        If what is decided of the file cannot be told from its pieces.
    """
    texts: frozenset[int] = frozenset()
    verdicts: Verdicts | None = None
    for _ in range(_MOST_PASSES):
        try:
            single = _Pass(folder, file, rows_at_once, verdicts)
            single.run(_with_footer(_of_one_kind(pieces.tables(texts))))
        except _TextsMetError as met:
            texts, verdicts = texts | met.places, None
        except IrregularTextError:
            pieces, verdicts = _split(pieces), None
        except NewHeadersError as new:
            pieces, verdicts = _headed(pieces, new.headers), None
        except UnicodeError:
            pieces, verdicts = _mended(pieces), None
        else:
            if single.holds:
                return single.draft(pieces)
            verdicts = single.decided
    raise WholeNeededError


def _split(pieces: Pieces) -> Pieces:
    if not isinstance(pieces, TextPieces) or pieces.quotes is not None:
        raise WholeNeededError
    return pieces.split()


def _headed(pieces: Pieces, headers: tuple[str, ...]) -> Pieces:
    if not isinstance(pieces, JsonPieces):
        raise WholeNeededError
    return pieces.with_headers(headers)


def _mended(pieces: Pieces) -> Pieces:
    if not isinstance(pieces, (TextPieces, JsonPieces)) or pieces.stream.mending:
        raise WholeNeededError
    return pieces.mended()


def _of_one_kind(tables: Iterable[RawTable]) -> Iterator[RawTable]:
    """Yield tables as long as each column is text in all of them, or in none."""
    first: frozenset[int] | None = None
    met: frozenset[int] = frozenset()
    for table in tables:
        kinds = table.body.dtypes
        texts = frozenset(place for place, kind in enumerate(kinds) if isinstance(kind, pd.StringDtype))
        first = texts if first is None else first
        met |= texts
        if met == first == texts:
            yield table
    if met != first:
        raise _TextsMetError(met)


def _with_footer(tables: Iterable[RawTable]) -> Iterator[tuple[RawTable, bool]]:
    """Yield tables, each with whether it is the last: that one holds all rows that may be a footer's."""
    held: deque[RawTable] = deque()
    for table in tables:
        held.append(table)
        while sum(len(other.rows) for other in held) - len(held[0].rows) >= FOOTER_ROWS:
            yield held.popleft(), False
    if held:
        yield _joined(tuple(held)), True


def _joined(tables: tuple[RawTable, ...]) -> RawTable:
    if len(tables) == 1:
        return tables[0]
    body = pd.concat([table.body for table in tables], ignore_index=True)
    rows = np.concatenate([table.rows for table in tables])
    whole = tables[0]
    for other in tables[1:]:
        refusals, repairs = added(whole.refusals, other.refusals), added(whole.repairs, other.repairs)
        whole = replace(whole, refusals=refusals, repairs=repairs)
    return replace(whole, body=body, rows=rows)


@dataclass(frozen=True)
class _Understood:
    """A piece understood, its rows in blocks on disk."""

    names: tuple[str, ...]
    account: Account
    evidence: Evidence
    blocks: tuple[Path, ...]
    sizes: tuple[int, ...]
    kinds: dict[str, str]
    hashes: np.ndarray


class _Pass:
    """One pass over the pieces of a file; `holds` says that all were understood as the whole is."""

    def __init__(self, folder: Path, file: str, rows_at_once: int, verdicts: Verdicts | None) -> None:
        self._folder, self._file, self._rows_at_once = folder, file, rows_at_once
        self._verdicts = verdicts
        self._taken: list[_Understood] = []
        self._account: Account | None = None
        self._evidence: Evidence | None = None

    def run(self, tables: Iterator[tuple[RawTable, bool]]) -> None:
        """Understand all pieces: the first alone, for the others go by it, and these beside each other."""
        numbered = enumerate(tables)
        if self._verdicts is None:
            for number, (table, last) in numbered:
                self._take(self._understood(number, table, last, None))
                break
            self._verdicts = self.decided
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            waiting: deque[Future[_Understood]] = deque()
            for number, (table, last) in numbered:
                waiting.append(threads.submit(self._understood, number, table, last, self._verdicts))
                if len(waiting) > _AT_ONCE:
                    self._take(waiting.popleft().result())
            while waiting:
                self._take(waiting.popleft().result())

    @property
    def decided(self) -> Verdicts:
        """What the evidence of all pieces decides."""
        if self._evidence is None:
            raise WholeNeededError
        return self._evidence.verdicts()

    @property
    def holds(self) -> bool:
        """Whether the evidence of all pieces decides what was taken for granted."""
        if self._verdicts is None or self._evidence is None:
            return False
        head = self._evidence.head
        return bool(essence(self.decided, head) == essence(self._verdicts, head))

    def draft(self, pieces: Pieces) -> Draft:
        """Return what was understood, with what reading records of the file as a whole."""
        if self._account is None or len({item.names for item in self._taken}) > 1:
            raise WholeNeededError
        account = self._account
        kinds: dict[str, set[str]] = {}
        for item in self._taken:
            for name, kind in item.kinds.items():
                kinds.setdefault(name, set()).add(kind)
        return Draft(
            blocks=tuple(block for item in self._taken for block in item.blocks),
            sizes=tuple(size for item in self._taken for size in item.sizes),
            kinds={name: frozenset(found) for name, found in kinds.items()},
            hashes=tuple(item.hashes for item in self._taken),
            account=replace(account, read=(*pieces.opening, *account.read, *pieces.closing)),
            checks=self.decided.figures.checks,
        )

    def _take(self, item: _Understood) -> None:
        self._account = item.account if self._account is None else self._account + item.account
        self._evidence = item.evidence if self._evidence is None else self._evidence + item.evidence
        self._taken.append(replace(item, account=self._account, evidence=self._evidence))

    def _understood(self, number: int, table: RawTable, last: bool, verdicts: Verdicts | None) -> _Understood:
        rows = keyword_rows(table, footer=last)
        if last and not len(rows.keys):  # a footer of so many rows, or nothing but a footer
            raise WholeNeededError
        piece = understood(rows, self._file, verdicts=verdicts)
        frames = [
            piece.frame.iloc[start : start + self._rows_at_once]
            for start in range(0, len(piece.frame), self._rows_at_once)
        ]
        blocks = (self._folder / f"draft-{number:06d}-{part:03d}.arrow" for part in range(len(frames)))
        return _Understood(
            names=tuple(map(str, piece.frame)),
            account=piece.account,
            evidence=Evidence.of(piece, rows.raw),
            blocks=tuple(map(write_block, frames, blocks)),
            sizes=tuple(map(len, frames)),
            kinds={name: _kind(piece.frame[name]) for name in piece.carried.values() if len(piece.frame)},
            hashes=text_hashes(rows.keys),
        )


def _kind(values: pd.Series) -> str:
    """Return the kind of a carried column; a text of which nothing is there is of any kind."""
    empty = isinstance(values.dtype, pd.StringDtype) and not values.notna().any()
    return NOTHING if empty else str(values.dtype)
