"""A shop cut into parts."""

import numpy as np

from kwopt.shop.allocation.parts import parts_of


def parts(
    earned: list[dict[int, float]], *, together: int = 9, near: tuple[tuple[int, int], ...] = ()
) -> tuple[tuple[int, ...], ...]:
    """Return the parts of products given by what they earn from each keyword."""
    keywords = [np.array(list(one), dtype=np.intp) for one in earned]
    return parts_of(keywords, [np.array(list(one.values())) for one in earned], near, together=together)


def test_what_earns_from_one_keyword_stays_together() -> None:
    """Products are joined over others; one that only could earn from a keyword, but does not, is apart."""
    assert parts([{0: 5, 1: 1}, {1: 2}, {2: 3}, {0: 0.0}]) == ((0, 1), (2,), (3,))


def test_most_worth_first_where_parts_are_limited() -> None:
    """Of two joins of which one is possible, that is made where more is earned twice: 4 by 0 and 2."""
    assert parts([{0: 5, 1: 5}, {1: 2}, {0: 4}], together=2) == ((0, 2), (1,))


def test_near_duplicates_come_before_keywords() -> None:
    """Products with near-duplicate titles are joined even where others earn more together."""
    assert parts([{0: 5}, {0: 5}, {1: 1}], together=2, near=((1, 2),)) == ((0,), (1, 2))


def test_an_empty_shop_has_no_parts() -> None:
    """Without products there is nothing to cut."""
    assert parts([]) == ()
