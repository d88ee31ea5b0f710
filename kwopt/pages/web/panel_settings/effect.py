"""What a change of settings did to the top of the keyword list. Owns the comparison, not its words."""

from collections.abc import Sequence
from typing import NamedTuple

TOP = 20
"""Keywords that are compared: as many as the terminal shows, and more than a title can hold."""


class Effect(NamedTuple):
    """How the top of a list changed.

    Parameters
    ----------
    entered, left
        Keywords that are only in the top after, or only before, the change; in their order.
    moved
        How many of the others stand at another place.
    """

    entered: tuple[str, ...]
    left: tuple[str, ...]
    moved: int

    @property
    def none(self) -> bool:
        """Whether the top is the same as before."""
        return not (self.entered or self.left or self.moved)


def effect(before: Sequence[str], after: Sequence[str]) -> Effect:
    """Compare two tops of a list, best first.

    >>> effect(["旗袍", "唐装", "汉服"], ["唐装", "旗袍", "短袖"])
    Effect(entered=('短袖',), left=('汉服',), moved=2)
    """
    places = {keyword: place for place, keyword in enumerate(before)}
    moved = sum(1 for place, keyword in enumerate(after) if places.get(keyword, place) != place)
    return Effect(
        entered=tuple(keyword for keyword in after if keyword not in places),
        left=tuple(keyword for keyword in before if keyword not in after),
        moved=moved,
    )
