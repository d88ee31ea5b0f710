"""Which words of a vocabulary a product's texts say, whatever they mean."""

import re
from collections.abc import Iterable

import numpy as np

from kwopt.language.english import variants
from kwopt.language.heads import is_spaced
from kwopt.scoring.facts.facts import ProductFacts
from kwopt.scoring.words.vocabulary import BoolArray, Vocabulary

_NUMBER = re.compile(r"[\d.]{2}")
_RANGE = re.compile(r"\d[-~至到](?=\d)")


def said_words(vocabulary: Vocabulary, facts: ProductFacts) -> BoolArray:
    """Return which words the product's texts say, in one of their forms or inside a run of hanzi.

    The parts of a short text are looked up among many words, not the words in the text.
    """
    said = np.zeros(len(vocabulary.words), dtype=bool)
    inside = [word for word in _substrings(facts.text, vocabulary.word_lengths) if not word.isdigit()]
    spaced = is_spaced(facts.text)
    for word in (*inside, *facts.words):
        place = vocabulary.number.get(word)
        if place is not None and not (spaced and word.isascii()):
            said[place] = True
    if spaced:
        for place in vocabulary.ascii_places:
            said[place] = not facts.words.isdisjoint(variants(vocabulary.words[place]))
    return said


def _substrings(text: str, lengths: Iterable[int]) -> set[str]:
    """Return the parts of `text` with one of `lengths`; no lone characters, no number or range cut in two."""
    within = [bool(_NUMBER.match(text[at - 1 : at + 1])) for at in range(1, len(text))]
    cuts = [False, *within, False]
    for match in _RANGE.finditer(text):
        cuts[match.end()] = True
    return {
        text[at : at + size]
        for size in lengths
        if size > 1
        for at in range(len(text) - size + 1)
        if not (cuts[at] or cuts[at + size])
    }
