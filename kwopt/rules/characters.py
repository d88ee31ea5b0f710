"""Characters that a field does not take: forbidden, emoji, invisible, unencodable ones, and capitals only."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from kwopt.models import Finding
from kwopt.rules.fieldrule import RuleLevel
from kwopt.rules.fields import FieldText, Remark

MIN_CAPITALS = 8
"""Letters from which a text in capitals only is shouting rather than a name such as "USB"; our choice."""

_REMOVE = "rules.suggest_remove_character"
_LINE_BREAKS = "\t\n\r\v\f"
_PICTURES = ((0x1F000, 0x1FAFF), (0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0xE0020, 0xE007F))
"""Blocks that hold emoji (Unicode emoji-data); of the last four only what GBK does not know counts."""
_EMOJI_PARTS = "\u200d\u20e3\ufe0f"
"""Joiner, keycap and emoji selector: they only make sense in an emoji."""


def character_findings(field: FieldText) -> list[Finding]:
    """Return what is wrong with single characters of the text, by kind and place."""
    text, rule = field.text, field.rule
    found = [*_runs_of(field, "forbidden_character", "error", rule.forbidden)]
    found += _runs_of(field, "discouraged_character", "warning", rule.discouraged)
    found += _more_than_once(field)
    if rule.forbidden_start and text[:1] and text[0] in rule.forbidden_start:
        remark = Remark((0, 1), suggestion=_REMOVE)
        found.append(field.finding("forbidden_start", "error", remark))
    if rule.emoji:
        found += _emoji(field)
    if not (text.isascii() and text.isprintable()):
        found += _unencodable(field)
        found += _invisible(field)
    found += _script(field)
    return found + _shouting(field)


def is_emoji(char: str) -> bool:
    """Whether `char` is an emoji or only ever part of one; ★ and other signs that GBK knows are none.

    >>> [is_emoji(char) for char in "😀☀★①"]
    [True, True, False, False]
    """
    code = ord(char)
    if char in _EMOJI_PARTS or _PICTURES[0][0] <= code <= _PICTURES[0][1]:
        return True
    return any(low <= code <= high for low, high in _PICTURES[1:]) and not _encodable(char, "gbk")


def _emoji(field: FieldText) -> Iterator[Finding]:
    for span in _runs(field.text, is_emoji):
        yield field.finding("emoji", field.rule.emoji or "warning", Remark(span, suggestion=_REMOVE))


def _unencodable(field: FieldText) -> Iterator[Finding]:
    codec = field.rule.encoding
    if codec is None or _encodable(field.text, codec):
        return

    def is_strange(char: str) -> bool:
        return not (_encodable(char, codec) or is_emoji(char) or _is_invisible(char))

    for span in _runs(field.text, is_strange):
        remark = Remark(span, {"encoding": codec.upper()}, suggestion=_REMOVE)
        yield field.finding("not_encodable", "warning", remark)


def _invisible(field: FieldText) -> Iterator[Finding]:
    for span in _runs(field.text, lambda char: char in _LINE_BREAKS):
        yield field.finding("line_break", "warning", Remark(span, suggestion=_REMOVE))
    for span in _runs(field.text, _is_invisible):
        if not all(char in _EMOJI_PARTS for char in field.text[slice(*span)]):
            yield field.finding("control_character", "error", Remark(span, suggestion=_REMOVE))


def _is_invisible(char: str) -> bool:
    """Whether `char` is a control, format, private or broken character, line breaks aside."""
    return unicodedata.category(char)[0] == "C" and char not in _LINE_BREAKS and not is_emoji(char)


def _more_than_once(field: FieldText) -> Iterator[Finding]:
    for char in field.rule.once:
        first = field.text.find(char)
        second = field.text.find(char, first + 1)
        if first >= 0 and second >= 0:
            yield field.finding("repeated_character", "error", Remark((second, second + 1)))


def _script(field: FieldText) -> Iterator[Finding]:
    """Yield letters of a script that the marketplace does not take."""
    text, rule = field.text, field.rule
    if rule.latin_only and not text.isascii():
        for span in _runs(text, _is_foreign):
            yield field.finding("latin_only", rule.latin_only, Remark(span, suggestion=_REMOVE))


def _is_foreign(char: str) -> bool:
    """Whether `char` is a letter of another script than Latin; Greek letters stand for units (µ, Ω)."""
    return char.isalpha() and not unicodedata.name(char, "LATIN").startswith(_LATIN)


_LATIN = ("LATIN", "GREEK", "MICRO", "OHM", "KELVIN", "ANGSTROM", "FEMININE", "MASCULINE", "MODIFIER")


def _shouting(field: FieldText) -> list[Finding]:
    if field.rule.all_caps is None:
        return []
    letters = re.sub(r"[\W\d_]", "", field.text)
    if len(letters) < MIN_CAPITALS or not letters.isupper():
        return []
    return [field.finding("all_caps", field.rule.all_caps, Remark((0, len(field.text))))]


def _runs_of(field: FieldText, name: str, level: RuleLevel, characters: str) -> Iterator[Finding]:
    for span in _runs(field.text, lambda char: char in characters):
        remark = Remark(span, suggestion=_REMOVE)
        yield field.finding(name, level, remark)


def _runs(text: str, wanted: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the longest runs of wanted characters."""
    start = None
    for place, char in enumerate(text):
        if wanted(char):
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def _encodable(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
