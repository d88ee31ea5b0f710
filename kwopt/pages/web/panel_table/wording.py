"""Sentences of the rooms as the page says them: where a text names an option of the command line, its twin.

The twin of "tables.todo_demand" is the message "page_table.tables_todo_demand". Owns the choice, not texts.
"""

from collections.abc import Mapping
from typing import Any

from kwopt.errors import KwoptError
from kwopt.messages import message
from kwopt.resources import load_toml

SECTION = "page_table"


def sentence(code: str, params: Mapping[str, Any], lang: str) -> str:
    """Return the sentence of `code`, in the page's words where it has its own.

    >>> sentence("tables.encoding_guessed", {"encoding": "gb18030"}, "en")
    'The file does not say how its characters are stored: read as gb18030'
    """
    room, _, name = code.partition(".")
    twin = f"tables_{name}"
    own = room == "tables" and twin in load_toml(f"messages.{lang}.toml")[SECTION]
    return message(f"{SECTION}.{twin}" if own else code, params, lang)


def error_sentence(error: KwoptError, lang: str) -> str:
    """Return the sentence of an error, in the page's words."""
    return sentence(error.code, error.where | error.params, lang)


def in_page_words(file: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return the description of a file, as `inspect` gives it, with all its sentences in the page's words."""
    columns = [{**column, "note": _note(column.get("note"), lang)} for column in file["columns"]]
    told = {name: [_told(record, file["file"], lang) for record in file[name]] for name in _RECORDS}
    return {**file, **told, "columns": columns}


_RECORDS = ("repairs", "refusals", "todo", "remarks")


def _note(note: Mapping[str, Any] | None, lang: str) -> dict[str, Any] | None:
    return _told(note, "", lang) if note else None


def _told(record: Mapping[str, Any], file: str, lang: str) -> dict[str, Any]:
    """Return a record or notice with its sentence in the page's words, without the name of its file."""
    params = {name: value for name, value in record.items() if name not in _NO_PARAMS} | record["params"]
    text = sentence(record["code"], params, lang)
    told = text.removeprefix(file).lstrip(":： ") if file else text
    return {**record, "message": told[:1].upper() + told[1:]}


_NO_PARAMS = ("code", "message", "params", "examples", "level")
