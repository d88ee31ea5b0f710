"""Reasons as sentences: why a keyword does not fit, or not surely, and which word says so."""

from functools import cache
from typing import Any

import numpy as np

from kwopt.messages import message
from kwopt.resources import load_toml
from kwopt.scoring.labels import labelled
from kwopt.scoring.reasons import REASONS
from kwopt.scoring.relevance import CLASSES, FITS, Relevance
from kwopt.scoring.rows import IntArray
from kwopt.scoring.vocabulary import Vocabulary


def reason_texts(relevance: Relevance, vocabulary: Vocabulary, lang: str) -> Any:
    """Return each row's reason as a sentence; equal reasons are worded once."""
    key = (relevance.culprit + 1) * 64 + (relevance.reason + 1) * 4 + relevance.category
    distinct, place = _distinct(key)
    texts = []
    for one in distinct.tolist():
        word, rest = one // 64 - 1, one % 64
        known = "alone" if word < 0 else "listed" if vocabulary.listed[word] else "unknown"
        said = _sentence(CLASSES[rest % 4], rest // 4 - 1, known, lang)
        texts.append(said.replace("{word}", vocabulary.words[word]) if word >= 0 else said)
    return labelled(place, texts)


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
