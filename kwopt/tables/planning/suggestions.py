"""Which header the user probably means, judged by the values below it. Suggests, decides nothing."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from kwopt.tables.values.cellcolumns import read_cells

_SAMPLE_ROWS = 200
_KEYWORD_CHARACTERS = (2, 60)  # mean length of keywords: hanzi from 2, English phrases up to 60
_WORDS = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
_NO_KEYWORD = re.compile(r"^(?:https?://|www\.)|^b0[a-z0-9]{8}$|^\d{4}[-/.]\d|[@|{}\[\]]", re.IGNORECASE)
_FIGURES = 0.8  # share of cells that must be figures for a column to be suggested as one


def likely_keywords(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> str | None:
    """Return the header under which keywords probably stand: texts of words, mostly distinct.

    Parameters
    ----------
    headers
        As shown.
    rows
        The first rows below them.

    >>> likely_keywords(["c1", "c2", "c3"], [["1", "男装 夹克", "女装"], ["2", "长裙", "女装"]])
    'c2'
    """
    best, found = 0.0, None
    for place, header in enumerate(headers):
        texts = [str(row[place]).strip() for row in islice(rows, _SAMPLE_ROWS) if place < len(row)]
        likeliness = _likeliness([text for text in texts if text])
        if likeliness > best:
            best, found = likeliness, header
    return found


def _likeliness(texts: Sequence[str]) -> float:
    if not texts:
        return 0.0
    worded = sum(1 for text in texts if _WORDS.search(text) and not _NO_KEYWORD.search(text)) / len(texts)
    shortest, longest = _KEYWORD_CHARACTERS
    usual = 1.0 if shortest <= sum(map(len, texts)) / len(texts) <= longest else 0.3
    return worded * len(set(texts)) / len(texts) * usual


def holds_figures(values: pd.Series) -> bool:
    """Whether the first cells of a column are figures.

    >>> holds_figures(pd.Series(["1.2万", "-", "300"])), holds_figures(pd.Series(["蓝色", "-"]))
    (True, False)
    """
    few = values.iloc[:_SAMPLE_ROWS].dropna()
    if pd.api.types.is_numeric_dtype(few):
        return bool(len(few))
    cells = read_cells(few.astype("str"))
    known = ~cells.of_kind("missing")
    read = known & ~cells.of_kind("unreadable")
    return bool(known.any()) and float(np.count_nonzero(read) / np.count_nonzero(known)) >= _FIGURES
