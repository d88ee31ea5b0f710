"""A record's fields by name, as its JSON form begins."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def fields_of(record: "DataclassInstance") -> dict[str, Any]:
    """Return the fields of a frozen record by name, in their order; their values as they are.

    >>> from kwopt.models import TitleToken
    >>> fields_of(TitleToken("旗袍", 0, 2))
    {'text': '旗袍', 'start': 0, 'end': 2, 'role': None}
    """
    return {item.name: getattr(record, item.name) for item in fields(record)}
