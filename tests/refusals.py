"""What is said where something cannot be read, for tests of whole sentences."""

from collections.abc import Callable

import pytest

from kwopt.errors import TableError


def refusal_of(read: Callable[[], object], *, file: str = "") -> str:
    """Return the sentence with which `read` is refused; its Chinese one must name the file first, too."""
    with pytest.raises(TableError) as caught:
        read()
    assert caught.value.text("zh").startswith(file)
    return str(caught.value)
