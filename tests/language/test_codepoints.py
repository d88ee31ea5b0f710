"""Code points of many texts: the same answers as asking each text."""

from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.codepoints import CodePoints

TEXTS = st.lists(st.text(alphabet="aZ 夏𠀀~\u3040", max_size=6), max_size=8)


@given(TEXTS)
def test_lengths_and_counts_are_those_of_each_text(texts: list[str]) -> None:
    """Lengths count characters, not their bytes; counts keep to their text, empty texts included."""
    characters = CodePoints.of(texts)
    assert characters.lengths.tolist() == [len(text) for text in texts]
    spaces = characters.counts(characters.between(" ", " "))
    assert spaces.tolist() == [text.count(" ") for text in texts]


@given(TEXTS)
def test_ranges_include_both_ends(texts: list[str]) -> None:
    """A range holds its first and last character, and nothing below the first."""
    characters = CodePoints.of(texts)
    found = characters.counts(characters.between("Z", "~"))
    assert found.tolist() == [sum("Z" <= one <= "~" for one in text) for text in texts]
