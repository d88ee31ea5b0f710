"""Cells of a column in plain form, as the grammar expects them: `cells.plain_form` for whole columns.

Arrow normalizes texts of usual characters; the others, and no text that cannot be a figure, go to Python.
"""

import re
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.tables.values import grammar
from kwopt.tables.values.cells import plain_form

_HANZI = "".join(
    sorted(set(re.findall("[\u4e00-\u9fff]", grammar.NUMBER + grammar.RANGE + "".join(grammar.MISSING))))
)
_USUAL = r"^[\x20-\x7E\x{A0}\x{202F}\x{3000}\x{FF01}-\x{FF5E}\x{FFE5}¥€£₩₹₽฿₺₫–—≤≥≈∞↑↓▲▼’" + _HANZI + "]*$"
"""Texts of characters on which Arrow's normalization and Python's agree; others are normalized by Python."""

_FOREIGN = "[" + "".join(
    f"{chr(ord(before) + 1)}-{chr(ord(after) - 1)}"
    for before, after in pairwise(["\u4dff", *_HANZI, "\ua000"])
    if ord(after) - ord(before) > 1
) + "]"  # fmt: skip
"""Hanzi that no figure has: a text with one of them is none, whatever else it holds."""


def plain_forms(texts: pa.Array) -> pa.Array:
    """Return texts in plain form; of hanzi that no figure has, only what Arrow makes of them.

    >>> plain_forms(pa.array([" 1．2万", '="5"'])).to_pylist()
    ['1.2万', '5']
    """
    usual = as_mask(pc.match_substring_regex(texts, _USUAL))
    plain = pc.utf8_trim_whitespace(pc.utf8_lower(pc.utf8_normalize(texts, "NFKC")))
    plain = pc.replace_substring_regex(plain, r"\s+", " ")
    plain = pc.replace_substring_regex(plain, r'^="?(.*?)"?$', r"\1")
    plain = pc.utf8_trim_whitespace(pc.utf8_ltrim(plain, "'"))
    if usual.all():
        return plain
    odd = np.flatnonzero(~usual & ~as_mask(pc.match_substring_regex(texts, _FOREIGN)))
    if not len(odd):
        return plain
    forms = [plain_form(text) for text in texts.take(pa.array(odd)).to_pylist()]
    where = np.zeros(len(texts), dtype=bool)
    where[odd] = True
    return pc.replace_with_mask(plain, pa.array(where), pa.array(forms, type=pa.large_string()))


def as_mask(found: pa.BooleanArray) -> np.ndarray:
    """Return truth values of Arrow, none of them missing, as numpy's.

    >>> as_mask(pa.array([True, False])).tolist()
    [True, False]
    """
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)
