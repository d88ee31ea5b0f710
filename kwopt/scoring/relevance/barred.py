"""Words that keep a keyword out of titles, whatever it is worth."""

from kwopt.scoring.relevance.reasons import NEVER_IN_TITLES
from kwopt.scoring.words.rows import BoolArray
from kwopt.scoring.words.vocabulary import Vocabulary


def barred_words(vocabulary: Vocabulary, approved: frozenset[str]) -> BoolArray:
    """Return which words of a vocabulary bar keywords from titles, shape (n_words,); approved ones do not.

    >>> barred_words(Vocabulary.of(("旗袍", "包邮")), frozenset()).tolist()
    [False, True]
    """
    barred: BoolArray = vocabulary.having(*NEVER_IN_TITLES)
    barred[[vocabulary.number[word] for word in approved if word in vocabulary.number]] = False
    return barred
