"""What a title problem is made of: words, demands, constraints, fluency. `problem` states what they mean."""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from kwopt.errors import TitleError
from kwopt.language.normalize import match_form, without_spaces

Floats = NDArray[np.float64]


@dataclass(frozen=True, order=True)
class Word:
    """A word that a title may use.

    Parameters
    ----------
    text
        Match form, without spaces: what is compared with keywords.
    width
        Width of `display` in the marketplace's unit.
    display
        The text to show; the match form unless given.
    inside
        The shorter words inside it, by which a search engine finds it too.
    """

    text: str
    width: int
    display: str = ""
    inside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text or without_spaces(match_form(self.text)) != self.text:
            raise TitleError("titles.bad_word", value=self.text)
        if self.width < 1:
            raise TitleError("errors.bad_value", name="width", expected="1 or more", value=self.width)
        object.__setattr__(self, "display", self.display or self.text)
        object.__setattr__(self, "inside", tuple(self.inside))


@dataclass(frozen=True, order=True)
class Demand:
    """An eligible keyword: its text (any form), its exact words, what full coverage is worth."""

    text: str
    words: tuple[str, ...]
    worth: float

    def __post_init__(self) -> None:
        if not 0 <= self.worth < float("inf"):
            raise TitleError("errors.bad_value", name="worth", expected="0 or more", value=self.worth)
        object.__setattr__(self, "text", without_spaces(match_form(self.text)))
        object.__setattr__(self, "words", tuple(self.words))


@dataclass(frozen=True)
class AtMost:
    """(3) At most `count` of `words`. Words outside the vocabulary are ignored, here and below."""

    words: tuple[str, ...]
    count: int = 1


class Standing(Enum):
    """Why words are asked for; what the seller does not ask may give way, in the order of `relaxing`."""

    ASKED = "asked"
    NAME = "name"
    BRAND = "brand"
    MODEL = "model"
    AUDIENCE = "audience"
    FACTS = "facts"


@dataclass(frozen=True)
class AtLeast:
    """(4) At least `count` of `words`, for the reason of `standing`."""

    words: tuple[str, ...]
    count: int = 1
    standing: Standing = field(default=Standing.ASKED, compare=False)


@dataclass(frozen=True)
class OnlyWith:
    """(5) `word` stands only where one of `partners` does."""

    word: str
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """(5) `word` stands only right after one of `after` or right before one of `before`."""

    word: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Fluency:
    """Price and plausibility of neighbours; rows and columns in the order of the words given.

    Parameters
    ----------
    weight
        lambda: worth of one fully plausible junction.
    pairs
        r(a, b) in [0, 1], shape `(n_words, n_words)`.
    first, last
        r of a word at the start and at the end, shape `(n_words,)`; zero unless given.
    """

    weight: float
    pairs: Floats
    first: Floats | None = None
    last: Floats | None = None


def fluency_arrays(fluency: Fluency | None, count: int) -> tuple[Floats, Floats, Floats]:
    """Return r of first words, of pairs, of last words; zeros where none are given."""
    if fluency is None:
        return np.zeros(count), np.zeros((count, count)), np.zeros(count)
    first = np.zeros(count) if fluency.first is None else fluency.first
    last = np.zeros(count) if fluency.last is None else fluency.last
    return first, fluency.pairs, last
