"""Documents as text, part by part; their values are plain already, as `kwopt.payloads.values` makes them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kwopt.payloads.values import Encoded, Records


def json_parts(document: Mapping[str, Any]) -> Iterator[str]:
    r"""Yield a document as text: one key a line, one entry of a list a line.

    So large documents can be read, searched line by line and compared; and a million records never stand in
    memory at once.

    >>> "".join(json_parts({"a": 1, "b": [{"c": "旗袍"}, {"c": "唐装"}]}))
    '{\n"a": 1,\n"b": [\n{"c": "旗袍"},\n{"c": "唐装"}\n]\n}\n'
    """
    for place, (key, value) in enumerate(document.items()):
        yield ("," if place else "{") + f"\n{_compact(key)}: "
        if isinstance(value, Encoded) and value.count:
            yield from ((",\n" if number else "[\n") + part for number, part in enumerate(value.parts()))
            yield "\n]"
        elif isinstance(value, (list, Records)) and len(value):
            yield from ((",\n" if number else "[\n") + _compact(item) for number, item in enumerate(value))
            yield "\n]"
        else:
            yield _compact([] if isinstance(value, (Records, Encoded)) else value)
    yield "\n}\n" if document else "{\n\n}\n"


def record_lines(records: Sequence[Mapping[str, Any]]) -> str:
    r"""Return records as they stand in a document's list, one a line, without the list's brackets.

    >>> record_lines([{"a": 1}, {"a": 2}])
    '{"a": 1},\n{"a": 2}'
    """
    return ",\n".join(map(_compact, records))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
