"""Bytes are UTF-8 exactly where Python decodes them."""

from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.sources.validity import is_utf8

# Bytes that begin, continue or cannot be in characters: overlong forms, surrogates, beyond U+10FFFF.
TELLING = (0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5)


@given(st.lists(st.sampled_from(TELLING), max_size=6).map(bytes))
def test_validity_is_pythons(data: bytes) -> None:
    """Arrow's check and Python's strict decoder agree."""
    try:
        data.decode("utf-8")
        valid = True
    except UnicodeDecodeError:
        valid = False
    assert is_utf8(data) is valid
