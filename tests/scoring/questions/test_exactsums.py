"""Sums without rounding: equal to `math.fsum`, whatever the order and the groups."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwopt.scoring.questions.exactsums import as_float, exact_sum, exact_sums

FLOATS = st.lists(st.floats(allow_nan=False, allow_infinity=False, width=64), max_size=30)


@given(FLOATS)
def test_sum_is_that_of_fsum(numbers: list[float]) -> None:
    """The sum, rounded once, is that of `math.fsum`, from the smallest float to the largest."""
    try:
        expected = math.fsum(numbers)
    except OverflowError:
        expected = pytest.approx(math.inf, nan_ok=False)
        assert abs(as_float(exact_sum(np.array(numbers)))) == expected
        return
    assert as_float(exact_sum(np.array(numbers, dtype=np.float64))) == expected


@given(FLOATS, st.integers(0, 30))
def test_sums_of_pieces_add_up(numbers: list[float], cut: int) -> None:
    """Wherever numbers are cut, the sums of the pieces add up to the whole."""
    values = np.array(numbers, dtype=np.float64)
    assert exact_sum(values[:cut]) + exact_sum(values[cut:]) == exact_sum(values)


@given(FLOATS, st.randoms(use_true_random=False))
def test_sums_of_groups_are_sums_of_their_numbers(numbers, random) -> None:
    """Each group has the sum of its own numbers; groups without any have 0."""
    groups = [random.randrange(3) for _ in numbers]
    values = np.array(numbers, dtype=np.float64)
    totals = exact_sums(values, np.array(groups, dtype=np.int64), 4)
    own = [
        [number for number, one in zip(numbers, groups, strict=True) if one == group] for group in range(4)
    ]
    assert totals == [exact_sum(np.array(each, dtype=np.float64)) for each in own]
