"""Numbers that stand for texts: the same everywhere and for ever."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kwopt.language.hashes import stable_hashes

_BITS = 2**64 - 1
TEXTS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=8)


def mixed(number: int) -> int:
    """Return the finalizer of SplitMix64, as its authors write it in C."""
    number = (number + 0x9E3779B97F4A7C15) & _BITS
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _BITS
    return number ^ (number >> 31)


def hash_of(text: str) -> int:
    """Return the hash of one text, character by character, a newline behind them."""
    total = sum(mixed(place) * ord(one) for place, one in enumerate(text + "\n"))
    return mixed((total + len(text)) & _BITS)


@given(st.lists(TEXTS, max_size=5))
def test_hashes_are_those_of_each_text_alone(texts: list[str]) -> None:
    """The sum over a text's characters, each times the number of its place, mixed with the length."""
    assert stable_hashes(texts).tolist() == [hash_of(text) for text in texts]


def test_the_finalizer_is_the_published_one() -> None:
    """SplitMix64 seeded with 1234567 gives 6457827717110365317 first (Rosetta Code, Splitmix64)."""
    assert mixed(1234567) == 6457827717110365317


def test_hashes_of_like_texts_are_spread_evenly() -> None:
    """Of 4,096 numbered texts none share a hash, and each sixteenth of the range holds 256 by expectation.

    The standard deviation of a sixteenth is 15.5; five of them are allowed.
    """
    found = stable_hashes([f"旗袍{number}" for number in range(4_096)])
    assert len(np.unique(found)) == 4_096
    sixteenths = np.bincount((found >> np.uint64(60)).astype(np.int64), minlength=16)
    assert np.abs(sixteenths - 256).max() < 5 * 15.5
