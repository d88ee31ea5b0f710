"""What sellers write that TOML does not take: names in hanzi without quotes, Chinese marks, Windows paths.

The standard parser names the place alone; here is what stands there, and what to write. Owns no parsing.
"""

import re
import tomllib
from typing import Any

_PLACE = re.compile(r"at line (\d+)")
_WIDE = re.compile("[\u201c\u201d\u2018\u2019＂＝：，【】［］]")
"""Marks of a Chinese keyboard that look like TOML's own."""

_NAME = re.compile(r"\s*\[?\s*([^\"'=\[\]#]*?[^\x00-\x7f][^\"'=\[\]#]*?)\s*(?:=|\])")
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "＝": "=", "：": "=", "，": ",",
          "【": "[", "】": "]", "［": "[", "］": "]"}  # fmt: skip


def slip_of(text: str, error: tomllib.TOMLDecodeError) -> tuple[str, dict[str, Any]] | None:
    """Return the message code and its parameters for a common slip; None for any other error.

    >>> try:
    ...     tomllib.loads('材质 = "棉"')
    ... except tomllib.TOMLDecodeError as found:
    ...     slip_of('材质 = "棉"', found)
    ('products.toml_name', {'row': 1, 'value': '材质'})
    """
    place = _PLACE.search(str(error))
    if place is None:
        return None
    row = int(place[1])
    line = text.splitlines()[row - 1 : row]
    found = _slip(line[0]) if line else None
    return found and (found[0], {"row": row, **found[1]})


def _slip(line: str) -> tuple[str, dict[str, Any]] | None:
    if (name := _NAME.match(line)) and not _WIDE.search(name[1]):
        return "products.toml_name", {"value": name[1]}
    outside = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", line)  # a mark inside a text is part of it
    if wide := _WIDE.search(outside):
        return "products.toml_mark", {"value": wide[0], "near": _PLAIN[wide[0]]}
    if re.search(r'"[^"]*\\', line):
        return "products.toml_backslash", {}
    return None
