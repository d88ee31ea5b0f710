"""Which header the user probably means, judged by the values below it. Suggests, decides nothing."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from kwopt.resources import load_toml
from kwopt.tables.planning.formats import asin_pattern
from kwopt.tables.planning.headers import normal_header
from kwopt.tables.values.cellcolumns import read_cells
from kwopt.tables.values.cells import read_cell

_SAMPLE_ROWS = 200
_KEYWORD_CHARACTERS = (2, 60)  # mean length of keywords: hanzi from 2, English phrases up to 60
_WORDS = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
_FIGURES = 0.8  # share of cells that must be figures for a column to be suggested as one
_NAMED = 3.0  # how much likelier a header that speaks of keywords is than another with such texts
_YEAR = re.compile(r"(?:19|20)\d\d")


def likely_keywords(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> str | None:
    """Return the header under which keywords probably stand: texts of words, mostly distinct.

    A header that speaks of keywords goes before all others, where its texts are not worse than theirs by far.

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
        named = _NAMED if _speaks_of_keywords(header) else 1.0
        likeliness = named * _likeliness([text for text in texts if text])
        if likeliness > best:
            best, found = likeliness, header
    return found


@cache
def _no_keyword() -> re.Pattern[str]:
    """Return the pattern of addresses, ASINs, dates and what programs write."""
    return re.compile(rf"^(?:https?://|www\.)|^{asin_pattern()}$|^\d{{4}}[-/.]\d|[@|{{}}\[\]]", re.IGNORECASE)


def _speaks_of_keywords(header: str) -> bool:
    name = normal_header(header).name
    return any(part in name for part in load_toml("formats.toml")["suggestions"]["keywords"])


def _likeliness(texts: Sequence[str]) -> float:
    if not texts:
        return 0.0
    if holds_figures(pd.Series(texts, dtype="str")):  # "2.5万" bears a hanzi, and is no word
        return 0.0
    worded = sum(1 for text in texts if _WORDS.search(text) and not _no_keyword().search(text)) / len(texts)
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


def may_count_searches(header: str) -> bool:
    """Whether figures below a header may be searches: neither ranks nor prices, rates, dates or grades.

    >>> may_count_searches("月間検索数"), may_count_searches("搜索排名"), may_count_searches("Precio (€)")
    (True, False, False)
    """
    name = normal_header(header).name
    return not any(part in name for part in load_toml("formats.toml")["suggestions"]["no_searches"])


def headers_may_be_data(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the row taken for headers may hold a keyword and its figures: a figure stands above figures.

    Years, and numbers that count the columns, are headers.

    Parameters
    ----------
    headers
        As shown.
    rows
        The first rows below them.

    >>> headers_may_be_data(["旗袍", "1200"], [["长裙", "800"]])
    True
    >>> headers_may_be_data(["1", "2"], [["长裙", "800"]])
    False
    """
    read = [read_cell(header) for header in headers]
    places = [place for place, cell in enumerate(read) if cell.kind not in ("missing", "unreadable")]
    if all(_YEAR.fullmatch(headers[place]) for place in places):
        return False
    if any(all(headers[place] == str(place + first) for place in places) for first in (0, 1)):
        return False
    below = ([row[place] for row in islice(rows, _SAMPLE_ROWS) if place < len(row)] for place in places)
    return any(holds_figures(pd.Series([str(cell) for cell in cells], dtype="str")) for cells in below)
