"""The words of keywords: which each holds, and which of some known ones as columns of a pooling.

Words that differ in number only are one ("mugs", "mug"), and all product codes are one.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from kwopt.language.cutcolumn import END
from kwopt.language.english import lemma
from kwopt.language.normalize import match_forms
from kwopt.language.segment import SegmenterSpec, segmenter

_PRODUCT_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8,}")
CODE = "#"
"""Stands for every product code (b08xyz1234) searched for: each is another, but their searchers are alike."""


def words_by_keyword(texts: Sequence[str], spec: SegmenterSpec) -> pd.DataFrame:
    """Return each distinct `word` of each keyword (`owner`); what is no letter or digit is left out."""
    column = segmenter(spec).cut_column(match_forms([text.replace(END, " ") for text in texts]))
    owner: NDArray[np.int64] = np.cumsum(column.is_end) - column.is_end
    forms = np.array([_form(word) for word in column.words], dtype=object)
    kept = np.array([form != "" for form in forms], dtype=bool)[column.numbers]
    found = pd.DataFrame({"owner": owner[kept], "word": forms[column.numbers[kept]]})
    return found.drop_duplicates(ignore_index=True)


def _form(word: str) -> str:
    if not (word[0].isalnum() or word[-1].isalnum()):
        return ""
    return CODE if _PRODUCT_CODE.fullmatch(word) else lemma(word)


def membership(found: pd.DataFrame, words: tuple[str, ...], size: int) -> csr_array:
    """Return which of `words` each of `size` keywords holds, shape (size, len(words)).

    Parameters
    ----------
    found
        `words_by_keyword` of the keywords.
    """
    if not words:
        return csr_array((size, 0))
    codes = pd.Index(words).get_indexer(pd.Index(found["word"]))
    known = codes >= 0
    places = (found["owner"].to_numpy()[known], codes[known])
    return csr_array((np.ones(len(places[0])), places), shape=(size, len(words)))


def by_length(held: csr_array) -> csr_array:
    """Return words weighed so that keywords of many known words stray as far as those of few."""
    count = np.maximum(held.sum(axis=1), 1.0)
    return csr_array(diags_array(1 / np.sqrt(count)) @ held)
