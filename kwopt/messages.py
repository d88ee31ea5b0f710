"""Texts of messages: a code with parameters goes in, a sentence in Chinese or English comes out.

Everything below the edge (CLI, pages, files) speaks in codes; their texts stand in
`resources/messages.<lang>.toml`, one section a room.
"""

import re
from collections.abc import Mapping
from typing import Any

from kwopt.resources import load_toml

LANGUAGES = ("en", "zh")
_CONTROLS = {number: 0x2400 + number for number in range(32) if chr(number) not in "\t\n"} | dict.fromkeys(
    range(127, 160), 65533
)
"""Control characters and what stands for them: a cell of a file must not steer the terminal."""

_PLURAL = re.compile(r"\[(\w+):([^|\]]*)\|([^\]]*)\]")


def message(code: str, params: Mapping[str, Any] | None = None, lang: str = "en") -> str:
    """Return the sentence of `code` ("room.name") in `lang`, its parameters filled in.

    >>> message("errors.unknown_choice", {"what": "marketplace", "value": "x", "choices": "taobao, tmall"})
    'unknown marketplace "x"; choose one of: taobao, tmall'
    """
    room, name = code.split(".", 1)
    texts = load_toml(f"messages.{lang}.toml")
    template: str = texts[room][name]
    shown = {key: _shown(value, lang) for key, value in (params or {}).items()}
    if "expected" in shown:  # said in English by the code; the other languages have a phrase book
        shown["expected"] = texts.get("expected", {}).get(shown["expected"], shown["expected"])
    return _PLURAL.sub(lambda found: _number_form(found, shown), template).format_map(shown)


def visible(text: str) -> str:
    r"""Return a text with signs in place of control characters, tabs and line ends excepted.

    >>> visible("\x1b[31m旗袍")
    '␛[31m旗袍'
    """
    return text.translate(_CONTROLS)


def _number_form(found: re.Match[str], shown: Mapping[str, Any]) -> str:
    """Return the form for one thing or for several: "[count:row|rows]"."""
    name, one, several = found.groups()
    return one if str(shown[name]) == "1" else several


def _shown(value: Any, lang: str) -> Any:
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "zh" else ", ").join(visible(str(item)) for item in value)
    return visible(value) if isinstance(value, str) else value
