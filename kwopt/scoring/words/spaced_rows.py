"""Keywords of languages with spaces, read once for all products: tokens, heads, ways to find words.

What a product says to them is `kwopt.scoring.relevance.spaced_said`'s business.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kwopt.language.codepoints import CodePoints
from kwopt.language.english import lemma, pieces, stem, variants, without_a_letter
from kwopt.language.heads import COLLECTIVES, PREPOSITIONS, UNSPACED_SCRIPTS
from kwopt.language.measures import ALONE_MEAN_ONE, UNIT_WORDS, Measure, measure_of, number_of, unit_of
from kwopt.language.rarity import rarity
from kwopt.language.roles import Role
from kwopt.scoring.words.rows import BoolArray, FloatArray, IntArray, TokenizedRows

SHORTEST_MISSPELLED = 5
"""Letters; one edit away from a shorter word stand too many others."""
SHORTEST_CODE = 4
"""Characters of a model number that may be typed in part."""
SHORTEST_PART = 3
"""Letters of a word that shoppers may have typed together with another (deckpaint)."""

_NUMBER = re.compile(r"\d+(?:[.,/x*-]+\d+)*[x-]?[a-z]{0,6}")
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9-]+")


@dataclass(frozen=True, eq=False)
class SpacedRows:
    """The tokens of spaced rows and the ways in which a product's words find them.

    Token arrays have shape (n_tokens,), `weight` (n_words,): the rarity of content words, 0 for words that
    say nothing. `type_head` and `head` are tokens, -1 for none: the last listed type before a preposition,
    and the last word there that may name a thing, listed or not. The mappings lead from a form, a stem, a
    form with a letter left out, the beginning of a model number or of two words typed as one to words of the
    vocabulary; `joined` from two neighbours written as one to the first one's token. `after_name` holds
    tokens of numbers that follow a name (iphone 13).
    """

    spaced: BoolArray
    row: IntArray
    word: IntArray
    type_head: IntArray
    head: IntArray
    says_nothing: BoolArray
    is_number: BoolArray
    weight: FloatArray
    by_form: Mapping[str, Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]
    misspelled: Mapping[str, Sequence[int]]
    codes: Mapping[str, Sequence[int]]
    compounds: Mapping[str, Sequence[tuple[int, str]]]
    hyphened: Mapping[int, Sequence[str]]
    numbers: Sequence[int]
    joined: Mapping[str, Sequence[int]]
    after_name: Mapping[str, Sequence[int]]
    measures: Sequence[tuple[int, Measure, IntArray]]

    def last(self, chosen: BoolArray, size: int) -> IntArray:
        """Return the last chosen word of each of `size` rows, -1 for none; `chosen` is by token."""
        last = np.full(size, -1, dtype=np.int64)
        last[self.row[chosen]] = self.word[chosen]
        return last

    def sums(self, value: FloatArray, size: int) -> FloatArray:
        """Return the sum of a value by token over each of `size` rows."""
        return np.bincount(self.row, weights=value, minlength=size).astype(np.float64)


@lru_cache(maxsize=2)
def spaced_rows(rows: TokenizedRows) -> SpacedRows:
    """Return the spaced ones among `rows`; kept for the next product, as rows are immutable."""
    spaced = (rows.count(_unspaced(rows.vocabulary.words)) == 0) & (np.diff(rows.start) > 0)
    place = np.flatnonzero(spaced[rows.row_of])
    row, word = rows.row_of[place], rows.word_of[place]
    words = {number: rows.vocabulary.words[number] for number in np.flatnonzero(np.bincount(word)).tolist()}
    unlisted = {number: text for number, text in words.items() if not rows.vocabulary.listed[number]}
    may_be_number = rows.vocabulary.having(Role.SPEC, Role.YEAR) | ~rows.vocabulary.listed
    numbers = [number for number, text in words.items() if may_be_number[number] and _NUMBER.fullmatch(text)]
    is_number = np.zeros(len(rows.vocabulary.words), dtype=bool)
    is_number[numbers] = True
    nothing = _says_nothing(rows, words, row, word, is_number)
    weight = np.zeros(len(rows.vocabulary.words))
    weight[list(words)] = [rarity(text) for text in words.values()]
    type_head, head = _heads(rows, words, row, word, nothing | is_number[word])
    return SpacedRows(
        spaced=spaced,
        row=row,
        word=word,
        type_head=type_head,
        head=head,
        says_nothing=nothing,
        is_number=is_number,
        weight=weight,
        by_form=_found_by((number, form) for number, text in words.items() for form in variants(text)),
        by_stem=_found_by((number, stem(text)) for number, text in words.items() if text.isalpha()),
        misspelled=_found_by(
            (number, form) for number, text in unlisted.items() if _may_err(text)
            for form in without_a_letter(text)
        ),
        codes=_found_by((number, code[:SHORTEST_CODE]) for number, code in _codes(words)),
        compounds=_compounds(unlisted),
        hyphened={number: parts for number, text in words.items() if len(parts := pieces(text)) > 1},
        numbers=numbers,
        joined=_joined(words, row, word),
        after_name=_after_name(rows, words, row, word, is_number),
        measures=_measures(words, row, word),
    )  # fmt: skip


def compact_code(word: str) -> str | None:
    """Return a model number without its hyphens, None for another word.

    >>> compact_code("75950-ss"), compact_code("18"), compact_code("bottle")
    ('75950ss', None, None)
    """
    code = word.replace("-", "")
    return code if len(code) >= SHORTEST_CODE and _CODE.fullmatch(word) else None


def _unspaced(words: Sequence[str]) -> BoolArray:
    """Return which words hold characters of scripts without spaces."""
    characters = CodePoints.of(words)
    foreign = np.logical_or.reduce([characters.between(*script) for script in UNSPACED_SCRIPTS])
    return np.asarray(characters.counts(foreign) > 0)


def _says_nothing(
    rows: TokenizedRows, words: Mapping[int, str], row: IntArray, word: IntArray, is_number: BoolArray
) -> BoolArray:
    """Return which tokens say nothing: function words, and units beside their number."""
    nothing = rows.vocabulary.having(Role.FUNCTION)[word]
    after_number = np.zeros(len(word), dtype=bool)
    after_number[1:] = is_number[word[:-1]] & (row[1:] == row[:-1])
    units = np.isin(word, [number for number, text in words.items() if text in UNIT_WORDS])
    return nothing | (units & after_number)


def _heads(
    rows: TokenizedRows, words: Mapping[int, str], row: IntArray, word: IntArray, nothing: BoolArray
) -> tuple[IntArray, IntArray]:
    """Return the token of each row's last type before a preposition, and of the last word that may be one."""
    is_type = rows.vocabulary.having(Role.TYPE)[word]
    open_word = (is_type | ~rows.vocabulary.listed[word]) & ~nothing
    bound = np.isin(word, [number for number, text in words.items() if text in PREPOSITIONS])
    gathers = np.isin(word, [number for number, text in words.items() if lemma(text) in COLLECTIVES])
    token = np.arange(len(word))
    first_bound = np.full(len(rows), len(word), dtype=np.int64)
    first_bound[row[bound][::-1]] = token[bound][::-1]
    before = token < first_bound[row]
    heads = []
    for named in (is_type, open_word):
        head = np.full(len(rows), -1, dtype=np.int64)
        for candidates in (named, named & before & gathers, named & before & ~gathers):
            head[row[candidates]] = token[candidates]
        heads.append(head)
    return heads[0], heads[1]


def _found_by(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, form in pairs:
        found[form].append(number)
    return dict(found)


def _may_err(text: str) -> bool:
    return len(text) >= SHORTEST_MISSPELLED and text.isascii() and text.isalpha()


def _codes(words: Mapping[int, str]) -> Iterable[tuple[int, str]]:
    coded = ((number, compact_code(text)) for number, text in words.items())
    return ((number, code) for number, code in coded if code is not None)


def _compounds(words: Mapping[int, str]) -> dict[str, list[tuple[int, str]]]:
    """Return for each beginning of a word the words that may be two, and the rest of each, as stems."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, text in words.items():
        if text.isascii() and text.isalpha():
            for at in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
                found[text[:at]].append((number, stem(text[at:])))
    return dict(found)


def _joined(words: Mapping[int, str], row: IntArray, word: IntArray) -> dict[str, list[int]]:
    """Return for two plain neighbours written as one (dish washer: dishwasher) the first one's tokens."""
    plain = np.isin(word, [number for number, text in words.items() if text.isascii() and text.isalpha()])
    firsts = np.flatnonzero(plain[:-1] & plain[1:] & (row[:-1] == row[1:]))
    size = int(word.max(initial=0)) + 1
    pairs, pair = np.unique(word[firsts] * size + word[firsts + 1], return_inverse=True)
    tokens = firsts[np.argsort(pair, kind="stable")].tolist()
    ends = np.cumsum(np.bincount(pair, minlength=len(pairs))).tolist()
    found: defaultdict[str, list[int]] = defaultdict(list)
    for two, start, end in zip(pairs.tolist(), [0, *ends], ends, strict=False):
        found[words[two // size] + lemma(words[two % size])] += tokens[start:end]
    return dict(found)


def _after_name(
    rows: TokenizedRows, words: Mapping[int, str], row: IntArray, word: IntArray, is_number: BoolArray
) -> dict[str, list[int]]:
    """Return for each name the tokens of bare numbers that follow it, no unit behind them."""
    names = rows.vocabulary.having(Role.BRAND, Role.MODEL) & ~rows.vocabulary.having(Role.TYPE)
    bare = np.isin(word, [number for number, text in words.items() if text.isdigit()])
    units = np.isin(word, [number for number, text in words.items() if text in UNIT_WORDS])
    same_row = row[1:] == row[:-1]
    follows, ends = np.zeros(len(word), dtype=bool), np.ones(len(word), dtype=bool)
    follows[1:] = same_row & names[word[:-1]]
    ends[:-1] = ~(same_row & (units | is_number[word])[1:])
    found: defaultdict[str, list[int]] = defaultdict(list)
    for token in np.flatnonzero(bare & follows & ends).tolist():
        found[words[int(word[token - 1])]].append(token)
    return dict(found)


def _measures(
    words: Mapping[int, str], row: IntArray, word: IntArray
) -> tuple[tuple[int, Measure, IntArray], ...]:
    """Return each measure that rows name, in one word (32oz) or two (32 oz), with its first word and rows."""
    alone = {place: measure_of(text) for place, text in words.items() if text[0].isdigit()}
    numbers = {place: number_of(text) for place, text in words.items()}
    units = {place: unit for place, text in words.items() if (unit := unit_of(text)) is not None}
    found: dict[tuple[int, Measure], list[int]] = {}
    for token in np.flatnonzero(np.isin(word, [*units, *(p for p, m in alone.items() if m)])).tolist():
        first, measure = int(word[token]), alone.get(int(word[token]))
        if measure is None:
            before = int(word[token - 1]) if token and row[token - 1] == row[token] else -1
            number = numbers.get(before)
            if number is None and words[first] not in ALONE_MEAN_ONE:
                continue
            dimension, factor = units[first]
            first = before if number is not None else first
            measure = Measure(dimension, factor * (1.0 if number is None else number))
        found.setdefault((first, measure), []).append(int(row[token]))
    return tuple((first, measure, np.array(held)) for (first, measure), held in found.items())
