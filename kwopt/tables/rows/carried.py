"""Columns without canonical name, carried along: text, or numbers where nothing is lost by it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_PLAIN_NUMBER = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$"
_FIRST = 100  # rows in which a column of words betrays itself
_THREADS_FROM = 2**16  # rows; below, starting threads takes longer than it saves


def carried(
    columns: Sequence[pd.Series], *, ids: Sequence[bool], words: Sequence[bool] | None = None
) -> list[pd.Series]:
    """Return each column numbered anew, empty texts missing, plain numbers as numbers.

    Ids, codes ("007"), and numbers longer than a float is exact, stay text.

    Parameters
    ----------
    words
        Which columns are known to stay text, because another piece of their file holds words in them.

    >>> columns = [pd.Series(["7", "12"]), pd.Series(["007", "12"])]
    >>> [column.tolist() for column in carried(columns, ids=[False, False])]
    [[7, 12], ['007', '12']]
    """
    worded = words or [False] * len(columns)
    if not columns or len(columns[0]) < _THREADS_FROM:
        return list(map(_carried, columns, ids, worded))
    with ThreadPoolExecutor() as threads:
        return list(threads.map(_carried, columns, ids, worded))


def _carried(values: pd.Series, is_id: bool, is_worded: bool) -> pd.Series:
    plain = values.reset_index(drop=True)
    if is_id or not isinstance(plain.dtype, pd.StringDtype):
        return plain
    texts = pa.array(plain, type=pa.large_string())
    empty = pc.equal(texts, "")
    if pc.any(empty).as_py():
        texts = pc.if_else(empty, None, texts)
    numbers = None if is_worded else _numbers(texts)
    return pd.Series(texts.to_pandas().array, dtype="str") if numbers is None else numbers.to_pandas()


def _numbers(texts: pa.Array) -> pa.Array | None:
    if texts.null_count == len(texts) or not (_all_plain(texts[:_FIRST]) and _all_plain(texts)):
        return None
    try:
        return pc.cast(texts, pa.float64() if texts.null_count else pa.int64())
    except pa.ArrowInvalid:
        return pc.cast(texts, pa.float64())


def _all_plain(texts: pa.Array) -> bool:
    return bool(pc.all(pc.match_substring_regex(texts, _PLAIN_NUMBER), min_count=0).as_py())
