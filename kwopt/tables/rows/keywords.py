"""The keyword column: texts tidied, and columns of texts matched in bulk.

Which rows are no keywords is `row_kinds`.
"""

import re
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_UNTIDY = (
    r"^[\p{Z}\s]|[\p{Z}\s]$|[\p{Z}\s]{2}|[^ \PZ]|[\p{Cc}\x{AD}\x{200B}\x{200E}\x{200F}]"
    r"|^'[=+\-@＝＋－＠]|^''|[\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FEFF}]"
    r"|^\[ ?['\x{22}].*['\x{22}] ?\]$"
)
_PLAIN = r"(?-i)^[a-z0-9\x{4E00}-\x{9FFF}]+(?: [a-z0-9\x{4E00}-\x{9FFF}]+)*$"
_ROWS_AT_ONCE = 2**17  # that one core matches; fewer are not worth a thread
_DISARMED = re.compile(r"^'+(?=[=+\-@＝＋－＠\t\r\n])")  # so people and our writer keep it uncomputed
_LISTED = re.compile(r"""^\[ ?(['"])((?:(?!\1).)*)\1 ?\]$""")  # as Python writes a list of one text
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def tidy_keyword(text: str) -> str:
    r"""Return a keyword without invisible and control characters, its white space single spaces.

    An apostrophe that keeps a spreadsheet from computing the text goes too, and the brackets of a list that
    holds nothing else.

    >>> tidy_keyword(" 改良\u3000 旗袍\u200b"), tidy_keyword("['旗袍']")
    ('改良 旗袍', '旗袍')
    """
    bare = _DISARMED.sub("", text)  # first, while a tab behind the apostrophe is still a tab
    plain = " ".join(_CONTROLS.sub("", _INVISIBLE.sub("", bare)).split())
    inner = _LISTED.match(plain)
    return tidy_keyword(inner[2]) if inner else _DISARMED.sub("", plain)


@dataclass(frozen=True)
class TidyKeywords:
    """The keyword column tidied, where that changed something, and which texts are plain.

    A plain text is lower-case Latin letters, digits and hanzi, parted by single spaces: most keywords are,
    and need no further care, for they are tidy, their own identity, and never a footer.
    """

    texts: pd.Series
    changed: np.ndarray
    plain: np.ndarray

    def of_rows(self, kept: np.ndarray) -> "TidyKeywords":
        """Return those of the rows that are kept, numbered anew."""
        texts = self.texts[kept].reset_index(drop=True)
        return TidyKeywords(texts, self.changed[kept], self.plain[kept])


def tidy_keywords(texts: pd.Series) -> TidyKeywords:
    """Return keywords tidied, numbered anew; only those that are not plain are touched.

    >>> tidy_keywords(pd.Series([" Ｖ领", "旗袍"], dtype="str")).texts.tolist()
    ['Ｖ领', '旗袍']
    """
    filled = texts.fillna("").reset_index(drop=True)
    plain = matching(filled, _PLAIN)
    untidy = ~plain
    untidy[untidy] = matching(filled[untidy], _UNTIDY)
    before = filled[untidy].tolist()
    after = [tidy_keyword(text) for text in before]
    changed = np.zeros(len(filled), dtype=bool)
    changed[untidy] = [one != other for one, other in zip(before, after, strict=True)]
    return TidyKeywords(replaced(filled, untidy, after), changed, plain)


def is_one_of(texts: pd.Series, words: Collection[str]) -> np.ndarray:
    """Return which texts are one of `words`."""
    known = pa.array(sorted(words), type=pa.large_string())
    found = pc.is_in(pa.array(texts, type=pa.large_string()), value_set=known)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=bool)


def matching(texts: pd.Series, pattern: str) -> np.ndarray:
    """Return which texts match an RE2 pattern anywhere, cases apart; on all cores."""
    values = pa.array(texts, type=pa.large_string())
    parts = [values.slice(start, _ROWS_AT_ONCE) for start in range(0, len(values), _ROWS_AT_ONCE)]
    match = partial(pc.match_substring_regex, pattern=pattern, ignore_case=True)
    if len(parts) < 2:
        found = [match(part) for part in parts]
    else:
        with ThreadPoolExecutor() as threads:
            found = list(threads.map(match, parts))
    masks = [part.to_numpy(zero_copy_only=False) for part in found]
    return np.concatenate(masks).astype(bool) if masks else np.zeros(0, dtype=bool)


def replaced(texts: pd.Series, where: np.ndarray, others: Sequence[str]) -> pd.Series:
    """Return texts with those of `where` replaced by `others`."""
    if not where.any():
        return texts
    merged = pc.replace_with_mask(
        pa.array(texts, type=pa.large_string()), pa.array(where), pa.array(others, type=pa.large_string())
    )
    return pd.Series(merged.to_pandas().array, index=texts.index, dtype="str")
