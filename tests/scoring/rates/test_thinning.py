"""Thinned rows: the same whatever the order of input, and those a full sort would give."""

import numpy as np
import pytest

from kwopt.scoring.rates.thinning import evenly_spaced


@pytest.mark.parametrize("seed", range(20))
def test_rows_are_those_of_a_full_sort(seed: int) -> None:
    """Ties in the first value go by the second: the rows are every n-th of the lexical order."""
    draw = np.random.default_rng(seed)
    first, second = draw.integers(0, 8, 50).astype(float), draw.integers(0, 8, 50).astype(float)
    used, step = evenly_spaced(first, second, most=9)
    expected = np.lexsort((second, first))[::6]  # 50 rows in steps of 6 are 9; in steps of 5 they are 10
    assert step == 6
    assert first[used].tolist() == first[expected].tolist()
    assert second[used].tolist() == second[expected].tolist()


def test_no_rows_stay_none() -> None:
    """Nothing to thin gives nothing, at step 1."""
    used, step = evenly_spaced(np.array([]), np.array([]), most=9)
    assert (used.tolist(), step) == ([], 1)
