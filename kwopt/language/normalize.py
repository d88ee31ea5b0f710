"""Normal forms of text. All matching of words and keywords happens on the match form."""

import re
import unicodedata
from collections.abc import Sequence

from kwopt.language.codepoints import BoolArray, CodePoints

HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Character class of hanzi: the basic block, extension A, compatibility forms, the supplementary planes."""

_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_BORDER_SPACES = re.compile(r"(?m)^ +| +$")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
_UNUSUAL = re.compile("[^\x00-\x7f\u4e00-\u9fff]+")
_PLAIN = "[!-@\\[-~\u4e00-\u9fff]+"
_IS_PLAIN = re.compile(f"(?:{_PLAIN}(?: {_PLAIN})*)?").fullmatch
"""Whether one text is plainly in match form: as `_doubtful`, whose one pass over many texts would cost a
hundred times as much for one."""
_ONLY_HANZI = re.compile(f"[{HANZI}]+").fullmatch
_SEPARATOR = "\n"


def match_form(text: str) -> str:
    """Return the form in which keywords are one and the same: NFKC, casefold, spaces collapsed.

    >>> match_form("Ａ字裙　 夏")
    'a字裙 夏'
    """
    return text if _IS_PLAIN(text) else match_forms([text])[0]


def match_forms(texts: Sequence[str]) -> list[str]:
    """Return `match_form` of every text; texts that are plainly in it already cost next to nothing."""
    characters = CodePoints.of(texts)
    if len(characters.ends) != len(texts):  # some text holds a newline
        return [_one_match_form(text) for text in texts]
    forms = list(texts)
    doubtful = _doubtful(characters).nonzero()[0].tolist()
    if doubtful:
        folded = _fold(_SEPARATOR.join([forms[place] for place in doubtful])).split(_SEPARATOR)
        for place, form in zip(doubtful, folded, strict=True):
            forms[place] = form
    return forms


def _doubtful(texts: CodePoints) -> BoolArray:
    """Return which texts may not be in match form: capitals, unusual characters, spaces but single ones."""
    border = texts.between("\n", "\n")
    space = texts.between(" ", " ")
    single = space.copy()
    single[:1] = False
    single[1:] &= ~(border | space)[:-1]
    single[:-1] &= ~border[1:]
    plain = texts.between("!", "~") & ~texts.between("A", "Z") | texts.between("\u4e00", "\u9fff")
    return texts.counts(~(plain | single | border)) > 0


def _one_match_form(text: str) -> str:
    return _fold(_SPACES.sub(" ", text))


def _fold(joined: str) -> str:
    folded = _SPACES_IN_LINE.sub(" ", _INVISIBLE.sub("", _compatible(joined)))
    return _BORDER_SPACES.sub("", folded)


def _compatible(text: str) -> str:
    """Return NFKC and casefold of `text`; only runs that are neither ASCII nor plain hanzi cost anything.

    A run is taken with the character before it, which a combining mark may change.
    """
    parts, place = [], 0
    for match in _UNUSUAL.finditer(text):
        start = max(match.start() - 1, place)
        parts += [text[place:start], _nfkc_folded(text[start : match.end()])]
        place = match.end()
    return "".join([*parts, text[place:]]).casefold()


def _nfkc_folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def is_hanzi(text: str) -> bool:
    """Say whether a text holds hanzi and nothing else.

    >>> is_hanzi("旗袍"), is_hanzi("t恤")
    (True, False)
    """
    return _ONLY_HANZI(text) is not None


def without_spaces(text: str) -> str:
    """Return `text` without white space.

    >>> without_spaces("改良 旗袍")
    '改良旗袍'
    """
    return _SPACES.sub("", text)
