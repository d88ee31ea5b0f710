"""Texts cut at the ends of rows: nothing is lost between blocks, and none ends in a blank line."""

from hypothesis import given
from hypothesis import strategies as st

from kwopt.tables.spooling.streams import row_blocks

LINES = st.lists(st.sampled_from(["", "a", "bc", "旗袍,5"]), max_size=12)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.integers(1, 9), st.integers(1, 7))
def test_blocks_are_the_text(lines: list[str], end: str, size: int, chunk: int) -> None:
    """Blocks joined by line ends are the text without its last blank lines, however its bytes come."""
    text = end.join(lines).encode()
    chunks = [text[start : start + chunk] for start in range(0, len(text), chunk)]
    blocks = list(row_blocks(chunks, size))
    assert end.encode().join(blocks) == text.rstrip(b"\r\n")
    assert not any(block.endswith((b"\n", b"\r")) for block in blocks)
