"""Keywords that repeat over the blocks of a file: told by hashes of their identities, checked on the texts.

Eight bytes a row are held, and some more where keywords repeat; the rows themselves stay on disk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from kwopt import columns
from kwopt.tables.records import EXAMPLES, Record
from kwopt.tables.rows.merging import differing_rows, identities, records_of_repeats
from kwopt.tables.spooling.blocks import mapped_block
from kwopt.tables.spooling.streams import WholeNeededError

_PAIRS_AT_ONCE = 2**18  # rows that are compared at once with the first row of their keyword
_HASHES_AT_ONCE = 2**20  # hashes that are sorted at once, at least half as many: 8 MB, and some copies
_NONE = np.zeros(0, dtype=np.int64)
_TEXTS_AT_ONCE = 2**13  # texts that are hashed at once: what is held of them fits into a core's cache
_STEP, _TURN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # of SplitMix64 (Steele, 2014)
_LAST = np.uint64(0x94D049BB133111EB)


def text_hashes(texts: pd.Series) -> np.ndarray:
    """Return a 64-bit hash of each text, equal for equal texts, shape (n_texts,).

    Every byte is mixed with its place, and the mixtures of a text are added up.

    >>> one, other, same = text_hashes(pd.Series(["旗袍", "袍旗", "旗袍"], dtype="str"))
    >>> bool(one == same), bool(one == other)
    (True, False)
    """
    array = pa.array(texts, type=pa.large_string())
    joined = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    _, ends, data = joined.buffers()
    if not len(joined) or data is None:
        return np.zeros(len(joined), dtype=np.uint64)
    places = np.frombuffer(ends, dtype=np.int64)[joined.offset : joined.offset + len(joined) + 1]
    units = np.frombuffer(data, dtype=np.uint8)
    parts = (places[start : start + _TEXTS_AT_ONCE + 1] for start in range(0, len(joined), _TEXTS_AT_ONCE))
    return np.concatenate([_hashes(units[part[0] : part[-1]], part - part[0]) for part in parts])


def _hashes(units: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return the hashes of texts by their bytes, and the places at which they begin and end."""
    sizes = np.diff(places).astype(np.uint64)
    begins = np.repeat(places[:-1], np.diff(places)).astype(np.uint64)
    within = np.arange(len(units), dtype=np.uint64) - begins
    mixed = _mixed((within << np.uint64(8)) | units)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    return _mixed(sums[places[1:]] - sums[places[:-1]] + sizes)


def _mixed(values: np.ndarray) -> np.ndarray:
    """Return numbers mixed so that near ones are far apart: the finalizer of SplitMix64."""
    mixed = (values + np.uint64(1)) * _STEP
    mixed ^= mixed >> np.uint64(30)
    mixed *= _TURN
    mixed ^= mixed >> np.uint64(27)
    mixed *= _LAST
    mixed ^= mixed >> np.uint64(31)
    return mixed


@dataclass(frozen=True)
class Repeats:
    """The rows of a file that repeat a keyword, and the first row of each, by their places in the file."""

    later: np.ndarray
    first: np.ndarray

    @classmethod
    def of(cls, hashes: Sequence[np.ndarray]) -> "Repeats":
        """Return which rows have the hash of an earlier one.

        Parameters
        ----------
        hashes
            Those of all rows in their order, in pieces of any size. A range of them is sorted at a time, so
            that little is held beside them.
        """
        bits = (sum(map(len, hashes)) // _HASHES_AT_ONCE).bit_length()
        found = [_repeats_in(hashes, bits, number) for number in range(2**bits)]
        later = np.concatenate([some for some, _ in found])
        by_row = np.argsort(later)
        return cls(later[by_row], np.concatenate([first for _, first in found])[by_row])


def _repeats_in(hashes: Sequence[np.ndarray], bits: int, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that repeat, and the first of each, among hashes whose first bits are a number."""
    chosen = [_chosen(piece, bits, number) for piece in hashes]
    values = np.concatenate([piece[some] for piece, some in zip(hashes, chosen, strict=True)])
    ordered = np.sort(values)
    if not (ordered[1:] == ordered[:-1]).any():
        return _NONE, _NONE
    starts = np.cumsum([0, *map(len, hashes)])
    pairs = zip(hashes, chosen, starts, strict=False)
    places = np.concatenate([np.arange(len(piece))[some] + start for piece, some, start in pairs])
    later, first = _repeated(values)
    return places[later], places[first]


def _chosen(piece: np.ndarray, bits: int, number: int) -> np.ndarray | slice:
    return piece >> np.uint64(64 - bits) == np.uint64(number) if bits else slice(None)


def _repeated(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the places whose hash stands earlier too, and the first place of each."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    firsts = order[np.repeat(begins, np.diff(np.append(begins, len(order))))]
    repeated = np.flatnonzero(firsts != order)
    return order[repeated], firsts[repeated]


def repeat_records(repeats: Repeats, blocks: Sequence[Path], sizes: Sequence[int]) -> tuple[Record, ...]:
    """Return what merging records of repeated keywords, as `rows.merging.merge_first` does.

    Parameters
    ----------
    blocks, sizes
        The rows of the file, and how many each block holds.

    Raises
    ------
    WholeNeededError
        If two keywords have one hash.
    """
    rows = _Rows(blocks, np.concatenate([[0], np.cumsum(sizes)]))
    differs = np.concatenate([_differs(rows, later, first) for later, first in _pairs(repeats)])
    few = np.concatenate([np.flatnonzero(differs)[:EXAMPLES], np.flatnonzero(~differs)[:EXAMPLES]])
    later, first = repeats.later[few], repeats.first[few]
    shown = pd.concat([rows.frame(later), rows.frame(first)], ignore_index=True)
    places = np.arange(len(few))
    told = records_of_repeats(shown, places, places + len(few), differs[few])
    counted = (
        (record, np.count_nonzero(where), len(np.unique(repeats.first[where])))
        for record, where in zip(told, (differs, ~differs), strict=True)
    )
    return tuple(
        replace(record, count=int(count), params={"keywords": keywords})
        for record, count, keywords in counted
        if count
    )


def _pairs(repeats: Repeats) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for start in range(0, len(repeats.later), _PAIRS_AT_ONCE):
        some = slice(start, start + _PAIRS_AT_ONCE)
        yield repeats.later[some], repeats.first[some]


def _differs(rows: "_Rows", later: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return which rows have other figures than the first row of their keyword."""
    one, other = rows.frame(later), rows.frame(first)
    _check_same(one[columns.KEYWORD], other[columns.KEYWORD])
    both = pd.concat([one, other], ignore_index=True)
    places = np.arange(len(later))
    return differing_rows(both, places, places + len(later))


def _check_same(one: pd.Series, other: pd.Series) -> None:
    unlike = (one != other).to_numpy()
    if unlike.any() and not identities(one[unlike]).tolist() == identities(other[unlike]).tolist():
        raise WholeNeededError


@dataclass(frozen=True)
class _Rows:
    """Rows on disk, found by their places in the file."""

    blocks: Sequence[Path]
    ends: np.ndarray

    def frame(self, places: np.ndarray) -> pd.DataFrame:
        """Return the keywords, figures and source rows at some places, in their order."""
        order = np.argsort(places, kind="stable")
        ordered = places[order]
        cuts = np.searchsorted(ordered, self.ends)
        parts = [
            _taken(block, ordered[start:end] - first)
            for block, first, start, end in zip(self.blocks, self.ends, cuts[:-1], cuts[1:], strict=False)
            if end > start
        ]
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        found: pd.DataFrame = pa.concat_tables(parts).take(pa.array(back)).to_pandas()
        return found


def _taken(block: Path, places: np.ndarray) -> pa.Table:
    with mapped_block(block) as table:
        needed = (columns.KEYWORD, *columns.NUMERIC, columns.SOURCE_ROW)
        return table.select([name for name in needed if name in table.column_names]).take(pa.array(places))
