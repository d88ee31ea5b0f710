"""What is said where something cannot be read, for tests of whole sentences."""

import io
from collections.abc import Callable

import pytest

from kwopt.errors import KwoptError, TableError
from kwopt.tables import KeywordTable, read_keywords


def refusal_of(read: Callable[[], object], *, file: str = "") -> str:
    """Return the sentence with which `read` is refused; its Chinese one must name the file first, too."""
    with pytest.raises(TableError) as caught:
        read()
    assert caught.value.text("zh").startswith(file)
    return str(caught.value)


def table_or_sentence(data: bytes) -> KeywordTable | None:
    """Return the table, with its rows added up; None where it is refused with a sentence."""
    try:
        table = read_keywords(io.BytesIO(data), name="a")
    except KwoptError as error:
        return None if error.text("zh") and error.text("en") else pytest.fail("an error without a sentence")
    assert table.rows_read == table.rows_kept + table.rows_merged + table.rows_refused
    return table
