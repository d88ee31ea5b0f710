"""Texts of messages: a code with parameters goes in, a sentence in the reader's language comes out.

Everything below the edge (CLI, pages, files) speaks in codes; their texts stand in
`resources/messages.<lang>.toml`, one section a room.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kwopt.locales import locale_of
from kwopt.resources import load_toml

_CONTROLS = {number: 0x2400 + number for number in range(32) if chr(number) not in "\t\n"} | dict.fromkeys(
    range(127, 160), 65533
)
"""Control characters and what stands for them: a cell of a file must not steer the terminal."""

_PHRASES = ("expected", "unit", "field", "other", "marketplace", "what")
"""Parameters that codes name in one language; the others have phrase books, sections of these names."""

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of writing."""

_PLURAL = re.compile(r"\[(\w+):([^|\]]*)\|([^\]]*)\]")


def message(code: str, params: Mapping[str, Any] | None = None, lang: str = "en") -> str:
    """Return the sentence of `code` ("room.name") in `lang`, its parameters filled in.

    >>> message("errors.unknown_choice", {"what": "marketplace", "value": "x", "choices": "taobao, tmall"})
    'unknown marketplace "x"; choose one of: taobao, tmall'
    """
    room, name = code.split(".", 1)
    texts = load_toml(f"messages.{lang}.toml")
    template: str = texts[room][name]
    shown = _Shown(params or {}, lang, texts)
    single = tuple([str(shown[name]) == "1" for name in _counted(template)])
    return _in_number(template, single).format_map(shown)


def visible(text: str) -> str:
    r"""Return a text with signs in place of control characters, tabs and line ends excepted.

    >>> visible("\x1b[31m旗袍")
    '␛[31m旗袍'
    """
    return text if text.isprintable() else text.translate(_CONTROLS)


def unturned(text: str) -> str:
    r"""Return a text as `visible` does, and with a sign in place of characters that turn its direction.

    One in a keyword would turn all that follows it on a page or in a picture.

    >>> unturned("旗袍\u202ecba")
    '旗袍\ufffdcba'
    """
    return _TURNING.sub("\ufffd", visible(text))


@cache
def _counted(template: str) -> tuple[str, ...]:
    """Return the parameters on which forms of words depend, in order: "[count:row|rows]"."""
    return tuple(found[1] for found in _PLURAL.finditer(template))


@cache
def _in_number(template: str, single: tuple[bool, ...]) -> str:
    """Return a template with the form for one thing or for several in each of its places."""
    left = iter(single)
    return _PLURAL.sub(lambda found: found[2] if next(left) else found[3], template)


class _Shown(dict[str, Any]):
    """Parameters as a sentence shows them, each made when it is asked for: reports fill 100,000 sentences."""

    def __init__(self, params: Mapping[str, Any], lang: str, texts: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__()
        self.params, self.lang, self.texts = params, lang, texts

    def __missing__(self, name: str) -> Any:
        shown = _shown(self.params[name], self.lang)
        if name in _PHRASES and name in self.texts:
            shown = self.texts[name].get(shown, shown)
        self[name] = shown
        return shown


def _shown(value: Any, lang: str) -> Any:
    if isinstance(value, (list, tuple)):
        return locale_of(lang).listed(visible(str(item)) for item in value)
    return visible(value) if isinstance(value, str) else value
