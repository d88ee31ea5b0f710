"""Where in a title a covered keyword stands: the places to mark for a reader.

Owns places alone. Whether a keyword is covered, and how, is said by the checker
(`kwopt.titles.coverage.matching`); the title is cut by the same segmenter and read in the same form as there.
"""

from collections.abc import Iterator, Sequence

from kwopt.language.normalize import match_form, without_spaces
from kwopt.language.segment import Segmenter
from kwopt.models import MatchKind
from kwopt.titles.coverage.given import GivenWord, folded, given_words
from kwopt.titles.coverage.keywordindex import phrase_borders

Span = tuple[int, int]


class TitlePlaces:
    """The places of words and phrases in one title, cut once.

    Parameters
    ----------
    text
        The title as it is written.
    cutter
        The segmenter by which the title was checked.

    Examples
    --------
    >>> from kwopt.language.segment import SegmenterSpec, segmenter
    >>> places = TitlePlaces("连衣裙 夏季 白色", segmenter(SegmenterSpec()))
    >>> places.of("夏季白色", "phrase"), places.of("白色连衣裙", "any")
    (((4, 9),), ((0, 3), (7, 9)))
    """

    def __init__(self, text: str, cutter: Segmenter) -> None:
        characters = list(folded(text))
        self._cutter = cutter
        self._words = given_words(text, cutter)
        self._solid = [place for place in characters if not place[0].isspace()]
        self._text = "".join(character for character, _, _ in self._solid)
        self._borders = frozenset(phrase_borders("".join(character for character, _, _ in characters)))

    def of(self, keyword: str, match: MatchKind) -> tuple[Span, ...]:
        """Return the spans (code points, end exclusive) of a covered keyword, in order of the text.

        A phrase is one span, spaces inside it included, at its first place; otherwise each word has one,
        those that touch in one. Empty for a keyword that the title does not cover so.
        """
        form = match_form(keyword)
        if match == "phrase":
            return self._phrase(without_spaces(form))
        words = self._cutter.words(form)
        return tuple(_joined(self._in_order(words) if match == "ordered" else self._anywhere(words)))

    def _phrase(self, wanted: str) -> tuple[Span, ...]:
        start = self._text.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            if start in self._borders and end in self._borders:
                return ((self._solid[start][1], self._solid[end - 1][2]),)
            start = self._text.find(wanted, start + 1)
        return ()

    def _in_order(self, words: Sequence[str]) -> list[Span]:
        left = iter(self._words)
        found = [next((word for word in left if word.form == wanted), None) for wanted in words]
        spans = [(word.start, word.end) for word in found if word is not None]
        return spans if len(spans) == len(words) else []

    def _anywhere(self, words: Sequence[str]) -> list[Span]:
        found = [self._first(wanted) for wanted in dict.fromkeys(words)]
        return [span for span in found if span is not None] if None not in found else []

    def _first(self, wanted: str) -> Span | None:
        """Return where a word stands: as a word of the title, else inside the first one that it finds."""
        for word in self._words:
            if word.form == wanted:
                return word.start, word.end
        for word in self._words:
            if wanted in self._cutter.found_by(word.form):
                return _inside(word, wanted)
        return None


def _inside(word: GivenWord, wanted: str) -> Span:
    """Return the part of a word that another one is; all of it where it only is a form of it (bottles)."""
    offset = word.form.find(wanted)
    if offset < 0 or len(word.text) != len(word.form):
        return word.start, word.end
    return word.start + offset, word.start + offset + len(wanted)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans in order, those that touch or overlap as one."""
    start, end = -1, -1
    for first, last in sorted(spans):
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = max(end, last)
    if end >= 0:
        yield start, end
