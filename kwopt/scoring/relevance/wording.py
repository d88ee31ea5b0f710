"""Reasons as sentences: why a keyword does not fit, or not surely, and which word says so."""

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kwopt.messages import message
from kwopt.resources import load_toml
from kwopt.scoring.relevance.reasons import REASONS
from kwopt.scoring.relevance.relevance import CLASSES, FITS, Relevance
from kwopt.scoring.words.labels import labelled, texts_in_arrow
from kwopt.scoring.words.rows import IntArray
from kwopt.scoring.words.vocabulary import Vocabulary

_SAID = 4 * (len(REASONS) + 1)
"""Pairs of a reason, or none, and a class."""

_KNOWN = ("alone", "listed", "unknown")


def reason_texts(relevance: Relevance, vocabulary: Vocabulary, lang: str) -> Any:
    """Return each row's reason as a sentence; equal reasons are worded once."""
    key = (relevance.culprit + 1) * _SAID + (relevance.reason + 1) * 4 + relevance.category
    distinct, place = _distinct(key)
    word, said = distinct // _SAID - 1, distinct % _SAID
    known = np.where(np.append(vocabulary.listed, False)[word], 1, 2) * (word >= 0)
    kinds, kind = _distinct(said * len(_KNOWN) + known)
    parts = [_parts(one // len(_KNOWN), one % len(_KNOWN), lang) for one in kinds.tolist()]
    before, behind = (texts_in_arrow([pair[end] for pair in parts]).take(pa.array(kind)) for end in (0, 1))
    words = vocabulary.texts.take(pa.array(np.where(word < 0, len(vocabulary.words), word)))
    return labelled(
        place, pc.binary_join_element_wise(before, words, behind, pa.scalar("", pa.large_string()))
    )


def _parts(said: int, known: int, lang: str) -> tuple[str, str]:
    """Return what a sentence says before its word and behind it."""
    sentence = _sentence(CLASSES[said % 4], said // 4 - 1, _KNOWN[known], lang)
    before, _, behind = sentence.partition("{word}")
    return before, behind


def _distinct(codes: IntArray) -> tuple[IntArray, IntArray]:
    """Return the distinct codes, ascending, and the place of each row's code among them; without sorting."""
    occurs = np.zeros(int(codes.max(initial=-1)) + 1, dtype=bool)
    occurs[codes] = True
    distinct = np.flatnonzero(occurs)
    place = np.empty(len(occurs), dtype=np.int64)
    place[distinct] = np.arange(len(distinct))
    return distinct, place[codes]


@cache
def _sentence(category: str, reason: int, known: str, lang: str) -> str:
    """Return the sentence of a reason, "{word}" where its word belongs.

    Without a word to blame ("alone"), or with one that the lexicon lacks ("unknown"), some reasons are said
    in their own way.
    """
    code = category if category == FITS else f"{category}_{REASONS[reason]}"
    own = f"{code}_{known}"
    text = message(f"scoring.{own if own in load_toml('messages.en.toml')['scoring'] else code}", None, lang)
    if known == "alone":
        return text
    return message("scoring.reason_with_word", {"reason": text, "word": "{word}"}, lang)
